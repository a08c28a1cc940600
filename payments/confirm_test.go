package payments_test

import (
	"fmt"
	"maps"
	"net/http"
	"testing"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type members = map[string]any

// account answers with a running subscription and its transaction, which match announced, but for the members changed.
func account(t testing.TB, purchase, transaction members) *apitest.Fake {
	t.Helper()
	p := members{
		"id": 63, "pk_id": "PK-P1", "product_id": 80, "plan_id": 137, "buyer_email": "dana@example.com", "amount": 10,
		"is_recurring": 1, "base_currency": "USD", "subscriptions": []members{running()},
	}
	tr := members{
		"id": 7, "pk_id": "PK-T1", "purchase_id": 63, "amount": "12.10", "is_approved": 1, "is_refund": 0, "processor": "stripe",
	}
	maps.Copy(p, purchase)
	maps.Copy(tr, transaction)
	return apitest.New(t).
		Answer(http.MethodGet, "purchase/get", http.StatusOK, toJSON(p)).
		Answer(http.MethodGet, "transaction/get", http.StatusOK, toJSON(tr))
}

// running is a subscription that goes on.
func running() members {
	return members{"status": 1, "cancel_at": nil, "trial_ends": nil, "updated_at": "2026-03-10 12:00:00", "attempted_at": "2026-03-10 12:00:00"}
}

func announced(event ipn.Event) *ipn.Notification {
	return &ipn.Notification{
		Event:         event,
		Mode:          ipn.ModeLive,
		InvoiceID:     "PK-P1",
		TransactionID: "PK-T1",
		CampaignID:    80,
		ProductID:     137,
		Buyer:         ipn.Buyer{Email: "Dana@Example.com "},
		Amount:        decimal.RequireFromString("12.1"),
		Currency:      "USD",
	}
}

func TestConfirm(t *testing.T) {
	t.Parallel()
	for _, event := range []ipn.Event{ipn.EventSales, ipn.EventSubscriptionPayment, ipn.EventSubscriptionCreated, ipn.EventSubscriptionUpdated, "new"} {
		fake := account(t, nil, nil)

		c, err := payments.NewPurchaseService(fake.Transport()).Confirm(t.Context(), announced(event))

		require.NoError(t, err)
		assert.Equal(t, "PK-P1", c.Purchase.InvoiceID)
		assert.Equal(t, "PK-T1", c.Transaction.TransactionID)
		fake.RequireSent(
			apitest.Get("purchase/get", form("id", "PK-P1")),
			apitest.Get("transaction/get", form("id", "PK-T1")),
		)
	}
}

func TestConfirmWithoutATransaction(t *testing.T) {
	t.Parallel()
	fake := account(t, members{"transactions": []members{}}, nil)
	n := announced(ipn.EventSubscriptionCreated)
	n.TransactionID, n.Amount = "", decimal.Zero

	c, err := payments.NewPurchaseService(fake.Transport()).Confirm(t.Context(), n)

	require.NoError(t, err)
	assert.NotNil(t, c.Purchase)
	assert.Nil(t, c.Transaction)
	fake.RequireSent(apitest.Get("purchase/get", form("id", "PK-P1")))
}

// requireMismatch demands an error that names exactly these fields, beside what was read, and none of its values.
func requireMismatch(t *testing.T, got *payments.Confirmation, err error, fields ...string) {
	t.Helper()
	require.ErrorIs(t, err, payments.ErrMismatch)
	require.NotErrorIs(t, err, payments.ErrRefunded)
	var mismatch *payments.MismatchError
	require.ErrorAs(t, err, &mismatch)
	assert.Equal(t, fields, mismatch.Fields)
	require.NotNil(t, got, "what was read comes beside the error")
	assert.NotNil(t, got.Purchase)
	assert.NotContains(t, fmt.Sprintf("%v %+v %#v %v", err, err, err, mismatch), "example.com")
	assert.NotContains(t, err.Error(), "PK-")
}

func TestConfirmComparesTheSameForEveryEvent(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		purchase, transaction members
		want                  []string
	}{
		"another invoice":     {members{"pk_id": "PK-P2"}, nil, []string{"InvoiceID"}},
		"another campaign":    {members{"product_id": 81}, nil, []string{"CampaignID"}},
		"another product":     {members{"plan_id": 138}, nil, []string{"ProductID"}},
		"another buyer":       {members{"buyer_email": "mallory@example.com"}, nil, []string{"Buyer.Email"}},
		"no buyer":            {members{"buyer_email": nil}, nil, []string{"Buyer.Email"}},
		"another currency":    {members{"base_currency": "JPY"}, nil, []string{"Currency"}},
		"another transaction": {nil, members{"pk_id": "PK-T2"}, []string{"TransactionID"}},
		"another purchase":    {nil, members{"purchase_id": 64}, []string{"Transaction.PurchaseID"}},
		"a test":              {nil, members{"processor": "testmode"}, []string{"Mode"}},
		"several":             {members{"plan_id": 1}, members{"purchase_id": 2}, []string{"ProductID", "Transaction.PurchaseID"}},
	} {
		for event, state := range trueStates() {
			t.Run(name+", "+string(event), func(t *testing.T) {
				t.Parallel()
				fake := state.account(t, c.purchase, c.transaction)
				got, err := payments.NewPurchaseService(fake.Transport()).Confirm(t.Context(), state.announced(event))
				requireMismatch(t, got, err, c.want...)
				assert.NotNil(t, got.Transaction)
				require.NotErrorIs(t, err, payments.ErrPending)
			})
		}
	}
}

func TestConfirmTakesSilenceForNoAgreement(t *testing.T) {
	t.Parallel()
	fake := account(t, members{"product_id": nil, "plan_id": nil, "buyer_email": ""}, nil)
	n := announced(ipn.EventSales)
	n.CampaignID, n.ProductID, n.Buyer.Email = 0, 0, ""

	got, err := payments.NewPurchaseService(fake.Transport()).Confirm(t.Context(), n)

	requireMismatch(t, got, err, "CampaignID", "ProductID", "Buyer.Email")
}

func TestConfirmComparesTheCurrencyWhereItIsKnown(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ told, announced string }{{"", "USD"}, {"USD", ""}, {"usd", "USD "}} {
		n := announced(ipn.EventSales)
		n.Currency = c.announced
		_, err := payments.NewPurchaseService(account(t, members{"base_currency": c.told}, nil).Transport()).Confirm(t.Context(), n)
		require.NoError(t, err)
	}
}

func TestConfirmRefusesWhatItCannotLookUp(t *testing.T) {
	t.Parallel()
	without := func(invoice, transaction string, event ipn.Event) *ipn.Notification {
		n := announced(event)
		n.InvoiceID, n.TransactionID = invoice, transaction
		return n
	}
	for name, c := range map[string]struct {
		n      *ipn.Notification
		fields []string
	}{
		"nil":                         {nil, []string{"Notification"}},
		"empty":                       {&ipn.Notification{}, []string{"InvoiceID", "TransactionID"}},
		"no invoice":                  {without(" ", "PK-T1", ipn.EventRefund), []string{"InvoiceID"}},
		"sale without transaction":    {without("PK-P1", "", ipn.EventSales), []string{"TransactionID"}},
		"payment without transaction": {without("PK-P1", "", ipn.EventSubscriptionPayment), []string{"TransactionID"}},
		"refund without transaction":  {without("PK-P1", "", ipn.EventRefund), []string{"TransactionID"}},
		"failure without transaction": {without("PK-P1", "", ipn.EventSubscriptionPaymentFailed), []string{"TransactionID"}},
		"unknown without transaction": {without("PK-P1", "", "subscription-paused"), []string{"TransactionID"}},
		"change without old invoice":  {without("PK-P1", "PK-T1", ipn.EventSubscriptionChanged), []string{"OldInvoiceID"}},
		"neither":                     {without("", "", ipn.EventSales), []string{"InvoiceID", "TransactionID"}},
		"blank transaction":           {without("PK-P1", " ", ipn.EventRefund), []string{"TransactionID"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fake := account(t, nil, nil)
			got, err := payments.NewPurchaseService(fake.Transport()).Confirm(t.Context(), c.n)
			assert.Nil(t, got)
			fake.RequireInvalid("Purchases.Confirm", err, c.fields...)
		})
	}
}

func TestConfirmPassesOnWhatFails(t *testing.T) {
	t.Parallel()
	for _, route := range []string{"purchase/get", "transaction/get"} {
		for status, want := range map[int]error{http.StatusNotFound: api.ErrNotFound, http.StatusBadGateway: api.ErrServer, http.StatusForbidden: api.ErrUnauthorized} {
			fake := account(t, nil, nil)
			fake.Answer(http.MethodGet, route, status, `{}`)

			c, err := payments.NewPurchaseService(fake.Transport()).Confirm(t.Context(), announced(ipn.EventSales))

			assert.Nil(t, c)
			require.ErrorIs(t, err, want)
			require.NotErrorIs(t, err, payments.ErrMismatch)
			var e *api.Error
			require.ErrorAs(t, err, &e)
			assert.Equal(t, "Purchases.Confirm", e.Op)
		}
	}
}
