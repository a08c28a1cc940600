package ipn

import (
	"log/slog"
	"time"

	"github.com/shopspring/decimal"
)

// Notification is one notification of PayKickstart, decoded. Texts are trimmed as PHP's trim does; absent and empty fields
// are zero. See the package documentation for what the signature covers and what it does not.
//
// A Notification is safe for concurrent reading.
type Notification struct {
	// Event says what happened (wire: event). Unknown events pass with all their fields.
	Event Event
	// Mode is live or test (wire: mode).
	Mode Mode
	// PaymentProcessor is open: stripe, paypaladaptive, braintree, authnet, testmode and others.
	PaymentProcessor string
	// Amount of the transaction, in Currency. Sign and scope on a refund are not documented.
	Amount decimal.Decimal
	// Currency is an ISO code such as USD; empty in notifications before 2019-12.
	Currency string
	// Quantity is 0 when absent, as in one-time sales.
	Quantity int
	// IsRebill tells a rebill from a first payment (wire: is_rebill).
	IsRebill bool
	// Buyer of the transaction (wire: buyer_*).
	Buyer Buyer
	// Vendor of the campaign (wire: vendor_*).
	Vendor Person
	// Billing and Shipping addresses of the buyer (wire: billing_*, shipping_*).
	Billing, Shipping Address
	// TransactionID is PK-T…, InvoiceID PK-P… (the subscription's handle), OldInvoiceID the invoice before a
	// subscription-changed. TransactionType is open, "primary" is known. TrackingID is the affiliate's tracking link.
	TransactionID, TransactionType, InvoiceID, OldInvoiceID, TrackingID string
	// TransactionTime and NextBillingDate are in UTC, zero when absent.
	TransactionTime, NextBillingDate time.Time
	// ProductID and ProductName are the product's (wire: product_id, product_name).
	ProductID   int64
	ProductName string
	// CampaignID and CampaignName are the campaign's (wire: campaign_id, campaign_name).
	CampaignID   int64
	CampaignName string
	// Affiliate and RefAffiliate (second tier) are paid a commission (wire: affiliate_*, ref_affiliate_*).
	Affiliate, RefAffiliate Commission
	// Tax of the transaction (wire: tax_*).
	Tax Tax
	// Coupon that was used (wire: coupon_*).
	Coupon Coupon
	// UpdateBillingURL is where the buyer may update the card; only with EventSubscriptionPaymentFailed.
	UpdateBillingURL string
	// Licenses are the licence keys of the transaction, in every spelling of the wire.
	Licenses []string
	// Custom holds the custom_* fields by name without the prefix, empty ones too; one that is an array is in Form only.
	// They are whatever the buyer typed into the checkout's URL: never trust them to say who the buyer is or what was paid
	// for.
	Custom map[string]string
	// Unsigned names the array fields, whose contents verification_code does not cover: anybody on the way can have changed
	// them, Licenses included if "licenses" is named. Nil under hash, which refuses arrays, and when not verified.
	Unsigned []string
	// Form holds all fields as received, in order.
	Form *Form

	verifiedBy Scheme
	code       string // the code that verified, as received: lower-case hex
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

// Person is somebody's name and e-mail address.
type Person struct {
	FirstName, LastName, Email string
}

// Buyer is who bought (wire: buyer_ip, buyer_first_name, buyer_last_name, buyer_email, buyer_tax_number, buyer_tax_name).
type Buyer struct {
	IP, FirstName, LastName, Email, TaxNumber, TaxName string
}

// Address is a postal address (wire: billing_ or shipping_ with address_1, address_2, city, state, zip, country).
type Address struct {
	Line1, Line2, City, State, Zip, Country string
}

// Commission is an affiliate and what the affiliate is paid (wire: commission_amount, commission_percent).
type Commission struct {
	FirstName, LastName, Email string
	Amount, Percent            decimal.Decimal
}

// Tax is the tax of a transaction (wire: tax_transaction_id, tax_amount, tax_percent).
type Tax struct {
	TransactionID   string
	Amount, Percent decimal.Decimal
}

// Coupon is the coupon of a transaction (wire: coupon_code, coupon_type, coupon_rate).
type Coupon struct {
	Code, Type string
	Rate       decimal.Decimal
}
