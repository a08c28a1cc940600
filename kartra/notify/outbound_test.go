package notify_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/kartra/notify"
)

// outbound is a body with these details, in Kartra's mixed style.
func outbound(action notify.Action, details string) []byte {
	return []byte(`{"lead":{"id":"1","email":"ada@example.com","score":"0","custom_fields":[]},"action":"` + string(action) +
		`","action_details":` + details + `}`)
}

func TestActionsAndTheirDetails(t *testing.T) {
	t.Parallel()
	tag, form := &notify.Tag{ID: 5, Name: "vip"}, &notify.Form{ID: 6, Name: "contact"}
	membership := &notify.Membership{ID: 1, Name: "Club", LevelID: 2, LevelName: "Gold"}
	points := int64(100)
	tests := []struct {
		actions []notify.Action
		details string
		want    notify.Outbound
	}{
		{[]notify.Action{notify.ActionAffiliateSignup, notify.ActionJVSignup},
			`{"product":{"product_id":"7","product_name":"Demo","official_product_name":"Demo Course"}}`,
			notify.Outbound{Product: &notify.Product{ID: 7, Name: "Demo", OfficialName: "Demo Course"}}},
		{[]notify.Action{notify.ActionAssignTag, notify.ActionUnassignTag},
			`{"tag":{"tag_id":5,"tag_name":"vip"}}`, notify.Outbound{Tag: tag}},
		{[]notify.Action{notify.ActionListSubscription, notify.ActionListUnsubscription},
			`{"list":{"list_id":1,"list_name":"News"}}`, notify.Outbound{List: &notify.List{ID: 1, Name: "News"}}},
		{[]notify.Action{notify.ActionSequenceSubscription, notify.ActionSequenceUnsubscription, notify.ActionSequenceCompletion},
			`{"sequence":{"sequence_id":"1","sequence_name":"Welcome"}}`,
			notify.Outbound{Sequence: &notify.Sequence{ID: 1, Name: "Welcome"}}},
		{[]notify.Action{notify.ActionMembershipGranted, notify.ActionMembershipRevoked},
			`{"membership":{"membership_id":1,"membership_name":"Club","level_id":"2","level_name":"Gold"}}`,
			notify.Outbound{Membership: membership}},
		{[]notify.Action{notify.ActionFilledForm},
			`{"form":{"form_id":6,"form_name":"contact"}}`, notify.Outbound{Form: form}},
		{[]notify.Action{notify.ActionFilledForm},
			`{"tag":{"form_id":6,"form_name":"contact"}}`, notify.Outbound{Form: form}},
		{[]notify.Action{notify.ActionPageVisit},
			`{"kartra_page":{"kartra_page_id":3,"kartra_page_name":"Landing"}}`,
			notify.Outbound{Page: &notify.Page{ID: 3, Name: "Landing"}}},
		{[]notify.Action{notify.ActionSplitTestLinkClick},
			`{"page_split_test_link":{"page_split_test_link_id":4,"page_split_test_link_name":"A or B"}}`,
			notify.Outbound{SplitTestLink: &notify.SplitTestLink{ID: 4, Name: "A or B"}}},
		{[]notify.Action{notify.ActionVideoPlay, notify.ActionVideoComplete},
			`{"video":{"video_id":"8","video_name":"Intro"}}`, notify.Outbound{Video: &notify.Video{ID: 8, Name: "Intro"}}},
		{[]notify.Action{notify.ActionReachesScore}, `{"points":"100"}`, notify.Outbound{Points: &points}},
		{[]notify.Action{notify.ActionReachesScore}, `{"points":100}`, notify.Outbound{Points: &points}},
		{[]notify.Action{notify.ActionCalendarSubscribe, notify.ActionCalendarCancel, notify.ActionCalendarComplete},
			`{"calendar":{"calendar_id":1,"calendar_name":"Calls","class_id":"2","class_name":"First call","hosts":[{"host_first_name":` +
				`"Vera","host_last_name":"Vendor","host_email_address":"vera@example.com"}],"vendor_timezone":"Europe/Berlin",` +
				`"calendar_subscription_id":9,"events":[{"day":1}]}}`,
			notify.Outbound{Calendar: &notify.Calendar{
				ID: 1, Name: "Calls", ClassID: 2, ClassName: "First call",
				Hosts:          []notify.Host{{FirstName: "Vera", LastName: "Vendor", Email: "vera@example.com"}},
				VendorTimeZone: "Europe/Berlin", SubscriptionID: "9", Events: json.RawMessage(`[{"day":1}]`),
			}}},
		{[]notify.Action{notify.ActionSurveyComplete},
			`{"survey":{"survey_id":"1","survey_name":"Quiz","survey_type":"quiz","survey_score":80,"survey_completion_time":"00:01:30",` +
				`"questions":[{"question_id":1,"question_title":"Why?","question_correct":1,"answers":[{"option_id":"2","option_value":"Yes"}]}]}}`,
			notify.Outbound{Survey: &notify.Survey{
				ID: 1, Name: "Quiz", Type: "quiz", Score: "80", CompletionTime: "00:01:30",
				Questions: []notify.Question{{ID: 1, Title: "Why?", Correct: "1", Answers: []notify.Choice{{ID: 2, Value: "Yes"}}}},
			}}},
		{[]notify.Action{"something_new"}, `{"tag":{"tag_id":5,"tag_name":"vip"}}`, notify.Outbound{Tag: tag}},
	}
	for _, test := range tests {
		for _, action := range test.actions {
			t.Run(string(action), func(t *testing.T) {
				t.Parallel()
				o, err := notify.DecodeOutbound(outbound(action, test.details))
				require.NoError(t, err)
				want := test.want
				want.Action = action
				want.Lead = notify.Lead{ID: 1, Email: "ada@example.com", CustomFields: o.Lead.CustomFields}
				assert.Equal(t, want, withoutRaw(o))
				assert.Empty(t, o.Lead.CustomFields)
			})
		}
	}
}

// withoutRaw is a copy that holds what the exported fields hold.
func withoutRaw(o *notify.Outbound) notify.Outbound {
	return notify.Outbound{
		Action: o.Action, Lead: o.Lead, Transaction: o.Transaction, Product: o.Product, Tag: o.Tag, List: o.List,
		Sequence: o.Sequence, Membership: o.Membership, Form: o.Form, Page: o.Page, SplitTestLink: o.SplitTestLink,
		Video: o.Video, Points: o.Points, Calendar: o.Calendar, Survey: o.Survey,
		DetailsExtra: o.DetailsExtra, Extra: o.Extra,
	}
}

func TestUnknownMembersAreKept(t *testing.T) {
	t.Parallel()
	o, err := notify.DecodeOutbound([]byte(`{"action":"track_link","sent":{"at":1},"action_details":{"link":{"link_id":3},"empty":"",
		"tag":{"tag_id":1,"color":"red"},"transaction_details":{"transaction_id":1,"gift":null}},
		"lead":{"id":1,"pronoun":"","custom_fields":[{"field_id":1,"locked":true,"field_value":[{"option_id":1,"n":[2]}]}]}}`))
	require.NoError(t, err)
	assert.Equal(t, notify.Action("track_link"), o.Action)
	assert.Equal(t, api.Extra{"sent": json.RawMessage(`{"at":1}`)}, o.Extra)
	assert.Equal(t, api.Extra{"link": json.RawMessage(`{"link_id":3}`), "empty": json.RawMessage(`""`)}, o.DetailsExtra)
	assert.Equal(t, api.Extra{"color": json.RawMessage(`"red"`)}, o.Tag.Extra)
	assert.Equal(t, api.Extra{"gift": json.RawMessage(`null`)}, o.Transaction.Extra)
	assert.Equal(t, api.Extra{"pronoun": json.RawMessage(`""`)}, o.Lead.Extra)
	assert.Equal(t, api.Extra{"locked": json.RawMessage(`true`)}, o.Lead.CustomFields[0].Extra)
	assert.Equal(t, api.Extra{"n": json.RawMessage(`[2]`)}, o.Lead.CustomFields[0].Options[0].Extra)
}

func TestOutboundIsNotGated(t *testing.T) {
	t.Parallel()
	o, err := notify.DecodeOutbound(document(t, "refund_2020"))
	require.NoError(t, err)
	assert.False(t, o.Gated())
	var none *notify.Outbound
	assert.False(t, none.Gated())
	assert.Nil(t, none.Raw())
	assert.Empty(t, none.Key())
}

func TestExtraPrintsNamesOnly(t *testing.T) {
	t.Parallel()
	o, err := notify.DecodeOutbound([]byte(`{"action":"a","token":"hidden-value"}`))
	require.NoError(t, err)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
		assert.Equal(t, "[token]", fmt.Sprintf(verb, o.Extra))
	}
	assert.Equal(t, "[token]", o.Extra.LogValue().String())
	written, err := json.Marshal(o.Extra)
	require.NoError(t, err)
	assert.Equal(t, `{"token":"[redacted]"}`, string(written))
	written, err = json.Marshal(api.Extra(nil))
	require.NoError(t, err)
	assert.Equal(t, "null", string(written))
}
