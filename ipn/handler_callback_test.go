package ipn_test

import (
	"context"
	"errors"
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
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
			confirm := func(_ context.Context, n *ipn.Notification) error {
				asked.Add(1)
				assert.Equal(t, "PK-P0000000AA", n.InvoiceID)
				return test.err
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
