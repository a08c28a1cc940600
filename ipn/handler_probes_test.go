package ipn_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/ipntest"
)

// Both codes fit the same values, and verification_code knows no names: when its hash is called otherwise, a captured body is
// verified by it, under names that give it another Key.
func TestHandlerKnowsARelabelledBodyByTheCodeInIt(t *testing.T) {
	t.Parallel()
	original := sale().Body(secret)
	relabelled, err := ipntest.Tamper(original, ipntest.Rename("hash", "zz"), ipntest.Rename("amount", "zamount"))
	require.NoError(t, err)
	n, err := verifier(t, ipn.Secrets(secret)).Verify(t.Context(), relabelled)
	require.NoError(t, err)
	require.Equal(t, ipn.SchemeVerificationCode, n.VerifiedBy())
	c := new(counter)
	h := receiver(t, c, ipn.WithStore(ipn.NewMemoryStore()))
	for _, body := range [][]byte{original, relabelled, original} {
		assert.Equal(t, 200, deliver(t, h, body).Code)
	}
	assert.Equal(t, int32(1), c.calls.Load())
}

// What looks like a code without being one of a notification that is done, such as a vendor's own id, changes nothing.
func TestHandlerTakesOtherHexForData(t *testing.T) {
	t.Parallel()
	done, err := verifier(t, ipn.Secrets(secret)).Verify(t.Context(), sale().Body(secret))
	require.NoError(t, err)
	const id = "0123456789abcdef0123456789abcdef01234567"
	old := func(number int, value string) []byte {
		return sale().Number(number).Custom("id", value).OldStyle().Body(secret, ipn.SchemeVerificationCode)
	}
	c := new(counter)
	h := receiver(t, c, ipn.WithStore(ipn.NewMemoryStore()))
	for _, body := range [][]byte{sale().Body(secret), old(2, id), old(3, id), old(4, id+"|"+id)} {
		assert.Equal(t, 200, deliver(t, h, body).Code)
	}
	assert.Equal(t, int32(4), c.calls.Load())
	assert.Equal(t, 200, deliver(t, h, old(5, "a|"+done.Form.Get("hash")+"|b")).Code)
	assert.Equal(t, int32(4), c.calls.Load(), "the code of one that is done, among others")
}

// hexWords is a text of as many words that look like codes, all different.
func hexWords(count int) string {
	words := make([]string, count)
	for i := range words {
		words[i] = fmt.Sprintf("%040x", i)
	}
	return strings.Join(words, "|")
}

// oldSale is verified by verification_code, the scheme under which a hash can hide among the values.
func oldSale(number int, note string) []byte {
	return sale().Number(number).Custom("note", note).OldStyle().Body(secret, ipn.SchemeVerificationCode)
}

// However many words look like codes, two keys are claimed, all words are looked up at once, and the notification is handled.
func TestHandlerLooksProbesUpAndClaimsNone(t *testing.T) {
	t.Parallel()
	for _, count := range []int{0, 1, 1000, 20_000} {
		store := &scriptedStore{code: ipn.Claimed, key: ipn.Claimed}
		c := new(counter)
		require.Equal(t, 200, deliver(t, receiver(t, c, ipn.WithStore(store)), oldSale(1, hexWords(count))).Code)
		assert.Equal(t, int32(1), c.calls.Load())
		assert.Equal(t, []string{"claim code", "claim key", "complete code", "complete key"}, store.asked, "%d words", count)
		if count == 0 {
			assert.Empty(t, store.lookups)
		} else {
			assert.Equal(t, []int{count}, store.lookups, "once, each word once")
		}
	}
}

// A body of many such words pushes nothing out of the store's memory: an old notification stays a duplicate.
func TestHandlerProbesEvictNothing(t *testing.T) {
	t.Parallel()
	c := new(counter)
	h := receiver(t, c, ipn.WithStore(ipn.NewMemoryStore(ipn.WithMaxEntries(10))))
	require.Equal(t, 200, deliver(t, h, sale().Number(2).Body(secret)).Code)
	require.Equal(t, 200, deliver(t, h, oldSale(1, hexWords(20_000))).Code)
	require.Equal(t, int32(2), c.calls.Load())
	require.Equal(t, 200, deliver(t, h, sale().Number(2).Body(secret)).Code)
	assert.Equal(t, int32(2), c.calls.Load())
}

// What the lookup comes to, for an event about money and for one that changes a state.
func TestHandlerProbeAnswers(t *testing.T) {
	t.Parallel()
	down := errors.New("database is down")
	claimed := []string{"claim code", "claim key"}
	completed := append(claimed[:2:2], "complete code", "complete key")
	released := append(claimed[:2:2], "release code", "release key")
	for name, test := range map[string]struct {
		event  ipn.Event
		done   bool
		err    error
		want   int
		called int32
		asked  []string
	}{
		"sale, not done":         {ipn.EventSales, false, nil, 200, 1, completed},
		"sale, done":             {ipn.EventSales, true, nil, 200, 0, released},
		"sale, fails":            {ipn.EventSales, false, down, 503, 0, released},
		"cancellation, not done": {ipn.EventSubscriptionCancelled, false, nil, 200, 1, completed},
		"cancellation, done":     {ipn.EventSubscriptionCancelled, true, nil, 200, 0, released}, // another, relabelled
		"cancellation, fails":    {ipn.EventSubscriptionCancelled, true, down, 503, 0, released},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			store := &scriptedStore{code: ipn.Claimed, key: ipn.Claimed, done: test.done, doneErr: test.err}
			r := new(recorder)
			body := ipntest.New(test.event).Custom("note", hexWords(2)).OldStyle().Body(secret, ipn.SchemeVerificationCode)
			assert.Equal(t, test.want, deliver(t, receiver(t, r, ipn.WithStore(store)), body).Code)
			assert.Len(t, r.seen(), int(test.called))
			assert.Equal(t, test.asked, store.asked)
		})
	}
}
