package payment_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/ipntest"
	"github.com/paykickstart-go/sdk/ipn/payment"
)

const secret = "TESTSECRET12"

func verifier(t *testing.T) *ipn.Verifier {
	t.Helper()
	v, err := ipn.NewVerifier(ipn.Secrets(secret))
	require.NoError(t, err)
	return v
}

func receiver(t *testing.T, h ipn.Handler, opts ...ipn.HandlerOption) http.Handler {
	t.Helper()
	return ipn.NewHandler(verifier(t), h, append(opts, ipn.WithLogger(slog.New(slog.DiscardHandler)))...)
}

func deliver(t *testing.T, h http.Handler, body []byte) *httptest.ResponseRecorder {
	t.Helper()
	r, err := ipntest.NewRequest(t.Context(), "https://vendor.example/ipn", body)
	require.NoError(t, err)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestPaymentKinds(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		event  ipn.Event
		rebill string
		want   payment.Kind
	}{
		"sale":                          {ipn.EventSales, "0", payment.KindSale},
		"sale, not said":                {ipn.EventSales, "", payment.KindSale},
		"rebill":                        {ipn.EventSales, "1", payment.KindRebill},
		"refund":                        {ipn.EventRefund, "0", payment.KindRefund},
		"refund of a rebill":            {ipn.EventRefund, "1", payment.KindRefund},
		"failed":                        {ipn.EventSubscriptionPaymentFailed, "1", payment.KindFailed},
		"cancelled":                     {ipn.EventSubscriptionCancelled, "0", payment.KindCancellation},
		"the second report of a rebill": {ipn.EventSubscriptionPayment, "1", ""},
		"created":                       {ipn.EventSubscriptionCreated, "0", ""},
		"changed":                       {ipn.EventSubscriptionChanged, "0", ""},
		"unknown":                       {"paused", "0", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n, err := verifier(t).Verify(t.Context(),
				ipntest.New(test.event).Set("is_rebill", test.rebill).Body(secret))
			require.NoError(t, err)
			p, ok := payment.FromIPN(n)
			assert.Equal(t, test.want != "", ok)
			assert.Equal(t, test.want, p.Kind)
		})
	}
}

func TestPaymentMembers(t *testing.T) {
	t.Parallel()
	n, err := verifier(t).Verify(t.Context(), ipntest.New(ipn.EventSales).Body(secret))
	require.NoError(t, err)
	p, ok := payment.FromIPN(n)
	require.True(t, ok)
	require.NotNil(t, p.Amount)
	assert.True(t, n.Amount.Equal(*p.Amount))
	p.Amount = nil
	assert.Equal(t, payment.Payment{
		Platform: payment.PlatformPayKickstart, Kind: payment.KindSale, Proof: payment.ProofSignature, Mode: ipn.ModeLive,
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
		p, ok := payment.FromIPN(n)
		require.True(t, ok)
		assert.Equal(t, payment.ProofNone, p.Proof)
		assert.Equal(t, valid, p.Amount != nil, body)
		assert.Empty(t, p.Mode)
	}
	p, ok := payment.FromIPN(&ipn.Notification{Event: ipn.EventSales})
	assert.True(t, ok, "without a form")
	assert.Nil(t, p.Amount)
	_, ok = payment.FromIPN(nil)
	assert.False(t, ok)
}

// The amount that comes with a cancellation is that of the last payment: adding it up would count that twice.
func TestPaymentOfACancellationHasNoAmount(t *testing.T) {
	t.Parallel()
	n, err := verifier(t).Verify(t.Context(), ipntest.New(ipn.EventSubscriptionCancelled).Body(secret))
	require.NoError(t, err)
	assert.Equal(t, "47", n.Amount.String(), "as sent")
	p, ok := payment.FromIPN(n)
	require.True(t, ok)
	assert.Equal(t, payment.KindCancellation, p.Kind)
	assert.Nil(t, p.Amount)
}

// One callback for all platforms learns too that a cancellation came again, and when.
func TestPaymentRepeated(t *testing.T) {
	t.Parallel()
	var got []payment.Payment
	h := receiver(t, payment.Func(func(_ context.Context, p payment.Payment) error {
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
	var got []payment.Kind
	f := payment.Func(func(_ context.Context, p payment.Payment) error {
		got = append(got, p.Kind)
		return nil
	})
	require.Equal(t, 200, deliver(t, receiver(t, f), ipntest.New(ipn.EventSales).Body(secret)).Code)
	require.Equal(t, 200, deliver(t, receiver(t, f), ipntest.New(ipn.EventSubscriptionCreated).Body(secret)).Code)
	assert.Equal(t, []payment.Kind{payment.KindSale}, got)
}

func TestProofString(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "none", payment.ProofNone.String())
	assert.Equal(t, "shared secret", payment.ProofSharedSecret.String())
	assert.Equal(t, "signature", payment.ProofSignature.String())
}
