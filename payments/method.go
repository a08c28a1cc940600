package payments

import (
	"reflect"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/params"
)

// PaymentMethod is how a buyer pays. The set is closed: [StripeCard], [StripeSEPA], [StripeACH], [Braintree],
// [AuthorizeNet], [EasyPayDirect] and [StoredProfile], as values or as pointers that are not nil.
//
// The tokens inside are made in the buyer's browser; [TokenizeScript] and [PaymentMethodFromForm] help with that. A token
// can be charged, so every payment method embeds [api.Redacted]: it prints as "[redacted]" and is not stored. What defeats
// that is told there. Name the fields when you write one: StripeCard{Token: token}.
type PaymentMethod interface {
	check(p *params.Problems)
	tokens() tokenForm
}

// StripeCard pays by a card through Stripe.
type StripeCard struct {
	api.Redacted

	// Token is made by Stripe's script (wire: stripeToken). Required.
	Token string
	// Card is shown to the vendor and the buyer (inferred). The zero Card is not sent.
	Card Card
}

// StripeSEPA pays by direct debit from a European account through Stripe (wire: wt-type=sepa).
type StripeSEPA struct {
	api.Redacted

	// SourceID is made by Stripe's script (wire: stripeSourceId). Required.
	SourceID string
	// Last4 is the last four digits of the IBAN (wire: sepa). Required.
	Last4 string
}

// StripeACH pays by direct debit from an account in the United States through Stripe (wire: wt-type=ach).
type StripeACH struct {
	api.Redacted

	// SourceID is made by Stripe's script (wire: stripeSourceId). Required.
	SourceID string
	// BankToken is the bank token of Stripe's script (wire: stripeBAToken). Required.
	BankToken string
	// RoutingNumber is the bank's (wire: route_number). Required.
	RoutingNumber string
	// AccountLast4 is the last four digits of the account number (wire: account_number). Required.
	AccountLast4 string
}

// Braintree pays by card or PayPal through Braintree.
type Braintree struct {
	api.Redacted

	// Nonce is made by Braintree's script (wire: pay_method_nonce). Required.
	Nonce string
	// Card is shown to the vendor and the buyer (inferred). The zero Card is not sent.
	Card Card
}

// AuthorizeNet pays by card through Authorize.net (wire: dataDescriptor=COMMON.ACCEPT.INAPP.PAYMENT).
type AuthorizeNet struct {
	api.Redacted

	// DataValue is the token of Accept.js (wire: dataValue). Required.
	DataValue string
	// Card is shown to the vendor and the buyer (inferred). The zero Card is not sent.
	Card Card
}

// EasyPayDirect pays by card through Easy Pay Direct.
type EasyPayDirect struct {
	api.Redacted

	// SaleToken and CustomerToken are made by Easy Pay Direct (wire: epdSaleToken, epdCustomerToken). Required.
	SaleToken, CustomerToken string
	// Card is shown to the vendor and the buyer (inferred). The zero Card is not sent.
	Card Card
}

// StoredProfile charges the payment profile behind an earlier purchase (wire: ref_purchase). Only for [PurchaseService.Create].
// Never take the id from the buyer's browser: whoever names a purchase charges its buyer.
type StoredProfile struct {
	api.Redacted

	// InvoiceID is the earlier purchase PK-P…. Required.
	InvoiceID string
}

// methodOf returns m as a value of the closed set, or nil if it is nil, a nil pointer or anything else.
func methodOf(m PaymentMethod) PaymentMethod {
	// A pointer has the methods of its value too, and a call on a nil one panics.
	if v := reflect.ValueOf(m); v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil
		}
		m, _ = v.Elem().Interface().(PaymentMethod)
	}
	switch m.(type) {
	case StripeCard, StripeSEPA, StripeACH, Braintree, AuthorizeNet, EasyPayDirect, StoredProfile:
		return m
	default:
		return nil
	}
}

func (m StripeCard) check(p *params.Problems) {
	p.Text("Payment.Token", m.Token)
	m.Card.check(p)
}

func (m StripeSEPA) check(p *params.Problems) {
	p.Text("Payment.SourceID", m.SourceID)
	lastFour(p, "Payment.Last4", m.Last4)
}

func (m StripeACH) check(p *params.Problems) {
	p.Text("Payment.SourceID", m.SourceID)
	p.Text("Payment.BankToken", m.BankToken)
	p.Text("Payment.RoutingNumber", m.RoutingNumber)
	lastFour(p, "Payment.AccountLast4", m.AccountLast4)
}

func (m Braintree) check(p *params.Problems) {
	p.Text("Payment.Nonce", m.Nonce)
	m.Card.check(p)
}

func (m AuthorizeNet) check(p *params.Problems) {
	p.Text("Payment.DataValue", m.DataValue)
	m.Card.check(p)
}

func (m EasyPayDirect) check(p *params.Problems) {
	p.Text("Payment.SaleToken", m.SaleToken)
	p.Text("Payment.CustomerToken", m.CustomerToken)
	m.Card.check(p)
}

func (m StoredProfile) check(p *params.Problems) { p.Text("Payment.InvoiceID", m.InvoiceID) }
