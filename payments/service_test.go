package payments_test

import (
	"context"
	"maps"
	"net/http"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/internal/transport"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// exchange is a documented request, with the answer to it and a check of what was made of the answer.
type exchange struct {
	op     string
	call   func(context.Context, *transport.Transport) (any, error)
	sent   apitest.Request
	answer string
	check  func(*testing.T, any)
}

func documentedPurchases(t *testing.T) map[string]exchange {
	t.Helper()
	return map[string]exchange{
		"create": {
			"Purchases.Create",
			func(ctx context.Context, tr *transport.Transport) (any, error) {
				return payments.NewPurchaseService(tr).Create(ctx, full())
			},
			apitest.Post("purchase", form(
				"product", "80", "plan", "137", "first_name", "Dana", "last_name", "Miller", "email", "dana@example.com",
				"affiliate_id", "11", "test_mode", "1", "price", "1000000", "quantity", "3",
				"split_selected", "1", "total_installments", "4", "price_per_installment", "9.9",
				"is_recurring", "1", "recurring_freq", "2", "recurring_freq_type", "month", "cycles", "12",
				"has_trial", "1", "trial_amount", "0", "trial_days", "14",
				"capture_billing_address", "1", "billing_address_1", "1 Main St", "billing_address_2", "",
				"billing_city", "Springfield", "billing_state", "", "billing_zip", "01234", "billing_country", "US",
				"capture_shipping_address", "1", "shipping_address_1", "2 Side St", "shipping_address_2", "Flat 3",
				"shipping_city", "Köln", "shipping_state", "NW", "shipping_zip", "50667", "shipping_country", "DE",
				"tos-read", "1", "ccNum", "0042", "ccExpireMonth", "05", "ccExpireYear", "2031",
				"custom_field[seats]", "5", "custom_field[note to us]", "a&b=c",
				"stripeToken", "tok_of_the_browser",
			)),
			apitest.Testdata(t, "purchase_create.json"), documentedReceipt,
		},
		"get purchase": {
			"Purchases.Get",
			func(ctx context.Context, tr *transport.Transport) (any, error) {
				return payments.NewPurchaseService(tr).Get(ctx, "PK-P5RLOOPDL7")
			},
			apitest.Get("purchase/get", form("id", "PK-P5RLOOPDL7")), apitest.Testdata(t, "purchase_get.json"), documentedPurchase,
		},
		"update card": {
			"Purchases.UpdateCard",
			func(ctx context.Context, tr *transport.Transport) (any, error) {
				return nil, payments.NewPurchaseService(tr).UpdateCard(ctx, payments.UpdateCardParams{
					InvoiceID: "PK-PMNW0V5NLP",
					Payment:   payments.StripeCard{Token: "tok_new", Card: payments.Card{Last4: "0042", ExpMonth: 5, ExpYear: 2031}},
					Password:  "update-password",
				})
			},
			apitest.Post("purchase/update-cc", form(
				"invoice_id", "PK-PMNW0V5NLP", "updateCcPw", "update-password", "stripeToken", "tok_new",
				"ccNum", "0042", "ExpireMonth", "5", "ExpireYear", "2031",
			)),
			apitest.Testdata(t, "update_cc.json"), nil,
		},
	}
}

func documentedTransactionCalls(t *testing.T) map[string]exchange {
	t.Helper()
	return map[string]exchange{
		"get transaction": {
			"Transactions.Get",
			func(ctx context.Context, tr *transport.Transport) (any, error) {
				return payments.NewTransactionService(tr).Get(ctx, "PK-TZ1WKO79ER")
			},
			apitest.Get("transaction/get", form("id", "PK-TZ1WKO79ER")), apitest.Testdata(t, "transaction_get.json"), documentedTransaction,
		},
		"list transactions": {
			"Transactions.List",
			func(ctx context.Context, tr *transport.Transport) (any, error) {
				return payments.NewTransactionService(tr).List(ctx, payments.ListTransactionsParams{
					CreatedAt: time.Date(2018, 6, 18, 12, 7, 26, 999, time.FixedZone("", 2*60*60)),
				})
			},
			apitest.Get("transactions", form("created_at", "1529316446")), apitest.Testdata(t, "transactions.json"), documentedTransactions,
		},
	}
}

func TestDocumentedExchanges(t *testing.T) {
	t.Parallel()
	tests := documentedPurchases(t)
	maps.Copy(tests, documentedTransactionCalls(t))
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := test.call(t.Context(), mocked(t, test.sent, http.StatusOK, test.answer))
			require.NoError(t, err)
			if test.check != nil {
				apitest.RequireNoExtra(t, got)
				test.check(t, got)
			}
		})
		t.Run(name+" is refused", func(t *testing.T) {
			t.Parallel()
			got, err := test.call(t.Context(), mocked(t, test.sent, http.StatusOK, apitest.Refusal))
			apitest.RequireRefused(t, test.op, err)
			require.Nil(t, got)
		})
	}
}

func TestListTransactionsWithoutATimeSendsNone(t *testing.T) {
	t.Parallel()
	service, fake := serveTransactions(t, "transactions", `{"transactions":[]}`)

	list, err := service.List(t.Context(), payments.ListTransactionsParams{})

	require.NoError(t, err)
	assert.Empty(t, list)
	fake.RequireSent(apitest.Get("transactions", nil))
}
