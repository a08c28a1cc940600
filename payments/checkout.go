package payments

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/paykickstart-go/sdk/internal/params"
)

const opPaymentMethodFromForm = "payments.PaymentMethodFromForm"

// PaymentMethodFromForm finds the payment method in a posted checkout form whose fields are named as the parameters of a
// purchase are (2.4.1, second part):
//
//	stripeToken                        StripeCard
//	stripeSourceId, sepa (last four digits)
//	                                   StripeSEPA
//	stripeSourceId, stripeBAToken, route_number, account_number (last four digits)
//	                                   StripeACH
//	pay_method_nonce                   Braintree
//	dataValue                          AuthorizeNet
//	epdSaleToken, epdCustomerToken     EasyPayDirect
//
// All but the direct debits take a Card from ccNum (last four digits), ccExpireMonth and ccExpireYear, if ccNum is there.
// That the tokenize script uses these names is inferred. The form must hold one token set exactly; anything else, and
// anything that [PurchaseService.Create] would refuse, is an error that matches api.ErrInvalidParams.
//
// Full numbers must not reach your server, so give those inputs of the page no name. Whatever the payment method, a form is
// refused if ccNum, account_number or sepa is filled with anything but four digits, or if ccCSV (the security code) or
// iban_number is filled at all; the error does not repeat the number. A stored profile is never taken from a form, because
// whoever names a purchase charges its buyer.
func PaymentMethodFromForm(form url.Values) (PaymentMethod, error) {
	var problems params.Problems
	refuseFull(form, &problems)
	if err := problems.Err(opPaymentMethodFromForm); err != nil {
		return nil, err
	}
	found := methodsIn(form, &problems)
	if len(found) != 1 {
		problems.Add("Payment", "the form must hold the token of one payment method, not of %d", len(found))
		return nil, problems.Err(opPaymentMethodFromForm)
	}
	found[0].check(&problems)
	if err := problems.Err(opPaymentMethodFromForm); err != nil {
		return nil, err
	}
	return found[0], nil
}

// refuseFull notes what a page must not post, whether or not it goes into the payment method.
func refuseFull(form url.Values, p *params.Problems) {
	for _, in := range []struct{ name, field, whole string }{
		{"ccNum", "Payment.Card.Last4", "a full card number"},
		{"account_number", "Payment.AccountLast4", "a full account number"},
		{"sepa", "Payment.Last4", "a full IBAN"},
	} {
		for _, value := range form[in.name] {
			if len(value) > 4 {
				p.Add(in.field, "%s holds more than four digits: remove the input's name attribute, %s must not reach your server", in.name, in.whole)
			} else if value != "" {
				lastFour(p, in.field, value)
			}
		}
	}
	for _, in := range []struct{ name, field, whole string }{
		{"ccCSV", "Payment.Card", "a security code"},
		{"iban_number", "Payment.Last4", "a full IBAN"},
	} {
		if strings.Join(form[in.name], "") != "" {
			p.Add(in.field, "%s is filled: remove the input's name attribute, %s must not reach your server", in.name, in.whole)
		}
	}
}

func methodsIn(form url.Values, p *params.Problems) []PaymentMethod {
	var found []PaymentMethod
	if id := form.Get("stripeSourceId"); id != "" {
		found = append(found, debitIn(form, id))
	}
	token, nonce, value := form.Get("stripeToken"), form.Get("pay_method_nonce"), form.Get("dataValue")
	sale, customer := form.Get("epdSaleToken"), form.Get("epdCustomerToken")
	if token+nonce+value+sale+customer == "" {
		return found
	}
	card := cardIn(form, p)
	if token != "" {
		found = append(found, StripeCard{Token: token, Card: card})
	}
	if nonce != "" {
		found = append(found, Braintree{Nonce: nonce, Card: card})
	}
	if value != "" {
		found = append(found, AuthorizeNet{DataValue: value, Card: card})
	}
	if sale+customer != "" {
		found = append(found, EasyPayDirect{SaleToken: sale, CustomerToken: customer, Card: card})
	}
	return found
}

// debitIn tells the two kinds of direct debit apart, whose source has the same name.
func debitIn(form url.Values, id string) PaymentMethod {
	if form.Get("wt-type") == wtACH || form.Get("stripeBAToken") != "" {
		return StripeACH{
			SourceID:      id,
			BankToken:     form.Get("stripeBAToken"),
			RoutingNumber: form.Get("route_number"),
			AccountLast4:  form.Get("account_number"),
		}
	}
	return StripeSEPA{SourceID: id, Last4: form.Get("sepa")}
}

// cardIn reads what is shown of a card. Without a card number there is nothing to show.
func cardIn(form url.Values, p *params.Problems) Card {
	number, month, year := form.Get("ccNum"), form.Get("ccExpireMonth"), form.Get("ccExpireYear")
	switch {
	case number == "":
		return Card{}
	case month == "" && year == "":
		p.Add("Payment.Card", "ccNum is there without ccExpireMonth and ccExpireYear: all three or none")
		return Card{}
	}
	return Card{Last4: number, ExpMonth: numberIn(month), ExpYear: numberIn(year)}
}

// numberIn returns 0 for what is no number; the check of the card then names the field.
func numberIn(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}
