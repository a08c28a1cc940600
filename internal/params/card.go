package params

import (
	"slices"
	"strings"
	"time"
	"unicode"
)

// The shortest and the longest card number.
const (
	fewestDigits = 12
	mostDigits   = 19
)

// hasCardNumber reports whether texts hold what can be a card number, one of them or several in a row: groups of digits, with
// anything but letters between, that together have 12 to 19 digits of which the last checks the others.
func hasCardNumber(texts ...string) bool {
	var groups []string
	for _, text := range texts {
		// A date and a time alone are 14 digits, of which one in ten would be right.
		if _, err := time.Parse(time.DateTime, strings.TrimSpace(text)); err != nil {
			groups = append(groups, digitGroups(text)...)
		}
	}
	for from := range groups {
		if startsWithCardNumber(groups[from:]) {
			return true
		}
	}
	return false
}

func startsWithCardNumber(groups []string) bool {
	var digits []byte
	for _, group := range groups {
		// A letter ends it: what follows is another number.
		if group == "" || len(digits)+len(group) > mostDigits {
			return false
		}
		digits = append(digits, group...)
		if len(digits) >= fewestDigits && luhn(digits) {
			return true
		}
	}
	return false
}

// digitGroups returns the runs of digits of any script as ASCII, and "" where letters stand between.
func digitGroups(text string) []string {
	var groups []string
	var group []byte
	end := func() {
		if len(group) > 0 {
			groups, group = append(groups, string(group)), group[:0]
		}
	}
	for _, r := range text {
		if digit, ok := digitOf(r); ok {
			group = append(group, digit)
			continue
		}
		end()
		if unicode.IsLetter(r) && len(groups) > 0 && groups[len(groups)-1] != "" {
			groups = append(groups, "")
		}
	}
	end()
	return groups
}

// digitOf returns the ASCII digit of a digit of any script. Unicode has them in tens from zero to nine.
func digitOf(r rune) (byte, bool) {
	if r <= unicode.MaxASCII {
		return byte(r), '0' <= r && r <= '9'
	}
	for _, tens := range unicode.Nd.R16 {
		if rune(tens.Lo) <= r && r <= rune(tens.Hi) {
			return byte('0' + (r-rune(tens.Lo))%10), true
		}
	}
	for _, tens := range unicode.Nd.R32 {
		if rune(tens.Lo) <= r && r <= rune(tens.Hi) {
			return byte('0' + (r-rune(tens.Lo))%10), true
		}
	}
	return 0, false
}

// luhn reports whether the check digit of a number is right. Zeros alone are no number.
func luhn(digits []byte) bool {
	sum := 0
	for i := range digits {
		n := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum += n
	}
	return sum > 0 && sum%10 == 0
}

// isCardName reports whether a parameter is named as a card number, a security code or an account number is, here and
// elsewhere. Case, brackets and punctuation do not count.
func isCardName(name string) bool {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) == 0 {
		return false
	}
	// These are the ends of other words too, as of Japan.
	if slices.Contains([]string{"pan", "csc", "cvn", "iban"}, words[len(words)-1]) {
		return true
	}
	plain := strings.Join(words, "")
	for _, end := range []string{
		"ccnum", "ccnumber", "ccno", "cardnum", "cardnumber", "cardno", "cardpan", "cccsv", "cvc", "cvc2", "cvv", "cvv2", "cvn2",
		"cvccode", "cvvcode", "cardcode", "cardcsc", "cardcvn", "cardcid", "securitycode", "cardverificationvalue",
		"cardverificationcode", "ibannumber", "accountnumber",
	} {
		if strings.HasSuffix(plain, end) {
			return true
		}
	}
	return false
}
