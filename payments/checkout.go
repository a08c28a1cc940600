package payments

import (
	"net/url"
	"strconv"

	"github.com/paykickstart-go/sdk/internal/transport"
)

const opPaymentMethodFromForm = "payments.PaymentMethodFromForm"

// PaymentMethodFromForm finds the payment method in a posted checkout form whose fields are named as the parameters of a
// purchase are (2.4.1, second part):
//
//	stripeToken                        StripeCard; with ccNum (last four digits), ccExpireMonth, ccExpireYear if there
//	stripeSourceId, sepa               StripeSEPA
//	stripeSourceId, stripeBAToken, route_number, account_number (last four digits)
//	                                   StripeACH
//	pay_method_nonce                   Braintree
//	dataValue                          AuthorizeNet
//	epdSaleToken, epdCustomerToken     EasyPayDirect
//
// That the tokenize script uses these names is inferred. The form must hold one token set exactly; anything else, and
// anything that [Service.Create] would refuse, is an error that matches api.ErrInvalidParams. A full card or account number
// is refused too: it must not reach your server, so give that input of the page no name. A stored profile is never taken
// from a form, because whoever names a purchase charges its buyer.
func PaymentMethodFromForm(form url.Values) (PaymentMethod, error) {
	var problems transport.Problems
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

func methodsIn(form url.Values, p *transport.Problems) []PaymentMethod {
	var found []PaymentMethod
	if token := form.Get("stripeToken"); token != "" {
		found = append(found, StripeCard{Token: token, Card: cardIn(form, p)})
	}
	if id := form.Get("stripeSourceId"); id != "" {
		found = append(found, debitIn(form, id))
	}
	if nonce := form.Get("pay_method_nonce"); nonce != "" {
		found = append(found, Braintree{Nonce: nonce})
	}
	if value := form.Get("dataValue"); value != "" {
		found = append(found, AuthorizeNet{DataValue: value})
	}
	if sale, customer := form.Get("epdSaleToken"), form.Get("epdCustomerToken"); sale != "" || customer != "" {
		found = append(found, EasyPayDirect{SaleToken: sale, CustomerToken: customer})
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
func cardIn(form url.Values, p *transport.Problems) Card {
	number, month, year := form.Get("ccNum"), form.Get("ccExpireMonth"), form.Get("ccExpireYear")
	switch {
	case number == "":
		return Card{}
	case isFullNumber(number):
		p.Add("Payment.Card.Last4", "holds a full card number: remove the input's name attribute, it must not reach your server")
		return Card{}
	case month == "" && year == "":
		p.Add("Payment.Card", "ccNum is there without ccExpireMonth and ccExpireYear: all three or none")
		return Card{}
	}
	return Card{Last4: number, ExpMonth: numberIn(month), ExpYear: numberIn(year)}
}

// isFullNumber reports whether a text has the digits of a whole card number, 12 at least.
func isFullNumber(text string) bool {
	digits := 0
	for _, r := range text {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	return digits >= 12
}

// numberIn returns 0 for what is no number; the check of the card then names the field.
func numberIn(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}
