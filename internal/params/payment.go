package params

import (
	"net/url"
	"slices"
	"strings"
)

// paymentFields are the parameters that no error may repeat: payment tokens, card and account digits, and the password of a
// card update (2.4.1, 2.4.2). None of the other documented ones is a secret.
func paymentFields() [12]string {
	return [...]string{
		"stripeToken", "stripeSourceId", "stripeBAToken", "sepa", "route_number", "account_number", "pay_method_nonce",
		"dataValue", "epdSaleToken", "epdCustomerToken", "ccNum", "updateCcPw",
	}
}

// PaymentSecrets returns what a form holds of a payment, in any order, by whichever call it is sent.
func PaymentSecrets(form url.Values) []string {
	var secrets []string
	for name, values := range form {
		if IsPaymentField(name) {
			secrets = append(secrets, values...)
		}
	}
	return secrets
}

// IsPaymentField reports whether a parameter of that name is taken out of every error: PHP reads it as one of them, or as a
// part of one, or one is a word of it, as in payment[stripeToken]. Masking too much harms nobody.
func IsPaymentField(name string) bool {
	for _, field := range paymentFields() {
		if strings.EqualFold(name, field) {
			return true
		}
	}
	const breaks = "[]. \t\r\n\x00"
	if !strings.ContainsAny(name, breaks) {
		return false
	}
	words := strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(breaks, r) })
	for _, field := range paymentFields() {
		isWord := func(word string) bool { return strings.EqualFold(word, field) }
		if isField(name, field) || slices.ContainsFunc(words, isWord) {
			return true
		}
	}
	return false
}
