package ipn_test

import (
	"context"
	"errors"
	"net/http"
	"runtime"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
)

// sleeping returns a handler that obeys its context, or not, for that long.
func sleeping(d time.Duration, obeys bool) ipn.HandlerFunc {
	return func(ctx context.Context, _ *ipn.Notification) error {
		if !obeys {
			time.Sleep(d)
			return nil
		}
		select {
		case <-time.After(d):
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func TestHandlerBudget(t *testing.T) {
	t.Parallel()
	const grace = 100 * time.Millisecond
	for name, test := range map[string]struct {
		callback ipn.HandlerFunc
		opts     []ipn.HandlerOption
		want     int
		after    time.Duration
	}{
		"in time":            {sleeping(9*time.Second, true), nil, 200, 9 * time.Second},
		"too long, obeys":    {sleeping(time.Minute, true), nil, 500, 10 * time.Second},
		"too long, stubborn": {sleeping(time.Minute, false), nil, 500, 10*time.Second + grace},
		"own budget":         {sleeping(time.Minute, true), []ipn.HandlerOption{ipn.WithBudget(time.Second)}, 500, time.Second},
		"stubborn confirm": {sleeping(0, true), []ipn.HandlerOption{ipn.WithConfirm(
			func(context.Context, *ipn.Notification) (any, error) { time.Sleep(time.Minute); return nil, nil })}, 503,
			10*time.Second + grace},
		"confirm used it all": {sleeping(0, true), []ipn.HandlerOption{ipn.WithConfirm(
			func(ctx context.Context, _ *ipn.Notification) (any, error) { <-ctx.Done(); return nil, nil })}, 503, 10 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				h := receiver(t, test.callback, test.opts...)
				start := time.Now()
				assert.Equal(t, test.want, deliver(t, h, sale().Body(secret)).Code)
				assert.Equal(t, test.after, time.Since(start))
				time.Sleep(2 * time.Minute) // a stubborn one returns
			})
		})
	}
}

// A callback that ignores its context keeps its claim until it returns, and its result counts.
func TestHandlerLateCallback(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		result error
		calls  int32
	}{
		"done":   {nil, 1},
		"failed": {errors.New("disk full"), 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var calls atomic.Int32
				h := receiver(t, ipn.HandlerFunc(func(context.Context, *ipn.Notification) error {
					if calls.Add(1) == 1 {
						time.Sleep(15 * time.Second)
						return test.result
					}
					return nil
				}), ipn.WithStore(ipn.NewMemoryStore()))
				body := sale().Body(secret)
				require.Equal(t, 500, deliver(t, h, body).Code)
				require.Equal(t, 200, deliver(t, h, body).Code, "it waited for the late one")
				assert.Equal(t, test.calls, calls.Load())
			})
		})
	}
}

// Marking the work as done has a time of its own, after the budget too.
func TestHandlerSlowStore(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		slow  time.Duration
		calls int32 // after a second delivery
	}{
		"slow":  {time.Second, 1},
		"stuck": {time.Hour, 2}, // not remembered: the lease ends, and it is handled again
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				store := &slowStore{Store: ipn.NewMemoryStore(), slow: test.slow}
				var calls atomic.Int32
				h := receiver(t, ipn.HandlerFunc(func(context.Context, *ipn.Notification) error {
					calls.Add(1)
					time.Sleep(9900 * time.Millisecond)
					return nil
				}), ipn.WithStore(store))
				start := time.Now()
				assert.Equal(t, 200, deliver(t, h, sale().Body(secret)).Code)
				assert.Less(t, time.Since(start), 13*time.Second, "the sender waits 15 seconds")
				time.Sleep(time.Minute)
				assert.Equal(t, 200, deliver(t, h, sale().Body(secret)).Code)
				assert.Equal(t, test.calls, calls.Load())
			})
		})
	}
}

// slowStore takes its time to complete, as long as the context lets it.
type slowStore struct {
	ipn.Store
	slow time.Duration
}

func (s *slowStore) Complete(ctx context.Context, key, token string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(s.slow):
		return s.Store.Complete(ctx, key, token)
	}
}

// A callback that ends its goroutine (require.NoError in a caller's test does) is a failure, and releases its claims.
func TestHandlerGoexit(t *testing.T) {
	t.Parallel()
	first := true
	h := receiver(t, ipn.HandlerFunc(func(context.Context, *ipn.Notification) error {
		if first {
			first = false
			runtime.Goexit()
		}
		return nil
	}), ipn.WithStore(ipn.NewMemoryStore()))
	assert.Equal(t, http.StatusInternalServerError, deliver(t, h, sale().Body(secret)).Code)
	assert.Equal(t, http.StatusOK, deliver(t, h, sale().Body(secret)).Code)
}
