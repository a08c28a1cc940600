package notify_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/kartra/notify"
)

func TestEmptyInPHPsSpellings(t *testing.T) {
	t.Parallel()
	for _, empty := range []string{`""`, `[]`, `null`, `{}`, `false`} {
		body := `{"action":"assign_tag","lead":` + empty + `,"action_details":` + empty + `}`
		o, err := notify.DecodeOutbound([]byte(body))
		require.NoError(t, err, empty)
		assert.Equal(t, notify.Outbound{Action: "assign_tag"}, withoutRaw(o))
		body = `{"action":"a","lead":{"id":` + empty + `,"custom_fields":` + empty + `,"date_joined":` + empty + `},
			"action_details":{"tag":` + empty + `,"transaction_details":` + empty + `}}`
		o, err = notify.DecodeOutbound([]byte(body))
		require.NoError(t, err, empty)
		assert.Zero(t, o.Lead.ID)
		assert.Empty(t, o.Lead.CustomFields)
		assert.Nil(t, o.Transaction)
		assert.Nil(t, o.Tag)
	}
}

func TestWhatDoesNotParseIsNamed(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		body string
		want []string
	}{
		"all kinds of places": {`{"action":"a","lead":{"id":"x","date_joined":"soon","email":["a"],"blacklisted":{"a":1},
			"custom_fields":[{"field_id":"?"}]},"action_details":{"transaction_details":{"transaction_full_amount":"abc",
			"transaction_date":"2020-02-30 00:00:00","lead_id":"1.5","buyer_id":"y","transaction_quantity":"9223372036854775808"},
			"tag":{"tag_id":"x"},"survey":{"questions":[{"answers":[{"option_id":"x"}]}]},"points":[1]}}`,
			[]string{"lead.id", "lead.date_joined", "lead.email", "lead.blacklisted", "lead.custom_fields[0].field_id",
				"action_details.transaction_details.transaction_full_amount", "action_details.transaction_details.transaction_date",
				"action_details.transaction_details.lead_id", "action_details.transaction_details.buyer_id",
				"action_details.transaction_details.transaction_quantity", "action_details.tag.tag_id",
				"action_details.survey.questions[0].answers[0].option_id", "action_details.points"}},
		"objects that are none": {`{"action":"a","lead":"x","action_details":3}`, []string{"lead", "action_details"}},
		"custom value":          {`{"action":"a","lead":{"custom_fields":[{},{"field_value":[1]}]}}`, []string{"lead.custom_fields[1].field_value[0]"}},
		"custom fields, a text": {`{"action":"a","lead":{"custom_fields":"x"}}`, []string{"lead.custom_fields"}},
		"amounts": {`{"action":"a","action_details":{"transaction_details":{"transaction_full_amount":"1e9","transaction_base_amount":"12,34",
			"transaction_tax":"1.2.3","transaction_discount":"` + strings.Repeat("9", 65) + `","transaction_shipping":"1_0"}}}`,
			[]string{"action_details.transaction_details.transaction_full_amount",
				"action_details.transaction_details.transaction_base_amount", "action_details.transaction_details.transaction_tax",
				"action_details.transaction_details.transaction_discount", "action_details.transaction_details.transaction_shipping"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o, err := notify.DecodeOutbound([]byte(test.body))
			require.ErrorIs(t, err, ipn.ErrBadField)
			var bad *ipn.FieldError
			require.ErrorAs(t, err, &bad)
			assert.Equal(t, test.want, bad.Fields)
			require.NotNil(t, o, "the rest is there")
			assert.Equal(t, test.body, string(o.Raw()))
		})
	}
}

// A body of nothing but faults fills neither the error nor the log, and of two members of one name the last counts, whole.
func TestRepeatedMembers(t *testing.T) {
	t.Parallel()
	o, err := notify.DecodeOutbound([]byte(`{"action":"a","lead":{"id":"x","id":"y","email":"a@example.com"},"lead":{"id":"z"}}`))
	require.EqualError(t, err, "ipn: bad field: lead.id")
	assert.Empty(t, o.Lead.Email)
	many := `{"action":"a","lead":{"custom_fields":[{}` + strings.Repeat(`,{"field_value":[1]}`, 1000) + `]}}`
	_, err = notify.DecodeOutbound([]byte(many))
	var bad *ipn.FieldError
	require.ErrorAs(t, err, &bad)
	assert.Len(t, bad.Fields, 100)
}

func TestValues(t *testing.T) {
	t.Parallel()
	o, err := notify.DecodeOutbound([]byte(`{"action":" buy_product ","lead":{"id":12.0,"score":"-3","blacklisted":"false","lead_deleted":true,
		"company":"N/A","date_joined":"0000-00-00 00:00:00","source":"0"},"action_details":{"transaction_details":{
		"transaction_full_amount":"1,234.50","transaction_base_amount":-5,"transaction_tax":"N/A","transaction_shipping":0.10,
		"transaction_subscription_id":0,"transaction_parent_id":"0","original_id":"N/A","transaction_last_4_card_digits":42,
		"transaction_date":"2024-07-01"}}}`), notify.WithLocation(time.UTC))
	require.NoError(t, err)
	assert.Equal(t, notify.ActionBuyProduct, o.Action)
	assert.Equal(t, int64(12), o.Lead.ID)
	assert.Equal(t, int64(-3), o.Lead.Score)
	assert.False(t, o.Lead.Blacklisted)
	assert.True(t, o.Lead.LeadDeleted)
	assert.Equal(t, "0", o.Lead.Source)
	assert.True(t, o.Lead.DateJoined.IsZero())
	assert.Equal(t, "0000-00-00 00:00:00", o.Lead.DateJoinedText)
	assert.Nil(t, o.Lead.GDPR)
	tx := o.Transaction
	assert.Equal(t, "1234.5", tx.FullAmount.String())
	assert.Equal(t, "-5", tx.BaseAmount.String())
	assert.Equal(t, "0.1", tx.ShippingAmount.String())
	assert.True(t, tx.Tax.IsZero())
	assert.Empty(t, tx.SubscriptionID+tx.ParentID+tx.OriginalID)
	assert.Equal(t, "0042", tx.Last4CardDigits)
	assert.Equal(t, time.Date(2024, 7, 1, 0, 0, 0, 0, time.UTC), tx.Date)
}

func TestTimesAreReadInAPlace(t *testing.T) {
	t.Parallel()
	body := outbound("a", `{"transaction_details":{"transaction_date":"2024-07-01 12:00:00"}}`)
	for name, test := range map[string]struct {
		opts []notify.Option
		want time.Time
	}{
		"default, no summer time": {nil, time.Date(2024, 7, 1, 17, 0, 0, 0, time.UTC)},
		"UTC":                     {[]notify.Option{notify.WithLocation(time.UTC)}, time.Date(2024, 7, 1, 12, 0, 0, 0, time.UTC)},
		"another": {[]notify.Option{notify.WithLocation(time.FixedZone("", 2*3600))},
			time.Date(2024, 7, 1, 10, 0, 0, 0, time.UTC)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o, err := notify.DecodeOutbound(body, test.opts...)
			require.NoError(t, err)
			assert.Equal(t, test.want, o.Transaction.Date)
			assert.Equal(t, "2024-07-01 12:00:00", o.Transaction.DateText)
		})
	}
}

func TestBadDecodeOptions(t *testing.T) {
	t.Parallel()
	v := verifier(t, secret)
	for want, opt := range map[string]notify.Option{"kartra/notify: nil option": nil, "kartra/notify: WithLocation: nil": notify.WithLocation(nil)} {
		o, err := notify.DecodeOutbound(outbound("a", "[]"), opt)
		require.EqualError(t, err, want)
		assert.Nil(t, o)
		n, err := notify.DecodeIPN([]byte("transaction_type=sale"), opt)
		require.EqualError(t, err, want)
		assert.Nil(t, n)
		n, err = v.Verify(encode(documentedIPN(notify.KindSale)...), opt)
		require.EqualError(t, err, want)
		assert.Nil(t, n)
		assert.PanicsWithValue(t, want, func() { ipnReceiver(t, new(calls).ipn, opt) })
	}
}
