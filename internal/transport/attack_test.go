package transport

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/textproto"
	"net/url"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest/rawh2"
)

// What is said at the end of an attempt, that the write never left, must stay true: a RoundTripper may send it later.
func TestABodyCannotBeReadAfterItsAttempt(t *testing.T) {
	t.Parallel()
	dead := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return nil, refusedDial }}
	var late []*http.Request
	wire := roundTrip(func(req *http.Request) (*http.Response, error) {
		kept := req.Clone(context.WithoutCancel(req.Context()))
		kept.Body = req.Body
		late = append(late, kept)
		first := req.Clone(req.Context())
		first.Body = &keeps{ReadCloser: req.Body}
		return dead.RoundTrip(first)
	})
	err := doWrite(t, over(t, wire))
	require.ErrorContains(t, err, "not sent")
	require.NotErrorIs(t, err, api.ErrOutcomeUnknown)
	require.Len(t, late, quick.MaxAttempts)
	for _, req := range late {
		_, err := io.ReadAll(req.Body)
		require.ErrorIs(t, err, http.ErrBodyReadAfterClose)
	}
}

// Over HTTP/2 a trace is told each header field, and the path is one of them.
func TestNoTraceSeesTheQuery(t *testing.T) {
	t.Parallel()
	s := rawh2.Start(t, func(s *rawh2.Stream) { s.Answer(200, `{"success":1}`) })
	var mu sync.Mutex
	var fields, steps []string
	trace := &httptrace.ClientTrace{
		WroteHeaderField: func(name string, value []string) {
			mu.Lock()
			defer mu.Unlock()
			fields = append(fields, name+fmt.Sprint(value))
		},
		Got1xxResponse: func(int, textproto.MIMEHeader) error { t.Error("told of an interim answer"); return nil },
		GotConn:        func(httptrace.GotConnInfo) { mu.Lock(); defer mu.Unlock(); steps = append(steps, "connection") },
		WroteHeaders:   func() { mu.Lock(); defer mu.Unlock(); steps = append(steps, "headers") },
	}
	tracing := func(next http.RoundTripper) roundTrip {
		return func(req *http.Request) (*http.Response, error) {
			return next.RoundTrip(req.WithContext(httptrace.WithClientTrace(req.Context(), trace)))
		}
	}
	require.NoError(t, toHTTP2(t, s, under(tracing)).Do(context.Background(), readCall(new(raw))))
	require.NoError(t, toHTTP2(t, s).Do(httptrace.WithClientTrace(context.Background(), trace), readCall(new(raw))))
	mu.Lock()
	defer mu.Unlock()
	assert.Empty(t, fields)
	assert.Equal(t, []string{"connection", "headers", "connection", "headers"}, steps, "what shows nothing is told all the same")
}

// To a middleware all calls of a route look alike. What did not come for a call is no answer of it.
func TestAnswersThatDidNotComeForTheCall(t *testing.T) {
	t.Parallel()
	var cached *http.Response
	cache := func(next http.RoundTripper) roundTrip {
		return func(req *http.Request) (*http.Response, error) {
			if cached != nil {
				return &http.Response{StatusCode: 200, Header: cached.Header, Body: replies(200, `{"success":1}`).Body, Request: cached.Request}, nil
			}
			resp, err := next.RoundTrip(req)
			cached = resp
			return resp, err
		}
	}
	sent := 0
	tr := over(t, roundTrip(func(*http.Request) (*http.Response, error) { sent++; return replies(200, `{"success":1}`), nil }), under(cache))
	require.NoError(t, doWrite(t, tr))
	err := doWrite(t, tr)
	require.ErrorIs(t, err, errOtherAnswer)
	require.NotErrorIs(t, err, api.ErrOutcomeUnknown, "it was not sent")
	require.ErrorIs(t, doRead(t, tr), errOtherAnswer)
	assert.Equal(t, 1, sent)

	// One that sends and then gives another answer leaves the outcome open.
	swaps := func(next http.RoundTripper) roundTrip {
		return func(req *http.Request) (*http.Response, error) {
			if _, err := next.RoundTrip(req); err != nil {
				return nil, err
			}
			return replies(200, `{"success":1}`), nil
		}
	}
	err = doWrite(t, over(t, answering(422, `{}`), under(swaps)))
	require.ErrorIs(t, err, errOtherAnswer)
	require.ErrorIs(t, err, api.ErrOutcomeUnknown)
}

// Whatever a middleware gives in the place of what came, the outcome of a write is what came, or unknown.
func TestAMiddlewareCannotMakeUpAnOutcome(t *testing.T) {
	t.Parallel()
	yes, no := `{"success":1}`, `{"success":0}`
	made := func(status int, body string) func(*http.Request, *http.Response, error) (*http.Response, error) {
		return func(req *http.Request, _ *http.Response, _ error) (*http.Response, error) {
			resp := replies(status, body)
			resp.Request = req
			return resp, nil
		}
	}
	otherBody := func(text string) func(*http.Request, *http.Response, error) (*http.Response, error) {
		return func(_ *http.Request, resp *http.Response, err error) (*http.Response, error) {
			if resp != nil {
				resp.Body = replies(200, text).Body
			}
			return resp, err
		}
	}
	answers := func(status int, body string) roundTrip { return answering(status, body) }
	lost := roundTrip(func(req *http.Request) (*http.Response, error) {
		_ = readAll(t, req.Body)
		return nil, io.ErrUnexpectedEOF
	})
	for name, tc := range map[string]struct {
		wire  roundTrip
		given func(*http.Request, *http.Response, error) (*http.Response, error)
		want  []error
	}{
		"lost, 200 given":          {lost, made(200, yes), []error{api.ErrOutcomeUnknown}},
		"lost, 422 given":          {lost, made(422, no), []error{api.ErrOutcomeUnknown}},
		"lost, 429 given":          {lost, made(429, ""), []error{api.ErrOutcomeUnknown}},
		"500, 200 given":           {answers(500, ""), made(200, yes), []error{api.ErrOutcomeUnknown}},
		"success, another body":    {answers(200, yes), otherBody(no), nil},
		"refusal, another body":    {answers(200, no), otherBody(yes), []error{api.ErrRejected}},
		"success, the same status": {answers(200, yes), made(200, no), nil},
		"success, no body":         {answers(200, yes), otherBody(""), nil},
		"success, nothing changed": {answers(200, yes), func(_ *http.Request, resp *http.Response, err error) (*http.Response, error) { return resp, err }, nil},
		"success, and an error":    {answers(200, yes), func(*http.Request, *http.Response, error) (*http.Response, error) { return nil, io.EOF }, []error{api.ErrOutcomeUnknown}},
		"success, the body is read": {answers(200, yes), func(_ *http.Request, resp *http.Response, err error) (*http.Response, error) {
			_ = readAll(t, resp.Body)
			return resp, err
		}, nil},
	} {
		err := doWrite(t, over(t, tc.wire, under(func(next http.RoundTripper) roundTrip {
			return func(req *http.Request) (*http.Response, error) {
				resp, err := next.RoundTrip(req)
				return tc.given(req, resp, err)
			}
		})))
		assert.Equal(t, tc.want, sentinelsOf(err), "%s: %v", name, err)
	}
}

// A wire may hand out answers that share their header.
func TestASharedHeaderIsLeftAlone(t *testing.T) {
	t.Parallel()
	shared := http.Header{"X-Echo": {fakeToken}, "Location": {"/x"}, "X-" + fakeToken: {"1"}}
	var seen sync.Map
	looks := func(next http.RoundTripper) roundTrip {
		return func(req *http.Request) (*http.Response, error) {
			resp, err := next.RoundTrip(req)
			seen.Store(fmt.Sprint(resp.Header, resp.Status, resp.Trailer), true)
			return resp, err
		}
	}
	tr := over(t, roundTrip(func(*http.Request) (*http.Response, error) {
		resp := replies(200, `{"success":1}`)
		resp.Header, resp.Status, resp.Trailer = shared, "200 "+fakeToken, http.Header{"X-Late": {fakeToken}}
		return resp, nil
	}), under(looks))
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() { assert.NoError(t, doWrite(t, tr)) })
	}
	wg.Wait()
	assert.Equal(t, fakeToken, shared.Get("X-Echo"))
	views := 0
	seen.Range(func(view, _ any) bool {
		views++
		assert.Equal(t, "map[X-Echo:[[redacted]]]200 OKmap[]", view)
		return true
	})
	assert.Equal(t, 1, views)
}

func TestAMiddlewareThatEditsTheURLInPlace(t *testing.T) {
	t.Parallel()
	edits := func(change func(*url.URL)) middleware {
		return func(next http.RoundTripper) roundTrip {
			return func(req *http.Request) (*http.Response, error) { change(req.URL); return next.RoundTrip(req) }
		}
	}
	var queries []string
	wire := roundTrip(func(req *http.Request) (*http.Response, error) {
		queries = append(queries, req.URL.RawQuery)
		return replies(503, ""), nil
	})
	err := doRead(t, over(t, wire, under(edits(func(u *url.URL) { u.Path = "/v2" + u.Path }))))
	require.ErrorIs(t, err, errOtherCall)
	assert.Empty(t, queries)
	require.Error(t, doWrite(t, over(t, wire, under(edits(func(u *url.URL) { u.RawQuery = "card=1" })))))
	assert.Equal(t, []string{""}, queries)
}
