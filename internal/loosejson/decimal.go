package loosejson

import (
	"math"
	"reflect"

	"github.com/shopspring/decimal"

	"github.com/paykickstart-go/sdk/internal/phptext"
)

// readDecimal takes a text as phptext.ParseAmount does. Exponents are for numbers alone: there PHP itself writes them.
func readDecimal(d *decoder, v reflect.Value) *Error {
	t := d.token()
	var value decimal.Decimal
	ok := t.kind == Null
	switch t.kind {
	case Number:
		value, ok = parseDecimal(t.text)
	case String:
		text := phptext.Trim(string(d.content(t)))
		value, ok = phptext.ParseAmount(text)
		ok = ok || text == ""
	}
	if !ok {
		return &Error{Want: "decimal number", Got: t.kind.String()}
	}
	*v.Addr().Interface().(*decimal.Decimal) = value
	return nil
}

// parseDecimal returns the number in its lowest terms, if all its digits fit.
func parseDecimal(text []byte) (decimal.Decimal, bool) {
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
