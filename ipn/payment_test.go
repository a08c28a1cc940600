package ipn_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/ipntest"
)

func TestPaymentKinds(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		event  ipn.Event
		rebill string
		want   ipn.PaymentKind
	}{
		"sale":                          {ipn.EventSales, "0", ipn.PaymentSale},
		"sale, not said":                {ipn.EventSales, "", ipn.PaymentSale},
		"rebill":                        {ipn.EventSales, "1", ipn.PaymentRebill},
		"refund":                        {ipn.EventRefund, "0", ipn.PaymentRefund},
		"refund of a rebill":            {ipn.EventRefund, "1", ipn.PaymentRefund},
		"failed":                        {ipn.EventSubscriptionPaymentFailed, "1", ipn.PaymentFailed},
		"cancelled":                     {ipn.EventSubscriptionCancelled, "0", ipn.PaymentCancellation},
		"the second report of a rebill": {ipn.EventSubscriptionPayment, "1", ""},
		"created":                       {ipn.EventSubscriptionCreated, "0", ""},
		"changed":                       {ipn.EventSubscriptionChanged, "0", ""},
		"unknown":                       {"paused", "0", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n, err := verifier(t, ipn.Keys(secret)).Verify(t.Context(),
				ipntest.New(test.event).Set("is_rebill", test.rebill).Body(secret))
			require.NoError(t, err)
			p, ok := n.Payment()
			assert.Equal(t, test.want != "", ok)
			assert.Equal(t, test.want, p.Kind)
		})
	}
}

func TestPaymentMembers(t *testing.T) {
	t.Parallel()
	n, err := verifier(t, ipn.Keys(secret)).Verify(t.Context(), ipntest.New(ipn.EventSales).Body(secret))
	require.NoError(t, err)
	p, ok := n.Payment()
	require.True(t, ok)
	assert.True(t, p.Amount.Valid)
	assert.True(t, n.Amount.Equal(p.Amount.Decimal))
	p.Amount = ipn.Payment{}.Amount
	assert.Equal(t, ipn.Payment{
		Platform: ipn.PlatformPayKickstart, Kind: ipn.PaymentSale, Proof: ipn.ProofSignature, Mode: ipn.ModeLive,
		Buyer:     ipn.Person{FirstName: n.Buyer.FirstName, LastName: n.Buyer.LastName, Email: n.Buyer.Email},
		ProductID: n.ProductID, ProductName: n.ProductName, CampaignID: n.CampaignID, Currency: "USD", TransactionID: n.TransactionID,
		SubscriptionID: n.InvoiceID, Time: n.TransactionTime, Key: n.Key(),
	}, p)
	assert.NotEmpty(t, p.Buyer.Email)
	assert.NotZero(t, p.ProductID)
	assert.NotZero(t, p.CampaignID)
	assert.Equal(t, time.UTC, p.Time.Location())
}

// What is not verified says so, and an amount that was not sent is none.
func TestPaymentInventsNothing(t *testing.T) {
	t.Parallel()
	for body, valid := range map[string]bool{
		"event=sales": false, "event=sales&amount=": false, "event=sales&amount=+": false, "event=sales&amount=0.00": true,
	} {
		form, err := ipn.ParseForm([]byte(body))
		require.NoError(t, err)
		n, err := ipn.Decode(form)
		require.NoError(t, err)
		p, ok := n.Payment()
		require.True(t, ok)
		assert.Equal(t, ipn.ProofNone, p.Proof)
		assert.Equal(t, valid, p.Amount.Valid, body)
		assert.Empty(t, p.Mode)
	}
	p, ok := (&ipn.Notification{Event: ipn.EventSales}).Payment()
	assert.True(t, ok, "without a form")
	assert.False(t, p.Amount.Valid)
	_, ok = (*ipn.Notification)(nil).Payment()
	assert.False(t, ok)
}

// The amount that comes with a cancellation is that of the last payment: adding it up would count that twice.
func TestPaymentOfACancellationHasNoAmount(t *testing.T) {
	t.Parallel()
	n, err := verifier(t, ipn.Keys(secret)).Verify(t.Context(), ipntest.New(ipn.EventSubscriptionCancelled).Body(secret))
	require.NoError(t, err)
	assert.Equal(t, "47", n.Amount.String(), "as sent")
	p, ok := n.Payment()
	require.True(t, ok)
	assert.Equal(t, ipn.PaymentCancellation, p.Kind)
	assert.False(t, p.Amount.Valid)
	assert.True(t, p.Amount.Decimal.IsZero())
}

// One callback for all platforms learns too that a cancellation came again, and when.
func TestPaymentRepeated(t *testing.T) {
	t.Parallel()
	var got []ipn.Payment
	h := receiver(t, ipn.PaymentFunc(func(_ context.Context, p ipn.Payment) error {
		got = append(got, p)
		return nil
	}), ipn.WithStore(ipn.NewMemoryStore()))
	for range 2 {
		require.Equal(t, 200, deliver(t, h, ipntest.New(ipn.EventSubscriptionCancelled).Body(secret)).Code)
	}
	require.Len(t, got, 2)
	assert.False(t, got[0].Repeated)
	assert.True(t, got[1].Repeated)
	assert.False(t, got[1].ReceivedAt.IsZero())
}

func TestPaymentFunc(t *testing.T) {
	t.Parallel()
	var got []ipn.PaymentKind
	f := ipn.PaymentFunc(func(_ context.Context, p ipn.Payment) error {
		got = append(got, p.Kind)
		return nil
	})
	require.Equal(t, 200, deliver(t, receiver(t, f), sale().Body(secret)).Code)
	require.Equal(t, 200, deliver(t, receiver(t, f), ipntest.New(ipn.EventSubscriptionCreated).Body(secret)).Code)
	assert.Equal(t, []ipn.PaymentKind{ipn.PaymentSale}, got)
}

func TestProofString(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "none", ipn.ProofNone.String())
	assert.Equal(t, "shared secret", ipn.ProofSharedSecret.String())
	assert.Equal(t, "signature", ipn.ProofSignature.String())
}
