package ipn

import (
	"math/big"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// typed takes a filled field that is no text, and tells whether it parses. It leaves a field that does not parse as it was.
func (d *decoder) typed(name, value string) bool {
	n, ok := d.n, true
	switch name {
	case "licenses":
		d.licenses(value)
		return true
	case "quantity":
		n.Quantity, ok = parseQuantity(value)
		return ok
	case "is_rebill":
		n.IsRebill, ok = parseFlag(value)
		return ok
	}
	if amount := n.amount(name); amount != nil {
		*amount, ok = parseAmount(value)
		return ok
	}
	if number := n.number(name); number != nil {
		*number, ok = parseNumber(value)
		return ok
	}
	if at := n.time(name); at != nil {
		*at, ok = parseTime(value)
	}
	return ok
}

// parseNumber takes an optional minus and digits.
func parseNumber(s string) (int64, bool) {
	if strings.HasPrefix(s, "+") {
		return 0, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0, false
	}
	return n, true
}

func parseQuantity(s string) (int, bool) {
	n, ok := parseNumber(s)
	if !ok || int64(int(n)) != n {
		return 0, false
	}
	return int(n), true
}

func parseFlag(s string) (flag, ok bool) {
	switch s {
	case "1", "true":
		return true, true
	case "0", "false":
		return false, true
	default:
		return false, false
	}
}

// lastSecond is the last second of the year 9999: later times have no RFC 3339 form.
const lastSecond = 253402300799

// parseTime takes unix seconds; 0 is PHP's way of saying that there is no time.
func parseTime(s string) (time.Time, bool) {
	n, ok := parseNumber(s)
	if !ok || n < 0 || n > lastSecond {
		return time.Time{}, false
	}
	if n == 0 {
		return time.Time{}, true
	}
	return time.Unix(n, 0).UTC(), true
}

// maxAmount is the longest amount accepted: numbers of this API are short, and long ones are slow to calculate with.
const maxAmount = 64

// parseAmount takes digits with an optional minus, point and grouping commas: "9.99", "-5", ".50", "1,234.50". It never
// goes through a float. Exponents are refused: none is documented, and a short one can stand for a huge number.
func parseAmount(s string) (decimal.Decimal, bool) {
	if len(s) > maxAmount {
		return decimal.Decimal{}, false
	}
	digits, negative := strings.CutPrefix(s, "-")
	whole, fraction, point := strings.Cut(digits, ".")
	whole, ok := ungroup(whole)
	if !ok || !allDigits(whole) || !allDigits(fraction) || whole+fraction == "" || point && fraction == "" {
		return decimal.Decimal{}, false
	}
	sign := ""
	if negative {
		sign = "-"
	}
	exponent := -int32(len(fraction))
	if small, err := strconv.ParseInt(sign+whole+fraction, 10, 64); err == nil {
		return decimal.New(small, exponent), true
	}
	large, ok := new(big.Int).SetString(sign+whole+fraction, 10)
	if !ok {
		return decimal.Decimal{}, false
	}
	return decimal.NewFromBigInt(large, exponent), true
}

// ungroup removes commas that stand before each three digits; ok is false when they stand elsewhere.
func ungroup(s string) (digits string, ok bool) {
	if !strings.Contains(s, ",") {
		return s, true
	}
	groups := strings.Split(s, ",")
	for i, group := range groups {
		if i == 0 && (group == "" || len(group) > 3) || i > 0 && len(group) != 3 {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
