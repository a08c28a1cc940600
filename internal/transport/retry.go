package transport

import (
	"context"
	"math/rand/v2"
	"net/http"
	"time"
)

// checkRetry decides by the class of the call, which travels in the context, and by what the attempt saw. It never reports
// an error of its own: what happened is read from the call's state afterwards.
func checkRetry(ctx context.Context, _ *http.Response, _ error) (bool, error) {
	s := stateOf(ctx)
	if s == nil || ctx.Err() != nil {
		return false, nil
	}
	if s.class == Write {
		return !s.mayHaveLeft && !s.last.final, nil
	}
	return s.last.passing(), nil
}

// passing reports whether a read may do better next time.
func (r *result) passing() bool {
	switch r.status {
	case 0:
		return !r.final
	case http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway,
		http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return r.ok() && r.cut != nil && !r.final
}

// backoff waits as the answer asks, at most maxWait; else a random time in a range that doubles with each attempt.
func backoff(minWait, maxWait time.Duration, attempt int, resp *http.Response) time.Duration {
	if resp != nil {
		if asked := retryAfter(resp.Header); asked > 0 {
			return min(max(asked, minWait), maxWait)
		}
	}
	ceiling := maxWait
	if shift := attempt + 1; shift < 16 && minWait < maxWait>>shift {
		ceiling = minWait << shift
	}
	return minWait + rand.N(ceiling-minWait+1)
}
