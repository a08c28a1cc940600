package phptext_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/internal/phptext"
)

func TestParseAmount(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"9.99": "9.99", "297.00": "297", "0.10": "0.1", ".5": "0.5", "-.5": "-0.5", "-4.20": "-4.2", "0": "0", "-0": "0", "00": "0",
		"007": "7", " 5\t\x00": "5", "\v\r\n5 ": "5", "1,234.50": "1234.5", "-1,234": "-1234", "12,345,678": "12345678",
		"123,456.": "", "9007199254740993.01": "9007199254740993.01", "9223372036854775808": "9223372036854775808",
		"-18446744073709551616.10": "-18446744073709551616.1", strings.Repeat("9", 64): strings.Repeat("9", 64),
		"0,123": "", "-0,500": "", "00,123": "", "012,345": "", "0,123.45": "", "12,34": "", "1,23.00": "", "1234,567": "",
		",123": "", "1,,234": "", "1,234,": "", "1.5,000": "", "1,234.5,6": "", ",": "", "-,123": "",
		"+5": "", "-+5": "", "--5": "", "5-": "", "5.": "", "-5.": "", ".": "", "-": "", "-.": "", "1.2.3": "",
		"1e5": "", "1E400000000": "", "1,234e5": "", ".5e1": "", "0x1F": "", "NaN": "", "Infinity": "", "abc": "", "1 2": "", "- 5": "",
		"$5": "", "5%": "", "1_0": "", "\u00a05": "", "\f5": "", "١": "", "−5": "", "": "", " ": "", strings.Repeat("9", 65): "",
		strings.Repeat("1,111", 1000): "",
	} {
		got, ok := phptext.ParseAmount(in)
		assert.Equal(t, want != "", ok, in)
		if !ok {
			want = "0"
		}
		assert.Equal(t, want, got.String(), in)
	}
}

// FuzzParseAmount: what is accepted is what this grammar says, and means the same without its commas.
func FuzzParseAmount(f *testing.F) {
	grammar := regexp.MustCompile(`^-?([0-9]+|[1-9][0-9]{0,2}(,[0-9]{3})+)?(\.[0-9]+)?$`)
	for _, seed := range []string{"9.99", "-1,234.50", "0,123", ".5", "5.", "+5", "1e5", " 7\x00", "", "-", "18446744073709551616", "1,234,567"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := phptext.ParseAmount(text)
		trimmed := strings.Trim(text, " \t\n\r\v\x00")
		require.Equal(t, len(trimmed) <= 64 && strings.ContainsAny(trimmed, "0123456789") && grammar.MatchString(trimmed), ok)
		if !ok {
			require.True(t, got.IsZero())
			return
		}
		want, err := decimal.NewFromString(strings.ReplaceAll(trimmed, ",", ""))
		require.NoError(t, err)
		require.Equal(t, want.String(), got.String())
	})
}
