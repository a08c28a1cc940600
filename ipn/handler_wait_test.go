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

// A duplicate waits for the first delivery and is never answered 200 before the work is done.
func TestHandlerDuplicateWaits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var done atomic.Bool
		var calls atomic.Int32
		h := receiver(t, ipn.HandlerFunc(func(context.Context, *ipn.Notification) error {
			calls.Add(1)
			time.Sleep(3 * time.Second)
			done.Store(true)
			return nil
		}), ipn.WithStore(ipn.NewMemoryStore()))
		body := sale().Body(secret)
		for range 5 {
			go func() {
				assert.Equal(t, 200, deliver(t, h, body).Code)
				assert.True(t, done.Load(), "200 before the work is done")
			}()
		}
		time.Sleep(4 * time.Second)
		synctest.Wait()
		assert.Equal(t, int32(1), calls.Load())
	})
}

// When the first delivery fails, a waiting duplicate takes over.
func TestHandlerDuplicateTakesOver(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var calls atomic.Int32
		h := receiver(t, ipn.HandlerFunc(func(context.Context, *ipn.Notification) error {
			time.Sleep(time.Second)
			if calls.Add(1) == 1 {
				return errors.New("disk full")
			}
			return nil
		}), ipn.WithStore(ipn.NewMemoryStore()))
		codes := make(chan int, 2)
		for range 2 {
			go func() { codes <- deliver(t, h, sale().Body(secret)).Code }()
		}
		assert.ElementsMatch(t, []int{500, 200}, []int{<-codes, <-codes})
		assert.Equal(t, int32(2), calls.Load())
	})
}

// A sender that hangs up stops a delivery that waits, and not one that is at work.
func TestHandlerHangUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		finished := false
		h := receiver(t, ipn.HandlerFunc(func(ctx context.Context, _ *ipn.Notification) error {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(5 * time.Second):
				finished = true
				return nil
			}
		}), ipn.WithStore(ipn.NewMemoryStore()))
		ctx, hangUp := context.WithCancel(t.Context())
		start := time.Now()
		atWork, waiting := make(chan int, 1), make(chan int, 1)
		go func() { atWork <- deliverFrom(ctx, t, h, sale().Body(secret)).Code }()
		synctest.Wait()
		go func() { waiting <- deliverFrom(ctx, t, h, sale().Body(secret)).Code }()
		time.Sleep(time.Second)
		hangUp()
		assert.Equal(t, 503, <-waiting)
		assert.Equal(t, time.Second, time.Since(start))
		assert.Equal(t, 200, <-atWork)
		assert.True(t, finished)
		assert.Equal(t, 5*time.Second, time.Since(start))
	})
}
