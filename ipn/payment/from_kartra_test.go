package payment_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/ipntest"
	"github.com/paykickstart-go/sdk/ipn/payment"
	"github.com/paykickstart-go/sdk/kartra/notify"
)

var kartraKinds = map[notify.Kind]payment.Kind{
	notify.KindSale: payment.KindSale, notify.KindRefund: payment.KindRefund, notify.KindRebill: payment.KindRebill,
	notify.KindPartialRefund: payment.KindPartialRefund, notify.KindFailed: payment.KindFailed,
	notify.KindChargeback: payment.KindChargeback, notify.KindCancellation: payment.KindCancellation,
}

// kartraIPN is a rebill or another kind, with the secret of Kartra.
func kartraIPN(kind notify.Kind, amount string) []byte {
	return []byte("transaction_id=2002&transaction_full_amount=" + url.QueryEscape(amount) + "&transaction_type=" + string(kind) +
		"&transaction_date=2024-05-03+09%3A30%3A00&transaction_subscription_id=I-TEST00000001&product_id=77" +
		"&product_name=Demo+Course&lead_first_name=Ada&lead_last_name=Example&lead_email=ada%40example.com&secret_key=" + secret)
}

// outbound is a notification of the Outbound API about Ada.
func outbound(action notify.Action, details string) []byte {
	return []byte(`{"action":"` + string(action) + `","lead":{"id":"1","first_name":"Ada","last_name":"Example",` +
		`"email":"ada@example.com"},"action_details":` + details + `}`)
}

func TestKartraIPN(t *testing.T) {
	t.Parallel()
	v, err := notify.NewVerifier(secret)
	require.NoError(t, err)
	for kind, want := range kartraKinds {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			sent := "49.00"
			if kind == notify.KindCancellation {
				sent = ""
			}
			n, err := v.Verify(kartraIPN(kind, sent))
			require.NoError(t, err)
			p, ok := payment.FromKartraIPN(n)
			require.True(t, ok)
			if kind == notify.KindCancellation {
				assert.Nil(t, p.Amount)
			} else {
				require.NotNil(t, p.Amount)
				assert.Equal(t, "49", p.Amount.String())
			}
			p.Amount = nil
			assert.Equal(t, payment.Payment{
				Platform: payment.PlatformKartra, Kind: want, Proof: payment.ProofSharedSecret,
				Buyer:     ipn.Person{FirstName: "Ada", LastName: "Example", Email: "ada@example.com"},
				ProductID: 77, ProductName: "Demo Course", TransactionID: "2002", SubscriptionID: "I-TEST00000001",
				Time: time.Date(2024, 5, 3, 14, 30, 0, 0, time.UTC), Key: n.Key(),
			}, p)
		})
	}
	n, err := notify.DecodeIPN([]byte("transaction_type=paused"))
	require.NoError(t, err)
	_, ok := payment.FromKartraIPN(n)
	assert.False(t, ok)
	_, ok = payment.FromKartraIPN(nil)
	assert.False(t, ok)
}

func TestKartraOutbound(t *testing.T) {
	t.Parallel()
	o, err := notify.DecodeOutbound(refund(t))
	require.NoError(t, err)
	p, ok := payment.FromKartraOutbound(o)
	require.True(t, ok)
	require.NotNil(t, p.Amount)
	assert.Equal(t, "49", p.Amount.String())
	p.Amount = nil
	assert.Equal(t, payment.Payment{
		Platform: payment.PlatformKartra, Kind: payment.KindRefund, Proof: payment.ProofNone,
		Buyer:     ipn.Person{FirstName: "Ada", LastName: "Example", Email: "ada@example.com"},
		ProductID: 77, ProductName: "Demo Course", TransactionID: "1002", ParentTransactionID: "1001", SubscriptionID: "3003",
		Time: time.Date(2020, 5, 3, 14, 30, 0, 0, time.UTC), Key: o.Key(),
	}, p)
	_, ok = payment.FromKartraOutbound(nil)
	assert.False(t, ok)
}

// refund is the documented one, from the samples of package notify.
func refund(t *testing.T) []byte {
	t.Helper()
	body, err := os.ReadFile("../../kartra/notify/testdata/refund_2020.json")
	require.NoError(t, err)
	return body
}

func TestKartraOutboundKinds(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		action  notify.Action
		details string
		want    payment.Kind
	}{
		"purchase":                {notify.ActionBuyProduct, `{"transaction_details":{"transaction_type":"sale"}}`, payment.KindSale},
		"purchase, no type":       {notify.ActionBuyProduct, `{"transaction_details":{"transaction_id":1}}`, payment.KindSale},
		"purchase, unknown type":  {notify.ActionBuyProduct, `{"transaction_details":{"transaction_type":"gift"}}`, payment.KindSale},
		"purchase that is later":  {notify.ActionBuyProduct, `{"transaction_details":{"transaction_type":"rebill"}}`, payment.KindRebill},
		"refund":                  {notify.ActionRefundProduct, `{"transaction_details":{"transaction_type":"refund"}}`, payment.KindRefund},
		"refund says otherwise":   {notify.ActionRefundProduct, `{"transaction_details":{"transaction_type":"sale"}}`, payment.KindRefund},
		"partial refund":          {notify.ActionPartialRefundProduct, `[]`, payment.KindPartialRefund},
		"cancellation":            {notify.ActionCancelSubscription, `{"transaction_details":{"transaction_type":"cancellation"}}`, payment.KindCancellation},
		"tag":                     {notify.ActionAssignTag, `{"tag":{"tag_id":1}}`, ""},
		"unknown with a purchase": {"new_action", `{"transaction_details":{"transaction_type":"sale"}}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o, err := notify.DecodeOutbound(outbound(test.action, test.details))
			require.NoError(t, err)
			p, ok := payment.FromKartraOutbound(o)
			assert.Equal(t, test.want != "", ok)
			assert.Equal(t, test.want, p.Kind)
			if ok {
				assert.Equal(t, "ada@example.com", p.Buyer.Email, "from the lead")
				assert.Nil(t, p.Amount)
			}
		})
	}
}

// An amount of zero that was sent is an amount.
func TestKartraAmountIsNotInvented(t *testing.T) {
	t.Parallel()
	for text, valid := range map[string]bool{"0.00": true, "0": true, "5": true, "": false, "N/A": false} {
		n, err := notify.DecodeIPN([]byte("transaction_type=sale&transaction_full_amount=" + url.QueryEscape(text)))
		require.NoError(t, err)
		p, ok := payment.FromKartraIPN(n)
		require.True(t, ok)
		assert.Equal(t, valid, p.Amount != nil, text)
		assert.Equal(t, payment.ProofNone, p.Proof)
	}
	byHand := notify.IPN{Transaction: notify.Transaction{Kind: notify.KindSale, FullAmount: decimal.NewFromInt(5)}}
	p, _ := payment.FromKartraIPN(&byHand)
	assert.NotNil(t, p.Amount)
}

func TestOneCallbackForAll(t *testing.T) {
	t.Parallel()
	var got []payment.Payment
	f := payment.Func(func(_ context.Context, p payment.Payment) error { got = append(got, p); return nil })
	quiet := notify.WithLogger(slog.New(slog.DiscardHandler))
	gate, err := notify.QuerySecret("key", secret)
	require.NoError(t, err)
	v, err := notify.NewVerifier(secret)
	require.NoError(t, err)
	onOutbound := notify.NewOutboundHandler(gate, payment.KartraOutbound(f), quiet)
	onIPN := notify.NewIPNHandler(v, payment.KartraIPN(f), quiet)
	for _, sent := range []struct {
		to   http.Handler
		body []byte
	}{
		{onOutbound, refund(t)}, {onOutbound, outbound(notify.ActionAssignTag, "[]")}, {onIPN, kartraIPN(notify.KindRebill, "49.00")},
		{onIPN, kartraIPN("paused", "")}, {receiver(t, f), ipntest.New(ipn.EventSales).Body(secret)},
	} {
		r, err := ipntest.NewRequest(t.Context(), "https://vendor.example/?key="+secret, sent.body)
		require.NoError(t, err)
		w := httptest.NewRecorder()
		sent.to.ServeHTTP(w, r)
		require.Equal(t, 200, w.Code)
	}
	require.Len(t, got, 3)
	assert.Equal(t, payment.KindRefund, got[0].Kind)
	assert.Equal(t, payment.KindRebill, got[1].Kind)
	assert.Equal(t, payment.KindSale, got[2].Kind)
	assert.Equal(t, payment.ProofSharedSecret, got[0].Proof)
	assert.Equal(t, payment.ProofSharedSecret, got[1].Proof)
	assert.Equal(t, payment.ProofSignature, got[2].Proof)
}

func TestNilCallbackPanicsAtStart(t *testing.T) {
	t.Parallel()
	assert.PanicsWithValue(t, "payment: KartraIPN: nil function", func() { payment.KartraIPN(nil) })
	assert.PanicsWithValue(t, "payment: KartraOutbound: nil function", func() { payment.KartraOutbound(nil) })
	assert.Panics(t, func() { ipn.NewHandler(verifier(t), payment.Func(nil)) })
}
