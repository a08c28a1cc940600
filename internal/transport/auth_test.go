package transport

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/paykickstart-go/sdk/api"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// oddToken needs escaping.
const oddToken = "fake&token=1+2/3 é"

func newAuth(t *testing.T, next roundTrip) *auth {
	t.Helper()
	base, err := parseBaseURL("https://api.example.test/api")
	require.NoError(t, err)
	return &auth{base: base, token: api.NewSecret(oddToken), next: next}
}

func TestAuthAddsTheTokenToTheQueryOfAGet(t *testing.T) {
	t.Parallel()
	for before, want := range map[string]string{
		"https://api.example.test/api/x":         "auth_token=" + url.QueryEscape(oddToken),
		"https://api.example.test/api/x?a=1&b=2": "a=1&b=2&auth_token=" + url.QueryEscape(oddToken),
	} {
		req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, before, nil)
		require.NoError(t, err)
		shown := fmt.Sprintf("%+v %v", *req, req.URL)
		var wire *http.Request
		a := newAuth(t, func(r *http.Request) (*http.Response, error) {
			wire = r
			return &http.Response{StatusCode: 200, Request: r}, nil
		})
		for range 2 { // one attempt must not see what another added
			resp, err := a.RoundTrip(req)
			require.NoError(t, err)
			assert.Equal(t, want, wire.URL.RawQuery)
			assert.Equal(t, oddToken, wire.URL.Query().Get("auth_token"))
			assert.Nil(t, wire.Body)
			assert.Same(t, req, resp.Request, "the answer must not lead to the signed request")
		}
		assert.Equal(t, before, req.URL.String(), "the caller's request is changed")
		assert.Equal(t, shown, fmt.Sprintf("%+v %v", *req, req.URL))
	}
}

func TestAuthAddsTheTokenToTheBodyOfAPost(t *testing.T) {
	t.Parallel()
	for before, want := range map[string]string{
		"":        "auth_token=" + url.QueryEscape(oddToken),
		"a=1&b=2": "a=1&b=2&auth_token=" + url.QueryEscape(oddToken),
	} {
		req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, "https://api.example.test/api/x", strings.NewReader(before))
		require.NoError(t, err)
		var wire *http.Request
		a := newAuth(t, func(r *http.Request) (*http.Response, error) { wire = r; return &http.Response{StatusCode: 200}, nil })
		_, err = a.RoundTrip(req)
		require.NoError(t, err)
		assert.Empty(t, wire.URL.RawQuery, "a POST carries the token in its body only")
		assert.Equal(t, want, readAll(t, wire.Body))
		again, err := wire.GetBody()
		require.NoError(t, err)
		assert.Equal(t, want, readAll(t, again), "a replay would send another body")
		assert.Equal(t, int64(len(want)), wire.ContentLength)
		assert.Equal(t, int64(len(before)), req.ContentLength)
		old, err := req.GetBody()
		require.NoError(t, err)
		assert.Equal(t, before, readAll(t, old), "the caller's request is changed")
	}
}

func TestAuthTakesARequestWithoutBody(t *testing.T) {
	t.Parallel()
	var wire *http.Request
	a := newAuth(t, func(r *http.Request) (*http.Response, error) { wire = r; return &http.Response{}, nil })
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, "https://api.example.test/api/x", nil)
	require.NoError(t, err)
	_, err = a.RoundTrip(req)
	require.NoError(t, err)
	assert.Equal(t, "auth_token="+url.QueryEscape(oddToken), readAll(t, wire.Body))
}

func TestAuthRefusesEveryOtherHostAndScheme(t *testing.T) {
	t.Parallel()
	for _, target := range []string{
		"http://api.example.test/api/x", "https://api.example.test:443/api/x", "https://evil.test/api/x", "https://api.example.test.evil.test/x",
		"https://evil.test/?https://api.example.test", "https://xapi.example.test/",
	} {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			req, err := http.NewRequestWithContext(context.Background(), method, target, strings.NewReader("a=1"))
			require.NoError(t, err)
			refusedByAuth(t, req)
		}
	}
	req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, "https://api.example.test/api/x", nil)
	require.NoError(t, err)
	req.Host = "evil.test"
	refusedByAuth(t, req)
	for _, host := range []string{"", "api.example.test"} {
		req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, "https://evil.test/api/x", nil)
		require.NoError(t, err)
		req.Host = host
		refusedByAuth(t, req)
	}
}

func refusedByAuth(t *testing.T, req *http.Request) {
	t.Helper()
	body := &closeable{}
	req.Body = body
	a := newAuth(t, func(r *http.Request) (*http.Response, error) {
		t.Errorf("%s was sent", r.URL.Host)
		return &http.Response{StatusCode: 200}, nil
	})
	resp, err := a.RoundTrip(req)
	require.ErrorIs(t, err, errForeignHost)
	assert.Nil(t, resp)
	assert.True(t, body.closed, "a RoundTripper must close the body, also when it refuses")
}

type closeable struct {
	err    error
	closed bool
}

func (c *closeable) Read([]byte) (int, error) { return 0, c.err }
func (c *closeable) Close() error             { c.closed = true; return nil }

func TestAuthSendsNothingWhenTheBodyCannotBeRead(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	a := newAuth(t, func(*http.Request) (*http.Response, error) { t.Error("sent"); return nil, broken })
	body := &closeable{err: broken}
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, "https://api.example.test/api/x", body)
	require.NoError(t, err)
	_, err = a.RoundTrip(req)
	require.ErrorIs(t, err, broken)
	assert.True(t, body.closed)
}

// A GET on the wire has the token once, in each attempt, and nothing above the auth link ever has it.
func TestTheTokenIsAddedOncePerAttempt(t *testing.T) {
	t.Parallel()
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		var sent []string
		wire := roundTrip(func(r *http.Request) (*http.Response, error) {
			text := r.URL.RawQuery
			if r.Body != nil {
				text += readAll(t, r.Body)
			}
			sent = append(sent, text)
			return &http.Response{StatusCode: 503, Body: http.NoBody}, nil
		})
		spy := &above{}
		tr := over(t, wire)
		spy.next = tr.retrier.HTTPClient.Transport
		tr.retrier.HTTPClient.Transport = spy
		call := Get("t.M", "r", url.Values{"a": {"1"}}, Answer{})
		call.Method = method // as a read, so that it is tried again
		require.Error(t, tr.Do(context.Background(), call))
		require.Len(t, sent, 3)
		for _, text := range sent {
			assert.Equal(t, "a=1&auth_token="+fakeToken, text)
		}
		assert.Len(t, spy.seen, 3)
		assert.NotContains(t, strings.Join(spy.seen, "\n"), fakeToken)
	}
}

// above notes everything that a link above auth can see of requests and answers.
type above struct {
	next http.RoundTripper
	seen []string
}

func (a *above) RoundTrip(req *http.Request) (*http.Response, error) {
	body := ""
	if req.GetBody != nil {
		r, _ := req.GetBody()
		b, _ := io.ReadAll(r)
		body = string(b)
	}
	resp, err := a.next.RoundTrip(req)
	a.seen = append(a.seen, fmt.Sprintf("%+v %s %s %+v %v", *req, req.URL, body, resp, err))
	return resp, err
}
