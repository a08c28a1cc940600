package transport

import (
	"context"
	"errors"
	"math"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCheckRetryByClassAndStatus(t *testing.T) {
	t.Parallel()
	again := map[int]bool{429: true, 500: true, 502: true, 503: true, 504: true}
	for status := 100; status <= 999; status++ {
		read := &state{class: Read, mayHaveLeft: true, last: result{status: status}}
		write := &state{class: Write, mayHaveLeft: true, last: result{status: status}}
		assert.Equal(t, again[status], checks(t, read), "read, %d", status)
		assert.False(t, checks(t, write), "write, %d", status)
	}
}

func TestCheckRetryByFault(t *testing.T) {
	t.Parallel()
	broken := errors.New("connection reset")
	for name, tc := range map[string]struct {
		state state
		want  bool
	}{
		"read, no answer":          {state{class: Read, mayHaveLeft: true, last: result{err: broken}}, true},
		"read, never left":         {state{class: Read, last: result{err: broken}}, true},
		"read, final":              {state{class: Read, last: result{err: broken, final: true}}, false},
		"read, cut answer":         {state{class: Read, mayHaveLeft: true, last: result{status: 200, cut: broken}}, true},
		"read, cut refusal":        {state{class: Read, mayHaveLeft: true, last: result{status: 404, cut: broken}}, false},
		"read, too large":          {state{class: Read, mayHaveLeft: true, last: result{status: 200, cut: errTooLarge, final: true}}, false},
		"write, no answer":         {state{class: Write, mayHaveLeft: true, last: result{err: broken}}, false},
		"write, never left":        {state{class: Write, last: result{err: broken}}, true},
		"write, refused up here":   {state{class: Write, last: result{err: errForeignHost, final: true}}, false},
		"write, cut answer":        {state{class: Write, mayHaveLeft: true, last: result{status: 200, cut: broken}}, false},
		"no class: not sent again": {state{mayHaveLeft: true, last: result{status: 400}}, false},
	} {
		assert.Equal(t, tc.want, checks(t, &tc.state), name)
	}
	again, err := checkRetry(context.Background(), nil, broken)
	require.NoError(t, err)
	assert.False(t, again, "a request without state is nobody's")
}

func TestCheckRetryEndsWithTheContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(withState(context.Background(), &state{class: Read, last: result{status: 503}}))
	cancel()
	again, err := checkRetry(ctx, nil, nil)
	require.NoError(t, err)
	assert.False(t, again)
}

func checks(t *testing.T, s *state) bool {
	t.Helper()
	again, err := checkRetry(withState(context.Background(), s), nil, nil)
	require.NoError(t, err)
	return again
}

func TestBackoffIsJitteredWithinItsRange(t *testing.T) {
	t.Parallel()
	const minWait, maxWait = 500 * time.Millisecond, 10 * time.Second
	ceilings := []time.Duration{time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second, maxWait, maxWait}
	for attempt, ceiling := range ceilings {
		seen := map[time.Duration]bool{}
		top := time.Duration(0)
		for range 300 {
			wait := backoff(minWait, maxWait, attempt, nil)
			require.GreaterOrEqual(t, wait, minWait)
			require.LessOrEqual(t, wait, ceiling, "attempt %d", attempt)
			seen[wait], top = true, max(top, wait)
		}
		assert.Greater(t, len(seen), 250, "no jitter")
		assert.Greater(t, top, minWait+(ceiling-minWait)/2, "the range does not grow")
	}
}

func TestBackoffOddRanges(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ minWait, maxWait time.Duration }{
		{1, 1}, {time.Second, time.Second}, {1, math.MaxInt64}, {math.MaxInt64, math.MaxInt64}, {3, 4},
	} {
		for _, attempt := range []int{0, 1, 14, 15, 16, 62, 63, 64, 99, math.MaxInt32} {
			wait := backoff(tc.minWait, tc.maxWait, attempt, nil)
			require.GreaterOrEqual(t, wait, tc.minWait)
			require.LessOrEqual(t, wait, tc.maxWait)
		}
	}
}

func TestBackoffObeysRetryAfterWithinThePolicy(t *testing.T) {
	t.Parallel()
	const minWait, maxWait = time.Second, 10 * time.Second
	for text, want := range map[string]time.Duration{
		"5":                             5 * time.Second,
		"10":                            maxWait,
		"86400":                         maxWait,
		"99999999999999999999999":       maxWait,
		"Fri, 01 Jan 2100 00:00:00 GMT": maxWait,
	} {
		resp := &http.Response{Header: http.Header{"Retry-After": {text}}}
		assert.Equal(t, want, backoff(minWait, maxWait, 0, resp), text)
	}
	slow := &http.Response{Header: http.Header{"Retry-After": {"1"}}}
	assert.Equal(t, 3*time.Second, backoff(3*time.Second, maxWait, 0, slow), "the policy's least wait holds too")
	for _, text := range []string{"", "0", "soon", "-7", "Mon, 01 Jan 2001 00:00:00 GMT"} {
		wait := backoff(minWait, maxWait, 0, &http.Response{Header: http.Header{"Retry-After": {text}}})
		assert.GreaterOrEqual(t, wait, minWait, text)
		assert.LessOrEqual(t, wait, 2*minWait, text)
	}
}
