package notify

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/paykickstart-go/sdk/api"
)

// Transaction is a payment, refund or cancellation, as both surfaces describe it. Absent, empty and "N/A" members are zero.
// Which members come differs by surface, kind and edition; a cancellation has no amounts.
type Transaction struct {
	// TransactionID is Kartra's order id of this transaction; the same on both surfaces.
	TransactionID string
	// Kind says what it is (wire: transaction_type).
	Kind Kind
	// Date is in UTC, read as the package documentation says; DateText is what was sent (wire: transaction_date).
	Date     time.Time
	DateText string
	// ParentID is the order that is refunded or charged back; OriginalID the first order of the subscription. Empty for
	// none.
	ParentID, OriginalID string
	// SubscriptionID is a text, I-… for PayPal; InternalSubscriptionID is Kartra's own. Empty for none.
	SubscriptionID, InternalSubscriptionID string
	// SubscriptionPayNumber counts the payments of the subscription from 1.
	SubscriptionPayNumber int64

	// FullAmount is what was finally paid, or was due if it failed (see HasFullAmount); BaseAmount the price. Discount, Tax and
	// ShippingAmount are parts of it. No currency is sent. The sign and scope of refunds are not documented.
	FullAmount, BaseAmount, Discount, Tax, ShippingAmount decimal.Decimal
	// Quantity is 0 when absent, as in the 2020 edition.
	Quantity int64

	// ProductID, ProductName and ProductPricePoint (counted from 1) say what was bought.
	ProductID         int64
	ProductName       string
	ProductPricePoint int64
	// Affiliate and JV are usernames; empty for none.
	Affiliate, JV string
	// PaymentProcessorType is open: PayPal, Braintree, Stripe and Authorize.net are documented.
	PaymentProcessorType string
	// Last4CardDigits has four digits; empty with PayPal.
	Last4CardDigits string

	// Trial tells the first payment of a trial (IPN; wire: trial, trial_payment in an older edition). TrialAmount is its price
	// and TrialPeriod its days.
	Trial       bool
	TrialAmount decimal.Decimal
	TrialPeriod int64
	// PaymentsLeft is what remains of a payment plan (IPN).
	PaymentsLeft int64

	// Buyer is the lead that paid (wire: lead_*; buyer_* in the 2020 edition).
	Buyer Buyer
	// Billing is where the buyer pays from (wire: lead_*; buyer_billing_*).
	Billing Billing
	// Shipping is where goods go (wire: shipping_*; Outbound API).
	Shipping Shipping
	// VendorTrackingID1, VendorTrackingID2 and VendorTrackingLink are set when a tracking link led to the sale.
	VendorTrackingID1, VendorTrackingID2, VendorTrackingLink string

	// Extra holds what was sent and has no field here.
	Extra api.Extra

	amountSent bool // a FullAmount of zero was sent as such
}

// HasFullAmount reports whether a full amount was sent: a FullAmount of zero is either an amount of 0, or absent.
func (t *Transaction) HasFullAmount() bool {
	return t != nil && (t.amountSent || !t.FullAmount.IsZero())
}

// Buyer is who paid.
type Buyer struct {
	ID                                   int64
	FirstName, LastName, Email, Username string
	// IP is sent in later editions only.
	IP string
}

// Billing is a buyer's address and phone. Country is a name; the codes have two and three letters and come with later
// editions only.
type Billing struct {
	PhoneCountryCode, PhoneNumber      string
	Address, City, Zip, State, Country string
	CountryCode2, CountryCode3         string
}

// Shipping is an address for goods.
type Shipping struct {
	FirstName, LastName, Address, City, Zip, Country, State string
}

// Kind says what a transaction is (wire: transaction_type, on both surfaces). It is open.
type Kind string

// The kinds that Kartra's documents name.
const (
	// KindSale: a first payment, or a one-time one.
	KindSale Kind = "sale"
	// KindRebill: a later payment of a subscription, or the one after a trial.
	KindRebill Kind = "rebill"
	// KindFailed: a payment failed; the full amount is what was due.
	KindFailed Kind = "failed"
	// KindRefund and KindPartialRefund: ParentID is the transaction that was refunded.
	KindRefund        Kind = "refund"
	KindPartialRefund Kind = "partial_refund"
	// KindChargeback: the bank took a payment back. What else such a notification holds is not documented.
	KindChargeback Kind = "chargeback"
	// KindCancellation: a subscription was cancelled. It carries no amounts.
	KindCancellation Kind = "cancellation"
)
