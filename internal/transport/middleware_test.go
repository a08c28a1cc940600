package transport

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type middleware func(next http.RoundTripper) roundTrip

func under(m ...middleware) func(*Config) {
	return func(c *Config) {
		for _, one := range m {
			c.Middleware = append(c.Middleware, func(next http.RoundTripper) http.RoundTripper { return one(next) })
		}
	}
}

// retries sends a failed request again, as a caller's middleware must not.
func retries(times int) middleware {
	return func(next http.RoundTripper) roundTrip {
		return func(req *http.Request) (resp *http.Response, err error) {
			for range times {
				if resp, err = next.RoundTrip(req.Clone(req.Context())); err == nil && resp.StatusCode < 500 {
					return resp, nil
				}
			}
			return resp, err
		}
	}
}

// hedges sends a request several times at once and takes the first answer.
func hedges(next http.RoundTripper) roundTrip {
	return func(req *http.Request) (*http.Response, error) {
		type back struct {
			resp *http.Response
			err  error
		}
		all := make(chan back, 4)
		for range cap(all) {
			go func() {
				// A hedge that outlives its attempt must not pass either.
				resp, err := next.RoundTrip(req.Clone(context.WithoutCancel(req.Context())))
				all <- back{resp, err}
			}()
		}
		var last back
		for range cap(all) {
			if last = <-all; last.err == nil {
				break
			}
		}
		return last.resp, last.err
	}
}

// Whatever a middleware does, a write is handed on once in an attempt, and a second attempt needs the proof that the first
// never left.
func TestAMiddlewareCannotRepeatAWrite(t *testing.T) {
	t.Parallel()
	for name, m := range map[string]middleware{"retries": retries(5), "hedges": hedges} {
		for fault, do := range map[string]reply{
			"answers": says(whole), "drops": drops, "resets": resets, "500": says("HTTP/1.1 500 X\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
		} {
			t.Run(name+", "+fault, func(t *testing.T) {
				t.Parallel()
				s := startRaw(t, do)
				err := doWrite(t, to(t, s.url, under(m)))
				assert.Equal(t, int64(1), s.reads.Load())
				if fault == "answers" {
					require.NoError(t, err)
					return
				}
				require.ErrorIs(t, err, api.ErrOutcomeUnknown)
				assert.Equal(t, 1, failed(t, err).Attempts)
			})
		}
	}
}

func TestAMiddlewareMayRepeatARead(t *testing.T) {
	t.Parallel()
	s := startRaw(t, func(conn *net.TCPConn, n int64) bool { return n >= 3 && says(whole)(conn, n) })
	require.NoError(t, doRead(t, to(t, s.url, under(retries(5)))))
	assert.Equal(t, int64(3), s.reads.Load())
	hedged := startRaw(t, says(whole))
	require.NoError(t, doRead(t, to(t, hedged.url, under(hedges))))
}

// What never left may be sent again, by the policy and not by the middleware.
func TestARetryingMiddlewareAndAHostThatIsDown(t *testing.T) {
	t.Parallel()
	dials := 0
	wire := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { dials++; return nil, refusedDial }}
	err := doWrite(t, over(t, wire, under(retries(5))))
	require.NotErrorIs(t, err, api.ErrOutcomeUnknown)
	assert.Equal(t, quick.MaxAttempts, failed(t, err).Attempts)
	assert.Equal(t, quick.MaxAttempts, dials)
}

func TestALateHedgeOfAWriteDoesNotPass(t *testing.T) {
	t.Parallel()
	var late func() (*http.Response, error)
	broken := errors.New("broken")
	err := doWrite(t, over(t, roundTrip(func(*http.Request) (*http.Response, error) { t.Error("sent"); return nil, broken }),
		under(func(next http.RoundTripper) roundTrip {
			return func(req *http.Request) (*http.Response, error) {
				late = func() (*http.Response, error) { return next.RoundTrip(req) }
				return nil, broken
			}
		})))
	require.ErrorIs(t, err, broken)
	require.NotErrorIs(t, err, api.ErrOutcomeUnknown, "it was never handed on")
	_, err = late()
	require.ErrorIs(t, err, errAttemptOver)
}

func TestAMiddlewareThatBreaksTheRules(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*http.Request) *http.Request{
		"another host":   func(r *http.Request) *http.Request { r.URL.Host = "evil.test"; return r },
		"another Host":   func(r *http.Request) *http.Request { r.Host = "evil.test"; return r },
		"another path":   func(r *http.Request) *http.Request { r.URL.Path = "/api/purchase"; return r },
		"another method": func(r *http.Request) *http.Request { r.Method = http.MethodPut; return r },
		"its context":    func(r *http.Request) *http.Request { return r.WithContext(context.Background()) },
	} {
		tr := over(t, roundTrip(func(*http.Request) (*http.Response, error) { t.Error("sent: " + name); return nil, errNoStatus }),
			under(func(next http.RoundTripper) roundTrip {
				return func(req *http.Request) (*http.Response, error) {
					return next.RoundTrip(change(req.Clone(req.Context())))
				}
			}))
		for outcome, err := range map[string]error{"no answer: ": doRead(t, tr), "not sent: ": doWrite(t, tr)} {
			require.ErrorContains(t, err, outcome, name)
			require.Equal(t, 1, strings.Count(err.Error(), outcome), name)
			require.Equal(t, outcome == "not sent: ", strings.Contains(err.Error(), "not sent"), name)
			require.NotErrorIs(t, err, api.ErrOutcomeUnknown, name)
			assert.Equal(t, 1, failed(t, err).Attempts, name)
		}
	}
	_, err := New(Config{AuthToken: fakeToken, Middleware: []func(http.RoundTripper) http.RoundTripper{
		func(http.RoundTripper) http.RoundTripper { return nil },
	}})
	require.ErrorIs(t, err, api.ErrInvalidParams)
}

// What each position sees of a request: method, host and path above the token, everything below.
func TestWhatAMiddlewareSees(t *testing.T) {
	t.Parallel()
	var order, below []string
	watch := func(name string) middleware {
		return func(next http.RoundTripper) roundTrip {
			return func(req *http.Request) (*http.Response, error) {
				order = append(order, fmt.Sprintf("%s %s %s %v %d", name, req.Method, req.URL, req.Body, req.ContentLength))
				return next.RoundTrip(req)
			}
		}
	}
	wire := roundTrip(func(req *http.Request) (*http.Response, error) {
		below = append(below, req.Method+" "+req.URL.String())
		return replies(200, `{"success":1}`), nil
	})
	tr := over(t, wire, under(watch("outer"), watch("inner")))
	form := url.Values{"email": {"buyer@example.test"}}
	require.NoError(t, tr.Do(context.Background(), Get("t.M", "r", form, answer.Want{})))
	require.NoError(t, tr.Do(context.Background(), Post("t.M", "r", form, answer.Want{})))
	assert.Equal(t, []string{
		"outer GET https://api.example.test/api/r <nil> 0", "inner GET https://api.example.test/api/r <nil> 0",
		"outer POST https://api.example.test/api/r <nil> 0", "inner POST https://api.example.test/api/r <nil> 0",
	}, order)
	assert.Equal(t, []string{
		"GET https://api.example.test/api/r?email=buyer%40example.test&auth_token=" + fakeToken, "POST https://api.example.test/api/r",
	}, below)
}
