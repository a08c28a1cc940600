package loosejson

import (
	"bytes"
	"math"
	"reflect"

	"github.com/shopspring/decimal"
)

func readDecimal(d *decoder, v reflect.Value) *Error {
	t := d.token()
	target := v.Addr().Interface().(*decimal.Decimal)
	text := bytes.TrimSpace(d.content(t))
	if t.kind == Null || t.kind == String && len(text) == 0 {
		*target = decimal.Decimal{}
		return nil
	}
	value, ok := parseDecimal(text)
	if !ok {
		return &Error{Want: "decimal number", Got: t.kind.String()}
	}
	*target = value
	return nil
}

func parseDecimal(text []byte) (decimal.Decimal, bool) {
	if bytes.IndexByte(text, ',') >= 0 {
		var ok bool
		if text, ok = ungroup(text); !ok {
			return decimal.Decimal{}, false
		}
	}
	n, ok := parseNumeral(text)
	switch {
	case !ok || n.zero():
		return decimal.Decimal{}, ok
	case n.big || n.mantissa > math.MaxInt64:
		value, err := decimal.NewFromString(string(text))
		return value, err == nil
	case n.negative:
		return decimal.New(-int64(n.mantissa), int32(n.exp)), true
	default:
		return decimal.New(int64(n.mantissa), int32(n.exp)), true
	}
}

// ungroup takes the commas out of a number such as -1,234,567.50. Any other use of a comma is refused: 12,34 and 0,123 are
// other countries' decimal points.
func ungroup(text []byte) ([]byte, bool) {
	if len(text) > maxNumeral {
		return nil, false
	}
	whole, fraction, _ := bytes.Cut(text, []byte("."))
	_, digits := cutSign(whole)
	for i, group := range bytes.Split(digits, []byte(",")) {
		if !allDigits(group) || i > 0 && len(group) != 3 || i == 0 && (len(group) > 3 || group[0] == '0') {
			return nil, false
		}
	}
	if len(fraction) > 0 && !allDigits(fraction) {
		return nil, false
	}
	return bytes.ReplaceAll(text, []byte(","), nil), true
}

func allDigits(text []byte) bool {
	for _, c := range text {
		if !isDigit(c) {
			return false
		}
	}
	return len(text) > 0
}
