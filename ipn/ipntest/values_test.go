package ipntest_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/ipntest"
)

// Callers' tests rely on the values that the docs of New list.
func TestDocumentedValues(t *testing.T) {
	t.Parallel()
	n, err := verify(t, ipntest.New(ipn.EventSales).Body(secret))
	require.NoError(t, err)
	assert.Equal(t, int64(10001), n.CampaignID)
	assert.Equal(t, "Demo Campaign", n.CampaignName)
	assert.Equal(t, int64(20001), n.ProductID)
	assert.Equal(t, "Demo Plan", n.ProductName)
	assert.Equal(t, "47.00", n.Form.Get("amount"))
	assert.Equal(t, "USD", n.Currency)
	assert.Equal(t, int64(1), n.Quantity)
	assert.Equal(t, ipn.ProcessorStripe, n.PaymentProcessor)
	assert.Equal(t, "primary", n.TransactionType)
	assert.Equal(t, "PK-P0000000AA", n.InvoiceID)
	assert.Equal(t, "PK-T0000000AA", n.TransactionID)
	assert.Equal(t, time.Date(2019, 12, 2, 17, 7, 32, 0, time.UTC), n.TransactionTime)
	assert.Equal(t, time.Date(2020, 1, 1, 17, 7, 32, 0, time.UTC), n.NextBillingDate)
	assert.Equal(t, ipn.Buyer{FirstName: "Ada", LastName: "Example", Email: "ada@example.com", IP: "192.0.2.10"}, n.Buyer)
	assert.Equal(t, ipn.Address{Line1: "1 Example Street", City: "Exampleton", State: "CA", Zip: "90000", Country: "US"}, n.Billing)
	assert.Equal(t, ipn.Person{FirstName: "Vera", LastName: "Vendor", Email: "vendor@example.com"}, n.Vendor)
	assert.Equal(t, "Alex Sample alex@affiliate.example", n.Affiliate.FirstName+" "+n.Affiliate.LastName+" "+n.Affiliate.Email)
	assert.Equal(t, "23.50", n.Form.Get("affiliate_commission_amount"))
	assert.Equal(t, "50", n.Form.Get("affiliate_commission_percent"))
	assert.Equal(t, "216", n.TrackingID)
	assert.False(t, n.IsRebill)
	assert.Zero(t, n.Shipping)
	assert.Zero(t, n.Tax)
	assert.Zero(t, n.Coupon)
	assert.Zero(t, n.RefAffiliate)
	assert.Empty(t, n.Licenses)
	assert.Empty(t, n.Custom)
	assert.Empty(t, n.OldInvoiceID)
	assert.Empty(t, n.UpdateBillingURL)
}

// The docs of New say how other events differ from a sale, and that nothing else does.
func TestDocumentedDifferences(t *testing.T) {
	t.Parallel()
	differ := map[ipn.Event]map[string]string{
		ipn.EventRefund:                 {"next_billing_date": ""},
		ipn.EventSubscriptionPayment:    {"is_rebill": "1"},
		ipn.EventSubscriptionCancelled:  {"next_billing_date": ""},
		ipn.EventSubscriptionTrialStart: {"amount": "0.00", "affiliate_commission_amount": "0.00"},
		ipn.EventSubscriptionPaymentFailed: {
			"is_rebill": "1", "update_billing_url": "https://billing.example.com/update/PK-P0000000AA",
		},
		ipn.EventSubscriptionUpdated: {"next_billing_date": "", "transaction_type": ""},
		ipn.EventSubscriptionChanged: {"invoice_id": "PK-P0000000AB", "old_invoice_id": "PK-P0000000AA"},
	}
	sale := fields(t, ipntest.New(ipn.EventSales))
	for _, event := range ipntest.Events() {
		got := map[string]string{}
		other := fields(t, ipntest.New(event))
		for name := range sale {
			other[name] += "" // an absent one counts as empty
		}
		for name, value := range other {
			if name != "event" && value != sale[name] {
				got[name] = value
			}
		}
		assert.Len(t, got, len(differ[event]), event)
		for name, value := range differ[event] {
			assert.Equal(t, value, got[name], "%s: %s", event, name)
			assert.Contains(t, got, name, event)
		}
	}
}

func fields(t *testing.T, b *ipntest.Builder) map[string]string {
	t.Helper()
	form, err := ipn.ParseForm(b.Unsigned())
	require.NoError(t, err)
	found := map[string]string{}
	for name, value := range form.All() {
		found[name] = value
	}
	return found
}
