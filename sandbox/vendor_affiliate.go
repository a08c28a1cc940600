package sandbox

import "time"

// Affiliate is someone who sells for the vendor. Members of the API's answers that have
// no field here get a fixed invented value, the account secrets among them.
type Affiliate struct {
	ID          int64     `json:"id"`
	CampaignIDs []int64   `json:"campaign_ids"` // the campaigns that the affiliate takes part in
	Role        int64     `json:"role"`         // documents show 1, 2 and 3 and do not say what they mean
	FirstName   string    `json:"first_name"`
	LastName    string    `json:"last_name"`
	Email       string    `json:"email"`
	Company     *string   `json:"company"` // nil is sent as null; null and "" both occur
	Country     string    `json:"country"`
	State       string    `json:"state"`
	PayPalEmail *string   `json:"paypal_email"` // nil is sent as null
	Created     time.Time `json:"created"`      // in UTC
	// NotifyURL gets the affiliate IPN (2.1.2) of each sale that the affiliate brought.
	// "" means that none is sent.
	NotifyURL string `json:"notify_url"`
}

// Material is a banner or an e-mail text for affiliates.
type Material struct {
	ID        int64  `json:"id"`
	Type      string `json:"type"` // "banner" or "email"
	Title     string `json:"title"`
	Notes     string `json:"notes"`
	BannerURL string `json:"banner_url"`
	// EmailText is sent as it is. PayKickstart's looks like JSON and is not: it has raw line breaks.
	EmailText string    `json:"email_text"`
	Updated   time.Time `json:"updated"` // in UTC; the zero time is sent as -0001-11-30 00:00:00
}

// Contest is a sales contest among affiliates.
type Contest struct {
	ID         int64     `json:"id"`
	Name       string    `json:"name"`
	Notes      string    `json:"notes"`
	Affiliates int64     `json:"affiliates"` // sent as affiliates_count; presumably how many the leaderboard shows
	Start      time.Time `json:"start"`      // in UTC, as End and Created
	End        time.Time `json:"end"`
	Created    time.Time `json:"created"`
}
