package affiliates

import (
	"time"

	"github.com/paykickstart-go/sdk/api"
)

// PromoMaterial is what affiliates may promote a campaign with.
type PromoMaterial struct {
	// Banners are pictures to link from. Wire: banner.
	Banners []Material `json:"banner"`
	// Emails are e-mails to send. Wire: email.
	Emails []Material `json:"email"`
	// Contests are competitions among the affiliates.
	Contests []Contest `json:"contests"`
	// Extra holds the members that have no field yet.
	Extra api.Extra `json:"-"`
}

// Material is one banner or one e-mail; PayKickstart sends both in one shape.
type Material struct {
	// ID is the number of the banner or e-mail.
	ID int64 `json:"id"`
	// CampaignID is presumably the campaign. Wire: product_id.
	CampaignID int64 `json:"product_id"`
	// CampaignTitle is the title of the banner or e-mail. Wire: campaign_title.
	CampaignTitle string `json:"campaign_title"`
	// Notes is presumably the vendor's remark, such as when to send an e-mail.
	Notes string `json:"notes"`
	// MaterialType is "banner" or "email". Wire: material_type.
	MaterialType string `json:"material_type"`
	// BannerURL is the address of the picture; "" for e-mails. Wire: banner_url.
	BannerURL string `json:"banner_url"`
	// BannerSize is the size of the picture, if the vendor gave it; "" for e-mails. Wire: banner_size.
	BannerSize string `json:"banner_size"`
	// EmailText is the e-mail as PayKickstart sent it: almost JSON, with raw line breaks and often raw quotes in it;
	// "" for banners. Wire: email_text.
	EmailText string `json:"email_text"`
	// Subjects are the subjects to choose from, taken out of EmailText; nil for banners, and if EmailText does not have
	// the usual form.
	Subjects []string `json:"-"`
	// Body is the HTML of the e-mail, taken out of EmailText; "" for banners, and if EmailText does not have the usual
	// form. Replace "{{$tracking_link}}" in it by the affiliate's link.
	Body string `json:"-"`
	// CreatedAt is when it was made, in UTC; zero if PayKickstart does not know. Wire: created_at.
	CreatedAt time.Time `json:"created_at"`
	// UpdatedAt is when it was last changed, in UTC; zero for never. Wire: updated_at.
	UpdatedAt time.Time `json:"updated_at"`
	// Extra holds the members that have no field yet.
	Extra api.Extra `json:"-"`
}

// Contest is one competition among the affiliates of a campaign.
type Contest struct {
	// ID is the contest's number.
	ID int64 `json:"id"`
	// CampaignID is presumably the campaign. Wire: product_id.
	CampaignID int64 `json:"product_id"`
	// UserID is the number of the account that made it. Wire: user_id.
	UserID int64 `json:"user_id"`
	// Type is an undocumented number; 0 has been seen.
	Type int64 `json:"type"`
	// Name is the contest's title.
	Name string `json:"name"`
	// AffiliatesCount is presumably how many affiliates the leaderboard shows. Wire: affiliates_count.
	AffiliatesCount int64 `json:"affiliates_count"`
	// ShowAffiliatesCount says whether that number is shown. Wire: show_affiliates_count.
	ShowAffiliatesCount bool `json:"show_affiliates_count"`
	// StartDate is when the contest begins, in UTC (inferred). Wire: start_date.
	StartDate time.Time `json:"start_date"`
	// EndDate is when the contest ends, in UTC (inferred). Wire: end_date.
	EndDate time.Time `json:"end_date"`
	// Notes is the vendor's remark, such as the prize.
	Notes string `json:"notes"`
	// CreatedAt is when it was made, in UTC. Wire: created_at.
	CreatedAt time.Time `json:"created_at"`
	// UpdatedAt is when it was last changed, in UTC. Wire: updated_at.
	UpdatedAt time.Time `json:"updated_at"`
	// Extra holds the members that have no field yet.
	Extra api.Extra `json:"-"`
}
