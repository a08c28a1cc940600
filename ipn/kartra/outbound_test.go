package kartra_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn/kartra"
)

// outbound is a body with these details, in Kartra's mixed style.
func outbound(action kartra.Action, details string) []byte {
	return []byte(`{"lead":{"id":"1","email":"ada@example.com","score":"0","custom_fields":[]},"action":"` + string(action) +
		`","action_details":` + details + `}`)
}

func TestActionsAndTheirDetails(t *testing.T) {
	t.Parallel()
	tag, form := &kartra.Tag{ID: 5, Name: "vip"}, &kartra.Form{ID: 6, Name: "contact"}
	membership := &kartra.Membership{ID: 1, Name: "Club", LevelID: 2, LevelName: "Gold"}
	points := int64(100)
	tests := []struct {
		actions []kartra.Action
		details string
		want    kartra.Outbound
	}{
		{[]kartra.Action{kartra.ActionAffiliateSignup, kartra.ActionJVSignup},
			`{"product":{"product_id":"7","product_name":"Demo","official_product_name":"Demo Course"}}`,
			kartra.Outbound{Product: &kartra.Product{ID: 7, Name: "Demo", OfficialName: "Demo Course"}}},
		{[]kartra.Action{kartra.ActionAssignTag, kartra.ActionUnassignTag},
			`{"tag":{"tag_id":5,"tag_name":"vip"}}`, kartra.Outbound{Tag: tag}},
		{[]kartra.Action{kartra.ActionListSubscription, kartra.ActionListUnsubscription},
			`{"list":{"list_id":1,"list_name":"News"}}`, kartra.Outbound{List: &kartra.List{ID: 1, Name: "News"}}},
		{[]kartra.Action{kartra.ActionSequenceSubscription, kartra.ActionSequenceUnsubscription, kartra.ActionSequenceCompletion},
			`{"sequence":{"sequence_id":"1","sequence_name":"Welcome"}}`,
			kartra.Outbound{Sequence: &kartra.Sequence{ID: 1, Name: "Welcome"}}},
		{[]kartra.Action{kartra.ActionMembershipGranted, kartra.ActionMembershipRevoked},
			`{"membership":{"membership_id":1,"membership_name":"Club","level_id":"2","level_name":"Gold"}}`,
			kartra.Outbound{Membership: membership}},
		{[]kartra.Action{kartra.ActionFilledForm},
			`{"form":{"form_id":6,"form_name":"contact"}}`, kartra.Outbound{Form: form}},
		{[]kartra.Action{kartra.ActionFilledForm},
			`{"tag":{"form_id":6,"form_name":"contact"}}`, kartra.Outbound{Form: form}},
		{[]kartra.Action{kartra.ActionPageVisit},
			`{"kartra_page":{"kartra_page_id":3,"kartra_page_name":"Landing"}}`,
			kartra.Outbound{Page: &kartra.Page{ID: 3, Name: "Landing"}}},
		{[]kartra.Action{kartra.ActionSplitTestLinkClick},
			`{"page_split_test_link":{"page_split_test_link_id":4,"page_split_test_link_name":"A or B"}}`,
			kartra.Outbound{SplitTestLink: &kartra.SplitTestLink{ID: 4, Name: "A or B"}}},
		{[]kartra.Action{kartra.ActionVideoPlay, kartra.ActionVideoComplete},
			`{"video":{"video_id":"8","video_name":"Intro"}}`, kartra.Outbound{Video: &kartra.Video{ID: 8, Name: "Intro"}}},
		{[]kartra.Action{kartra.ActionReachesScore}, `{"points":"100"}`, kartra.Outbound{Points: &points}},
		{[]kartra.Action{kartra.ActionReachesScore}, `{"points":100}`, kartra.Outbound{Points: &points}},
		{[]kartra.Action{kartra.ActionCalendarSubscribe, kartra.ActionCalendarCancel, kartra.ActionCalendarComplete},
			`{"calendar":{"calendar_id":1,"calendar_name":"Calls","class_id":"2","class_name":"First call","hosts":[{"host_first_name":` +
				`"Vera","host_last_name":"Vendor","host_email_address":"vera@example.com"}],"vendor_timezone":"Europe/Berlin",` +
				`"calendar_subscription_id":9,"events":[{"day":1}]}}`,
			kartra.Outbound{Calendar: &kartra.Calendar{
				ID: 1, Name: "Calls", ClassID: 2, ClassName: "First call",
				Hosts:          []kartra.Host{{FirstName: "Vera", LastName: "Vendor", Email: "vera@example.com"}},
				VendorTimeZone: "Europe/Berlin", SubscriptionID: "9", Events: json.RawMessage(`[{"day":1}]`),
			}}},
		{[]kartra.Action{kartra.ActionSurveyComplete},
			`{"survey":{"survey_id":"1","survey_name":"Quiz","survey_type":"quiz","survey_score":80,"survey_completion_time":"00:01:30",` +
				`"questions":[{"question_id":1,"question_title":"Why?","question_correct":1,"answers":[{"option_id":"2","option_value":"Yes"}]}]}}`,
			kartra.Outbound{Survey: &kartra.Survey{
				ID: 1, Name: "Quiz", Type: "quiz", Score: "80", CompletionTime: "00:01:30",
				Questions: []kartra.Question{{ID: 1, Title: "Why?", Correct: "1", Answers: []kartra.Choice{{ID: 2, Value: "Yes"}}}},
			}}},
		{[]kartra.Action{"something_new"}, `{"tag":{"tag_id":5,"tag_name":"vip"}}`, kartra.Outbound{Tag: tag}},
	}
	for _, test := range tests {
		for _, action := range test.actions {
			t.Run(string(action), func(t *testing.T) {
				t.Parallel()
				o, err := kartra.DecodeOutbound(outbound(action, test.details))
				require.NoError(t, err)
				want := test.want
				want.Action = action
				want.Lead = kartra.Lead{ID: 1, Email: "ada@example.com", CustomFields: o.Lead.CustomFields}
				assert.Equal(t, want, withoutRaw(o))
				assert.Empty(t, o.Lead.CustomFields)
			})
		}
	}
}

// withoutRaw is a copy that holds what the exported fields hold.
func withoutRaw(o *kartra.Outbound) kartra.Outbound {
	return kartra.Outbound{
		Action: o.Action, Lead: o.Lead, Transaction: o.Transaction, Product: o.Product, Tag: o.Tag, List: o.List,
		Sequence: o.Sequence, Membership: o.Membership, Form: o.Form, Page: o.Page, SplitTestLink: o.SplitTestLink,
		Video: o.Video, Points: o.Points, Calendar: o.Calendar, Survey: o.Survey,
		DetailsExtra: o.DetailsExtra, Extra: o.Extra,
	}
}

func TestUnknownMembersAreKept(t *testing.T) {
	t.Parallel()
	o, err := kartra.DecodeOutbound([]byte(`{"action":"track_link","sent":{"at":1},"action_details":{"link":{"link_id":3},"empty":"",
		"tag":{"tag_id":1,"color":"red"},"transaction_details":{"transaction_id":1,"gift":null}},
		"lead":{"id":1,"pronoun":"","custom_fields":[{"field_id":1,"locked":true,"field_value":[{"option_id":1,"n":[2]}]}]}}`))
	require.NoError(t, err)
	assert.Equal(t, kartra.Action("track_link"), o.Action)
	assert.Equal(t, kartra.Extra{"sent": json.RawMessage(`{"at":1}`)}, o.Extra)
	assert.Equal(t, kartra.Extra{"link": json.RawMessage(`{"link_id":3}`), "empty": json.RawMessage(`""`)}, o.DetailsExtra)
	assert.Equal(t, kartra.Extra{"color": json.RawMessage(`"red"`)}, o.Tag.Extra)
	assert.Equal(t, kartra.Extra{"gift": json.RawMessage(`null`)}, o.Transaction.Extra)
	assert.Equal(t, kartra.Extra{"pronoun": json.RawMessage(`""`)}, o.Lead.Extra)
	assert.Equal(t, kartra.Extra{"locked": json.RawMessage(`true`)}, o.Lead.CustomFields[0].Extra)
	assert.Equal(t, kartra.Extra{"n": json.RawMessage(`[2]`)}, o.Lead.CustomFields[0].Options[0].Extra)
}

func TestOutboundIsNotGated(t *testing.T) {
	t.Parallel()
	o, err := kartra.DecodeOutbound(document(t, "refund_2020"))
	require.NoError(t, err)
	assert.False(t, o.Gated())
	var none *kartra.Outbound
	assert.False(t, none.Gated())
	assert.Nil(t, none.Raw())
	assert.Empty(t, none.Key())
}

func TestExtraPrintsNamesOnly(t *testing.T) {
	t.Parallel()
	o, err := kartra.DecodeOutbound([]byte(`{"action":"a","token":"hidden-value"}`))
	require.NoError(t, err)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
		assert.Equal(t, "[token]", fmt.Sprintf(verb, o.Extra))
	}
	assert.Equal(t, "[token]", o.Extra.LogValue().String())
	written, err := json.Marshal(o.Extra)
	require.NoError(t, err)
	assert.Equal(t, `{"token":"[redacted]"}`, string(written))
	written, err = json.Marshal(kartra.Extra(nil))
	require.NoError(t, err)
	assert.Equal(t, "null", string(written))
}
