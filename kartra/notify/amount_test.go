package notify_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/kartra/notify"
)

// onBothSurfaces decodes a full amount that came as a text on the IPN and on the Outbound API.
func onBothSurfaces(t *testing.T, text string, check func(tx notify.Transaction, name string, err error)) {
	t.Helper()
	n, err := notify.DecodeIPN([]byte("transaction_type=sale&transaction_full_amount=" + url.QueryEscape(text)))
	require.NotNil(t, n)
	check(n.Transaction, "transaction_full_amount", err)
	quoted, jsonErr := json.Marshal(text)
	require.NoError(t, jsonErr)
	o, err := notify.DecodeOutbound(outbound("a", `{"transaction_details":{"transaction_full_amount":`+string(quoted)+`}}`))
	require.NotNil(t, o)
	check(*o.Transaction, "action_details.transaction_details.transaction_full_amount", err)
}

func TestAmounts(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"9.99": "9.99", "297.00": "297", "0.10": "0.1", ".5": "0.5", "-.5": "-0.5", "-4.20": "-4.2", "0": "0", "-0": "0", "00": "0",
		"007": "7", " 5\t\x00": "5", "1,234.50": "1234.5", "-1,234": "-1234", "12,345,678": "12345678", "9007199254740993.01": "9007199254740993.01",
		"123456789012345678901234567890.12": "123456789012345678901234567890.12", "9223372036854775808": "9223372036854775808",
	} {
		onBothSurfaces(t, in, func(tx notify.Transaction, _ string, err error) {
			require.NoError(t, err, in)
			assert.Equal(t, want, tx.FullAmount.String(), in)
		})
	}
	for _, in := range []string{
		"0,123", "-0,500", "00,123", "012,345", "0,123.45", "12,34", "1,23.00", "1234,567", ",123", "1,,234", "1,234,", "1.5,000", "1,234.5,6",
		"+5", "-+5", "--5", "5-", "5.", "-5.", ".", "-", "-.", "1.2.3", "1e5", "1E400000000", "1,234e5", "0x1F", "NaN", "abc", "1 2", "- 5",
		"$5", "1_0", "\u00a05", "\f5", "١", "−5", strings.Repeat("9", 65),
	} {
		onBothSurfaces(t, in, func(tx notify.Transaction, name string, err error) {
			var bad *ipn.FieldError
			require.ErrorAs(t, err, &bad, in)
			assert.Equal(t, []string{name}, bad.Fields, in)
			assert.True(t, tx.FullAmount.IsZero(), in)
		})
	}
}

// JSON numbers have no commas and no plus; exponents are refused here, because no amount of Kartra has one.
func TestAmountsAsNumbers(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"9.99": "9.99", "-5": "-5", "1234.50": "1234.5", "0": "0", "1e3": "", "1.0e-5": ""} {
		o, err := notify.DecodeOutbound(outbound("a", `{"transaction_details":{"transaction_full_amount":`+in+`}}`))
		if want == "" {
			require.ErrorIs(t, err, ipn.ErrBadField, in)
			continue
		}
		require.NoError(t, err, in)
		assert.Equal(t, want, o.Transaction.FullAmount.String(), in)
	}
}
