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

// account answers with a purchase and a transaction that match announced, but for the members changed.
func account(t testing.TB, purchase, transaction map[string]any) *apitest.Fake {
	t.Helper()
	p := map[string]any{
		"id": 63, "pk_id": "PK-P1", "product_id": 80, "plan_id": 137, "buyer_email": "dana@example.com", "amount": 10,
	}
	tr := map[string]any{
		"id": 7, "pk_id": "PK-T1", "purchase_id": 63, "amount": "12.10", "is_approved": 1, "is_refund": 0,
	}
	maps.Copy(p, purchase)
	maps.Copy(tr, transaction)
	return apitest.New(t).
		Answer(http.MethodGet, "purchase/get", http.StatusOK, toJSON(p)).
		Answer(http.MethodGet, "transaction/get", http.StatusOK, toJSON(tr))
}

func announced(event ipn.Event) *ipn.Notification {
	return &ipn.Notification{
		Event:         event,
		InvoiceID:     "PK-P1",
		TransactionID: "PK-T1",
		CampaignID:    80,
		ProductID:     137,
		Buyer:         ipn.Buyer{Email: "Dana@Example.com "},
		Amount:        decimal.RequireFromString("12.1"),
	}
}

func TestConfirm(t *testing.T) {
	t.Parallel()
	for _, event := range []ipn.Event{ipn.EventSales, ipn.EventSubscriptionPayment, ipn.EventSubscriptionCreated, ipn.EventRefund, "new"} {
		fake := account(t, nil, nil)

		c, err := payments.New(fake.Transport()).Confirm(t.Context(), announced(event))

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
	fake := account(t, nil, nil)
	n := announced(ipn.EventSubscriptionCancelled)
	n.TransactionID, n.Amount = "", decimal.Zero

	c, err := payments.New(fake.Transport()).Confirm(t.Context(), n)

	require.NoError(t, err)
	assert.NotNil(t, c.Purchase)
	assert.Nil(t, c.Transaction)
	fake.RequireSent(apitest.Get("purchase/get", form("id", "PK-P1")))
}

func TestConfirmFindsEachDifference(t *testing.T) {
	t.Parallel()
	type members = map[string]any
	for name, c := range map[string]struct {
		purchase, transaction members
		always                []string // named for every event
		forPayments           []string // named for payments only
	}{
		"another invoice":     {members{"pk_id": "PK-P2"}, nil, []string{"InvoiceID"}, nil},
		"another campaign":    {members{"product_id": 81}, nil, []string{"CampaignID"}, nil},
		"another product":     {members{"plan_id": 138}, nil, []string{"ProductID"}, nil},
		"another buyer":       {members{"buyer_email": "mallory@example.com"}, nil, []string{"Buyer.Email"}, nil},
		"no buyer":            {members{"buyer_email": nil}, nil, []string{"Buyer.Email"}, nil},
		"another transaction": {nil, members{"pk_id": "PK-T2"}, []string{"TransactionID"}, nil},
		"another purchase":    {nil, members{"purchase_id": 64}, []string{"Transaction.PurchaseID"}, nil},
		"another amount":      {nil, members{"amount": 12.11}, nil, []string{"Amount"}},
		"not approved":        {nil, members{"is_approved": 0}, nil, []string{"Transaction.IsApproved"}},
		"refunded":            {nil, members{"is_refund": 1}, nil, []string{"Transaction.IsRefund"}},
		"several":             {members{"plan_id": 1}, members{"amount": 1}, []string{"ProductID"}, []string{"Amount"}},
	} {
		for event, want := range map[ipn.Event][]string{
			ipn.EventSales:               append(append([]string(nil), c.always...), c.forPayments...),
			ipn.EventSubscriptionPayment: append(append([]string(nil), c.always...), c.forPayments...),
			ipn.EventRefund:              c.always,
			ipn.EventSubscriptionCreated: c.always,
		} {
			t.Run(name+", "+string(event), func(t *testing.T) {
				t.Parallel()
				got, err := payments.New(account(t, c.purchase, c.transaction).Transport()).Confirm(t.Context(), announced(event))

				require.NotNil(t, got, "what was read comes beside the error")
				assert.NotNil(t, got.Purchase)
				assert.NotNil(t, got.Transaction)
				if len(want) == 0 {
					require.NoError(t, err)
					return
				}
				require.ErrorIs(t, err, payments.ErrMismatch)
				var mismatch *payments.MismatchError
				require.ErrorAs(t, err, &mismatch)
				assert.Equal(t, want, mismatch.Fields)
				assert.NotContains(t, fmt.Sprintf("%v %+v %#v %v", err, err, err, mismatch), "example.com")
				assert.NotContains(t, err.Error(), "PK-")
			})
		}
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
		"empty":                       {&ipn.Notification{}, []string{"InvoiceID"}},
		"no invoice":                  {without(" ", "PK-T1", ipn.EventRefund), []string{"InvoiceID"}},
		"sale without transaction":    {without("PK-P1", "", ipn.EventSales), []string{"TransactionID"}},
		"payment without transaction": {without("PK-P1", "", ipn.EventSubscriptionPayment), []string{"TransactionID"}},
		"neither":                     {without("", "", ipn.EventSales), []string{"InvoiceID", "TransactionID"}},
		"blank transaction":           {without("PK-P1", " ", ipn.EventRefund), []string{"TransactionID"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fake := account(t, nil, nil)
			got, err := payments.New(fake.Transport()).Confirm(t.Context(), c.n)
			assert.Nil(t, got)
			fake.RequireInvalid("payments.Confirm", err, c.fields...)
		})
	}
}

func TestConfirmPassesOnWhatFails(t *testing.T) {
	t.Parallel()
	for _, route := range []string{"purchase/get", "transaction/get"} {
		for status, want := range map[int]error{http.StatusNotFound: api.ErrNotFound, http.StatusBadGateway: api.ErrServer, http.StatusForbidden: api.ErrUnauthorized} {
			fake := account(t, nil, nil)
			fake.Answer(http.MethodGet, route, status, `{}`)

			c, err := payments.New(fake.Transport()).Confirm(t.Context(), announced(ipn.EventSales))

			assert.Nil(t, c)
			require.ErrorIs(t, err, want)
			require.NotErrorIs(t, err, payments.ErrMismatch)
			var e *api.Error
			require.ErrorAs(t, err, &e)
			assert.Equal(t, "payments.Confirm", e.Op)
		}
	}
}
