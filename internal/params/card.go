package params

import (
	"strings"
	"unicode"
)

// fewestDigits is the length of the shortest card number.
const fewestDigits = 12

// hasCardNumber reports whether a text holds what can be a card number: twelve digits or more, with or without spaces and
// dashes between, whose check digit is right.
func hasCardNumber(text string) bool {
	joined := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) {
			return -1
		}
		return r
	}, text)
	notDigit := func(r rune) bool { return r < '0' || r > '9' }
	for digits := range strings.FieldsFuncSeq(joined, notDigit) {
		if len(digits) >= fewestDigits && luhn(digits) {
			return true
		}
	}
	return false
}

// luhn reports whether the check digit of a number is right.
func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		n := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum += n
	}
	return sum%10 == 0
}

// isCardName reports whether a parameter is named as a card number, a security code or an account number is, here and
// elsewhere. Case, brackets and punctuation do not count.
func isCardName(name string) bool {
	plain := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
	for _, end := range []string{
		"ccnum", "ccnumber", "cardnum", "cardnumber", "cccsv", "cvc", "cvc2", "cvv", "cvv2", "cardcode", "securitycode",
		"ibannumber", "accountnumber",
	} {
		if strings.HasSuffix(plain, end) {
			return true
		}
	}
	return false
}
