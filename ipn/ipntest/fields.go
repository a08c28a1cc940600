package ipntest

import (
	"fmt"

	"github.com/paykickstart-go/sdk/internal/phpsign"
	"github.com/paykickstart-go/sdk/ipn"
)

// saleFields are what PayKickstart sends since 2019-12. Absent values are empty, not missing.
var saleFields = []phpsign.Field{
	{Name: "affiliate_commission_amount", Value: "23.50"},
	{Name: "affiliate_commission_percent", Value: "50"},
	{Name: "affiliate_email", Value: "alex@affiliate.example"},
	{Name: "affiliate_first_name", Value: "Alex"},
	{Name: "affiliate_last_name", Value: "Sample"},
	{Name: "amount", Value: "47.00"},
	{Name: "billing_address_1", Value: "1 Example Street"},
	{Name: "billing_address_2", Value: ""},
	{Name: "billing_city", Value: "Exampleton"},
	{Name: "billing_country", Value: "US"},
	{Name: "billing_state", Value: "CA"},
	{Name: "billing_zip", Value: "90000"},
	{Name: "buyer_email", Value: "ada@example.com"},
	{Name: "buyer_first_name", Value: "Ada"},
	{Name: "buyer_ip", Value: "192.0.2.10"},
	{Name: "buyer_last_name", Value: "Example"},
	{Name: "buyer_tax_name", Value: ""},
	{Name: "buyer_tax_number", Value: ""},
	{Name: "campaign_id", Value: "10001"},
	{Name: "campaign_name", Value: "Demo Campaign"},
	{Name: "coupon_code", Value: ""},
	{Name: "coupon_rate", Value: ""},
	{Name: "coupon_type", Value: ""},
	{Name: "currency", Value: "USD"},
	{Name: "event", Value: string(ipn.EventSales)},
	{Name: "invoice_id", Value: "PK-P0000000AA"},
	{Name: "is_rebill", Value: "0"},
	{Name: "mode", Value: string(ipn.ModeLive)},
	{Name: "next_billing_date", Value: "1577898452"},
	{Name: "payment_processor", Value: "stripe"},
	{Name: "product_id", Value: "20001"},
	{Name: "product_name", Value: "Demo Plan"},
	{Name: "quantity", Value: "1"},
	{Name: "ref_affiliate_commission_amount", Value: ""},
	{Name: "ref_affiliate_commission_percent", Value: ""},
	{Name: "ref_affiliate_email", Value: ""},
	{Name: "ref_affiliate_first_name", Value: ""},
	{Name: "ref_affiliate_last_name", Value: ""},
	{Name: "shipping_address_1", Value: ""},
	{Name: "shipping_address_2", Value: ""},
	{Name: "shipping_city", Value: ""},
	{Name: "shipping_country", Value: ""},
	{Name: "shipping_state", Value: ""},
	{Name: "shipping_zip", Value: ""},
	{Name: "tax_amount", Value: ""},
	{Name: "tax_percent", Value: ""},
	{Name: "tax_transaction_id", Value: ""},
	{Name: "tracking_id", Value: "216"},
	{Name: "transaction_id", Value: "PK-T0000000AA"},
	{Name: "transaction_time", Value: "1575306452"},
	{Name: "transaction_type", Value: "primary"},
	{Name: "vendor_email", Value: "vendor@example.com"},
	{Name: "vendor_first_name", Value: "Vera"},
	{Name: "vendor_last_name", Value: "Vendor"},
	{Name: "licenses", Value: ""},
}

// eventFields are what an event has otherwise than a sale. Next dates and the amounts of a trial are guesses.
var eventFields = map[ipn.Event][]phpsign.Field{
	ipn.EventRefund:                {{Name: "next_billing_date", Value: ""}},
	ipn.EventSubscriptionPayment:   {{Name: "is_rebill", Value: "1"}},
	ipn.EventSubscriptionCancelled: {{Name: "next_billing_date", Value: ""}},
	ipn.EventSubscriptionTrialStart: {
		{Name: "amount", Value: "0.00"},
		{Name: "affiliate_commission_amount", Value: "0.00"},
	},
	ipn.EventSubscriptionPaymentFailed: {
		{Name: "is_rebill", Value: "1"},
		{Name: "update_billing_url", Value: "https://billing.example.com/update/PK-P0000000AA"},
	},
	ipn.EventSubscriptionChanged: {
		{Name: "old_invoice_id", Value: "PK-P0000000AA"},
		{Name: "invoice_id", Value: "PK-P0000000AB"},
	},
}

// eventAbsent are the fields that an event was seen without.
var eventAbsent = map[ipn.Event][]string{
	ipn.EventSubscriptionUpdated: {"next_billing_date", "transaction_type"},
}

// newerFields came after the documents' sample.
var newerFields = []string{
	"buyer_tax_name", "buyer_tax_number", "coupon_code", "coupon_rate", "coupon_type", "currency", "is_rebill",
	"next_billing_date", "quantity", "tax_amount", "tax_percent", "tax_transaction_id", "transaction_type",
}

// oldOrder is the order of the documents' sample (2.1.1); other fields stand after these, before licenses.
var oldOrder = []string{
	"event", "mode", "payment_processor", "amount", "buyer_ip", "buyer_first_name", "buyer_last_name", "buyer_email",
	"vendor_first_name", "vendor_last_name", "vendor_email",
	"billing_address_1", "billing_address_2", "billing_city", "billing_state", "billing_zip", "billing_country",
	"shipping_address_1", "shipping_address_2", "shipping_city", "shipping_state", "shipping_zip", "shipping_country",
	"transaction_id", "invoice_id", "tracking_id", "transaction_time",
	"product_id", "product_name", "campaign_id", "campaign_name",
	"affiliate_first_name", "affiliate_last_name", "affiliate_email",
	"affiliate_commission_amount", "affiliate_commission_percent",
	"ref_affiliate_first_name", "ref_affiliate_last_name", "ref_affiliate_email",
	"ref_affiliate_commission_amount", "ref_affiliate_commission_percent",
}

// affiliateFields are the documented ones (2.1.2).
var affiliateFields = []phpsign.Field{
	{Name: "affiliate_commission_amount", Value: "23.50"},
	{Name: "affiliate_email", Value: "alex@affiliate.example"},
	{Name: "affiliate_first_name", Value: "Alex"},
	{Name: "affiliate_last_name", Value: "Sample"},
	{Name: "amount", Value: "47.00"},
	{Name: "buyer_first_name", Value: "Ada"},
	{Name: "buyer_last_name", Value: "Example"},
	{Name: "campaign_name", Value: "Demo Campaign"},
	{Name: "product_name", Value: "Demo Plan"},
	{Name: "tracking_id", Value: "216"},
	{Name: "transaction_time", Value: "1575306452"},
}

func numbered(prefix string, n int) string { return fmt.Sprintf("%s%09d", prefix, n) }

func licenseElement(i int) string { return fmt.Sprintf("licenses[%d]", i) }
