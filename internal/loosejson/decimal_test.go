package loosejson

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDecimal(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		`12.1`: "12.1", `10`: "10", `"10.00"`: "10", `"1,234.50"`: "1234.5", `"1,234,567"`: "1234567", `"-1,234.5"`: "-1234.5",
		`""`: "0", `" \t"`: "0", `null`: "0", `" 9.99 "`: "9.99", `".5"`: "0.5", `1e3`: "1000", `1.0e+25`: "10000000000000000000000000", `"1\u0030"`: "10", `-0.01`: "-0.01",
		`0.10000000000000000000000000000000001`: "0.10000000000000000000000000000000001", `19.99`: "19.99", `"0.00"`: "0",
		`123456789012345678901234567890.12`: "123456789012345678901234567890.12", `1.5E-2`: "0.015", `9223372036854775808`: "9223372036854775808",
	}
	for in, want := range tests {
		t.Run(in, func(t *testing.T) {
			t.Parallel()
			var d decimal.Decimal
			require.NoError(t, decode([]byte(in), &d))
			assert.Equal(t, want, d.String())
		})
	}
	for _, in := range []string{
		`"12,34"`, `"1,2345"`, `",123"`, `"1,234,"`, `"1234,567"`, `"0,123"`, `"012,345"`, `"1,234.5,6"`, `"1,234e5"`,
		`"1,234.5e6"`, `"abc"`, `"1 234"`, `"$5"`, `"NaN"`, `"Infinity"`, `"1.2.3"`, `"."`, `"-"`, `"e5"`, `"1e5.5"`, `"--5"`,
		`1e101`, `1e-101`, `1e999999999`, `1e99999999999999999999`, `true`, `false`, `[]`, `{}`, `"−5"`, `"+5"`, `"5."`, `"1e3"`, `"1E3"`, `"-0,500"`, `"00,123"`,
		strings.Repeat("1", 129), `"` + strings.Repeat("1,111", 500) + `"`,
	} {
		t.Run(in, func(t *testing.T) {
			t.Parallel()
			var d decimal.Decimal
			var typed *Error
			require.ErrorAs(t, decode([]byte(in), &d), &typed)
			assert.Equal(t, "decimal number", typed.Want)
		})
	}
}
