package sandbox

import "time"

// Affiliate is someone who sells for the vendor. What has no field here gets a
// fixed invented value in answers, the account secrets among them.
type Affiliate struct {
	ID          int64     `json:"id"`
	CampaignIDs []int64   `json:"campaign_ids"` // the campaigns that the affiliate takes part in
	Role        int64     `json:"role"`         // 1, 2 and 3 are seen; their meaning is not documented
	FirstName   string    `json:"first_name"`
	LastName    string    `json:"last_name"`
	Email       string    `json:"email"`
	Company     *string   `json:"company"` // null and "" both occur
	Country     string    `json:"country"`
	State       string    `json:"state"`
	PaypalEmail *string   `json:"paypal_email"`
	Created     time.Time `json:"created"`
	// NotifyURL gets the affiliate IPN (2.1.2) of each sale that the affiliate brought; "" for none.
	NotifyURL string `json:"notify_url"`
}

// Material is a banner or an e-mail text for affiliates.
type Material struct {
	ID        int64  `json:"id"`
	Type      string `json:"type"` // "banner" or "email"
	Title     string `json:"title"`
	Notes     string `json:"notes"`
	BannerURL string `json:"banner_url"`
	// EmailText is sent as it is. PayKickstart's looks like JSON and is none: its texts have raw line breaks.
	EmailText string    `json:"email_text"`
	Updated   time.Time `json:"updated"` // zero: sent as -0001-11-30 00:00:00
}

// Contest is a sales contest among affiliates.
type Contest struct {
	ID         int64     `json:"id"`
	Name       string    `json:"name"`
	Notes      string    `json:"notes"`
	Affiliates int64     `json:"affiliates"`
	Start      time.Time `json:"start"`
	End        time.Time `json:"end"`
	Created    time.Time `json:"created"`
}
