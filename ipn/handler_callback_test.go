package ipn_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/ipntest"
)

func TestHandlerCallbackResults(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		callback ipn.HandlerFunc
		want     int
		again    bool // a second delivery calls back again
	}{
		"nil":       {answering(nil), 200, false},
		"error":     {answering(errors.New("disk full")), 500, true},
		"permanent": {answering(ipn.Permanent(errors.New("no such product"))), 200, false},
		"panic":     {panicking("boom"), 500, true},
		"nil panic": {panicking(nil), 500, true},
		"abort":     {panicking(http.ErrAbortHandler), 500, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var calls atomic.Int32
			h := receiver(t, ipn.HandlerFunc(func(ctx context.Context, n *ipn.Notification) error {
				calls.Add(1)
				return test.callback(ctx, n)
			}), ipn.WithStore(ipn.NewMemoryStore()))
			body := sale().Body(secret)
			assert.Equal(t, test.want, deliver(t, h, body).Code)
			assert.Equal(t, test.want, deliver(t, h, body).Code)
			want := int32(1)
			if test.again {
				want = 2
			}
			assert.Equal(t, want, calls.Load())
		})
	}
}

func panicking(value any) ipn.HandlerFunc {
	return func(context.Context, *ipn.Notification) error { panic(value) }
}

func TestHandlerConfirm(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		err  error
		want int
	}{
		"confirmed":     {nil, 200},
		"could not ask": {errors.New("the API is down"), 503},
		"not true":      {ipn.Permanent(errors.New("the amount differs")), 403},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var asked atomic.Int32
			confirm := func(_ context.Context, n *ipn.Notification) (any, error) {
				asked.Add(1)
				assert.Equal(t, "PK-P0000000AA", n.InvoiceID)
				return "read", test.err
			}
			c := new(counter)
			h := receiver(t, c, ipn.WithConfirm(confirm), ipn.WithStore(ipn.NewMemoryStore()))
			body := sale().Body(secret)
			assert.Equal(t, test.want, deliver(t, h, body).Code)
			assert.Equal(t, test.want, deliver(t, h, body).Code)
			if test.err == nil {
				assert.Equal(t, int32(1), c.calls.Load())
				assert.Equal(t, int32(1), asked.Load(), "a duplicate is not confirmed again")
			} else {
				assert.Zero(t, c.calls.Load())
				assert.Equal(t, int32(2), asked.Load(), "not marked as done")
			}
		})
	}
}

// What confirm read reaches the callback and no printer.
func TestHandlerConfirmation(t *testing.T) {
	t.Parallel()
	type read struct{ Secret string }
	called := false
	h := receiver(t, ipn.HandlerFunc(func(_ context.Context, n *ipn.Notification) error {
		called = true
		assert.Equal(t, &read{"of the purchase"}, n.Confirmation())
		assert.NotContains(t, fmt.Sprintf("%v %+v %#v", n, n, n), "of the purchase")
		return nil
	}), ipn.WithConfirm(func(_ context.Context, n *ipn.Notification) (any, error) {
		assert.Nil(t, n.Confirmation())
		return &read{"of the purchase"}, nil
	}))
	require.Equal(t, 200, deliver(t, h, sale().Body(secret)).Code)
	assert.True(t, called)
}

// No event carries its own time: what the handler's clock said is all there is.
func TestHandlerReceivedAt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		at := time.Now().Add(time.Minute).UTC().Round(0)
		time.Sleep(time.Minute)
		h := receiver(t, ipn.HandlerFunc(func(_ context.Context, n *ipn.Notification) error {
			time.Sleep(time.Second)
			assert.Equal(t, at, n.ReceivedAt(), "without the monotonic clock")
			return nil
		}))
		require.Equal(t, 200, deliver(t, h, ipntest.New(ipn.EventSubscriptionCancelled).Body(secret)).Code)
	})
}

// Outside of the handler there is nothing of it.
func TestNotificationOutsideOfTheHandler(t *testing.T) {
	t.Parallel()
	n, err := verifier(t, ipn.Secrets(secret)).Verify(t.Context(), sale().Body(secret))
	require.NoError(t, err)
	for _, n := range []*ipn.Notification{nil, {}, n} {
		assert.Zero(t, n.ReceivedAt())
		assert.False(t, n.Repeated())
		assert.Nil(t, n.Confirmation())
	}
	called := false
	h := receiver(t, ipn.HandlerFunc(func(_ context.Context, n *ipn.Notification) error {
		called = true
		assert.Nil(t, n.Confirmation(), "without WithConfirm")
		return nil
	}))
	require.Equal(t, 200, deliver(t, h, sale().Body(secret)).Code)
	assert.True(t, called)
}

func TestHandlerCallbackGetsTheNotification(t *testing.T) {
	t.Parallel()
	body := sale().Custom("user", "7").Licenses("A-1", "B-2").Body(secret)
	called := false
	h := receiver(t, ipn.HandlerFunc(func(ctx context.Context, n *ipn.Notification) error {
		called = true
		assert.Equal(t, ipn.EventSales, n.Event)
		assert.Equal(t, "47", n.Amount.String())
		assert.Equal(t, map[string]string{"user": "7"}, n.Custom)
		assert.Equal(t, []string{"A-1", "B-2"}, n.Licenses)
		assert.Equal(t, ipn.SchemeHash, n.VerifiedBy())
		assert.Equal(t, body, n.Form.Raw())
		_, limited := ctx.Deadline()
		assert.True(t, limited)
		return nil
	}))
	require.Equal(t, 200, deliver(t, h, body).Code)
	assert.True(t, called)
}
