package transport

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// exchangeOver returns an exchange whose wire is rt; each call of its RoundTrip is an attempt.
func exchangeOver(t *testing.T, rt roundTrip, class answer.Class, change ...func(*Config)) *exchange {
	t.Helper()
	call := Get("t.M", "r", nil, answer.Want{})
	if class == answer.Write {
		call = Post("t.M", "r", nil, answer.Want{})
	}
	return over(t, rt, change...).newExchange(&call, nil)
}

func attemptOnce(t *testing.T, x *exchange) (*http.Response, error) {
	t.Helper()
	return x.RoundTrip(x.request())
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
			for class, want := range map[answer.Class]time.Duration{answer.Read: tc.read, answer.Write: tc.write} {
				x := exchangeOver(t, hang, class, func(c *Config) { c.Timeout, c.HTTPClient.Timeout = tc.option, tc.clients })
				start := time.Now()
				_, err := attemptOnce(t, x)
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
		x := exchangeOver(t, func(req *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Body: io.NopCloser(trickle{req.Context()})}, nil
		}, answer.Read, func(c *Config) { c.Timeout = time.Second })
		start := time.Now()
		resp, err := attemptOnce(t, x)
		require.NoError(t, err)
		assert.Equal(t, 200, resp.StatusCode)
		require.ErrorIs(t, x.last.Cut, context.DeadlineExceeded)
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
		x := exchangeOver(t, func(*http.Request) (*http.Response, error) { return tc.resp, nil }, answer.Read)
		resp, err := attemptOnce(t, x)
		require.NoError(t, err, name)
		assert.Equal(t, tc.resp.StatusCode, resp.StatusCode, name)
		assert.Equal(t, tc.body, string(x.last.Body), name)
		assert.Equal(t, tc.cut, x.last.Cut, name)
		assert.Empty(t, readAll(t, resp.Body), "what the layers above could read, they could also lose")
	}
	assert.True(t, body.closed)
}

func TestAttemptCapsTheAnswer(t *testing.T) {
	t.Parallel()
	assert.Equal(t, int64(32<<20), over(t, nil).maxBody)
	const most = 1 << 10
	for size, want := range map[int64]error{most - 1: nil, most: nil, most + 1: errTooLarge, 100 * most: errTooLarge} {
		body := &counting{r: io.LimitReader(spaces{}, size)}
		x := exchangeOver(t, func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, ContentLength: size, Body: io.NopCloser(body)}, nil
		}, answer.Read)
		x.t.maxBody = most
		_, err := attemptOnce(t, x)
		require.NoError(t, err)
		assert.Equal(t, want, x.last.Cut, "%d", size)
		assert.Equal(t, want != nil, x.last.final, "what is too large once is too large again")
		assert.Len(t, x.last.Body, int(min(size, most)))
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
		x := exchangeOver(t, next, answer.Write)
		resp, err := attemptOnce(t, x)
		require.Error(t, err, name)
		assert.Nil(t, resp, name)
		assert.True(t, x.mayHaveLeft, name)
	}
	assert.True(t, body.closed)
}

func TestAttemptDoesNotStartWhenTheContextIsOver(t *testing.T) {
	t.Parallel()
	x := exchangeOver(t, func(*http.Request) (*http.Response, error) { t.Error("sent"); return nil, nil }, answer.Write)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := x.RoundTrip(x.request().WithContext(ctx))
	require.ErrorIs(t, err, context.Canceled)
	assert.False(t, x.mayHaveLeft)
	assert.Zero(t, x.attempts)
}

func TestAttemptTellsTheObserver(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		n := 0
		leaky := errors.New("GET https://api.example.test/?auth_token=" + fakeToken)
		var seen []api.Attempt
		x := exchangeOver(t, func(*http.Request) (*http.Response, error) {
			time.Sleep(time.Second)
			if n++; n == 1 {
				return nil, leaky
			}
			return &http.Response{StatusCode: 503, Body: http.NoBody}, nil
		}, answer.Read, func(c *Config) { c.Observer = func(_ context.Context, a api.Attempt) { seen = append(seen, a) } })
		for range 2 {
			_, _ = attemptOnce(t, x)
		}
		require.Len(t, seen, 2)
		require.ErrorIs(t, seen[0].Err, leaky)
		require.EqualError(t, seen[0].Err, "GET https://api.example.test/?auth_token=[redacted]")
		seen[0].Err = nil
		where := api.Attempt{Op: "t.M", Method: http.MethodGet, Route: "r", Server: "api.example.test", Duration: time.Second}
		first, second := where, where
		first.Number, second.Number, second.StatusCode = 1, 2, 503
		assert.Equal(t, []api.Attempt{first, second}, seen)
	})
}
