package params

import (
	"net/url"
	"slices"
)

// paymentFields are the parameters that no error may repeat: payment tokens, card and account digits, and the password of a
// card update (2.4.1, 2.4.2). None of the other documented ones is a secret.
func paymentFields() []string {
	return []string{
		"stripeToken", "stripeSourceId", "stripeBAToken", "sepa", "route_number", "account_number", "pay_method_nonce",
		"dataValue", "epdSaleToken", "epdCustomerToken", "ccNum", "updateCcPw",
	}
}

// PaymentSecrets returns what a form holds of a payment, by whichever call it is sent.
func PaymentSecrets(form url.Values) []string {
	var secrets []string
	for _, name := range paymentFields() {
		secrets = append(secrets, form[name]...)
	}
	return secrets
}

// IsPaymentField reports whether a parameter of that name is taken out of every error.
func IsPaymentField(name string) bool { return slices.Contains(paymentFields(), name) }
