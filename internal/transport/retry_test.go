package transport

import (
	"context"
	"errors"
	"math"
	"net/http"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAnotherAttemptByClassAndStatus(t *testing.T) {
	t.Parallel()
	again := map[int]bool{429: true, 500: true, 502: true, 503: true, 504: true}
	for status := 100; status <= 999; status++ {
		last := result{Got: answer.Got{Status: status, Body: []byte("{}")}}
		assert.Equal(t, again[status], decides(t, exchange{call: classCall(answer.Read), mayHaveLeft: true, last: last}), "read, %d", status)
		assert.False(t, decides(t, exchange{call: classCall(answer.Write), mayHaveLeft: true, last: last}), "write, %d", status)
	}
}

func TestAnotherAttemptByFault(t *testing.T) {
	t.Parallel()
	broken := errors.New("connection reset")
	read, write := classCall(answer.Read), classCall(answer.Write)
	html, whole := []byte("<html>"), []byte(`{"success":1}`)
	for name, tc := range map[string]struct {
		exchange exchange
		want     bool
	}{
		"read, no answer":        {exchange{call: read, mayHaveLeft: true, last: result{Got: answer.Got{Err: broken}}}, true},
		"read, never left":       {exchange{call: read, last: result{Got: answer.Got{Err: broken}}}, true},
		"read, final":            {exchange{call: read, last: result{Got: answer.Got{Err: broken}, final: true}}, false},
		"read, whole answer":     {exchange{call: read, last: result{Got: answer.Got{Status: 200, Body: whole}}}, false},
		"read, cut answer":       {exchange{call: read, mayHaveLeft: true, last: result{Got: answer.Got{Status: 200, Cut: broken}}}, true},
		"read, cut JSON":         {exchange{call: read, mayHaveLeft: true, last: result{Got: answer.Got{Status: 200, Body: whole[:5]}}}, true},
		"read, HTML":             {exchange{call: read, mayHaveLeft: true, last: result{Got: answer.Got{Status: 200, Body: html}}}, true},
		"read, empty":            {exchange{call: read, mayHaveLeft: true, last: result{Got: answer.Got{Status: 200}}}, true},
		"read, cut refusal":      {exchange{call: read, mayHaveLeft: true, last: result{Got: answer.Got{Status: 404, Cut: broken}}}, false},
		"read, HTML refusal":     {exchange{call: read, mayHaveLeft: true, last: result{Got: answer.Got{Status: 404, Body: html}}}, false},
		"read, too large":        {exchange{call: read, mayHaveLeft: true, last: result{Got: answer.Got{Status: 200, Cut: errTooLarge}, final: true}}, false},
		"write, no answer":       {exchange{call: write, mayHaveLeft: true, last: result{Got: answer.Got{Err: broken}}}, false},
		"write, never left":      {exchange{call: write, last: result{Got: answer.Got{Err: broken}}}, true},
		"write, held back":       {exchange{call: write, last: result{Got: answer.Got{Err: errForeignHost}, final: true}}, false},
		"write, cut answer":      {exchange{call: write, mayHaveLeft: true, last: result{Got: answer.Got{Status: 200, Cut: broken}}}, false},
		"write, cut JSON":        {exchange{call: write, mayHaveLeft: true, last: result{Got: answer.Got{Status: 200, Body: whole[:5]}}}, false},
		"write, HTML":            {exchange{call: write, mayHaveLeft: true, last: result{Got: answer.Got{Status: 200, Body: html}}}, false},
		"no class: not so lucky": {exchange{call: &Call{}, mayHaveLeft: true, last: result{Got: answer.Got{Status: 400}}}, false},
	} {
		assert.Equal(t, tc.want, decides(t, tc.exchange), name)
	}
}

func TestNoAttemptAfterTheContextsEnd(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	x := exchange{call: classCall(answer.Read), last: result{Got: answer.Got{Status: 503}}}
	again, err := x.again(ctx, nil, nil)
	require.NoError(t, err)
	assert.False(t, again)
}

func classCall(class answer.Class) *Call { return &Call{Call: answer.Call{Class: class}} }

func decides(t *testing.T, x exchange) bool {
	t.Helper()
	again, err := x.again(context.Background(), nil, nil)
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
