package payments

import (
	"html/template"
	"net/url"
	"strings"
	"unicode"

	"github.com/paykickstart-go/sdk/internal/params"
)

const opTokenizeScript = "payments.TokenizeScript"

// TokenizeScript builds the address of PayKickstart's tokenize script for a checkout page (2.4.1, first part). The script
// takes the ids of the page's elements and has the payment processor turn what the buyer typed into a token; that the form
// then carries the token to your server is inferred. Fill in what the page has; what is "" is not sent.
//
//	script := payments.TokenizeScript{
//		Base: "https://…", // copied from your account
//		Form: "checkout",
//		Card: payments.CardElements{Number: "card", ExpMonth: "month", ExpYear: "year", CVC: "cvc", Button: "pay"},
//	}
//	tag, err := script.Tag()
//
// The card number, CVC, IBAN and account number stay in the browser: give those inputs an id and no name.
type TokenizeScript struct {
	// Base is the script's address, as shown in your account under https://app.paykickstart.com/test-code-v2/pci for the
	// campaign. Required, https. Variables that it has already are kept.
	Base string
	// Form is the id of the form (wire: form).
	Form string
	// Card is for card payments, which become a [StripeCard], [Braintree], [AuthorizeNet] or [EasyPayDirect].
	Card CardElements
	// SEPA is for direct debits in Europe, which become a [StripeSEPA].
	SEPA SEPAElements
	// ACH is for direct debits in the United States, which become a [StripeACH].
	ACH ACHElements
	// Billing is the billing address that goes to the payment processor with the card or account.
	Billing BillingElements
}

// CardElements are the ids of the elements for a card.
type CardElements struct {
	// Number is the input of the card number (wire: ccNum).
	Number string
	// ExpMonth and ExpYear are the inputs of the expiry (wire: ccExpireMonth, ccExpireYear).
	ExpMonth, ExpYear string
	// CVC is the input of the security code (wire: ccCSV).
	CVC string
	// Button submits the form with a card (wire: ccBtn).
	Button string
}

// SEPAElements are the ids of the elements for a direct debit in Europe.
type SEPAElements struct {
	// AccountHolder is the input of the holder's name (wire: wt_account_holder_name).
	AccountHolder string
	// Email is the input of the buyer's e-mail address (wire: sepa_email).
	Email string
	// IBAN is the input of the IBAN (wire: iban_number).
	IBAN string
	// Button makes the token (wire: sepaBtn).
	Button string
}

// ACHElements are the ids of the elements for a direct debit in the United States. The holder's name is
// [SEPAElements.AccountHolder], if the page asks for it (inferred).
type ACHElements struct {
	// RoutingNumber is the input of the bank's routing number (wire: route_number).
	RoutingNumber string
	// AccountNumber is the input of the account number (wire: account_number).
	AccountNumber string
	// Button makes the token (wire: achBtn). The document has this under the ccExpireYear that follows, and has swapped the
	// two descriptions.
	Button string
}

// BillingElements are the ids of the inputs of a billing address (wire: billing_address_1, billing_address_2,
// billing_city, billing_state, billing_zip, billing_country).
type BillingElements struct {
	Line1, Line2, City, State, Zip, Country string
}

type element struct{ field, variable, id string }

func (s TokenizeScript) elements() []element {
	return []element{
		{"Form", "form", s.Form},
		{"Card.Number", "ccNum", s.Card.Number},
		{"Card.ExpMonth", "ccExpireMonth", s.Card.ExpMonth},
		{"Card.ExpYear", "ccExpireYear", s.Card.ExpYear},
		{"Card.CVC", "ccCSV", s.Card.CVC},
		{"Card.Button", "ccBtn", s.Card.Button},
		{"SEPA.AccountHolder", "wt_account_holder_name", s.SEPA.AccountHolder},
		{"SEPA.Email", "sepa_email", s.SEPA.Email},
		{"SEPA.IBAN", "iban_number", s.SEPA.IBAN},
		{"SEPA.Button", "sepaBtn", s.SEPA.Button},
		{"ACH.RoutingNumber", "route_number", s.ACH.RoutingNumber},
		{"ACH.AccountNumber", "account_number", s.ACH.AccountNumber},
		{"ACH.Button", "achBtn", s.ACH.Button},
		{"Billing.Line1", "billing_address_1", s.Billing.Line1},
		{"Billing.Line2", "billing_address_2", s.Billing.Line2},
		{"Billing.City", "billing_city", s.Billing.City},
		{"Billing.State", "billing_state", s.Billing.State},
		{"Billing.Zip", "billing_zip", s.Billing.Zip},
		{"Billing.Country", "billing_country", s.Billing.Country},
	}
}

// URL returns the script's address with the ids as GET variables. A base that is no https address, or an id that cannot be
// one, is an error that matches api.ErrInvalidParams and names every problem.
func (s TokenizeScript) URL() (string, error) {
	var problems params.Problems
	base, err := url.Parse(s.Base)
	if err != nil || base.Scheme != "https" || base.Hostname() == "" || base.User != nil {
		problems.Add("Base", "must be the https address of the script, copied from your PayKickstart account")
		base = new(url.URL)
	}
	variables, err := url.ParseQuery(base.RawQuery)
	if err != nil {
		problems.Add("Base", "has variables that cannot be read")
	}
	for _, e := range s.elements() {
		if strings.ContainsFunc(e.id, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
			problems.Add(e.field, "must be an element id, without white space")
		}
		if e.id != "" {
			variables.Set(e.variable, e.id)
		}
	}
	if err := problems.Err(opTokenizeScript); err != nil {
		return "", err
	}
	base.RawQuery = variables.Encode()
	base.Fragment, base.RawFragment = "", ""
	return base.String(), nil
}

// Tag returns a script element for html/template, with the address escaped. The errors are those of [TokenizeScript.URL].
func (s TokenizeScript) Tag() (template.HTML, error) {
	address, err := s.URL()
	if err != nil {
		return "", err
	}
	// The address is escaped, and the rest is constant.
	return template.HTML(`<script src="` + template.HTMLEscapeString(address) + `"></script>`), nil
}
