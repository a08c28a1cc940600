package ipn_test

import (
	"math"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
)

func decode(t *testing.T, body string) (*ipn.Notification, error) {
	t.Helper()
	form, err := ipn.ParseForm([]byte(body))
	require.NoError(t, err)
	return ipn.Decode(form)
}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// equalNotifications compares by value: a decimal's inner form depends on how it was made.
func equalNotifications(t *testing.T, want, got *ipn.Notification) {
	t.Helper()
	for _, amounts := range [][2]*decimal.Decimal{
		{&want.Amount, &got.Amount}, {&want.Affiliate.Amount, &got.Affiliate.Amount}, {&want.Affiliate.Percent, &got.Affiliate.Percent},
		{&want.RefAffiliate.Amount, &got.RefAffiliate.Amount}, {&want.RefAffiliate.Percent, &got.RefAffiliate.Percent},
		{&want.Tax.Amount, &got.Tax.Amount}, {&want.Tax.Percent, &got.Tax.Percent}, {&want.Coupon.Rate, &got.Coupon.Rate},
	} {
		assert.Equal(t, amounts[0].String(), amounts[1].String())
		*amounts[0] = *amounts[1]
	}
	got.Form = nil
	assert.Equal(t, want, got)
}

func TestDecodeDocumentedSample(t *testing.T) {
	t.Parallel()
	n, err := decode(t, string(seedSample(t)))
	require.NoError(t, err)
	assert.Zero(t, n.VerifiedBy())
	equalNotifications(t, &ipn.Notification{
		Event: ipn.EventSales, Mode: ipn.ModeLive, PaymentProcessor: "stripe", Amount: dec("9.99"),
		Buyer:         ipn.Buyer{IP: "192.0.2.215", FirstName: "Augusta", LastName: "Exempli-Causae", Email: "augusta@example.com"},
		Vendor:        ipn.Person{FirstName: "Example", LastName: "Vendor", Email: "support@vendor.example.com"},
		TransactionID: "PK-TN0LNO7XWR", InvoiceID: "PK-PZ1WK636WR", TrackingID: "216",
		TransactionTime: time.Date(2016, 7, 20, 11, 36, 38, 0, time.UTC),
		ProductID:       2354, ProductName: "SEO Snapshot - Main", CampaignID: 215, CampaignName: "SEO Snapshot",
		Affiliate: ipn.Commission{FirstName: "Bob", LastName: "Sample", Email: "bob@example.org", Amount: dec("4.99"), Percent: dec("50")},
		Licenses:  []string{"HPLD-XSQW-KDW3-8HTD", "AWDF-XADWR-HYTF-4T7B"},
		Custom:    map[string]string{"var1": "123", "var2": "email@example.com"},
	}, n)
}

func TestDecodeEveryField(t *testing.T) {
	t.Parallel()
	form := url.Values{}
	for _, name := range strings.Fields(`event mode payment_processor currency transaction_type transaction_id invoice_id old_invoice_id
		tracking_id product_name campaign_name buyer_ip buyer_first_name buyer_last_name buyer_email buyer_tax_number buyer_tax_name
		tax_transaction_id coupon_code coupon_type vendor_first_name vendor_last_name vendor_email billing_address_1 billing_address_2
		billing_city billing_state billing_zip billing_country shipping_address_1 shipping_address_2 shipping_city shipping_state
		shipping_zip shipping_country affiliate_first_name affiliate_last_name affiliate_email ref_affiliate_first_name
		ref_affiliate_last_name ref_affiliate_email update_billing_url licenses custom_a`) {
		form.Set(name, " \t"+name+"\x00\n")
	}
	for i, name := range strings.Fields(`amount affiliate_commission_amount affiliate_commission_percent ref_affiliate_commission_amount
		ref_affiliate_commission_percent tax_amount tax_percent coupon_rate`) {
		form.Set(name, " "+decimal.New(int64(100+i), -2).String()+" ")
	}
	for name, value := range map[string]string{"quantity": " 3 ", "is_rebill": "1", "product_id": "4", "campaign_id": "5",
		"transaction_time": "1575306452", "next_billing_date": "1575392852", "unknown": "kept"} {
		form.Set(name, value)
	}
	n, err := decode(t, form.Encode())
	require.NoError(t, err)
	assert.Equal(t, "kept", n.Form.Get("unknown"))
	equalNotifications(t, &ipn.Notification{
		Event: "event", Mode: "mode", PaymentProcessor: "payment_processor", Amount: dec("1"), Currency: "currency", Quantity: 3, IsRebill: true,
		Buyer:         ipn.Buyer{"buyer_ip", "buyer_first_name", "buyer_last_name", "buyer_email", "buyer_tax_number", "buyer_tax_name"},
		Vendor:        ipn.Person{"vendor_first_name", "vendor_last_name", "vendor_email"},
		Billing:       ipn.Address{"billing_address_1", "billing_address_2", "billing_city", "billing_state", "billing_zip", "billing_country"},
		Shipping:      ipn.Address{"shipping_address_1", "shipping_address_2", "shipping_city", "shipping_state", "shipping_zip", "shipping_country"},
		TransactionID: "transaction_id", TransactionType: "transaction_type", InvoiceID: "invoice_id", OldInvoiceID: "old_invoice_id", TrackingID: "tracking_id",
		TransactionTime: time.Unix(1575306452, 0).UTC(), NextBillingDate: time.Unix(1575392852, 0).UTC(),
		ProductID: 4, ProductName: "product_name", CampaignID: 5, CampaignName: "campaign_name",
		Affiliate:    ipn.Commission{"affiliate_first_name", "affiliate_last_name", "affiliate_email", dec("1.01"), dec("1.02")},
		RefAffiliate: ipn.Commission{"ref_affiliate_first_name", "ref_affiliate_last_name", "ref_affiliate_email", dec("1.03"), dec("1.04")},
		Tax:          ipn.Tax{"tax_transaction_id", dec("1.05"), dec("1.06")},
		Coupon:       ipn.Coupon{"coupon_code", "coupon_type", dec("1.07")}, UpdateBillingURL: "update_billing_url",
		Licenses: []string{"licenses"}, Custom: map[string]string{"a": "custom_a"},
	}, n)
}

func TestDecodeAmounts(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"9.99": "9.99", "297.00": "297", "0.10": "0.1", ".5": "0.5", "-.5": "-0.5", "-4.20": "-4.2", "0": "0", "-0": "0", "00": "0",
		"007": "7", " 5\t\x00": "5", "1,234.50": "1234.5", "-1,234": "-1234", "12,345,678": "12345678", "9007199254740993.01": "9007199254740993.01",
		"123456789012345678901234567890.12": "123456789012345678901234567890.12", "9223372036854775808": "9223372036854775808",
	} {
		n, err := decode(t, "amount="+url.QueryEscape(in))
		require.NoError(t, err, in)
		assert.Equal(t, want, n.Amount.String(), in)
	}
	for _, in := range []string{
		"0,123", "-0,500", "00,123", "012,345", "0,123.45", "12,34", "1,23.00", "1234,567", ",123", "1,,234", "1,234,", "1.5,000", "1,234.5,6",
		"+5", "-+5", "--5", "5-", "5.", "-5.", ".", "-", "-.", "1.2.3", "1e5", "1E400000000", "1,234e5", "0x1F", "NaN", "abc", "1 2", "- 5",
		"$5", "1_0", "\u00a05", "\f5", "١", "−5", strings.Repeat("9", 65),
	} {
		n, err := decode(t, "amount="+url.QueryEscape(in))
		var bad *ipn.FieldError
		require.ErrorAs(t, err, &bad, in)
		require.ErrorIs(t, err, ipn.ErrBadField, in)
		assert.Equal(t, []string{"amount"}, bad.Fields, in)
		assert.True(t, n.Amount.IsZero(), in)
	}
}

func TestDecodeNumbersAndTimes(t *testing.T) {
	t.Parallel()
	n, err := decode(t, "quantity=-2&product_id=9223372036854775807&is_rebill=0&transaction_time=0&next_billing_date=253402300799")
	require.NoError(t, err)
	assert.Equal(t, int64(-2), n.Quantity)
	assert.Equal(t, int64(math.MaxInt64), n.ProductID)
	assert.True(t, n.TransactionTime.IsZero(), "0 is no time")
	assert.Equal(t, time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC), n.NextBillingDate)

	n, err = decode(t, "quantity=&is_rebill=+&product_id=&transaction_time=&amount=&tax_percent=%00&event=")
	require.NoError(t, err, "empty is zero")
	n.Form = nil
	assert.Equal(t, &ipn.Notification{}, n)

	bad := "quantity=1.5&is_rebill=2&product_id=9223372036854775808&campaign_id=a&transaction_time=2017-03-22+14:07:22&" +
		"next_billing_date=253402300800&tax_amount=x&event[]=sales&custom_a[]=1&unknown[]=1&buyer_email[x]=1"
	n, err = decode(t, bad)
	var field *ipn.FieldError
	require.ErrorAs(t, err, &field)
	assert.Equal(t, []string{"quantity", "is_rebill", "product_id", "campaign_id", "transaction_time", "next_billing_date", "tax_amount", "event", "buyer_email"}, field.Fields)
	assert.Equal(t, "ipn: bad field: quantity, is_rebill, product_id, campaign_id, transaction_time, next_billing_date, tax_amount, event, buyer_email", err.Error())
	assert.Nil(t, n.Custom, "arrays stay in the form")
	assert.Equal(t, []string{"1"}, n.Form.Values("custom_a"))
	for _, name := range []string{"transaction_time=-1", "transaction_time=99999999999999999999", "campaign_id=%2B5", "campaign_id[]=5", "amount[x]=1", "quantity[]=1", "is_rebill[]=1", "next_billing_date[]=1"} {
		_, err := decode(t, name)
		require.ErrorIs(t, err, ipn.ErrBadField, name)
	}
}

func TestDecodeLicenses(t *testing.T) {
	t.Parallel()
	for body, want := range map[string][]string{
		"":                            nil,
		"licenses=":                   nil,
		"licenses=+,+":                {},
		"licenses=A":                  {"A"},
		"licenses=A%2C+B,,C+":         {"A", "B", "C"},
		"licenses[]=A&licenses[]=B":   {"A", "B"},
		"licenses[0]=A&licenses[7]=B": {"A", "B"},
		"licenses%5B%5D=+A+":          {"A"},
		"licenses[]=":                 {},
		"licenses[x][]=A,B":           {"A", "B"},
		"licenses=0":                  {"0"},
	} {
		n, err := decode(t, body)
		require.NoError(t, err)
		if len(want) == 0 {
			assert.Empty(t, n.Licenses, body)
		} else {
			assert.Equal(t, want, n.Licenses, body)
		}
	}
}

func TestDecodeCustom(t *testing.T) {
	t.Parallel()
	n, err := decode(t, "custom_=a&custom_x=+b+&custom_y=&custom=c&custom_x.z=d&Custom_q=e")
	require.NoError(t, err)
	assert.Equal(t, map[string]string{"": "a", "x": "b", "y": "", "x_z": "d"}, n.Custom)
	n, err = ipn.Decode(nil)
	require.NoError(t, err)
	assert.NotNil(t, n.Form)
	assert.Empty(t, n.Form.Raw())
}

func TestDecodeAffiliate(t *testing.T) {
	t.Parallel()
	n, err := ipn.DecodeAffiliate([]byte("amount=9.99&buyer_first_name=Ada&buyer_last_name=&tracking_id=216&transaction_time=1469014598&product_name=P&" +
		"campaign_name=C&affiliate_first_name=Bob&affiliate_last_name=Sample&affiliate_email=bob%40example.org&affiliate_commission_amount=4.99&extra=1"))
	require.NoError(t, err)
	assert.Equal(t, "9.99", n.Amount.String())
	assert.Equal(t, "4.99", n.Affiliate.Amount.String())
	assert.Equal(t, "1", n.Form.Get("extra"))
	assert.Equal(t, []string{"Ada", "", "216", "P", "C", "Bob", "Sample", "bob@example.org"}, []string{n.BuyerFirstName, n.BuyerLastName,
		n.TrackingID, n.ProductName, n.CampaignName, n.Affiliate.FirstName, n.Affiliate.LastName, n.Affiliate.Email})
	assert.Equal(t, time.Unix(1469014598, 0).UTC(), n.TransactionTime)

	n, err = ipn.DecodeAffiliate([]byte("amount=x&tracking_id=1"))
	require.ErrorIs(t, err, ipn.ErrBadField)
	assert.Equal(t, "1", n.TrackingID)
	_, err = ipn.DecodeAffiliate([]byte(strings.Repeat("&", 2000)))
	require.ErrorIs(t, err, ipn.ErrTooLarge)
}
