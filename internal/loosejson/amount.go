package loosejson

import (
	"strings"

	"github.com/shopspring/decimal"
)

// maxAmount is far above every real amount. Long numbers are slow to calculate with.
const maxAmount = 64

// ParseAmount reads money, or a percentage, as PHP writes it into a form or a JSON text: "9.99", "-5", ".50", "1,234.50".
// PHP's white space around it is no part of it.
//
// Commas stand before each three digits or nowhere, and not after a group that begins with 0: "12,34" and "0,123" are other
// countries' decimal points, and no guess is made about money. Refused too: a plus, a point without a digit after it,
// exponents (a short one can stand for a huge number), more than 64 bytes, and a blank text. ok is false for these, and the
// amount zero. It never goes through a float.
func ParseAmount(text string) (amount decimal.Decimal, ok bool) {
	text = TrimSpace(text)
	if len(text) > maxAmount || !isAmount(text) {
		return decimal.Decimal{}, false
	}
	return parseDecimal([]byte(strings.ReplaceAll(text, ",", "")))
}

func isAmount(text string) bool {
	whole, fraction, point := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	if point && !allDigits(fraction) {
		return false
	}
	return point && whole == "" || allDigits(whole) || isGrouped(whole)
}

// isGrouped takes 1,234 and 12,345,678.
func isGrouped(whole string) bool {
	group, rest, more := strings.Cut(whole, ",")
	if !allDigits(group) || len(group) > 3 || group[0] == '0' {
		return false
	}
	for more {
		group, rest, more = strings.Cut(rest, ",")
		if len(group) != 3 || !allDigits(group) {
			return false
		}
	}
	return true
}

func allDigits(text string) bool {
	for i := range len(text) {
		if !isDigit(text[i]) {
			return false
		}
	}
	return text != ""
}

// TrimSpace is PHP's trim: space, tab, newline, carriage return, vertical tab and NUL, and nothing else.
func TrimSpace(text string) string {
	if text == "" || text[0] > ' ' && text[len(text)-1] > ' ' {
		return text
	}
	return strings.Trim(text, " \t\n\r\v\x00")
}
