package ipn_test

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/ipntest"
)

// completions counts what becomes done.
type completions struct {
	*ipn.MemoryStore
	count atomic.Int32
}

func (s *completions) Complete(ctx context.Context, key, token string) error {
	s.count.Add(1)
	return s.MemoryStore.Complete(ctx, key, token)
}

// cutUp is a sale with a custom field of that many words, and the same body with one word each as the event's name: the values
// and their order are the same, so the code fits all of them.
func cutUp(t *testing.T, words int) (body []byte, relabelled [][]byte) {
	t.Helper()
	list := make([]string, words)
	for i := range list {
		list[i] = fmt.Sprintf("w%d", i)
	}
	const field = "custom_field="
	body = sale().Custom("field", strings.Join(list, "|")).Body(secret, ipn.SchemeHash)
	text := strings.Replace(string(body), "event=", "event1=", 1)
	at := strings.Index(text, field)
	require.Positive(t, at)
	end := at + strings.IndexByte(text[at:], '&')
	for i := 1; i < words-1; i++ {
		cut := field + strings.Join(list[:i], "%7C") + "&event=" + list[i] + "&event0=" + strings.Join(list[i+1:], "%7C")
		relabelled = append(relabelled, []byte(text[:at]+cut+text[end:]))
	}
	return body, relabelled
}

// A captured sale can be cut up into as many names of events as its buyer has typed words. None of them is handled, and none
// takes room in the store: what others have done stays done.
func TestHandlerRelabelledBodiesEvictNothing(t *testing.T) {
	t.Parallel()
	body, relabelled := cutUp(t, 50)
	victim := sale().Number(2).Body(secret)
	store := &completions{MemoryStore: ipn.NewMemoryStore(ipn.WithMaxEntries(10))}
	r := new(recorder)
	h := receiver(t, r, ipn.WithStore(store))
	for _, genuine := range [][]byte{victim, body} {
		require.Equal(t, 200, deliver(t, h, genuine).Code)
	}
	for _, forged := range relabelled {
		n, err := verifier(t, ipn.Secrets(secret)).Verify(t.Context(), forged)
		require.NoError(t, err)
		require.Equal(t, byte('w'), n.Event[0])
		require.Equal(t, 200, deliver(t, h, forged).Code)
	}
	for _, genuine := range [][]byte{victim, body} {
		require.Equal(t, 200, deliver(t, h, genuine).Code)
	}
	assert.Equal(t, []string{"sales 10001/20001", "sales 10001/20001"}, r.seen())
	assert.Equal(t, int32(4), store.count.Load(), "two keys for each of the two sales")
}

// A full store makes room for a claim by forgetting what is done: a relabelled body costs it one entry at most, not one each.
func TestHandlerRelabelledBodiesInAFullStore(t *testing.T) {
	t.Parallel()
	body, relabelled := cutUp(t, 50)
	r := new(recorder)
	h := receiver(t, r, ipn.WithStore(ipn.NewMemoryStore(ipn.WithMaxEntries(10))))
	bodies := [][]byte{sale().Number(2).Body(secret), sale().Number(3).Body(secret), sale().Number(4).Body(secret),
		sale().Number(5).Body(secret), body}
	for _, b := range append(bodies, relabelled...) {
		require.Equal(t, 200, deliver(t, h, b).Code)
	}
	for _, b := range bodies {
		require.Equal(t, 200, deliver(t, h, b).Code)
	}
	assert.Len(t, r.seen(), len(bodies))
}

// A key of the caller's that looks like one of the handler's is no hindrance to a repetition, and no code.
func TestHandlerWithKeyOfTheBuyer(t *testing.T) {
	t.Parallel()
	for _, prefix := range []string{"again:", "key:again:"} {
		r := new(recorder)
		h := receiver(t, r, ipn.WithStore(ipn.NewMemoryStore()),
			ipn.WithKey(func(n *ipn.Notification) string { return n.Form.Get("custom_order") }))
		cancelled := ipntest.New(ipn.EventSubscriptionCancelled).Custom("order", "o1").Body(secret)
		for _, body := range [][]byte{sale().Custom("order", prefix+"o1").Body(secret), cancelled, cancelled} {
			assert.Equal(t, 200, deliver(t, h, body).Code, prefix)
		}
		assert.Equal(t, []string{"sales 10001/20001", "subscription-cancelled 10001/20001",
			"subscription-cancelled 10001/20001 again"}, r.seen())
	}
}

// What is stored for the caller's keys: as they are, but for those that could be the handler's.
func TestHandlerStoresTheCallersKeys(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]string{
		"o1":              "o1",
		"v1|1|sales":      "v1|1|sales",
		"key:o1":          "key:o1",
		"Again:o1":        "Again:o1",
		"again:o1":        "key:again:o1",
		"code:o1":         "key:code:o1",
		"key:again:o1":    "key:key:again:o1",
		"key:key:code:o1": "key:key:key:code:o1",
	} {
		store := &scriptedStore{code: ipn.Claimed, key: ipn.Claimed, again: ipn.Claimed}
		h := receiver(t, new(counter), ipn.WithStore(store), ipn.WithKey(func(*ipn.Notification) string { return key }))
		require.Equal(t, 200, deliver(t, h, sale().Body(secret)).Code)
		assert.Equal(t, want, store.keys[1])
	}
}
