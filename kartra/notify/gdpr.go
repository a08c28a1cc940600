package notify

import "strconv"

// GDPR is what Kartra tells about a lead's consent.
type GDPR struct {
	// Status is the state of the consent (wire: gdpr_lead_status).
	Status GDPRStatus
	// StatusDate is when it last changed, as sent: its form is not documented on the Outbound API, and is
	// "02 Jan 2006 15:04:05" in EST on the IPN. StatusIP is the address that it was changed from.
	StatusDate, StatusIP string
	// Communications is gdpr_lead_communications as sent; nil when absent. Kartra's documents contradict each other: on the
	// Outbound API 0 means that the lead agreed to be contacted and 1 that it did not, on the IPN it is the other way round.
	// Do not conclude a consent from it before you have tried it with your own account.
	Communications *int64
}

// GDPRStatus is the state of a lead's consent. Values without a constant pass.
type GDPRStatus int

// The documented states.
const (
	GDPROff         GDPRStatus = 0 // switched off in your account
	GDPRNotSubject  GDPRStatus = 1 // the lead's address is outside the GDPR's countries
	GDPRAccepted    GDPRStatus = 2
	GDPRNotAccepted GDPRStatus = 3
	GDPRUnknown     GDPRStatus = 4 // the lead's country could not be found
	GDPRPending     GDPRStatus = 5
)

// String returns the documents' word for the status, or its number.
func (s GDPRStatus) String() string {
	words := [...]string{"off", "not subject", "accepted", "not accepted", "unknown", "pending"}
	if s >= 0 && int(s) < len(words) {
		return words[s]
	}
	return strconv.Itoa(int(s))
}

var gdprFields = map[string]func(*GDPR) any{
	"gdpr_lead_status":         func(g *GDPR) any { return &g.Status },
	"gdpr_lead_status_date":    func(g *GDPR) any { return &g.StatusDate },
	"gdpr_lead_status_ip":      func(g *GDPR) any { return &g.StatusIP },
	"gdpr_lead_communications": func(g *GDPR) any { return &g.Communications },
}

// placeOfGDPR makes the GDPR when one of its members turns up.
func placeOfGDPR(g **GDPR, name string) any {
	field, ok := gdprFields[name]
	if !ok {
		return nil
	}
	if *g == nil {
		*g = new(GDPR)
	}
	return field(*g)
}
