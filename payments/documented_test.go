package payments_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/ipn"
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

func documentedReceipt(t *testing.T, result any) {
	t.Helper()
	receipt, ok := result.(*payments.Receipt)
	require.True(t, ok)
	assert.Empty(t, receipt.URL)
	assert.Equal(t, int64(1), receipt.Type)
	assert.Equal(t, int64(2425), receipt.ProductID)
	n := receipt.Notification
	require.NotNil(t, n)
	assert.Equal(t, ipn.Scheme(0), n.VerifiedBy())
	assert.Equal(t, "c2601e15e083a1d613186aea39ae9dabaebc62e1", n.Form.Get("verification_code"))
	n.Form = nil
	assert.Equal(t, "9", n.Amount.String())
	n.Amount = decimal.Zero
	assert.Equal(t, &ipn.Notification{
		Event:            ipn.EventSales,
		Mode:             ipn.ModeLive,
		PaymentProcessor: "stripe",
		Buyer:            ipn.Buyer{IP: "203.0.113.7", FirstName: "Dana", LastName: "Miller", Email: "dana.miller@example.com"},
		Vendor:           ipn.Person{FirstName: "Vera", LastName: "Vendorson", Email: "vera@example.org"},
		TransactionID:    "PK-TORW2N8NE5",
		InvoiceID:        "PK-PN7E5R9NW5",
		TransactionTime:  time.Date(2017, 2, 1, 9, 6, 41, 0, time.UTC),
		ProductID:        2425,
		ProductName:      "TEst product",
		CampaignID:       258,
		CampaignName:     "Test Demo Campaign",
		Affiliate:        ipn.Commission{FirstName: "Alex", LastName: "Affiliate"},
	}, n)
}

func documentedPurchase(t *testing.T, result any) {
	t.Helper()
	p, ok := result.(*payments.Purchase)
	require.True(t, ok)
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

func documentedTransaction(t *testing.T, result any) {
	t.Helper()
	transaction, ok := result.(*payments.Transaction)
	require.True(t, ok)
	assert.Equal(t, "12.1", transaction.Amount.String())
	assert.Contains(t, transaction.ProcessorData, `{"transaction":{"responseCode ":"1"`)
	transaction.Amount, transaction.ProcessorData = decimal.Zero, ""
	assert.Equal(t, &payments.Transaction{
		ID: 11320, TransactionID: "PK-TZ1WKO79ER", PurchaseID: 6363, BuyerIP: "203.0.113.18",
		BaseCurrencyConversionID: 1791, Processor: "authnet", GatewayID: 145, IsApproved: true, FailedEmailSent: true,
		RefundEndDate: at("2017-03-26 14:03:08"), CreatedAt: at("2017-03-26 14:08:06"), UpdatedAt: at("2017-03-26 14:08:07"),
	}, transaction)
}

func documentedTransactions(t *testing.T, result any) {
	t.Helper()
	list, ok := result.([]payments.Transaction)
	require.True(t, ok)
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
