package ipn

import (
	"log/slog"
	"time"

	"github.com/paykickstart-go/sdk/internal/signature"
	"github.com/shopspring/decimal"
)

// Notification is one notification of PayKickstart, decoded. Texts are trimmed as PHP's trim does; absent and empty fields
// are zero. See the package documentation for what the signature covers and what it does not.
//
// Fields are those of the numbered documents (2.1.1), unless they are called newer: those came in 2019, and notifications
// before that lack them. A Notification is safe for concurrent reading.
type Notification struct {
	// Event says what happened (wire: event). Unknown events pass with all their fields.
	Event Event
	// Mode is live or test (wire: mode).
	Mode Mode
	// PaymentProcessor is who moved the money (wire: payment_processor). It is open: others than the constants pass.
	PaymentProcessor Processor
	// Amount of the transaction (wire: amount). It is in units of Currency (inferred): 9.99 is nine dollars and 99 cents. Sign and
	// scope on a refund are not documented. On an event that moves no money, such as a cancellation, it is that of the last
	// payment (inferred).
	Amount decimal.Decimal
	// Currency is an ISO code such as USD (newer; wire: currency).
	Currency string
	// Quantity is how many were bought (newer; wire: quantity). 0 when absent, as was seen in one-time sales.
	Quantity int64
	// IsRebill tells a rebill from a first payment (newer; wire: is_rebill, 1 or 0).
	IsRebill bool
	// Buyer of the transaction (wire: buyer_*).
	Buyer Buyer
	// Vendor of the campaign (wire: vendor_*).
	Vendor Person
	// Billing and Shipping addresses of the buyer (wire: billing_*, shipping_*).
	Billing, Shipping Address
	// TransactionID names the transaction: PK-T… (wire: transaction_id).
	TransactionID string
	// TransactionType is open; "primary" is known (newer; wire: transaction_type).
	TransactionType string
	// InvoiceID names the purchase, and is what a subscription is cancelled and changed by: PK-P… (wire: invoice_id).
	InvoiceID string
	// OldInvoiceID is the invoice before a change; only with EventSubscriptionChanged (wire: old_invoice_id).
	OldInvoiceID string
	// TrackingID is the id of the affiliate's tracking link, empty without one (wire: tracking_id).
	TrackingID string
	// TransactionTime is when the transaction was made, in UTC, to the second (wire: transaction_time, unix seconds). Zero when
	// absent. No event carries a time of its own. On a cancellation, and on every other event that changes a state, this is when
	// the last payment was made (inferred): nothing says when the event happened. See [Notification.ReceivedAt].
	TransactionTime time.Time
	// NextBillingDate is when the subscription is charged next, in UTC, to the second (newer; wire: next_billing_date, unix
	// seconds). Zero when absent, as was seen in one-time sales.
	NextBillingDate time.Time
	// ProductID is the product's number; 0 when absent (wire: product_id).
	ProductID int64
	// ProductName is the product's name (wire: product_name).
	ProductName string
	// CampaignID is the campaign's number, by which secrets are looked up; 0 when absent (wire: campaign_id).
	CampaignID int64
	// CampaignName is the campaign's name (wire: campaign_name).
	CampaignName string
	// Affiliate is who is paid a commission (wire: affiliate_*).
	Affiliate Commission
	// RefAffiliate is the second tier: who brought the affiliate (inferred), and is paid too (wire: ref_affiliate_*).
	RefAffiliate Commission
	// Tax of the transaction (newer; wire: tax_*).
	Tax Tax
	// Coupon that was used (newer; wire: coupon_*).
	Coupon Coupon
	// UpdateBillingURL is where the buyer may update the card; only with EventSubscriptionPaymentFailed (wire:
	// update_billing_url).
	UpdateBillingURL string
	// Licenses are the license keys of the transaction, in every spelling of the wire: one text with commas, or an array
	// (wire: licenses).
	Licenses []string
	// Custom holds the custom_* fields, by name without the prefix, empty ones too. One that is an array is in Form only. They are
	// whatever the buyer typed into the checkout's URL: never take them for who the buyer is or for what was paid.
	Custom map[string]string
	// Unsigned names the array fields. verification_code does not cover their contents: anybody on the way can have changed them,
	// and Licenses if "licenses" is named. Nil under hash, which refuses arrays, and when not verified.
	Unsigned []string
	// Form holds all fields as received, in order.
	Form *Form

	verifiedBy Scheme
	// halfCode is half of the code that verified. It tells the code from all others; the whole one would let whoever reads it,
	// in a store or a log, sign the body.
	halfCode string
	// secretTag tells the secret that verified from others.
	secretTag signature.Tag

	receivedAt time.Time
	repeated   bool
	// confirmation is behind a closure, so that printing the notification does not print it.
	confirmation func() any
}

// LogValue logs event, mode and ids, and nothing about a person. Printing a Notification with fmt prints all its fields.
func (n *Notification) LogValue() slog.Value {
	if n == nil {
		return slog.StringValue("none")
	}
	return slog.GroupValue(
		slog.String("event", string(n.Event)),
		slog.String("mode", string(n.Mode)),
		slog.String("transaction_id", n.TransactionID),
		slog.String("invoice_id", n.InvoiceID),
		slog.Int64("campaign_id", n.CampaignID),
		slog.Int64("product_id", n.ProductID),
		slog.String("verified_by", n.verifiedBy.String()),
	)
}

// VerifiedBy returns the scheme that verified the notification; zero if none did. Only a [Verifier] sets it.
func (n *Notification) VerifiedBy() Scheme {
	if n == nil {
		return 0
	}
	return n.verifiedBy
}

// ReceivedAt returns when the handler had the whole body, in UTC by the clock of this machine. It is zero outside the handler. It
// is the time of this delivery, not of the first one. For a cancellation, and every other event that changes a state, there is
// no other time.
func (n *Notification) ReceivedAt() time.Time {
	if n == nil {
		return time.Time{}
	}
	return n.receivedAt
}

// Repeated reports that the [Store] knows this notification's Key as done, and that it is handed on all the same. Only the
// handler sets it, and only with a store. Sales, subscription-payment, refund and subscription-payment-failed are never handed on
// again: they are answered 200 as duplicates. So is a body that was done under another Key, whatever it is called now.
//
// All other events change a state, unknown ones too. No field tells a second cancellation, after a reactivation, from a second
// delivery of the first. So make the work for them idempotent: set the state that they tell, and count nothing. A repeated one
// may also be an old one that somebody sends again: read the purchase before you open access on it.
func (n *Notification) Repeated() bool { return n != nil && n.repeated }

// Confirmation returns what the function of [WithConfirm] returned; nil without one, and outside of the handler.
func (n *Notification) Confirmation() any {
	if n == nil || n.confirmation == nil {
		return nil
	}
	return n.confirmation()
}

// Person is somebody's name and e-mail address. In [Notification.Vendor] the wire names begin with vendor_.
type Person struct {
	FirstName string // wire: vendor_first_name
	LastName  string // wire: vendor_last_name
	Email     string // wire: vendor_email
}

// Buyer is who bought. Names, e-mail address and tax data are what the buyer typed (inferred).
type Buyer struct {
	IP        string // wire: buyer_ip
	FirstName string // wire: buyer_first_name
	LastName  string // wire: buyer_last_name
	Email     string // wire: buyer_email
	TaxNumber string // newer; wire: buyer_tax_number
	TaxName   string // newer; wire: buyer_tax_name
}

// Address is a postal address. The wire names begin with billing_ or shipping_.
type Address struct {
	Line1   string // wire: billing_address_1
	Line2   string // wire: billing_address_2
	City    string // wire: billing_city
	State   string // wire: billing_state
	Zip     string // wire: billing_zip
	Country string // wire: billing_country
}

// Commission is an affiliate and what the affiliate is paid. The wire names of the second tier begin with ref_affiliate_.
type Commission struct {
	FirstName string          // wire: affiliate_first_name
	LastName  string          // wire: affiliate_last_name
	Email     string          // wire: affiliate_email
	Amount    decimal.Decimal // in units of the notification's currency (inferred; wire: affiliate_commission_amount)
	Percent   decimal.Decimal // 50 is half (wire: affiliate_commission_percent)
}

// Tax is the tax of a transaction (newer).
type Tax struct {
	TransactionID string          // wire: tax_transaction_id
	Amount        decimal.Decimal // in units of the notification's currency (inferred; wire: tax_amount)
	Percent       decimal.Decimal // 19 is 19 % (wire: tax_percent)
}

// Coupon is the coupon of a transaction (newer).
type Coupon struct {
	Code string          // wire: coupon_code
	Type string          // amount or percentage; open (wire: coupon_type)
	Rate decimal.Decimal // in units of the currency or in percent, by Type (inferred; wire: coupon_rate)
}
