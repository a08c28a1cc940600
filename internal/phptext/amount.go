package phptext

import (
	"math"
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
	text = Trim(text)
	if len(text) > maxAmount || !isAmount(text) {
		return decimal.Decimal{}, false
	}
	return exact(strings.ReplaceAll(text, ",", ""))
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
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != ""
}

// exact returns the amount without trailing zeros of its fraction, if its digits fit into 64 bits, as nearly all do.
func exact(text string) (decimal.Decimal, bool) {
	digits, negative := strings.CutPrefix(text, "-")
	var mantissa int64
	exp, inFraction := int32(0), false
	for i := range len(digits) {
		if digits[i] == '.' {
			inFraction = true
			continue
		}
		digit := int64(digits[i] - '0')
		if mantissa > (math.MaxInt64-digit)/10 {
			amount, err := decimal.NewFromString(text)
			return amount, err == nil
		}
		mantissa = mantissa*10 + digit
		if inFraction {
			exp--
		}
	}
	if mantissa == 0 {
		return decimal.Decimal{}, true
	}
	for exp < 0 && mantissa%10 == 0 {
		mantissa /= 10
		exp++
	}
	if negative {
		mantissa = -mantissa
	}
	return decimal.New(mantissa, exp), true
}
