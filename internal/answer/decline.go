package answer

import (
	"slices"
	"strings"
	"unicode"
)

// What a declined payment looks like is not documented. These lists are a guess, made of what payment processors say, and
// the only place for it. They decide nothing but whether a refusal also matches api.ErrDeclined.
var (
	// declineWords speak of a declined payment wherever they stand.
	declineWords = []string{"declined", "decline", "insufficient funds", "do not honor", "do not honour", "payment failed"}
	// paymentWords speak of the means of payment, and so does a field that carries it. That is a decline too, unless the
	// text is one of formWords.
	paymentWords    = []string{"card"}
	fieldsOfPayment = []string{
		"ccnum", "stripetoken", "stripesourceid", "stripebatoken", "sepa", "route_number", "account_number", "pay_method_nonce",
		"datavalue", "epdsaletoken", "epdcustomertoken",
	}
	// formWords are how a form complains about a field that was not filled well: the caller's mistake.
	formWords = []string{"required", "must be"}
)

// declined reports whether what an answer says in words is about the payment.
func (w *words) declined() bool {
	for _, text := range slices.Concat(w.message, w.flags) {
		if declines("", text) {
			return true
		}
	}
	for name, list := range w.fields {
		if slices.ContainsFunc(list, func(text string) bool { return declines(name, text) }) {
			return true
		}
	}
	return false
}

func declines(field, text string) bool {
	text = plainWords(text)
	if hasAny(text, declineWords) {
		return true
	}
	about := hasAny(text, paymentWords) || slices.Contains(fieldsOfPayment, strings.ToLower(field))
	return about && !hasAny(text, formWords)
}

// plainWords returns the words of a text in lower case, with one space around each. E-mail addresses are left out.
func plainWords(text string) string {
	var b strings.Builder
	for part := range strings.FieldsSeq(strings.ToLower(text)) {
		if strings.ContainsRune(part, '@') {
			continue
		}
		for one := range strings.FieldsFuncSeq(part, isNoLetter) {
			b.WriteString(" " + one)
		}
	}
	return b.String() + " "
}

func isNoLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

func hasAny(text string, phrases []string) bool {
	return slices.ContainsFunc(phrases, func(phrase string) bool { return strings.Contains(text, " "+phrase+" ") })
}
