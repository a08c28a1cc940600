// Package ipntest makes signed notifications for tests of your own receiver. It needs no account and no network.
//
//	body := ipntest.New(ipn.EventSales).Set("amount", "47.00").Custom("user", "7").Body("TESTSECRET12")
//
// A body has the fields that PayKickstart sends, in its order, and is signed with both schemes unless told otherwise. All
// persons, addresses and ids in it are invented, and the same in every run: [New] lists them. [Tamper] changes a signed body
// the way forgers and proxies do.
package ipntest

import (
	"slices"
	"strings"

	"github.com/paykickstart-go/sdk/internal/phpsign"
	"github.com/paykickstart-go/sdk/ipn"
)

// Builder holds the fields of one notification. Its methods change it and return it; they are not safe for concurrent use.
// Names and values are given as PHP has them after decoding, not as they stand on the wire.
type Builder struct {
	fields []phpsign.Field
	old    bool
	latin1 bool
}

// New returns a live notification of event with the fields that PayKickstart sends with it; see [Events]. Other events get
// the fields of a sale. A sale has these values, which tests may rely on:
//
//	campaign_id        10001, "Demo Campaign"
//	product_id         20001, "Demo Plan"
//	amount             47.00 USD, quantity 1, payment_processor stripe, transaction_type primary
//	invoice_id         PK-P0000000AA
//	transaction_id     PK-T0000000AA
//	transaction_time   1575306452, which is 2019-12-02 17:07:32 UTC
//	next_billing_date  1577898452, which is 2020-01-01 17:07:32 UTC
//	buyer_*            Ada Example, ada@example.com, 192.0.2.10; no tax data
//	billing_*          1 Example Street, Exampleton, CA 90000, US
//	vendor_*           Vera Vendor, vendor@example.com
//	affiliate_*        Alex Sample, alex@affiliate.example, 23.50 which is 50 percent; tracking_id 216
//
// It is no rebill. Shipping address, tax, coupon, second affiliate and licenses are empty, and there are no custom fields.
//
// Other events differ from a sale like this:
//
//	subscription-payment         is a rebill
//	subscription-payment-failed  is a rebill, and has an update_billing_url
//	refund                       has no next_billing_date (a guess)
//	subscription-cancelled       has no next_billing_date (a guess)
//	subscription-trial-start     has the amount and commission 0.00 (a guess)
//	subscription-changed         has the invoice_id PK-P0000000AB, and PK-P0000000AA as old_invoice_id
//	subscription-updated         lacks next_billing_date and transaction_type, as was seen
//
// All events have the same ids and time otherwise: see [Builder.Number].
func New(event ipn.Event) *Builder {
	b := &Builder{fields: slices.Clone(saleFields)}
	b.Set("event", string(event))
	for _, f := range eventFields[event] {
		b.Set(f.Name, f.Value)
	}
	return b.Unset(eventAbsent[event]...)
}

// Affiliate returns the notification that goes to an affiliate (2.1.2). PayKickstart does not sign it: use [Builder.Unsigned].
func Affiliate() *Builder {
	return &Builder{fields: slices.Clone(affiliateFields)}
}

// Events returns all documented events.
func Events() []ipn.Event {
	return []ipn.Event{
		ipn.EventSales, ipn.EventRefund, ipn.EventSubscriptionPayment, ipn.EventSubscriptionCreated,
		ipn.EventSubscriptionCancelled, ipn.EventSubscriptionTrialStart, ipn.EventSubscriptionTrialEnd,
		ipn.EventSubscriptionPaymentFailed, ipn.EventSubscriptionUpdated, ipn.EventSubscriptionChanged,
	}
}

// Clone returns a copy that can be changed on its own.
func (b *Builder) Clone() *Builder {
	c := *b
	c.fields = slices.Clone(b.fields)
	return &c
}

// Set gives the field name a value, and adds it if it is not there.
func (b *Builder) Set(name, value string) *Builder {
	for i := range b.fields {
		if b.fields[i].Name == name {
			b.fields[i].Value = value
			return b
		}
	}
	b.fields = append(b.fields, phpsign.Field{Name: name, Value: value})
	return b
}

// Unset takes fields away. PayKickstart sends most absent values as empty ones: Set them to "" for that.
func (b *Builder) Unset(names ...string) *Builder {
	b.fields = slices.DeleteFunc(b.fields, func(f phpsign.Field) bool { return slices.Contains(names, f.Name) })
	return b
}

// Number gives the notification a transaction id and an invoice id of its own: PK-T000000007 and PK-P000000007 for 7.
func (b *Builder) Number(n int) *Builder {
	return b.Set("transaction_id", numbered("PK-T", n)).Set("invoice_id", numbered("PK-P", n))
}

// Custom sets a variable of the checkout's URL: Custom("user", "7") is the field custom_user.
func (b *Builder) Custom(name, value string) *Builder {
	return b.Set("custom_"+name, value)
}

// TestMode makes it a test: mode is test and the payment processor testmode.
func (b *Builder) TestMode() *Builder {
	return b.Set("mode", string(ipn.ModeTest)).Set("payment_processor", "testmode")
}

// Licenses sets license keys as PayKickstart was seen to send them: in one text, with ", " between them.
func (b *Builder) Licenses(keys ...string) *Builder {
	return b.dropLicenses().Set("licenses", strings.Join(keys, ", "))
}

// LicenseArray sets license keys as an array, as the documents show them: licenses[0], licenses[1]. PHP cannot compute a hash
// over an array, so the body carries a verification_code only, and that does not cover the keys.
func (b *Builder) LicenseArray(keys ...string) *Builder {
	b.dropLicenses()
	for i, key := range keys {
		b.Set(licenseElement(i), key)
	}
	return b
}

func (b *Builder) dropLicenses() *Builder {
	b.fields = slices.DeleteFunc(b.fields, func(f phpsign.Field) bool { return baseName(f.Name) == "licenses" })
	return b
}

// OldStyle makes it a notification as sent before 2019-12: in the order of the documents' sample, without the fields that
// came later, and signed with a verification_code only.
func (b *Builder) OldStyle() *Builder {
	b.old = true
	return b.Unset(newerFields...)
}

// Latin1 makes the hash cover the values in ISO-8859-1 instead of the bytes as sent; both exist for accents. It changes
// nothing in a notification that is all ASCII.
func (b *Builder) Latin1() *Builder {
	b.latin1 = true
	return b
}
