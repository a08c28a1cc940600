package kartra_test

import (
	"net/url"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/ipntest"
	"github.com/paykickstart-go/sdk/ipn/kartra"
)

func amount(text string) decimal.NullDecimal {
	return decimal.NullDecimal{Decimal: decimal.RequireFromString(text), Valid: true}
}

func TestIPNPayment(t *testing.T) {
	t.Parallel()
	want := map[kartra.Kind]ipn.PaymentKind{
		kartra.KindSale: ipn.PaymentSale, kartra.KindRefund: ipn.PaymentRefund, kartra.KindRebill: ipn.PaymentRebill,
		kartra.KindPartialRefund: ipn.PaymentPartialRefund, kartra.KindFailed: ipn.PaymentFailed,
		kartra.KindChargeback: ipn.PaymentChargeback, kartra.KindCancellation: ipn.PaymentCancellation,
	}
	require.Len(t, want, len(kinds))
	for _, kind := range kinds {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			n, err := verifier(t, secret).Verify(encode(documentedIPN(kind)...))
			require.NoError(t, err)
			p, ok := n.Payment()
			require.True(t, ok)
			paid := amount("49")
			if kind == kartra.KindCancellation {
				paid = decimal.NullDecimal{}
			}
			assert.True(t, paid.Decimal.Equal(p.Amount.Decimal))
			assert.Equal(t, paid.Valid, p.Amount.Valid)
			p.Amount = decimal.NullDecimal{}
			assert.Equal(t, ipn.Payment{
				Platform: ipn.PlatformKartra, Kind: want[kind], Proof: ipn.ProofSharedSecret,
				Buyer:     ipn.Person{FirstName: "Ada", LastName: "Example", Email: "ada@example.com"},
				ProductID: 77, ProductName: "Demo Course", TransactionID: "2002", SubscriptionID: "I-TEST00000001",
				Time: time.Date(2024, 5, 3, 14, 30, 0, 0, time.UTC), Key: n.Key(),
			}, p)
		})
	}
	n, err := kartra.DecodeIPN([]byte("transaction_type=paused"))
	require.NoError(t, err)
	_, ok := n.Payment()
	assert.False(t, ok)
}

func TestOutboundPayment(t *testing.T) {
	t.Parallel()
	o, err := kartra.DecodeOutbound(document(t, "refund_2020"))
	require.NoError(t, err)
	p, ok := o.Payment()
	require.True(t, ok)
	assert.True(t, p.Amount.Valid)
	assert.Equal(t, "49", p.Amount.Decimal.String())
	p.Amount = decimal.NullDecimal{}
	assert.Equal(t, ipn.Payment{
		Platform: ipn.PlatformKartra, Kind: ipn.PaymentRefund, Proof: ipn.ProofNone,
		Buyer:     ipn.Person{FirstName: "Ada", LastName: "Example", Email: "ada@example.com"},
		ProductID: 77, ProductName: "Demo Course", TransactionID: "1002", ParentTransactionID: "1001", SubscriptionID: "3003",
		Time: time.Date(2020, 5, 3, 14, 30, 0, 0, time.UTC), Key: o.Key(),
	}, p)
}

func TestOutboundPaymentKinds(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		action  kartra.Action
		details string
		want    ipn.PaymentKind
	}{
		"purchase":                {kartra.ActionBuyProduct, `{"transaction_details":{"transaction_type":"sale"}}`, ipn.PaymentSale},
		"purchase, no type":       {kartra.ActionBuyProduct, `{"transaction_details":{"transaction_id":1}}`, ipn.PaymentSale},
		"purchase, unknown type":  {kartra.ActionBuyProduct, `{"transaction_details":{"transaction_type":"gift"}}`, ipn.PaymentSale},
		"purchase that is later":  {kartra.ActionBuyProduct, `{"transaction_details":{"transaction_type":"rebill"}}`, ipn.PaymentRebill},
		"refund":                  {kartra.ActionRefundProduct, `{"transaction_details":{"transaction_type":"refund"}}`, ipn.PaymentRefund},
		"refund says otherwise":   {kartra.ActionRefundProduct, `{"transaction_details":{"transaction_type":"sale"}}`, ipn.PaymentRefund},
		"partial refund":          {kartra.ActionPartialRefundProduct, `[]`, ipn.PaymentPartialRefund},
		"cancellation":            {kartra.ActionCancelSubscription, `{"transaction_details":{"transaction_type":"cancellation"}}`, ipn.PaymentCancellation},
		"tag":                     {kartra.ActionAssignTag, `{"tag":{"tag_id":1}}`, ""},
		"unknown with a purchase": {"new_action", `{"transaction_details":{"transaction_type":"sale"}}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o, err := kartra.DecodeOutbound(outbound(test.action, test.details))
			require.NoError(t, err)
			p, ok := o.Payment()
			assert.Equal(t, test.want != "", ok)
			assert.Equal(t, test.want, p.Kind)
			if ok {
				assert.Equal(t, "ada@example.com", p.Buyer.Email, "from the lead")
				assert.False(t, p.Amount.Valid)
			}
		})
	}
}

// An amount of zero that was sent is an amount.
func TestPaymentAmountIsNotInvented(t *testing.T) {
	t.Parallel()
	for text, valid := range map[string]bool{"0.00": true, "0": true, "5": true, "": false, "N/A": false} {
		n, err := kartra.DecodeIPN([]byte("transaction_type=sale&transaction_full_amount=" + url.QueryEscape(text)))
		require.NoError(t, err)
		p, ok := n.Payment()
		require.True(t, ok)
		assert.Equal(t, valid, p.Amount.Valid, text)
		assert.Equal(t, ipn.ProofNone, p.Proof)
	}
	byHand := kartra.IPN{Transaction: kartra.Transaction{Kind: kartra.KindSale, FullAmount: decimal.NewFromInt(5)}}
	p, _ := byHand.Payment()
	assert.True(t, p.Amount.Valid)
}

// The same vendor's callback for the other platform.
func TestPayKickstartPayment(t *testing.T) {
	t.Parallel()
	v, err := ipn.NewVerifier(ipn.Keys("TESTSECRET12"))
	require.NoError(t, err)
	n, err := v.Verify(t.Context(), ipntest.New(ipn.EventSales).Body("TESTSECRET12"))
	require.NoError(t, err)
	p, ok := n.Payment()
	require.True(t, ok)
	assert.Equal(t, ipn.PlatformPayKickstart, p.Platform)
	assert.Equal(t, ipn.ProofSignature, p.Proof)
	assert.Equal(t, n.InvoiceID, p.SubscriptionID)
}

func TestKeysAreFrozen(t *testing.T) {
	t.Parallel()
	n, err := kartra.DecodeIPN(encode(documentedIPN(kartra.KindRefund)...))
	require.NoError(t, err)
	assert.Equal(t, "kartra-ipn-v1|refund|2002|2024-05-03 09:30:00|49", n.Key())
	n, err = kartra.DecodeIPN([]byte("transaction_type=a%7Cb&transaction_id=50%25&transaction_full_amount=0.00"))
	require.NoError(t, err)
	assert.Equal(t, "kartra-ipn-v1|a%7Cb|50%25||", n.Key())
	o, err := kartra.DecodeOutbound(document(t, "refund_2024"))
	require.NoError(t, err)
	assert.Equal(t, "kartra-outbound-v1|refund_product|1002|2020-05-03 09:30:00|49", o.Key())
	o, err = kartra.DecodeOutbound([]byte(`{"action":"assign_tag"}`))
	require.NoError(t, err)
	assert.Equal(t, "kartra-outbound-v1|assign_tag|sha256:ff4ca57820e2748187f294c67882fb7a4880664e1ed1118f1593b199deced27d", o.Key())
}
