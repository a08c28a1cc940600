package sandbox_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/sandbox"
)

func bodies(b box) []string {
	var out []string
	for _, n := range b.Notifications() {
		out = append(out, string(n.Body))
	}
	return out
}

func TestSynchronousDelivery(t *testing.T) {
	t.Parallel()
	all, some := newReceiver(t), newReceiver(t)
	b := newBox(t, sandbox.WithSynchronousNotifications(), sandbox.WithNotify(all.URL), sandbox.WithNotify(some.URL, "refund", "subscription-created"))
	b.buy(purchase(proPlan)...)
	assert.Equal(t, bodies(b), all.got(), "all are there when the purchase is answered, in order")
	assert.Equal(t, bodies(b)[1:], some.got(), "only the chosen events")
	log := b.Deliveries()
	require.Len(t, log, 3)
	assert.Equal(t, []int64{1, 2, 3}, []int64{log[0].ID, log[1].ID, log[2].ID})
	assert.True(t, log[0].Delivered())
	assert.Equal(t, some.URL, log[2].URL)
}

func TestDeliveryInTheBackground(t *testing.T) {
	t.Parallel()
	r := newReceiver(t)
	b := newBox(t)
	require.NoError(t, b.Notify(r.URL))
	for range 5 {
		b.buy(purchase(proPlan)...)
	}
	flush(t, b)
	assert.Equal(t, bodies(b), r.got())
	assert.Len(t, b.Deliveries(), 10)
}

func TestProductEndpoint(t *testing.T) {
	t.Parallel()
	r := newReceiver(t)
	vendor := sandbox.DefaultVendor()
	vendor.Campaigns[0].Products[1].Notify = []sandbox.Endpoint{{URL: r.URL}}
	b := newBox(t, sandbox.WithVendor(vendor), sandbox.WithSynchronousNotifications())
	b.buy(purchase(proPlan)...)
	assert.Empty(t, r.got())
	b.buy(purchase(ebook)...)
	assert.Len(t, r.got(), 1)
}

func TestFailedDeliveryAndRedelivery(t *testing.T) {
	t.Parallel()
	r := newReceiver(t)
	r.status = http.StatusInternalServerError
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	b := newBox(t, sandbox.WithSynchronousNotifications(), sandbox.WithNotify(r.URL), sandbox.WithNotify(gone.URL))
	b.buy(purchase(ebook)...)
	log := b.Deliveries()
	require.Len(t, log, 2, "no automatic retry")
	assert.Equal(t, 500, log[0].StatusCode)
	assert.False(t, log[0].Delivered())
	assert.Zero(t, log[1].StatusCode)
	assert.NotEmpty(t, log[1].Error)

	r.mu.Lock()
	r.status = http.StatusOK
	r.mu.Unlock()
	again, err := b.Redeliver(t.Context(), 1)
	require.NoError(t, err)
	assert.True(t, again.Delivered())
	assert.Equal(t, int64(3), again.ID)
	got := r.got()
	require.Len(t, got, 2)
	assert.Equal(t, got[0], got[1])
	for _, id := range []int64{0, 4, -1} {
		_, err = b.Redeliver(t.Context(), id)
		require.ErrorIs(t, err, sandbox.ErrUnknownDelivery)
	}
}

func TestReceiverMayCallBack(t *testing.T) {
	t.Parallel()
	var b box
	var seen string
	r := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, req *http.Request) {
		assert.NoError(t, req.ParseForm())
		if req.PostForm.Get("event") == "sales" {
			seen = string(b.get("transaction/get", "id="+req.PostForm.Get("transaction_id")).body)
			b.post("subscriptions/cancel", "invoice_id="+req.PostForm.Get("invoice_id")).object(t)
		}
	}))
	t.Cleanup(r.Close)
	b = newBox(t, sandbox.WithSynchronousNotifications(), sandbox.WithNotify(r.URL))
	b.buy(purchase(proPlan)...)
	assert.Contains(t, seen, `"is_approved":1`)
	assert.Equal(t, []string{"sales", "subscription-created", "subscription-cancelled"}, b.events(0))
}

func TestRedirectIsNotFollowed(t *testing.T) {
	t.Parallel()
	r := newReceiver(t)
	away := httptest.NewServer(http.RedirectHandler(r.URL, http.StatusTemporaryRedirect))
	t.Cleanup(away.Close)
	b := newBox(t, sandbox.WithSynchronousNotifications(), sandbox.WithNotify(away.URL))
	b.buy(purchase(ebook)...)
	assert.Empty(t, r.got())
	assert.Equal(t, http.StatusTemporaryRedirect, b.Deliveries()[0].StatusCode)
}

func TestDisorder(t *testing.T) {
	t.Parallel()
	run := func(seed uint64) []string {
		r := newReceiver(t)
		b := newBox(t, sandbox.WithSynchronousNotifications(), sandbox.WithNotify(r.URL), sandbox.WithSeed(seed),
			sandbox.WithDisorder(sandbox.Disorder{Duplicate: 0.5, Late: 0.5, Shuffle: true}))
		for range 20 {
			b.buy(purchase(proPlan)...)
		}
		flush(t, b)
		got := r.got()
		assert.Greater(t, len(got), 40, "some came twice")
		assert.Subset(t, got, bodies(b), "none is lost")
		assert.NotEqual(t, bodies(b), got[:40], "not in order")
		return got
	}
	one := run(7)
	assert.Equal(t, one, run(7), "the seed decides")
	assert.NotEqual(t, one, run(8))
}

func TestCloseBreaksOffDeliveries(t *testing.T) {
	t.Parallel()
	entered := make(chan struct{})
	r := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, req *http.Request) {
		_, err := io.Copy(io.Discard, req.Body) // the server notices a lost connection only then
		assert.NoError(t, err)
		close(entered)
		<-req.Context().Done()
	}))
	t.Cleanup(r.Close)
	b := newBox(t, sandbox.WithNotify(r.URL))
	b.buy(purchase(proPlan)...)
	<-entered
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		assert.NoError(t, b.Close())
	}()
	select {
	case <-closed:
	case <-time.After(5 * time.Second):
		t.Fatal("Close does not end")
	}
	b.buy(purchase(proPlan)...)
	assert.Len(t, b.Deliveries(), 1, "nothing is delivered any more")
	_, err := b.Redeliver(t.Context(), 1)
	require.Error(t, err)
}

func TestNothingIsDeliveredAfterClose(t *testing.T) {
	t.Parallel()
	r := newReceiver(t)
	b := newBox(t, sandbox.WithSynchronousNotifications(), sandbox.WithNotify(r.URL))
	require.NoError(t, b.Close())
	b.buy(purchase(proPlan)...)
	assert.Empty(t, r.got())
	assert.Empty(t, b.Deliveries())
	assert.Len(t, b.Ledger(), 1)
}

func TestFlushEndsWithItsContext(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	r := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
	t.Cleanup(r.Close)
	t.Cleanup(func() { close(release) })
	b := newBox(t, sandbox.WithNotify(r.URL))
	b.buy(purchase(ebook)...)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, b.Flush(ctx), context.Canceled)
}

func TestDeliveriesAsJSON(t *testing.T) {
	t.Parallel()
	r := newReceiver(t)
	b := newBox(t, sandbox.WithSynchronousNotifications(), sandbox.WithNotify(r.URL))
	b.buy(purchase(proPlan)...)
	raw, err := json.Marshal(b.Deliveries())
	require.NoError(t, err)
	var read []sandbox.Delivery
	require.NoError(t, json.Unmarshal(raw, &read))
	assert.Equal(t, b.Deliveries(), read)
	var plain []struct {
		Notification struct{ Body string }
	}
	require.NoError(t, json.Unmarshal(raw, &plain))
	assert.Equal(t, r.got()[1], plain[1].Notification.Body, "as a text")
}
