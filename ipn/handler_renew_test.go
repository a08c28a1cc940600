package ipn_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
)

// A callback that ignores its context keeps its claim past the lease, for as long as it runs.
func TestHandlerRenewsWhileTheCallbackRuns(t *testing.T) {
	t.Parallel()
	for name, runs := range map[string]time.Duration{"past the lease": 25 * time.Second, "to the last second": 99 * time.Second} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var log logbook
				var calls atomic.Int32
				h := receiver(t, ipn.HandlerFunc(func(context.Context, *ipn.Notification) error {
					calls.Add(1)
					time.Sleep(runs)
					return nil
				}), ipn.WithStore(ipn.NewMemoryStore()), log.option())
				body, start := sale().Body(secret), time.Now()
				require.Equal(t, 500, deliver(t, h, body).Code)
				for time.Since(start) < runs-10*time.Second {
					assert.Equal(t, 503, deliver(t, h, body).Code, "after %s", time.Since(start))
				}
				assert.Equal(t, 200, deliver(t, h, body).Code, "it has returned while this one waited")
				assert.Equal(t, int32(1), calls.Load())
				assert.NotContains(t, log.String(), "ten budgets")
			})
		})
	}
}

// A confirm that ignores its context is work too.
func TestHandlerRenewsWhileConfirmRuns(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int32
		h := receiver(t, new(counter), ipn.WithStore(ipn.NewMemoryStore()),
			ipn.WithConfirm(func(context.Context, *ipn.Notification) (any, error) {
				asked.Add(1)
				time.Sleep(time.Minute)
				return nil, nil
			}))
		body := sale().Body(secret)
		require.Equal(t, 503, deliver(t, h, body).Code)
		time.Sleep(20 * time.Second)
		assert.Equal(t, 503, deliver(t, h, body).Code)
		assert.Equal(t, int32(1), asked.Load())
		time.Sleep(time.Minute)
	})
}

// A callback that never comes back holds its claims for ten budgets and the time to settle, and no longer; the log says so.
func TestHandlerRenewsForTenBudgets(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var log logbook
		stuck := make(chan struct{})
		var calls atomic.Int32
		h := receiver(t, ipn.HandlerFunc(func(context.Context, *ipn.Notification) error {
			if calls.Add(1) == 1 {
				<-stuck
			}
			return nil
		}), ipn.WithStore(ipn.NewMemoryStore()), ipn.WithBudget(time.Second), log.option())
		body, start := sale().Body(secret), time.Now()
		require.Equal(t, 500, deliver(t, h, body).Code)
		time.Sleep(time.Until(start.Add(8500 * time.Millisecond)))
		assert.Equal(t, 503, deliver(t, h, body).Code)
		assert.NotContains(t, log.String(), "ten budgets")
		time.Sleep(time.Until(start.Add(13500 * time.Millisecond)))
		assert.Equal(t, 200, deliver(t, h, body).Code, "the claims ended while it waited")
		assert.InDelta(t, 14.0, time.Since(start).Seconds(), 0.3)
		assert.Equal(t, int32(2), calls.Load())
		assert.Equal(t, 1, strings.Count(log.String(), "ten budgets"))
		assert.Contains(t, log.String(), `"level":"ERROR","msg":"ipn: the callback has run for ten budgets`)
		close(stuck)
		synctest.Wait()
		assert.Contains(t, log.String(), "after the lease")
		assert.Equal(t, 200, deliver(t, h, body).Code)
		assert.Equal(t, int32(2), calls.Load(), "the late return of the first one undid nothing")
	})
}

// What a crashed process held comes free with its lease: nobody renews it.
func TestHandlerLeaseEndsByACrash(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		store := ipn.NewMemoryStore()
		body := sale().Body(secret)
		n, err := verifier(t, ipn.Secrets(secret)).Verify(t.Context(), body)
		require.NoError(t, err)
		_, err = store.Claim(t.Context(), n.Key(), 20*time.Second)
		require.NoError(t, err)
		c := new(counter)
		h := receiver(t, c, ipn.WithStore(store))
		assert.Equal(t, 503, deliver(t, h, body).Code)
		time.Sleep(10 * time.Second)
		assert.Equal(t, 200, deliver(t, h, body).Code)
		assert.Equal(t, int32(1), c.calls.Load())
	})
}

// A callback that obeys its context costs the store nothing more.
func TestHandlerRenewsOnlyWhatOutlivesTheBudget(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		store := &renewals{MemoryStore: ipn.NewMemoryStore()}
		h := receiver(t, sleeping(9*time.Second, true), ipn.WithStore(store))
		require.Equal(t, 200, deliver(t, h, sale().Body(secret)).Code)
		time.Sleep(time.Hour)
		assert.Empty(t, store.at())
	})
}

// renewals fails to renew, or panics, as often as told, and writes down when it was asked.
type renewals struct {
	*ipn.MemoryStore
	fail   int
	err    error // nil: panic
	mu     sync.Mutex
	times  []time.Time
	leases []time.Duration
}

func (s *renewals) Renew(ctx context.Context, key, token string, lease time.Duration) error {
	s.mu.Lock()
	s.times, s.leases = append(s.times, time.Now()), append(s.leases, lease)
	asked := len(s.times)
	s.mu.Unlock()
	if asked <= s.fail {
		if s.err == nil {
			panic("boom")
		}
		return s.err
	}
	return s.MemoryStore.Renew(ctx, key, token, lease)
}

func (s *renewals) at() []time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.times
}

// Without claims there is nothing to keep and nothing to lose.
func TestHandlerWithoutStoreRenewsNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var log logbook
		h := receiver(t, sleeping(time.Hour, false), log.option())
		require.Equal(t, 500, deliver(t, h, sale().Body(secret)).Code)
		time.Sleep(2 * time.Hour)
		assert.NotContains(t, log.String(), "ten budgets")
	})
}

// A store that fails to renew now and then costs no claim; one that says the claim is lost, or panics, is in the log.
func TestHandlerRenewalFailures(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fail  int
		err   error
		calls int32
		log   string
	}{
		"fails for one round": {2, errors.New("database is down"), 1, "ipn: the store failed to renew a claim"},
		"fails for ever":      {1000, errors.New("database is down"), 2, "ipn: the store failed to renew a claim"},
		"lost":                {2, ipn.ErrClaimLost, 1, "ipn: the claim was lost while the callback ran"},
		"panics":              {1, nil, 1, "ipn: the store panicked while it renewed a claim"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var log logbook
				var calls atomic.Int32
				store := &renewals{MemoryStore: ipn.NewMemoryStore(), fail: test.fail, err: test.err}
				h := receiver(t, ipn.HandlerFunc(func(context.Context, *ipn.Notification) error {
					if calls.Add(1) == 1 {
						time.Sleep(time.Minute)
					}
					return nil
				}), ipn.WithStore(store), log.option())
				body := sale().Body(secret)
				require.Equal(t, 500, deliver(t, h, body).Code)
				time.Sleep(12 * time.Second)
				deliver(t, h, body)
				time.Sleep(time.Minute)
				assert.Equal(t, test.calls, calls.Load())
				assert.Contains(t, log.String(), test.log)
				assert.Contains(t, log.String(), `"invoice_id":"PK-P0000000AA"`)
				assert.NotContains(t, log.String(), "Ada")
			})
		})
	}
}

// A renewal that comes too late, because the callback has returned meanwhile, is no failure: nothing was lost.
func TestHandlerLateRenewal(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var log logbook
		store := &slowRenewals{MemoryStore: ipn.NewMemoryStore()}
		c := new(counter)
		h := receiver(t, ipn.HandlerFunc(func(ctx context.Context, n *ipn.Notification) error {
			time.Sleep(10500 * time.Millisecond)
			return c.HandleNotification(ctx, n)
		}), ipn.WithStore(store), log.option())
		require.Equal(t, 500, deliver(t, h, sale().Body(secret)).Code)
		time.Sleep(time.Minute)
		require.Equal(t, 200, deliver(t, h, sale().Body(secret)).Code)
		assert.Equal(t, int32(1), c.calls.Load())
		assert.Equal(t, int32(2), store.asked.Load(), "the two claims, once")
		assert.NotContains(t, log.String(), "lost")
	})
}

type slowRenewals struct {
	*ipn.MemoryStore
	asked atomic.Int32
}

func (s *slowRenewals) Renew(ctx context.Context, key, token string, lease time.Duration) error {
	s.asked.Add(1)
	time.Sleep(time.Second)
	return s.MemoryStore.Renew(context.WithoutCancel(ctx), key, token, lease)
}
