package params

import (
	"maps"
	"net/url"
	"slices"
	"strings"
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
	for _, name := range slices.Sorted(maps.Keys(form)) {
		if IsPaymentField(name) {
			secrets = append(secrets, form[name]...)
		}
	}
	return secrets
}

// IsPaymentField reports whether a parameter of that name is taken out of every error: PHP reads it as one of them, or as a
// part of one, or one is a word of it, as in payment[stripeToken]. Masking too much harms nobody.
func IsPaymentField(name string) bool {
	words := strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune("[]. \t\r\n\x00", r) })
	return slices.ContainsFunc(paymentFields(), func(field string) bool {
		isWord := func(word string) bool { return strings.EqualFold(word, field) }
		return isField(name, field) || slices.ContainsFunc(words, isWord)
	})
}
