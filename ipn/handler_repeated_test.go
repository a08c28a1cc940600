package ipn_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/ipntest"
)

// recorder writes down what it is called with: "sales 10001/20001", and " again" behind what is repeated.
type recorder struct {
	mu   sync.Mutex
	text []string
}

func (r *recorder) HandleNotification(_ context.Context, n *ipn.Notification) error {
	text := fmt.Sprintf("%s %d/%d", n.Event, n.CampaignID, n.ProductID)
	if n.Repeated() {
		text += " again"
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.text = append(r.text, text)
	return nil
}

func (r *recorder) seen() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text
}

// Four events are about a payment each and are handled once. All others change a state and come again, marked.
func TestHandlerRepeats(t *testing.T) {
	t.Parallel()
	once := map[ipn.Event]bool{
		"sales": true, "refund": true, "subscription-payment": true, "subscription-payment-failed": true,
	}
	for _, event := range append(ipntest.Events(), "subscription-paused", "Sales", "refunds") {
		t.Run(string(event), func(t *testing.T) {
			t.Parallel()
			r := new(recorder)
			h := receiver(t, r, ipn.WithStore(ipn.NewMemoryStore()))
			for range 3 {
				require.Equal(t, 200, deliver(t, h, ipntest.New(event).Body(secret)).Code)
			}
			first := string(event) + " 10001/20001"
			want := []string{first, first + " again", first + " again"}
			if once[event] {
				want = want[:1]
			}
			assert.Equal(t, want, r.seen())
		})
	}
}

// Without a store nobody knows what came before.
func TestHandlerWithoutStoreMarksNothing(t *testing.T) {
	t.Parallel()
	r := new(recorder)
	h := receiver(t, r)
	for range 2 {
		require.Equal(t, 200, deliver(t, h, ipntest.New(ipn.EventSubscriptionCancelled).Body(secret)).Code)
	}
	assert.Equal(t, []string{"subscription-cancelled 10001/20001", "subscription-cancelled 10001/20001"}, r.seen())
}

// What failed is not done: the next delivery is no repetition. What fails when repeated is answered 500 and comes again.
func TestHandlerRepeatsAfterFailures(t *testing.T) {
	t.Parallel()
	var repeated []bool
	results := []error{errors.New("disk full"), nil, errors.New("disk full"), nil}
	h := receiver(t, ipn.HandlerFunc(func(_ context.Context, n *ipn.Notification) error {
		repeated = append(repeated, n.Repeated())
		return results[len(repeated)-1]
	}), ipn.WithStore(ipn.NewMemoryStore()))
	for _, want := range []int{500, 200, 500, 200} {
		require.Equal(t, want, deliver(t, h, ipntest.New(ipn.EventSubscriptionCancelled).Body(secret)).Code)
	}
	assert.Equal(t, []bool{false, false, true, true}, repeated)
}

// Handing on again is no leave to work at once: one delivery of a key at a time, the first one and the repeated ones.
func TestHandlerRepeatsOneAtATime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var atWork, calls, repeated atomic.Int32
		h := receiver(t, ipn.HandlerFunc(func(_ context.Context, n *ipn.Notification) error {
			assert.Equal(t, int32(1), atWork.Add(1), "two at once")
			defer atWork.Add(-1)
			calls.Add(1)
			if n.Repeated() {
				repeated.Add(1)
			}
			time.Sleep(time.Second)
			return nil
		}), ipn.WithStore(ipn.NewMemoryStore()))
		cancelled := ipntest.New(ipn.EventSubscriptionCancelled)
		var all sync.WaitGroup
		for i := range 6 { // half of them with a code of their own, and the same key
			body := cancelled.Clone().Set("buyer_ip", fmt.Sprintf("192.0.2.%d", 1+i%2)).Body(secret)
			all.Go(func() { assert.Equal(t, 200, deliver(t, h, body).Code) })
		}
		all.Wait()
		assert.Equal(t, int32(6), calls.Load())
		assert.Equal(t, int32(5), repeated.Load())
	})
}

// The claims of a repetition: in place of the key, which is done, another is claimed and released. The code alone is done when
// the body was handled under another key: then it is relabelled, and no new key is completed.
func TestHandlerRepetitionClaims(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		codeDone, keyDone bool
		calls             int
		want              []string
	}{
		"both done": {true, true, 1, []string{"claim code", "claim key", "claim again", "release again"}},
		"code done": {true, false, 0, []string{"claim code", "claim key", "release key"}},
		"key done":  {false, true, 1, []string{"claim code", "claim key", "claim again", "complete code", "release again"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			store := &scriptedStore{code: ipn.Claimed, key: ipn.Claimed, again: ipn.Claimed}
			if test.codeDone {
				store.code = ipn.Done
			}
			if test.keyDone {
				store.key = ipn.Done
			}
			r := new(recorder)
			h := receiver(t, r, ipn.WithStore(store))
			require.Equal(t, 200, deliver(t, h, ipntest.New(ipn.EventSubscriptionCancelled).Body(secret)).Code)
			if assert.Len(t, r.seen(), test.calls) && test.calls > 0 {
				assert.Equal(t, "subscription-cancelled 10001/20001 again", r.seen()[0])
			}
			assert.Equal(t, test.want, store.asked)
		})
	}
	odd := &scriptedStore{code: ipn.Done, key: ipn.Done, again: ipn.Done}
	h := receiver(t, new(recorder), ipn.WithStore(odd))
	assert.Equal(t, 503, deliver(t, h, ipntest.New(ipn.EventSubscriptionCancelled).Body(secret)).Code, "never dropped")
}

// The log tells a repetition from a first time.
func TestHandlerLogsRepetitions(t *testing.T) {
	t.Parallel()
	var log logbook
	h := receiver(t, new(counter), ipn.WithStore(ipn.NewMemoryStore()), log.option())
	for range 2 {
		require.Equal(t, 200, deliver(t, h, ipntest.New(ipn.EventSubscriptionCancelled).Body(secret)).Code)
	}
	lines := log.lines(t)
	require.Len(t, lines, 2)
	assert.Equal(t, "ipn: handled", lines[0]["msg"])
	assert.Equal(t, "ipn: handled again", lines[1]["msg"])
}
