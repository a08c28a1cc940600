package transport

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/paykickstart-go/sdk/api"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func attemptOnce(t *testing.T, a *attempt, class Class) (*state, *http.Response, error) {
	t.Helper()
	s := &state{op: "t.M", class: class, redact: newRedactor(fakeToken)}
	req, err := http.NewRequestWithContext(withState(context.Background(), s), http.MethodGet, "https://api.example.test/", nil)
	require.NoError(t, err)
	resp, err := a.RoundTrip(req)
	return s, resp, err
}

func TestAttemptTimeouts(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		option, clients, read, write time.Duration
	}{
		"defaults":             {0, 0, 30 * time.Second, 90 * time.Second},
		"the client's own":     {0, 7 * time.Second, 7 * time.Second, 7 * time.Second},
		"the option":           {5 * time.Second, 0, 5 * time.Second, 5 * time.Second},
		"the option wins":      {5 * time.Second, 7 * time.Second, 5 * time.Second, 5 * time.Second},
		"a negative one is no": {0, -1, 30 * time.Second, 90 * time.Second},
	} {
		synctest.Test(t, func(t *testing.T) {
			a := newAttempt(roundTrip(hang), nil)
			a.setTimeouts(tc.option, tc.clients)
			for class, want := range map[Class]time.Duration{Read: tc.read, Write: tc.write} {
				start := time.Now()
				_, _, err := attemptOnce(t, a, class)
				require.ErrorIs(t, err, context.DeadlineExceeded, name)
				assert.Equal(t, want, time.Since(start), name)
			}
		})
	}
}

func hang(req *http.Request) (*http.Response, error) {
	<-req.Context().Done()
	return nil, req.Context().Err()
}

// The time-out covers the body too: a server that trickles must not hold a call for ever.
func TestAttemptTimesOutInTheBody(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		a := newAttempt(roundTrip(func(req *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Body: io.NopCloser(trickle{req.Context()})}, nil
		}), nil)
		a.setTimeouts(time.Second, 0)
		start := time.Now()
		s, resp, err := attemptOnce(t, a, Read)
		require.NoError(t, err)
		assert.Equal(t, 200, resp.StatusCode)
		require.ErrorIs(t, s.last.cut, context.DeadlineExceeded)
		assert.Equal(t, time.Second, time.Since(start))
	})
}

type trickle struct{ ctx context.Context }

func (b trickle) Read(p []byte) (int, error) {
	select {
	case <-b.ctx.Done():
		return 0, b.ctx.Err()
	case <-time.After(100 * time.Millisecond):
		return copy(p, " "), nil
	}
}

func TestAttemptReadsTheAnswerWhole(t *testing.T) {
	t.Parallel()
	body := &closeable{err: io.ErrUnexpectedEOF}
	for name, tc := range map[string]struct {
		resp *http.Response
		body string
		cut  error
	}{
		"whole":          {&http.Response{StatusCode: 200, ContentLength: -1, Body: io.NopCloser(strings.NewReader("{}"))}, "{}", nil},
		"known length":   {&http.Response{StatusCode: 200, ContentLength: 2, Body: io.NopCloser(strings.NewReader("{}"))}, "{}", nil},
		"wrong length":   {&http.Response{StatusCode: 200, ContentLength: 1 << 60, Body: io.NopCloser(strings.NewReader("{}"))}, "{}", nil},
		"empty":          {&http.Response{StatusCode: 204, Body: http.NoBody}, "", nil},
		"without a body": {&http.Response{StatusCode: 200}, "", nil},
		"cut":            {&http.Response{StatusCode: 200, Body: body}, "", io.ErrUnexpectedEOF},
	} {
		a := newAttempt(roundTrip(func(*http.Request) (*http.Response, error) { return tc.resp, nil }), nil)
		s, resp, err := attemptOnce(t, a, Read)
		require.NoError(t, err, name)
		assert.Equal(t, tc.resp.StatusCode, resp.StatusCode, name)
		assert.Equal(t, tc.body, string(s.last.body), name)
		assert.Equal(t, tc.cut, s.last.cut, name)
		assert.Empty(t, readAll(t, resp.Body), "what the layers above could read, they could also lose")
	}
	assert.True(t, body.closed)
}

func TestAttemptCapsTheAnswer(t *testing.T) {
	t.Parallel()
	assert.Equal(t, int64(32<<20), newAttempt(nil, nil).maxBody)
	const most = 1 << 10
	for size, want := range map[int64]error{most - 1: nil, most: nil, most + 1: errTooLarge, 100 * most: errTooLarge} {
		body := &counting{r: io.LimitReader(spaces{}, size)}
		a := newAttempt(roundTrip(func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, ContentLength: size, Body: io.NopCloser(body)}, nil
		}), nil)
		a.maxBody = most
		s, _, err := attemptOnce(t, a, Read)
		require.NoError(t, err)
		assert.Equal(t, want, s.last.cut, "%d", size)
		assert.Equal(t, want != nil, s.last.final, "what is too large once is too large again")
		assert.Len(t, s.last.body, int(min(size, most)))
		assert.LessOrEqual(t, body.n, int64(most+1))
	}
}

type spaces struct{}

func (spaces) Read(p []byte) (int, error) { clear(p); return len(p), nil }

type counting struct {
	r io.Reader
	n int64
}

func (c *counting) Read(p []byte) (int, error) { n, err := c.r.Read(p); c.n += int64(n); return n, err }

func TestAttemptNotesWhetherTheRequestCanHaveLeft(t *testing.T) {
	t.Parallel()
	broken := errors.New("dial tcp: connection refused")
	asked := func(tr *httptrace.ClientTrace) { tr.GetConn("api.example.test:443") }
	had := func(tr *httptrace.ClientTrace) { tr.GotConn(httptrace.GotConnInfo{}) }
	for name, tc := range map[string]struct {
		events []func(*httptrace.ClientTrace)
		status int
		err    error
		want   bool
	}{
		"asked, none had":                     {events: []func(*httptrace.ClientTrace){asked}, err: broken, want: false},
		"asked and had":                       {events: []func(*httptrace.ClientTrace){asked, had}, err: broken, want: true},
		"had, then asked again":               {events: []func(*httptrace.ClientTrace){asked, had, asked}, err: broken, want: true},
		"nothing traced":                      {err: broken, want: true},
		"had only":                            {events: []func(*httptrace.ClientTrace){had}, err: broken, want: true},
		"refused up here":                     {err: errForeignHost, want: false},
		"an answer":                           {status: 429, want: true},
		"an answer, though none had was seen": {events: []func(*httptrace.ClientTrace){asked}, status: 200, want: true},
	} {
		a := newAttempt(roundTrip(func(req *http.Request) (*http.Response, error) {
			for _, event := range tc.events {
				event(httptrace.ContextClientTrace(req.Context()))
			}
			if tc.err != nil {
				return nil, tc.err
			}
			return &http.Response{StatusCode: tc.status, Body: http.NoBody}, nil
		}), nil)
		s, _, _ := attemptOnce(t, a, Write)
		assert.Equal(t, tc.want, s.mayHaveLeft, name)
	}
}

// What one attempt saw must not speak for another: the first never left, the second may have.
func TestEachAttemptIsTracedAnew(t *testing.T) {
	t.Parallel()
	n := 0
	a := newAttempt(roundTrip(func(req *http.Request) (*http.Response, error) {
		n++
		if n == 1 {
			httptrace.ContextClientTrace(req.Context()).GetConn("")
		}
		return nil, errors.New("broken")
	}), nil)
	s := &state{class: Write, redact: newRedactor()}
	req, err := http.NewRequestWithContext(withState(context.Background(), s), http.MethodGet, "https://api.example.test/", nil)
	require.NoError(t, err)
	_, err = a.RoundTrip(req)
	require.Error(t, err)
	assert.False(t, s.mayHaveLeft)
	_, err = a.RoundTrip(req)
	require.Error(t, err)
	assert.True(t, s.mayHaveLeft)
}

func TestAttemptTakesBrokenRoundTrippers(t *testing.T) {
	t.Parallel()
	body := &closeable{err: io.EOF}
	for name, next := range map[string]roundTrip{
		"nothing at all": func(*http.Request) (*http.Response, error) { return nil, nil },
		"no status":      func(*http.Request) (*http.Response, error) { return &http.Response{}, nil },
		"answer and error": func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Body: body}, errors.New("x")
		},
	} {
		s, resp, err := attemptOnce(t, newAttempt(next, nil), Write)
		require.Error(t, err, name)
		assert.Nil(t, resp, name)
		assert.True(t, s.mayHaveLeft, name)
	}
	assert.True(t, body.closed)
}

func TestAttemptDoesNotStartWhenTheContextIsOver(t *testing.T) {
	t.Parallel()
	a := newAttempt(roundTrip(func(*http.Request) (*http.Response, error) { t.Error("sent"); return nil, nil }), nil)
	s := &state{class: Write, redact: newRedactor()}
	ctx, cancel := context.WithCancel(withState(context.Background(), s))
	cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://api.example.test/", bytes.NewReader(nil))
	require.NoError(t, err)
	_, err = a.RoundTrip(req)
	require.ErrorIs(t, err, context.Canceled)
	assert.False(t, s.mayHaveLeft)
	assert.Zero(t, s.attempts)
}

func TestAttemptTellsTheObserver(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		n := 0
		leaky := errors.New("GET https://api.example.test/?auth_token=" + fakeToken)
		var seen []api.Attempt
		a := newAttempt(roundTrip(func(*http.Request) (*http.Response, error) {
			time.Sleep(time.Second)
			if n++; n == 1 {
				return nil, leaky
			}
			return &http.Response{StatusCode: 503, Body: http.NoBody}, nil
		}), func(_ context.Context, at api.Attempt) { seen = append(seen, at) })
		s := &state{op: "t.M", class: Read, redact: newRedactor(fakeToken)}
		req, err := http.NewRequestWithContext(withState(context.Background(), s), http.MethodGet, "https://api.example.test/", nil)
		require.NoError(t, err)
		for range 2 {
			_, _ = a.RoundTrip(req)
		}
		require.Len(t, seen, 2)
		require.ErrorIs(t, seen[0].Err, leaky)
		require.EqualError(t, seen[0].Err, "GET https://api.example.test/?auth_token=[redacted]")
		seen[0].Err = nil
		assert.Equal(t, []api.Attempt{
			{Op: "t.M", Number: 1, Duration: time.Second},
			{Op: "t.M", Number: 2, StatusCode: 503, Duration: time.Second},
		}, seen)
	})
}
