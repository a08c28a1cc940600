package transport

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/paykickstart-go/sdk/internal/secret"
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

// attemptRequest is a request as auth gets it, of a call with that form.
func attemptRequest(t *testing.T, method, form string) (*http.Request, *attempt) {
	t.Helper()
	u := mustURL(t, "https://api.example.test/api/x")
	call := Get("t.M", "x", nil, answer.Want{})
	if method == http.MethodPost {
		call = Post("t.M", "x", nil, answer.Want{})
	}
	a := &attempt{x: &exchange{call: &call, method: method, url: u, form: secret.Hold(form), t: &Transport{}}, stop: func() {}}
	req, err := http.NewRequestWithContext(context.WithValue(context.Background(), attemptKey{}, a), method, u.String(), nil)
	require.NoError(t, err)
	return req, a
}

func TestAuthAddsQueryAndTokenToAGet(t *testing.T) {
	t.Parallel()
	for form, want := range map[string]string{
		"":        "auth_token=" + url.QueryEscape(oddToken),
		"a=1&b=2": "a=1&b=2&auth_token=" + url.QueryEscape(oddToken),
	} {
		req, _ := attemptRequest(t, http.MethodGet, form)
		shown := fmt.Sprintf("%+v %v", *req, req.URL)
		var wire *http.Request
		h := newAuth(t, func(r *http.Request) (*http.Response, error) {
			wire = r
			return &http.Response{StatusCode: 200, Request: r}, nil
		})
		for range 2 { // one attempt must not see what another added
			resp, err := h.RoundTrip(req)
			require.NoError(t, err)
			assert.Equal(t, want, wire.URL.RawQuery)
			assert.Equal(t, oddToken, wire.URL.Query().Get("auth_token"))
			assert.Nil(t, wire.Body)
			assert.Same(t, req, resp.Request, "the answer must not lead to the signed request")
		}
		assert.Equal(t, "https://api.example.test/api/x", req.URL.String(), "the request above is changed")
		assert.Equal(t, shown, fmt.Sprintf("%+v %v", *req, req.URL))
	}
}

func TestAuthAddsFormAndTokenToAPost(t *testing.T) {
	t.Parallel()
	for form, want := range map[string]string{
		"":        "auth_token=" + url.QueryEscape(oddToken),
		"a=1&b=2": "a=1&b=2&auth_token=" + url.QueryEscape(oddToken),
	} {
		req, _ := attemptRequest(t, http.MethodPost, form)
		var wire *http.Request
		h := newAuth(t, func(r *http.Request) (*http.Response, error) { wire = r; return &http.Response{StatusCode: 200}, nil })
		_, err := h.RoundTrip(req)
		require.NoError(t, err)
		assert.Empty(t, wire.URL.RawQuery, "a POST carries the token in its body only")
		assert.Equal(t, int64(len(want)), wire.ContentLength)
		assert.Nil(t, wire.GetBody, "net/http sends again what it can get a body for")
		assert.Equal(t, want, readAll(t, wire.Body))
		assert.Empty(t, readAll(t, wire.Body), "a body can be read once")
		require.NoError(t, wire.Body.Close())
		_, err = wire.Body.Read(make([]byte, 1))
		require.ErrorIs(t, err, http.ErrBodyReadAfterClose)
		assert.Nil(t, req.Body)
		assert.Zero(t, req.ContentLength)
	}
}

// A GetBody from above would be copied with the request, and its body has no token: net/http must not have it either.
func TestAuthSendsNoBodyOfAMiddleware(t *testing.T) {
	t.Parallel()
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		req, _ := attemptRequest(t, method, "a=1")
		body := &closeable{}
		req.Body, req.ContentLength = body, 7
		req.GetBody = func() (io.ReadCloser, error) { return body, nil }
		var wire *http.Request
		h := newAuth(t, func(r *http.Request) (*http.Response, error) { wire = r; return &http.Response{StatusCode: 200}, nil })
		_, err := h.RoundTrip(req)
		require.NoError(t, err)
		assert.Nil(t, wire.GetBody)
		assert.True(t, body.closed)
		if method == http.MethodGet {
			assert.Nil(t, wire.Body)
			assert.Zero(t, wire.ContentLength)
			continue
		}
		assert.Equal(t, "a=1&auth_token="+url.QueryEscape(oddToken), readAll(t, wire.Body))
	}
}

func TestAuthRefusesEveryOtherHostAndScheme(t *testing.T) {
	t.Parallel()
	for _, target := range []string{
		"http://api.example.test/api/x", "https://api.example.test:443/api/x", "https://evil.test/api/x", "https://api.example.test.evil.test/x",
		"https://evil.test/?https://api.example.test", "https://xapi.example.test/",
	} {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			req, a := attemptRequest(t, method, "a=1")
			req.URL = mustURL(t, target)
			req.Host = req.URL.Host
			refusedByAuth(t, req, a, errForeignHost)
		}
	}
	for _, change := range []func(*http.Request){
		func(req *http.Request) { req.Host = "evil.test" },
		func(req *http.Request) { req.URL = mustURL(t, "https://evil.test/api/x") },
		func(req *http.Request) { req.URL, req.Host = mustURL(t, "https://evil.test/api/x"), "" },
		func(req *http.Request) { req.URL = nil },
	} {
		req, a := attemptRequest(t, http.MethodGet, "a=1")
		change(req)
		refusedByAuth(t, req, a, errForeignHost)
	}
}

func TestAuthRefusesAnotherCall(t *testing.T) {
	t.Parallel()
	req, a := attemptRequest(t, http.MethodGet, "a=1")
	req.Method = http.MethodPost
	refusedByAuth(t, req, a, errOtherCall)
	req, a = attemptRequest(t, http.MethodPost, "a=1")
	req.URL = mustURL(t, "https://api.example.test/api/y")
	refusedByAuth(t, req, a, errOtherCall)
	req, a = attemptRequest(t, http.MethodPost, "a=1")
	refusedByAuth(t, req.WithContext(context.Background()), a, errNoAttempt)
}

func refusedByAuth(t *testing.T, req *http.Request, a *attempt, want error) {
	t.Helper()
	body := &closeable{}
	req.Body = body
	h := newAuth(t, func(*http.Request) (*http.Response, error) {
		t.Error("it was sent")
		return &http.Response{StatusCode: 200}, nil
	})
	resp, err := h.RoundTrip(req)
	require.ErrorIs(t, err, want)
	assert.Nil(t, resp)
	assert.True(t, body.closed, "a RoundTripper must close the body, also when it refuses")
	assert.True(t, a.neverLeft())
}

type closeable struct {
	err    error
	closed bool
}

func (c *closeable) Read([]byte) (int, error) { return 0, c.err }
func (c *closeable) Close() error             { c.closed = true; return nil }

// A request on the wire has the token once, in each attempt, and nothing above the auth link ever has it.
func TestTheTokenIsAddedOncePerAttempt(t *testing.T) {
	t.Parallel()
	for _, byPOST := range []bool{false, true} {
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
		tr := over(t, wire, func(c *Config) { c.ReadsByPOST, c.Middleware = byPOST, spy.middleware() })
		require.Error(t, tr.Do(context.Background(), Get("t.M", "r", url.Values{"a": {"buyer@example.test"}}, answer.Want{})))
		require.Len(t, sent, 3)
		for _, text := range sent {
			assert.Equal(t, "a=buyer%40example.test&auth_token="+fakeToken, text)
		}
		assert.Len(t, spy.seen, 3)
		assert.NotContains(t, strings.Join(spy.seen, "\n"), fakeToken)
		assert.NotContains(t, strings.Join(spy.seen, "\n"), "example.test?")
		assert.NotContains(t, strings.Join(spy.seen, "\n"), "buyer")
	}
}

// above notes everything that a link above auth can see of requests and answers.
type above struct {
	next http.RoundTripper
	seen []string
}

func (a *above) middleware() []func(http.RoundTripper) http.RoundTripper {
	return []func(http.RoundTripper) http.RoundTripper{func(next http.RoundTripper) http.RoundTripper { a.next = next; return a }}
}

func (a *above) RoundTrip(req *http.Request) (*http.Response, error) {
	body := ""
	if req.Body != nil {
		b, _ := io.ReadAll(req.Body)
		body = string(b)
	}
	resp, err := a.next.RoundTrip(req)
	a.seen = append(a.seen, fmt.Sprintf("%+v %s %s %+v %v", req.Header, req.URL, body, resp, err))
	return resp, err
}
