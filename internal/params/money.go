package params

import (
	"net/url"
	"slices"

	"github.com/shopspring/decimal"
)

// The types below go into the wire structs that go-querystring encodes, because it drops or garbles the plain ones
// without an error. Their methods have value receivers for the same reason.

// Money is an amount on the wire: plain decimal text without an exponent. Use *Money with omitempty where absent and zero
// differ.
type Money decimal.Decimal

// EncodeValues implements query.Encoder.
func (m Money) EncodeValues(key string, v *url.Values) error {
	v.Set(key, decimal.Decimal(m).String())
	return nil
}

// OptionalMoney returns nil for nil.
func OptionalMoney(d *decimal.Decimal) *Money {
	if d == nil {
		return nil
	}
	m := Money(*d)
	return &m
}

// Bracketed is a map on the wire: name[key]=value for each entry.
type Bracketed map[string]string

// EncodeValues implements query.Encoder.
func (b Bracketed) EncodeValues(key string, v *url.Values) error {
	for name, value := range b {
		v.Set(key+"["+name+"]", value)
	}
	return nil
}

// List is a list of numbers on the wire as PHP reads it: name[]=1&name[]=2.
type List []int64

// EncodeValues implements query.Encoder.
func (l List) EncodeValues(key string, v *url.Values) error {
	for _, n := range slices.All(l) {
		v.Add(key+"[]", decimal.NewFromInt(n).String())
	}
	return nil
}
