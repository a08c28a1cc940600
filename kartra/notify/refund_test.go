package notify_test

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/kartra/notify"
)

func document(t testing.TB, name string) []byte {
	t.Helper()
	body, err := os.ReadFile("testdata/" + name + ".json")
	require.NoError(t, err)
	return body
}

// numeric names the members that Kartra's page declares as integer or float.
var numeric = []string{
	"id", "score", "lead_deleted", "referring_id", "blacklisted", "source_id", "gdpr_lead_status",
	"gdpr_lead_communications", "field_id", "option_id", "transaction_id", "buyer_id", "lead_id", "product_id",
	"product_price_point", "transaction_full_amount", "transaction_base_amount", "transaction_discount",
	"transaction_tax", "transaction_shipping", "transaction_parent_id", "transaction_subscription_pay_number",
	"original_id", "transaction_quantity", "transaction_internal_subscription_id", "transaction_last_4_card_digits",
}

// withNumbers writes the strings of those members as bare numbers: all of them, or every second one.
func withNumbers(t testing.TB, body []byte, every int) []byte {
	t.Helper()
	n := 0
	var loosen func(name string, v any) any
	loosen = func(name string, v any) any {
		switch v := v.(type) {
		case map[string]any:
			names := make([]string, 0, len(v))
			for name := range v {
				names = append(names, name)
			}
			slices.Sort(names)
			for _, name := range names {
				v[name] = loosen(name, v[name])
			}
		case []any:
			for i := range v {
				v[i] = loosen("", v[i])
			}
		case string:
			if n++; slices.Contains(numeric, name) && n%every == 0 {
				f, err := strconv.ParseFloat(v, 64)
				require.NoError(t, err)
				return f
			}
		}
		return v
	}
	var v any
	require.NoError(t, json.Unmarshal(body, &v))
	loose, err := json.Marshal(loosen("", v))
	require.NoError(t, err)
	return loose
}

// walk visits every exported field below v.
func walk(path string, v reflect.Value, visit func(path string, v reflect.Value)) {
	switch {
	case v.Kind() == reflect.Pointer && !v.IsNil():
		walk(path, v.Elem(), visit)
	case v.Kind() == reflect.Slice && v.Len() > 0 && v.Type().Elem().Kind() == reflect.Struct:
		for i := range v.Len() {
			walk(path+"[]", v.Index(i), visit)
		}
	case v.Kind() == reflect.Struct && strings.HasSuffix(v.Type().PkgPath(), "/kartra/notify"):
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				walk(path+"."+f.Name, v.Field(i), visit)
			}
		}
	default:
		visit(path, v)
	}
}

// requireComplete demands that nothing is left in an Extra at any depth, and that all fields but these are filled.
func requireComplete(t testing.TB, v any, empty ...string) {
	t.Helper()
	var left, missing []string
	walk("", reflect.ValueOf(v), func(path string, v reflect.Value) {
		switch v.Interface().(type) {
		case api.Extra:
			if !v.IsNil() {
				left = append(left, path)
			}
		default:
			if v.IsZero() {
				missing = append(missing, strings.TrimPrefix(path, "."))
			}
		}
	})
	require.Empty(t, left, "left in Extra")
	slices.Sort(missing)
	require.Equal(t, slices.Sorted(slices.Values(empty)), slices.Compact(missing))
}

var (
	otherDetails = []string{
		"Product", "Tag", "List", "Sequence", "Membership", "Form", "Page", "SplitTestLink", "Video", "Points", "Calendar",
		"Survey",
	}
	otherValues = []string{"Lead.CustomFields[].Options", "Lead.CustomFields[].Value"}
	ipnOnly     = []string{
		"Transaction.Trial", "Transaction.TrialAmount", "Transaction.TrialPeriod", "Transaction.PaymentsLeft",
	}
)

func TestDocumentedRefund(t *testing.T) {
	t.Parallel()
	emptyIn := map[string][]string{
		"refund_2020": {
			"Lead.LeadPreferredTimeZone", "Transaction.Quantity", "Transaction.InternalSubscriptionID",
			"Transaction.Last4CardDigits", "Transaction.Buyer.IP", "Transaction.Billing.CountryCode2",
			"Transaction.Billing.CountryCode3",
		},
		"refund_2024": {"Lead.GooglePlus", "Lead.LeadDeleted", "Lead.LeadDeletedDate", "Lead.LeadDeletedDateText"},
	}
	for name, empty := range emptyIn {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body := document(t, name)
			strict, err := notify.DecodeOutbound(body)
			require.NoError(t, err)
			requireComplete(t, strict, slices.Concat(empty, otherDetails, otherValues, ipnOnly)...)
			requireRefund(t, strict)
			for _, every := range []int{1, 2, 3} {
				loose, err := notify.DecodeOutbound(withNumbers(t, body, every))
				require.NoError(t, err)
				requireComplete(t, loose, slices.Concat(empty, otherDetails, otherValues, ipnOnly)...)
				requireRefund(t, loose)
				assert.Equal(t, strict.Lead, loose.Lead)
				assert.Equal(t, strict.Key(), loose.Key())
			}
		})
	}
}

func requireRefund(t testing.TB, o *notify.Outbound) {
	t.Helper()
	assert.Equal(t, notify.ActionRefundProduct, o.Action)
	assert.Equal(t, int64(4711), o.Lead.ID)
	assert.Equal(t, "01234", o.Lead.Zip)
	assert.Equal(t, time.Date(2019, 11, 2, 13, 15, 0, 0, time.UTC), o.Lead.DateJoined)
	assert.Equal(t, "2019-11-02 08:15:00", o.Lead.DateJoinedText)
	assert.Equal(t, "https://ada.example", o.Lead.Website)
	assert.Equal(t, notify.GDPRAccepted, o.Lead.GDPR.Status)
	assert.Equal(t, int64(1), *o.Lead.GDPR.Communications)
	assert.True(t, o.Lead.Blacklisted)
	requireCustomFields(t, o.Lead.CustomFields)

	tx := o.Transaction
	require.NotNil(t, tx)
	assert.Equal(t, "1002", tx.TransactionID)
	assert.Equal(t, "1001", tx.ParentID)
	assert.Equal(t, "1000", tx.OriginalID)
	assert.Equal(t, notify.KindRefund, tx.Kind)
	assert.Equal(t, "49", tx.FullAmount.String())
	assert.Equal(t, "50", tx.BaseAmount.String())
	assert.Equal(t, "5", tx.Discount.String())
	assert.Equal(t, "3.5", tx.Tax.String())
	assert.Equal(t, "0.5", tx.ShippingAmount.String())
	assert.Equal(t, time.Date(2020, 5, 3, 14, 30, 0, 0, time.UTC), tx.Date)
	assert.Equal(t, notify.Buyer{
		ID: 4711, FirstName: "Ada", LastName: "Example", Email: "ada@example.com", Username: "ada", IP: tx.Buyer.IP,
	}, tx.Buyer)
	assert.Equal(t, "01234", tx.Billing.Zip)
	assert.Equal(t, "04321", tx.Shipping.Zip)
	assert.Equal(t, "+1", tx.Billing.PhoneCountryCode)
}

func requireCustomFields(t testing.TB, fields []notify.CustomField) {
	t.Helper()
	choice := func(id int64, value string) notify.Choice { return notify.Choice{ID: id, Value: value} }
	assert.Equal(t, []notify.CustomField{
		{ID: 1, Identifier: "nickname", Type: notify.FieldInput, Value: "Countess"},
		{ID: 2, Identifier: "notes", Type: notify.FieldTextArea, Value: "first line\nsecond line"},
		{ID: 3, Identifier: "size", Type: notify.FieldDropDown, Options: []notify.Choice{choice(31, "M")}},
		{ID: 4, Identifier: "plan", Type: notify.FieldRadio, Options: []notify.Choice{choice(41, "pro")}},
		{ID: 5, Identifier: "colors", Type: notify.FieldCheckbox, Options: []notify.Choice{choice(51, "red"), choice(52, "blue")}},
		{ID: 6, Identifier: "topics", Type: notify.FieldCheckbox},
	}, fields)
}

func TestLaterGenerationWins(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ details, email string }{
		"both, later first":    {`"lead_email":"new@example.com","buyer_email":"old@example.com"`, "new@example.com"},
		"both, later last":     {`"buyer_email":"old@example.com","lead_email":"new@example.com"`, "new@example.com"},
		"later empty":          {`"lead_email":"","buyer_email":"old@example.com"`, "old@example.com"},
		"later empty and last": {`"buyer_email":"old@example.com","lead_email":null`, "old@example.com"},
		"later not available":  {`"buyer_email":"old@example.com","lead_email":"N/A"`, "old@example.com"},
		"older alone":          {`"buyer_email":"old@example.com"`, "old@example.com"},
		"neither":              {`"buyer_email":"","lead_email":""`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o, err := notify.DecodeOutbound([]byte(`{"action":"a","action_details":{"transaction_details":{` + test.details + `}}}`))
			require.NoError(t, err)
			assert.Equal(t, test.email, o.Transaction.Buyer.Email)
			assert.Nil(t, o.Transaction.Extra)
		})
	}
}

func TestPartialRefundAndOtherSpellings(t *testing.T) {
	t.Parallel()
	text := string(document(t, "refund_2024"))
	text = strings.Replace(text, `"refund_product"`, `"partial_refund_product"`, 1)
	text = strings.Replace(text, `"transaction_type": "refund"`, `"transaction_type": "partial_refund"`, 1)
	o, err := notify.DecodeOutbound([]byte("\ufeff" + text))
	require.NoError(t, err)
	assert.Equal(t, notify.ActionPartialRefundProduct, o.Action)
	assert.Equal(t, notify.KindPartialRefund, o.Transaction.Kind)
	assert.Equal(t, "I-TEST00000001", o.Transaction.SubscriptionID)
	assert.Equal(t, "3003", o.Transaction.InternalSubscriptionID)
	assert.Equal(t, "0042", o.Transaction.Last4CardDigits)
	assert.Equal(t, int64(2), o.Transaction.Quantity)
	assert.Equal(t, text, strings.TrimPrefix(string(o.Raw()), "\ufeff"))
}
