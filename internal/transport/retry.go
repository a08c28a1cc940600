package transport

import (
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/paykickstart-go/sdk/internal/answer"
)

// backoff waits as the answer asks, at most maxWait; else a random time in a range that doubles with each attempt.
func backoff(minWait, maxWait time.Duration, attempt int, resp *http.Response) time.Duration {
	if resp != nil {
		if asked := answer.RetryAfter(resp.Header); asked > 0 {
			return min(max(asked, minWait), maxWait)
		}
	}
	ceiling := maxWait
	if shift := attempt + 1; shift < 16 && minWait < maxWait>>shift {
		ceiling = minWait << shift
	}
	return minWait + rand.N(ceiling-minWait+1)
}
