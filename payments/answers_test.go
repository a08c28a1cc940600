package payments_test

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func at(text string) time.Time {
	when, err := time.Parse(time.DateTime, text)
	if err != nil {
		panic(err)
	}
	return when
}

func TestGetReadsTheDocumentedPurchase(t *testing.T) {
	t.Parallel()
	service, fake := serve(t, http.MethodGet, "purchase/get", apitest.Testdata(t, "purchase_get.json"))

	p, err := service.Get(t.Context(), "PK-P5RLOOPDL7")

	require.NoError(t, err)
	fake.RequireSent(apitest.Get("purchase/get", form("id", "PK-P5RLOOPDL7")))
	apitest.RequireNoExtra(t, p)
	require.Len(t, p.Transactions, 2)
	assert.Equal(t, "PK-TV3EV97ZLX", p.Transactions[1].TransactionID)
	require.Len(t, p.Subscriptions, 1)
	assert.Equal(t, payments.Subscription{
		ID: 574, PurchaseID: 6363, Count: 10,
		NextDate: at("2017-04-01 14:07:24"), CancelAt: at("2017-03-31 14:08:05"), AttemptedAt: at("2017-03-31 14:08:05"),
		CreatedAt: at("2017-03-22 14:07:24"), UpdatedAt: at("2017-03-31 14:08:05"),
	}, p.Subscriptions[0])

	assert.Equal(t, "10", p.Amount.String())
	assert.Equal(t, "50", p.CommissionLevel1.String())
	assert.Equal(t, "0", p.CommissionLevel2.String())
	p.Transactions, p.Subscriptions, p.Amount = nil, nil, decimal.Zero
	p.CommissionLevel1, p.CommissionLevel2 = decimal.Zero, decimal.Zero
	assert.Equal(t, &payments.Purchase{
		ID: 6363, InvoiceID: "PK-P5RLOOPDL7", BuyerID: 4426, Customer: "1800000042",
		CampaignID: 265, CampaignName: "Test Demo Campaign", ProductID: 2440, ProductName: "Nogaprdo",
		BuyerName: "dana miller", BuyerEmail: "dana@example.com",
		IsRecurring: true, RecurringFrequency: 1, RecurringFrequencyType: payments.Day, RecurringCycles: 10,
		VendorID: 137, VendorFirstName: "Vera", VendorLastName: "Vendorson", VendorEmail: "vera@example.org",
		GatewayID: 145, FunnelID: 236, FunnelPlanID: 626, TaxServiceID: 1,
		IsPurchased: true, IsExecuted: true, CustomParams: json.RawMessage("null"),
		Browser: "Chrome", Platform: "OS X", Device: "Macintosh", RequestType: "embed", BaseCurrency: "USD",
		CreatedAt: at("2017-03-22 14:07:22"), UpdatedAt: at("2017-03-31 14:08:05"),
	}, p)
}

func TestGetTransactionReadsTheDocumentedTransaction(t *testing.T) {
	t.Parallel()
	service, fake := serveTransactions(t, "transaction/get", apitest.Testdata(t, "transaction_get.json"))

	transaction, err := service.Get(t.Context(), "PK-TZ1WKO79ER")

	require.NoError(t, err)
	fake.RequireSent(apitest.Get("transaction/get", form("id", "PK-TZ1WKO79ER")))
	apitest.RequireNoExtra(t, transaction)
	assert.Equal(t, "12.1", transaction.Amount.String())
	assert.Contains(t, transaction.ProcessorData, `{"transaction":{"responseCode ":"1"`)
	transaction.Amount, transaction.ProcessorData = decimal.Zero, ""
	assert.Equal(t, &payments.Transaction{
		ID: 11320, TransactionID: "PK-TZ1WKO79ER", PurchaseID: 6363, BuyerIP: "203.0.113.18",
		BaseCurrencyConversionID: 1791, Processor: "authnet", GatewayID: 145, IsApproved: true, FailedEmailSent: true,
		RefundEndDate: at("2017-03-26 14:03:08"), CreatedAt: at("2017-03-26 14:08:06"), UpdatedAt: at("2017-03-26 14:08:07"),
	}, transaction)
}

func TestListTransactionsReadsTheDocumentedList(t *testing.T) {
	t.Parallel()
	service, fake := serveTransactions(t, "transactions", apitest.Testdata(t, "transactions.json"))

	list, err := service.List(t.Context(), payments.ListTransactionsParams{
		CreatedAt: time.Date(2018, 6, 18, 12, 7, 26, 999, time.FixedZone("", 2*60*60)),
	})

	require.NoError(t, err)
	fake.RequireSent(apitest.Get("transactions", form("created_at", "1529316446")))
	apitest.RequireNoExtra(t, list)
	require.Len(t, list, 2)
	assert.Equal(t, "10", list[0].Amount.String())
	require.NotNil(t, list[0].ShippingCharge, "0.00 was told")
	assert.True(t, list[0].ShippingCharge.IsZero())
	assert.Contains(t, list[0].ProcessorData, `"object":"charge"`)
	list[0].Amount, list[0].ShippingCharge, list[0].ProcessorData = decimal.Zero, nil, ""
	assert.Equal(t, payments.Transaction{
		ID: 25324, TransactionID: "PK-TKE3MQN2WO", PurchaseID: 10904, BuyerIP: "203.0.113.190",
		BaseCurrencyConversionID: 61679, Processor: "stripe", GatewayID: 216, IsApproved: true,
		CCType: "Visa", CCMonth: 1, CCYear: 2022, CCLast4: "4242", CCHolderName: "424242",
		RefundEndDate: at("2018-09-01 10:09:10"), CreatedAt: at("2018-08-02 10:10:37"), UpdatedAt: at("2018-08-02 10:10:40"),
	}, list[0])
	assert.Equal(t, "testmode", list[1].ProcessorData)
	assert.Equal(t, "000", list[1].CCLast4, "a text stays as it is")
}

func TestListTransactionsWithoutATimeSendsNone(t *testing.T) {
	t.Parallel()
	service, fake := serveTransactions(t, "transactions", `{"transactions":[]}`)

	list, err := service.List(t.Context(), payments.ListTransactionsParams{})

	require.NoError(t, err)
	assert.Empty(t, list)
	fake.RequireSent(apitest.Get("transactions", nil))
}
