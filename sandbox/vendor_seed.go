package sandbox

import (
	"time"

	"github.com/shopspring/decimal"
)

// What [DefaultVendor] has, by id. All persons, addresses and secrets are invented, and
// prices are in USD.
const (
	// CampaignID is the first campaign: the five products that follow, and the promo material.
	CampaignID int64 = 10001
	// ProPlanID is a monthly subscription for 29.00 with one license per sale.
	ProPlanID int64 = 20001
	// EbookID is paid once, 19.00, with two licenses per sale. A purchase takes up to ten pieces.
	EbookID int64 = 20002
	// TrialPlanID is a monthly subscription for 49.00 after 14 free days.
	TrialPlanID int64 = 20003
	// CourseID costs 297.00 and is paid in three monthly installments of 105.00.
	CourseID int64 = 20004
	// TeamPlanID is a monthly subscription for 99.00 with 100 units a month included and 0.50 for each further one.
	TeamPlanID int64 = 20005

	// SecondCampaignID is a campaign with a secret of its own and one product.
	SecondCampaignID int64 = 10002
	// CoachingID is paid once, 150.00, and demands that the terms be accepted.
	CoachingID int64 = 20101

	// AffiliateID is an affiliate of both campaigns, for 50 percent in the first.
	AffiliateID int64 = 319
	// AffiliateEmail is that affiliate's address.
	AffiliateEmail = "mona.partner@example.com"

	// LeadID is a lead of LeadCampaignID that waits for confirmation.
	LeadID = "PK-L000000001"
	// LeadCampaignID is the lead campaign of LeadID.
	LeadCampaignID int64 = 15

	// DefaultAuthToken is the account's API key unless [WithAuthToken] sets another.
	DefaultAuthToken = "SANDBOXTOKEN0001"
)

// DefaultVendor returns the vendor that a sandbox plays unless [WithVendor] gives
// another. Each call makes a new one, which the caller may change.
func DefaultVendor() Vendor {
	return Vendor{
		ID: 137, FirstName: "Vera", LastName: "Vendor", Email: "vera@vendor.example",
		Campaigns:  []Campaign{firstCampaign(), secondCampaign()},
		Affiliates: seedAffiliates(),
		Leads:      []Lead{{ID: LeadID, CampaignID: LeadCampaignID}},
	}
}

func firstCampaign() Campaign {
	monthly := func() *Recurring { return &Recurring{Every: 1, Unit: "month"} }
	return Campaign{
		ID: CampaignID, Name: "Demo Campaign", IPNSecret: "SANDBOXSECRET01",
		Commission: decimal.NewFromInt(50),
		Products: []Product{
			{ID: ProPlanID, Name: "Pro plan", Price: cents(2900), Licenses: 1, Recurring: monthly()},
			{ID: EbookID, Name: "E-book", Price: cents(1900), Licenses: 2, MaxQuantity: 10},
			{ID: TrialPlanID, Name: "Trial plan", Price: cents(4900), Licenses: 1, Recurring: monthly(), Trial: &Trial{Days: 14}},
			{ID: CourseID, Name: "Course", Price: cents(29700), SplitPay: &SplitPay{Installments: 3, Price: cents(10500)}},
			{ID: TeamPlanID, Name: "Team plan", Price: cents(9900), Licenses: 5, Recurring: monthly(),
				Usage: &Usage{Included: 100, UnitPrice: cents(50)}},
		},
		Materials: seedMaterials(),
		Contests:  seedContests(),
	}
}

func secondCampaign() Campaign {
	return Campaign{
		ID: SecondCampaignID, Name: "Second Campaign", IPNSecret: "SANDBOXSECRET02",
		Commission: decimal.NewFromInt(25),
		Products:   []Product{{ID: CoachingID, Name: "Coaching", Price: cents(15000), RequiresTerms: true}},
	}
}

func cents(n int64) decimal.Decimal { return decimal.New(n, -2) }

func seedAffiliates() []Affiliate {
	company, none, paypal := "Partner & Co", "", "pay@partner.example"
	return []Affiliate{
		{ID: AffiliateID, CampaignIDs: []int64{CampaignID, SecondCampaignID}, Role: 1, FirstName: "Mona", LastName: "Partner",
			Email: AffiliateEmail, Company: &company, State: "Indiana", Country: "United States", PayPalEmail: &paypal,
			Created: time.Date(2016, 6, 20, 13, 23, 10, 0, time.UTC)},
		{ID: 431, CampaignIDs: []int64{CampaignID}, Role: 3, FirstName: "Jörg", LastName: "Łukasz", Email: "jorg@example.com",
			State: "", Country: "Germany", Created: time.Date(2016, 8, 25, 19, 29, 46, 0, time.UTC)},
		{ID: 1430, CampaignIDs: []int64{SecondCampaignID}, Role: 2, FirstName: "Pia", LastName: "Muster", Email: "pia@example.com",
			Company: &none, State: "North Island", Country: "New Zealand", Created: time.Date(2016, 10, 11, 11, 24, 33, 0, time.UTC)},
	}
}

// The documented e-mail texts want to be JSON and are not: raw line breaks inside
// the texts, and in one of the two unescaped quotes. Both kinds are here.
const (
	emailWithQuotes = "{\"subject\":\"[Register] Your seat is waiting...\nThe simple \"trick\" explained\",\"body\":\"" +
		"<p>This Tuesday we go live.</p>\n\n<p>Register here:<br />\n{{$tracking_link}}</p>\n\n<p>To your success,<br />\nNAME</p>\n\"}"
	emailPlain = "{\"subject\":\"[NEW] Faster & easier\nUnlike anything you've seen!\",\"body\":\"" +
		"<p>If you are a lot like me...</p>\n\n<p>{{$tracking_link}}</p>\n\n<p>To your success,<br />\nNAME</p>\n\"}"
)

func seedMaterials() []Material {
	return []Material{
		{ID: 95, Type: "banner", Title: "Banner #1 - 300x250", Notes: "Launch Banner",
			BannerURL: "https://img.vendor.example/banner-300x250-a.jpg", Updated: time.Date(2016, 9, 21, 22, 42, 58, 0, time.UTC)},
		{ID: 102, Type: "banner", Title: "Banner #2 - 100x72", Notes: "Launch Banner",
			BannerURL: "https://img.vendor.example/banner-100x72-b.jpg"},
		{ID: 115, Type: "email", Title: "Pre-Launch Webinar", Notes: "Send Jan 11th-12th", EmailText: emailWithQuotes},
		{ID: 117, Type: "email", Title: "Launch Swipe #2", Notes: "Send Jan 13th", EmailText: emailPlain},
	}
}

func seedContests() []Contest {
	created := time.Date(2016, 9, 21, 22, 54, 21, 0, time.UTC)
	return []Contest{
		{ID: 32, Name: "Main Launch Contest", Notes: "$50,000 Prize Contest", Affiliates: 20, Created: created,
			Start: time.Date(2016, 1, 13, 8, 0, 0, 0, time.UTC), End: time.Date(2016, 1, 20, 8, 0, 0, 0, time.UTC)},
		{ID: 33, Name: "Weekend Contest", Notes: "$5,000 Weekend Contest", Affiliates: 20, Created: created,
			Start: time.Date(2016, 1, 16, 8, 0, 0, 0, time.UTC), End: time.Date(2016, 1, 17, 8, 0, 0, 0, time.UTC)},
	}
}
