package ipn_test

import (
	"context"
	"strconv"
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

// Many payments, each delivered five times, before and after the lease, to a callback that outlives it: each is handled once.
func TestHandlerOnceThoughCallbacksOutliveTheLease(t *testing.T) {
	t.Parallel()
	const payments = 1500
	bodies := make([][]byte, payments)
	for i := range bodies {
		bodies[i] = sale().Number(i).Body(secret)
	}
	synctest.Test(t, func(t *testing.T) {
		calls := make([]atomic.Int32, payments)
		h := receiver(t, ipn.HandlerFunc(func(_ context.Context, n *ipn.Notification) error {
			calls[numberOf(t, n)].Add(1)
			time.Sleep(3500 * time.Millisecond) // budget 1 s, lease 2 s
			return nil
		}), ipn.WithStore(ipn.NewMemoryStore()), ipn.WithBudget(time.Second))
		var all sync.WaitGroup
		for i, body := range bodies {
			for _, after := range []time.Duration{0, 0, 1500 * time.Millisecond, 2500 * time.Millisecond, 5 * time.Second} {
				all.Go(func() {
					time.Sleep(after)
					if code := deliver(t, h, body).Code; after > 3*time.Second {
						assert.Equal(t, 200, code, i)
					}
				})
			}
		}
		all.Wait()
		for i := range calls {
			require.Equal(t, int32(1), calls[i].Load(), i)
		}
	})
}

func numberOf(t *testing.T, n *ipn.Notification) int {
	t.Helper()
	number, err := strconv.Atoi(strings.TrimPrefix(n.TransactionID, "PK-T"))
	assert.NoError(t, err)
	return number
}
