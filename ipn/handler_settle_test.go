package ipn_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/paykickstart-go/sdk/ipn"
)

// deafStore takes its time to complete whatever its context says, and to renew fails as often as told.
type deafStore struct {
	*ipn.MemoryStore
	slow  time.Duration
	fails atomic.Int32
}

func (s *deafStore) Complete(ctx context.Context, key, token string) error {
	time.Sleep(s.slow)
	return s.MemoryStore.Complete(ctx, key, token)
}

func (s *deafStore) Renew(ctx context.Context, key, token string, lease time.Duration) error {
	if s.fails.Add(-1) >= 0 {
		return errors.New("database is down")
	}
	return s.MemoryStore.Renew(ctx, key, token, lease)
}

// While the claims of a late callback are settled, they last: the delivery that waits for them is not handled too.
func TestHandlerKeepsClaimsWhileItSettles(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		budget, runs, slow time.Duration
		fails              int32
	}{
		"just under ten budgets":     {200 * time.Millisecond, 1930 * time.Millisecond, 300 * time.Millisecond, 0},
		"at ten budgets":             {time.Second, 9999 * time.Millisecond, 950 * time.Millisecond, 0},
		"ten long budgets":           {10 * time.Second, 99 * time.Second, 950 * time.Millisecond, 0},
		"after renewals that failed": {2 * time.Second, 5500 * time.Millisecond, 900 * time.Millisecond, 8},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var log logbook
				var calls atomic.Int32
				store := &deafStore{MemoryStore: ipn.NewMemoryStore(), slow: test.slow}
				store.fails.Store(test.fails)
				h := receiver(t, ipn.HandlerFunc(func(context.Context, *ipn.Notification) error {
					calls.Add(1)
					time.Sleep(test.runs)
					return nil
				}), ipn.WithStore(store), ipn.WithBudget(test.budget), log.option())
				body, start := sale().Body(secret), time.Now()
				answers := 0
				for time.Since(start) < test.runs+3*time.Second {
					if deliver(t, h, body).Code == 200 {
						answers++
					}
					time.Sleep(10 * time.Millisecond)
				}
				assert.Positive(t, answers)
				time.Sleep(time.Minute)
				assert.Equal(t, int32(1), calls.Load())
				assert.NotContains(t, log.String(), "ten budgets")
				assert.NotContains(t, log.String(), "lost")
				assert.NotContains(t, log.String(), "after the lease")
			})
		})
	}
}
