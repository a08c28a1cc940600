package payments

import (
	"net/url"

	"github.com/shopspring/decimal"
)

// CreateParams says what is bought, by whom, and how it is paid (2.4.1). Amounts are presumably in the campaign's currency;
// more than two decimals are refused here. What is left zero is not sent, and the product's own settings hold. It prints
// and marshals without the buyer's data and without tokens, and encoding/gob refuses it; what defeats that is in the docs of
// [api.Redacted].
type CreateParams struct {
	// CampaignID is the campaign (wire: product). Required.
	CampaignID int64
	// ProductID is the product within the campaign (wire: plan). Required.
	ProductID int64
	// FirstName, LastName and Email are the buyer's (wire: first_name, last_name, email). Required.
	FirstName, LastName, Email string
	// Payment is how the buyer pays: a [StripeCard], [StripeSEPA], [StripeACH], [Braintree], [AuthorizeNet],
	// [EasyPayDirect] or [StoredProfile]. Required.
	Payment PaymentMethod
	// AffiliateID is the affiliate to credit under the usual commission rules (wire: affiliate_id). 0: none.
	AffiliateID int64
	// TestMode makes the purchase in PayKickstart's own test mode (wire: test_mode). Its notification has [ipn.ModeTest],
	// which [ipn.NewHandler] refuses with 403 unless [ipn.WithTestMode] is given.
	TestMode bool
	// Price overrides the product's price (wire: price). Nil: the product's own; zero is sent as 0.
	Price *decimal.Decimal
	// Quantity multiplies the price (wire: quantity; newer). 0: not sent, which products without a quantity setting need.
	Quantity int64
	// SplitPay charges in installments. Nil: the product's own setting.
	SplitPay *SplitPay
	// Recurring makes the purchase a subscription. Nil: the product's own setting.
	Recurring *Recurring
	// Trial puts a trial before a subscription's regular charges. The product must be a recurring one, by its own setting
	// or by Recurring. Nil: the product's own setting.
	Trial *Trial
	// Billing and Shipping are the buyer's addresses (wire: capture_billing_address, billing_address_1, … and
	// capture_shipping_address, shipping_address_1, …). Nil: not sent.
	Billing, Shipping *Address
	// AcceptTerms says that the buyer accepted the terms of service (wire: tos-read). Required if the product demands it.
	AcceptTerms bool
	// CustomFields are passed through to the purchase (wire: custom_field[NAME]). The document prints custom_field['NAME'];
	// to PHP the quotes would be part of the name, so none are sent. A name is not blank and holds no [, ] or NUL. That they
	// come back in Custom of [ipn.Notification] is likely, but not documented. PHP, and package ipn with it, then reads a
	// space or dot in a name as "_". So two names that differ in those alone are refused: one of the values would be lost.
	//
	// An order id of your own, stored before the call, is the best cure for an unknown outcome: CustomFields{"order": id} is
	// Custom["order"] of the notification. What a buyer types into the address of a checkout page comes back in Custom too:
	// look the id up, do not trust it.
	CustomFields map[string]string
	// Params are parameters of the route that have no field here yet, by their names on the wire. They are sent as they are.
	// What is set here has no effect on the other fields. Refused are:
	//
	//   - auth_token, and a name that has a field here, in every spelling that PHP takes for it;
	//   - what looks like a card number: 12 to 19 digits with a right check digit, in one value or in all of one name, with
	//     anything but letters between; and a name that card data has, such as ccNum, cvc or iban;
	//   - two names that PHP makes one, among them x beside x[a] and x[] beside x[0], and several values under a name
	//     without [].
	//
	// A token under a name that no document knows is not masked in errors. Package sandbox refuses names that it does not know.
	Params url.Values
}

// SplitPay is a payment in installments (wire: split_selected=1).
type SplitPay struct {
	// Installments is their number (wire: total_installments). Fewer than 2 are refused here; the document has no limit.
	Installments int
	// InstallmentPrice is the price of each (wire: price_per_installment). It is above 0 and below the product's price;
	// the latter can be checked here only against CreateParams.Price.
	InstallmentPrice decimal.Decimal
}

// Recurring is the rhythm of a subscription (wire: is_recurring=1): a charge every Every Units.
type Recurring struct {
	// Every is at least 1 (wire: recurring_freq).
	Every int
	// Unit is [Day], [Month] or [Year] (wire: recurring_freq_type).
	Unit Period
	// Cycles is the number of payments (wire: cycles). 0 is endless and not sent: the document demands null for that, and
	// PHP's http_build_query, with which it sends, leaves null out.
	Cycles int
}

// Trial is the time before the regular charges of a subscription (wire: has_trial=1).
type Trial struct {
	// Amount is charged at once (wire: trial_amount). Zero is a free trial and is sent as 0.
	Amount decimal.Decimal
	// Days is the length of the trial, at least 1 (wire: trial_days).
	Days int
}

// Period is a unit of time between two charges.
type Period string

// The units that the API document allows.
const (
	Day   Period = "day"
	Month Period = "month"
	Year  Period = "year"
)

// UpdateCardParams says which purchase is to be paid how from now on (2.4.2). It prints and marshals without the password
// and without tokens, and encoding/gob refuses it; what defeats that is in the docs of [api.Redacted].
type UpdateCardParams struct {
	// InvoiceID is the purchase PK-P… (wire: invoice_id). Required.
	InvoiceID string
	// Payment carries the new token. Required; a [StoredProfile] is refused, because it carries none.
	Payment PaymentMethod
	// Password is Purchase.UpdateCCPW.Reveal() of what [PurchaseService.Get] returns (wire: updateCcPw). The document's sample
	// sends it, its list of arguments lacks it: "" is not sent.
	Password string
}
