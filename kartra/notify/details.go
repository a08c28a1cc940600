package notify

import (
	"encoding/json"

	"github.com/paykickstart-go/sdk/api"
)

// Product is what an affiliate or joint venture partner signed up for.
type Product struct {
	ID           int64  `json:"product_id"`
	Name         string `json:"product_name"`
	OfficialName string `json:"official_product_name"`
	Extra        api.Extra
}

// Tag is a label on leads.
type Tag struct {
	ID    int64  `json:"tag_id"`
	Name  string `json:"tag_name"`
	Extra api.Extra
}

// List is a mailing list.
type List struct {
	ID    int64  `json:"list_id"`
	Name  string `json:"list_name"`
	Extra api.Extra
}

// Sequence is a series of mails.
type Sequence struct {
	ID    int64  `json:"sequence_id"`
	Name  string `json:"sequence_name"`
	Extra api.Extra
}

// Membership is access to a membership site at one of its levels.
type Membership struct {
	ID        int64  `json:"membership_id"`
	Name      string `json:"membership_name"`
	LevelID   int64  `json:"level_id"`
	LevelName string `json:"level_name"`
	Extra     api.Extra
}

// Form is a form that a lead filled in.
type Form struct {
	ID    int64  `json:"form_id"`
	Name  string `json:"form_name"`
	Extra api.Extra
}

// Page is one of your pages that a lead visited.
type Page struct {
	ID    int64  `json:"kartra_page_id"`
	Name  string `json:"kartra_page_name"`
	Extra api.Extra
}

// SplitTestLink is a link of a split test that a lead clicked.
type SplitTestLink struct {
	ID    int64  `json:"page_split_test_link_id"`
	Name  string `json:"page_split_test_link_name"`
	Extra api.Extra
}

// Video is a video that a lead played.
type Video struct {
	ID    int64  `json:"video_id"`
	Name  string `json:"video_name"`
	Extra api.Extra
}

// Calendar is an appointment that a lead made, cancelled or kept.
type Calendar struct {
	ID        int64  `json:"calendar_id"`
	Name      string `json:"calendar_name"`
	ClassID   int64  `json:"class_id"`
	ClassName string `json:"class_name"`
	Hosts     []Host `json:"hosts"`
	// VendorTimeZone is the zone of the calendar (wire: vendor_timezone).
	VendorTimeZone string `json:"vendor_timezone"`
	// SubscriptionID names the appointment (wire: calendar_subscription_id).
	SubscriptionID string `json:"calendar_subscription_id"`
	// Events is JSON as sent: its shape is not documented.
	Events json.RawMessage `json:"events"`
	Extra  api.Extra
}

// Host holds an appointment (wire: host_first_name, host_last_name, host_email_address).
type Host struct {
	FirstName string `json:"host_first_name"`
	LastName  string `json:"host_last_name"`
	Email     string `json:"host_email_address"`
	Extra     api.Extra
}

// Survey is a survey or quiz that a lead completed.
type Survey struct {
	ID   int64  `json:"survey_id"`
	Name string `json:"survey_name"`
	Type string `json:"survey_type"`
	// Score and CompletionTime are texts as sent (wire: survey_score, survey_completion_time).
	Score          string     `json:"survey_score"`
	CompletionTime string     `json:"survey_completion_time"`
	Questions      []Question `json:"questions"`
	Extra          api.Extra
}

// Question is one question of a survey, with the lead's answers.
type Question struct {
	ID    int64  `json:"question_id"`
	Title string `json:"question_title"`
	// Correct is as sent: its values are not documented (wire: question_correct).
	Correct string   `json:"question_correct"`
	Answers []Choice `json:"answers"`
	Extra   api.Extra
}
