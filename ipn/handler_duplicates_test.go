package ipn_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/ipntest"
)

// What counts as a duplicate, with the real store.
func TestHandlerDuplicates(t *testing.T) {
	t.Parallel()
	first := sale().Set("quantity", "0")
	relabelled, err := ipntest.Tamper(first.Body(secret), ipntest.Rename("amount", "amouns"))
	require.NoError(t, err)
	for name, test := range map[string]struct {
		second []byte
		calls  int32
	}{
		"the same":                            {first.Body(secret), 1},
		"the same fact signed anew":           {first.Clone().Set("buyer_email", "new@example.com").Body(secret), 1},
		"a captured body under other names":   {relabelled, 1},
		"signed by the other scheme":          {first.Body(secret, ipn.SchemeVerificationCode), 1},
		"another transaction":                 {first.Clone().Number(2).Body(secret), 2},
		"a refund of the same":                {ipntest.New(ipn.EventRefund).Body(secret), 2},
		"a cancellation of the same invoice":  {ipntest.New(ipn.EventSubscriptionCancelled).Body(secret), 2},
		"another campaign, all else the same": {first.Clone().Set("campaign_id", "10002").Body(secret), 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := new(counter)
			h := receiver(t, c, ipn.WithStore(ipn.NewMemoryStore()))
			require.Equal(t, 200, deliver(t, h, first.Body(secret)).Code)
			require.Equal(t, 200, deliver(t, h, test.second).Code)
			assert.Equal(t, test.calls, c.calls.Load())
		})
	}
}

func TestHandlerFullMemoryStore(t *testing.T) {
	t.Parallel()
	store := ipn.NewMemoryStore(ipn.WithMaxEntries(3))
	for _, key := range []string{"a", "b"} {
		claim(t, store, key, ipn.Claimed)
	}
	c := new(counter)
	h := receiver(t, c, ipn.WithStore(store))
	assert.Equal(t, 503, deliver(t, h, sale().Body(secret)).Code, "room for one of two claims")
	assert.Zero(t, c.calls.Load())
	claim(t, store, "c", ipn.Claimed) // the first claim was given back
}

func TestHandlerWithoutStoreHandlesEveryDelivery(t *testing.T) {
	t.Parallel()
	c := new(counter)
	h := receiver(t, c)
	for range 3 {
		require.Equal(t, 200, deliver(t, h, sale().Body(secret)).Code)
	}
	assert.Equal(t, int32(3), c.calls.Load())
}
