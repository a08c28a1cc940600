package paykickstart_test

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/paykickstart"
)

func TestCallSendsAndReturnsTheWholeAnswer(t *testing.T) {
	t.Parallel()
	const body = `{"success":1,"data":{"id":12345678901234567890,"rate":1.10}}`
	for _, verb := range []string{http.MethodGet, http.MethodPost} {
		var got url.Values
		mock := httpmock.NewMockTransport()
		mock.RegisterResponder(verb, "https://api.example.test/api/reports/daily", func(r *http.Request) (*http.Response, error) {
			text := r.URL.RawQuery
			if r.Body != nil {
				b, err := io.ReadAll(r.Body)
				assert.NoError(t, err)
				text += string(b)
			}
			var err error
			got, err = url.ParseQuery(text)
			return httpmock.NewStringResponse(200, body), err
		})
		params := url.Values{"day": {"2026-03-01"}, "ids[]": {"1", "2"}}
		answer, err := newClient(t, mock).Call(context.Background(), verb, "reports/daily", params)
		require.NoError(t, err)
		assert.Equal(t, body, string(answer))
		assert.Equal(t, url.Values{"day": {"2026-03-01"}, "ids[]": {"1", "2"}, "auth_token": {leakToken}}, got)
		assert.Equal(t, url.Values{"day": {"2026-03-01"}, "ids[]": {"1", "2"}}, params, "the caller's params are changed")
		_, err = newClient(t, mock).Call(context.Background(), verb, "reports/daily", nil)
		require.NoError(t, err)
		assert.Equal(t, url.Values{"auth_token": {leakToken}}, got)
	}
}

func TestCallRefusesBeforeItSends(t *testing.T) {
	t.Parallel()
	client := newClient(t, roundTrip(func(*http.Request) (*http.Response, error) { t.Error("sent"); return nil, io.EOF }))
	for name, tc := range map[string]struct {
		verb, route string
		params      url.Values
		fields      []string
	}{
		"PUT":            {"PUT", "a", nil, []string{"method"}},
		"get":            {"get", "a", nil, []string{"method"}},
		"no method":      {"", "a", nil, []string{"method"}},
		"no route":       {"GET", "", nil, []string{"route"}},
		"blank":          {"GET", " ", nil, []string{"route"}},
		"absolute":       {"GET", "/licenses", nil, []string{"route"}},
		"another host":   {"GET", "//evil.test/a", nil, []string{"route"}},
		"a whole URL":    {"GET", "https://evil.test/a", nil, []string{"route"}},
		"dot segments":   {"GET", "a/../../admin", nil, []string{"route"}},
		"query":          {"GET", "a?b=1", nil, []string{"route"}},
		"fragment":       {"GET", "a#b", nil, []string{"route"}},
		"escape":         {"GET", "a%2e%2e", nil, []string{"route"}},
		"backslash":      {"GET", `a\b`, nil, []string{"route"}},
		"NUL":            {"GET", "a\x00b", nil, []string{"route"}},
		"line":           {"GET", "a\nb", nil, []string{"route"}},
		"token":          {"POST", "a", url.Values{"auth_token": {"x"}}, []string{"params"}},
		"token for PHP":  {"POST", "a", url.Values{"auth.token": {"x"}}, []string{"params"}},
		"token as array": {"POST", "a", url.Values{" auth_token[x]": {"x"}}, []string{"params"}},
		"token, bracket": {"POST", "a", url.Values{"auth[token": {"x"}}, []string{"params"}},
		"all of it":      {"PUT", "/a", url.Values{"auth_token": nil}, []string{"method", "route", "params"}},
	} {
		answer, err := client.Call(context.Background(), tc.verb, tc.route, tc.params)
		require.ErrorIs(t, err, api.ErrInvalidParams, name)
		assert.Nil(t, answer, name)
		var e *api.Error
		require.ErrorAs(t, err, &e)
		assert.Equal(t, "Call", e.Op)
		var named []string
		for field := range e.Fields {
			named = append(named, field)
		}
		assert.ElementsMatch(t, tc.fields, named, name)
	}
}

func TestCallJudgesTheAnswer(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]error{
		`{"success":0,"message":"no"}`: api.ErrRejected,
		`{"status":"false"}`:           api.ErrRejected,
		`{"errors":["no"]}`:            api.ErrRejected,
		`{"errors":["Card declined"]}`: api.ErrDeclined,
		`{"status":"perhaps"}`:         api.ErrBadResponse,
		`{"message":"Unauthorized"}`:   api.ErrBadResponse,
		`{"code":503}`:                 api.ErrServer,
		`{"rows":[],"message":"m"}`:    api.ErrBadResponse,
		`{"rows":[1],"message":"m"}`:   nil,
		`<html>`:                       api.ErrBadResponse,
		``:                             api.ErrBadResponse,
		`[]`:                           nil,
		`null`:                         nil,
		`{}`:                           nil,
		` {"success":"1"} `:            nil,
	} {
		client := newClient(t, roundTrip(func(*http.Request) (*http.Response, error) { return answer(200, body), nil }))
		for _, verb := range []string{http.MethodGet, http.MethodPost} {
			raw, err := client.Call(context.Background(), verb, "a", nil)
			if want == nil {
				require.NoError(t, err, body)
				assert.JSONEq(t, body, string(raw))
				continue
			}
			require.ErrorIs(t, err, want, body)
			assert.Nil(t, raw)
			var e *api.Error
			require.ErrorAs(t, err, &e)
			assert.Empty(t, e.Body, "what the route returns is not known, so no excerpt is kept")
		}
	}
}

// Nobody here knows what a route does by POST: it may be the one that charges.
func TestCallKeepsItsMethod(t *testing.T) {
	t.Parallel()
	var methods []string
	client := newClient(t, roundTrip(func(req *http.Request) (*http.Response, error) {
		methods = append(methods, req.Method)
		return answer(http.StatusServiceUnavailable, ""), nil
	}), paykickstart.WithReadsByPOST())
	_, err := client.Call(t.Context(), http.MethodGet, "purchase", url.Values{"product": {"80"}})
	require.ErrorIs(t, err, api.ErrServer)
	assert.Equal(t, []string{http.MethodGet, http.MethodGet}, methods)
	methods = nil
	_, err = client.Call(t.Context(), http.MethodPost, "purchase", nil)
	require.ErrorIs(t, err, api.ErrOutcomeUnknown)
	assert.Equal(t, []string{http.MethodPost}, methods)
}
