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
// That the tokenise script uses these names is inferred. The form must hold one token set exactly; anything else, and
// anything that [Service.Create] would refuse, is an error that matches api.ErrInvalidParams. A full card or account number
// is refused too: it must not reach your server. A stored profile is never taken from a form, because whoever names a
// purchase charges its buyer.
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
	if form.Get("ccNum") == "" {
		return Card{}
	}
	return Card{
		Last4:    form.Get("ccNum"),
		ExpMonth: numberIn(form, "ccExpireMonth", "Payment.Card.ExpMonth", p),
		ExpYear:  numberIn(form, "ccExpireYear", "Payment.Card.ExpYear", p),
	}
}

func numberIn(form url.Values, name, field string, p *transport.Problems) int {
	n, err := strconv.Atoi(form.Get(name))
	if err != nil {
		p.Add(field, "must be a number")
	}
	return n
}
