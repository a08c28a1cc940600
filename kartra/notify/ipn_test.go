package notify_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/kartra/notify"
)

const secret = "ipn-secret-for-tests"

// field is one field of a form, in wire order.
type field struct{ name, value string }

func encode(fields ...field) []byte {
	var body strings.Builder
	for _, f := range fields {
		fmt.Fprintf(&body, "%s=%s&", url.QueryEscape(f.name), url.QueryEscape(f.value))
	}
	return []byte(strings.TrimSuffix(body.String(), "&"))
}

// documentedIPN is an IPN as Kartra's page of that kind lists it.
func documentedIPN(kind notify.Kind) []field {
	fields := []field{{"transaction_id", "2002"}}
	if kind != notify.KindCancellation {
		fields = append(fields, []field{
			{"transaction_full_amount", "49.00"}, {"transaction_base_amount", "50.00"}, {"transaction_discount", "5.00"},
			{"transaction_shipping", "0.50"}, {"transaction_tax", "3.50"},
		}...)
	}
	fields = append(fields, field{"transaction_date", "2024-05-03 09:30:00"}, field{"transaction_type", string(kind)})
	if kind != notify.KindCancellation {
		fields = append(fields, []field{
			{"transaction_parent_id", "0"}, {"transaction_affiliate", "partner1"}, {"transaction_jv", "N/A"},
			{"transaction_quantity", "1"}, {"transaction_subscription_pay_number", "2"},
		}...)
	}
	fields = append(fields, []field{
		{"transaction_subscription_id", "I-TEST00000001"}, {"transaction_internal_subscription_id", "3003"},
		{"transaction_last_4_card_digits", "0042"}, {"original_id", "2001"}, {"product_name", "Demo Course"},
		{"product_id", "77"}, {"product_price_point", "1"},
	}...)
	if kind == notify.KindSale {
		fields = append(fields, []field{
			{"trial", "1"}, {"trial_amount", "1.00"}, {"trial_period", "14"}, {"payments_left", "3"},
		}...)
	}
	return append(fields, lead()...)
}

func lead() []field {
	return []field{
		{"lead_id", "4711"}, {"lead_first_name", "Ada"}, {"lead_last_name", "Example"}, {"lead_email", "ada@example.com"},
		{"lead_username", "ada"}, {"lead_phone_country_code", "+1"}, {"lead_phone_number", "5550100"},
		{"lead_address", "1 Sample Street"}, {"lead_city", "Springfield"}, {"lead_zip", "01234"},
		{"lead_state", "Massachusetts"}, {"lead_country", "United States"}, {"lead_country_code_2", "US"},
		{"lead_country_code_3", "USA"}, {"lead_ip", "192.0.2.10"}, {"secret_key", secret},
		{"vendor_tracking_id_1", "spring"}, {"vendor_tracking_id_2", "mail"}, {"vendor_tracking_link", "spring-mail"},
		{"gdpr_lead_status", "2"}, {"gdpr_lead_status_date", "02 Nov 2019 08:16:00"}, {"gdpr_lead_status_ip", "192.0.2.11"},
		{"gdpr_lead_communications", "1"},
	}
}

var kinds = []notify.Kind{
	notify.KindSale, notify.KindRefund, notify.KindPartialRefund, notify.KindRebill, notify.KindFailed,
	notify.KindChargeback, notify.KindCancellation,
}

func verifier(t testing.TB, secrets ...string) *notify.Verifier {
	t.Helper()
	v, err := notify.NewVerifier(secrets...)
	require.NoError(t, err)
	return v
}

func TestIPNKinds(t *testing.T) {
	t.Parallel()
	notOnIPN := []string{
		"Transaction.PaymentProcessorType", "Transaction.Shipping.FirstName", "Transaction.Shipping.LastName",
		"Transaction.Shipping.Address", "Transaction.Shipping.City", "Transaction.Shipping.Zip",
		"Transaction.Shipping.Country", "Transaction.Shipping.State", "Transaction.ParentID", "Transaction.JV",
	}
	notOnCancellation := []string{
		"Transaction.FullAmount", "Transaction.BaseAmount", "Transaction.Discount", "Transaction.Tax",
		"Transaction.ShippingAmount", "Transaction.Quantity", "Transaction.Affiliate", "Transaction.SubscriptionPayNumber",
	}
	for _, kind := range kinds {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			n, err := verifier(t, secret).Verify(encode(documentedIPN(kind)...))
			require.NoError(t, err)
			empty := notOnIPN
			if kind != notify.KindSale {
				empty = slices.Concat(empty, ipnOnly)
			}
			if kind == notify.KindCancellation {
				empty = slices.Concat(empty, notOnCancellation)
			}
			requireComplete(t, n, empty...)
			assert.Equal(t, kind, n.Kind)
			assert.Equal(t, "2002", n.TransactionID)
			assert.Equal(t, "I-TEST00000001", n.SubscriptionID)
			assert.Equal(t, time.Date(2024, 5, 3, 14, 30, 0, 0, time.UTC), n.Date)
			assert.Equal(t, "01234", n.Billing.Zip)
			assert.Equal(t, int64(1), *n.GDPR.Communications)
			assert.True(t, n.Verified())
			if kind != notify.KindCancellation {
				assert.Equal(t, "49", n.FullAmount.String())
			}
		})
	}
}

func TestIPNFirstGeneration(t *testing.T) {
	t.Parallel()
	var fields []field
	for _, f := range documentedIPN(notify.KindCancellation) {
		switch f.name {
		case "lead_country_code_2", "lead_country_code_3", "lead_ip", "transaction_last_4_card_digits", "original_id":
			continue
		case "lead_id", "lead_first_name", "lead_last_name", "lead_email", "lead_username":
			f.name = "buyer_" + strings.TrimPrefix(f.name, "lead_")
		default:
			if rest, ok := strings.CutPrefix(f.name, "lead_"); ok {
				f.name = "buyer_billing_" + rest
			}
		}
		fields = append(fields, f)
	}
	n, err := notify.DecodeIPN(encode(fields...))
	require.NoError(t, err)
	assert.Nil(t, n.Extra)
	assert.Equal(t, notify.Buyer{ID: 4711, FirstName: "Ada", LastName: "Example", Email: "ada@example.com", Username: "ada"}, n.Buyer)
	assert.Equal(t, notify.Billing{
		PhoneCountryCode: "+1", PhoneNumber: "5550100", Address: "1 Sample Street", City: "Springfield", Zip: "01234",
		State: "Massachusetts", Country: "United States",
	}, n.Billing)
}

// Every field that is not there is sent as N/A.
func TestIPNNotAvailable(t *testing.T) {
	t.Parallel()
	fields := documentedIPN(notify.KindSale)
	for i := range fields {
		if fields[i].name != "transaction_type" {
			fields[i].value = "N/A"
		}
	}
	n, err := notify.DecodeIPN(encode(fields...))
	require.NoError(t, err)
	assert.Equal(t, notify.Transaction{Kind: notify.KindSale}, n.Transaction)
	assert.Nil(t, n.GDPR)
}

func TestIPNKeepsWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	body := []byte("transaction_type=paused&coupon=SPRING+%22x%22&list[]=a&list[k]=b&empty=")
	n, err := notify.DecodeIPN(body)
	require.NoError(t, err)
	assert.Equal(t, notify.Kind("paused"), n.Kind)
	assert.Equal(t, api.Extra{
		"coupon": json.RawMessage(`"SPRING \"x\""`), "list": json.RawMessage(`["a","b"]`), "empty": json.RawMessage(`""`),
	}, n.Extra)
	assert.Equal(t, string(body), string(n.Raw()))
	assert.False(t, n.Verified())
}

func TestIPNNamesWhatDoesNotParse(t *testing.T) {
	t.Parallel()
	n, err := notify.DecodeIPN([]byte("transaction_type=sale&transaction_full_amount=abc&lead_id[]=1&transaction_date=soon&trial=x"))
	var bad *ipn.FieldError
	require.ErrorAs(t, err, &bad)
	require.ErrorIs(t, err, ipn.ErrBadField)
	assert.Equal(t, []string{"transaction_full_amount", "lead_id", "transaction_date", "trial"}, bad.Fields)
	assert.Equal(t, "soon", n.DateText)
	assert.True(t, n.Date.IsZero())
	n, err = notify.DecodeIPN([]byte("transaction_type[]=sale"))
	require.ErrorIs(t, err, ipn.ErrBadField)
	assert.Empty(t, n.Kind)
}

func TestIPNRefusesWhatIsNone(t *testing.T) {
	t.Parallel()
	good := encode(documentedIPN(notify.KindSale)...)
	for name, test := range map[string]struct {
		body []byte
		want error
	}{
		"nil":              {nil, ipn.ErrMalformed},
		"list":             {[]byte("[]"), ipn.ErrMalformed},
		"null":             {[]byte("null"), ipn.ErrMalformed},
		"JSON":             {document(t, "refund_2020"), ipn.ErrMalformed},
		"no kind":          {[]byte("transaction_id=1&transaction_type="), ipn.ErrMalformed},
		"kind is N/A":      {[]byte("transaction_type=N%2FA"), ipn.ErrMalformed},
		"truncated":        {good[:50], ipn.ErrMalformed},
		"2 MB":             {bytes.Repeat([]byte("a"), 2<<20), ipn.ErrTooLarge},
		"many fields":      {bytes.Repeat([]byte("a=1&"), 2000), ipn.ErrTooLarge},
		"many secrets":     {bytes.Repeat([]byte("secret_key=1&"), 2000), ipn.ErrTooLarge},
		"1 MB of escapes":  {bytes.Repeat([]byte("%&"), 1<<19), ipn.ErrTooLarge},
		"deep":             {[]byte("a" + strings.Repeat("[a]", 100_000) + "=1"), ipn.ErrMalformed},
		"1 MB of brackets": {[]byte(strings.Repeat("[", 1<<20)), ipn.ErrMalformed},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n, err := notify.DecodeIPN(test.body)
			require.ErrorIs(t, err, test.want)
			assert.Nil(t, n)
			n, err = verifier(t, secret).Verify(test.body)
			require.ErrorIs(t, err, test.want)
			assert.Nil(t, n)
		})
	}
}
