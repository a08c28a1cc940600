package notify

import (
	"time"

	"github.com/paykickstart-go/sdk/api"
)

// Lead is a person in your account (wire: lead), the same on every action. Absent and empty members, and "N/A", are zero.
type Lead struct {
	// ID is Kartra's number of the lead (wire: id).
	ID int64
	// FirstName, MiddleName, LastName, LastName2 and Email as the lead gave them.
	FirstName, MiddleName, LastName, LastName2, Email string
	// PhoneCountryCode ("+1") and Phone.
	PhoneCountryCode, Phone string
	// Company and the postal address; Country is a name.
	Company, Address, City, Zip, State, Country string
	// DateJoined is in UTC, read as the package documentation says; DateJoinedText is what was sent.
	DateJoined     time.Time
	DateJoinedText string
	// Website, IP and IPCountry of the lead.
	Website, IP, IPCountry string
	// Facebook, Twitter, LinkedIn and GooglePlus are profiles; later editions no longer send the last.
	Facebook, Twitter, LinkedIn, GooglePlus string
	// SalesTaxID is the lead's VAT number or the like; LeadPicture a URL.
	SalesTaxID, LeadPicture string
	// Source is how the lead came: single-optin, double-optin, helpdesk, affiliate-signup, checkout, import, api or manual;
	// "0" was seen too. SourceID is its number.
	Source   string
	SourceID int64
	// Score is the lead's points.
	Score int64
	// LeadDeleted and LeadDeletedDate (UTC; as sent in LeadDeletedDateText) are of the 2020 edition.
	LeadDeleted         bool
	LeadDeletedDate     time.Time
	LeadDeletedDateText string
	// ReferringID is who referred the lead; 0 for nobody.
	ReferringID int64
	// Blacklisted leads are not to be contacted.
	Blacklisted bool
	// GDPR is nil when none of its members was sent.
	GDPR *GDPR
	// LeadPreferredTimeZone is of later editions.
	LeadPreferredTimeZone string
	// CustomFields are those that you added in Kartra, with the lead's values.
	CustomFields []CustomField
	// Extra holds the members that have no field here.
	Extra api.Extra
}

var leadFields = map[string]func(*Lead) any{
	"id":                       func(l *Lead) any { return &l.ID },
	"first_name":               func(l *Lead) any { return &l.FirstName },
	"middle_name":              func(l *Lead) any { return &l.MiddleName },
	"last_name":                func(l *Lead) any { return &l.LastName },
	"last_name2":               func(l *Lead) any { return &l.LastName2 },
	"email":                    func(l *Lead) any { return &l.Email },
	"phone_country_code":       func(l *Lead) any { return &l.PhoneCountryCode },
	"phone":                    func(l *Lead) any { return &l.Phone },
	"company":                  func(l *Lead) any { return &l.Company },
	"address":                  func(l *Lead) any { return &l.Address },
	"city":                     func(l *Lead) any { return &l.City },
	"zip":                      func(l *Lead) any { return &l.Zip },
	"state":                    func(l *Lead) any { return &l.State },
	"country":                  func(l *Lead) any { return &l.Country },
	"date_joined":              func(l *Lead) any { return moment{&l.DateJoined, &l.DateJoinedText} },
	"website":                  func(l *Lead) any { return &l.Website },
	"ip":                       func(l *Lead) any { return &l.IP },
	"ip_country":               func(l *Lead) any { return &l.IPCountry },
	"facebook":                 func(l *Lead) any { return &l.Facebook },
	"twitter":                  func(l *Lead) any { return &l.Twitter },
	"linkedin":                 func(l *Lead) any { return &l.LinkedIn },
	"google_plus":              func(l *Lead) any { return &l.GooglePlus },
	"sales_tax_id":             func(l *Lead) any { return &l.SalesTaxID },
	"lead_picture":             func(l *Lead) any { return &l.LeadPicture },
	"source":                   func(l *Lead) any { return &l.Source },
	"source_id":                func(l *Lead) any { return &l.SourceID },
	"score":                    func(l *Lead) any { return &l.Score },
	"lead_deleted":             func(l *Lead) any { return &l.LeadDeleted },
	"lead_deleted_date":        func(l *Lead) any { return moment{&l.LeadDeletedDate, &l.LeadDeletedDateText} },
	"referring_id":             func(l *Lead) any { return &l.ReferringID },
	"blacklisted":              func(l *Lead) any { return &l.Blacklisted },
	"custom_fields":            func(l *Lead) any { return &l.CustomFields },
	"lead_preferred_time_zone": func(l *Lead) any { return &l.LeadPreferredTimeZone },
}

func (l *Lead) known(name string) bool { return leadFields[name] != nil || gdprFields[name] != nil }

// place returns where a member goes; nil when it has no field.
func (l *Lead) place(name string) any {
	if field, ok := leadFields[name]; ok {
		return field(l)
	}
	return placeOfGDPR(&l.GDPR, name)
}
