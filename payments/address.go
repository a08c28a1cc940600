package payments

import (
	"net/url"

	"github.com/paykickstart-go/sdk/internal/params"
)

// Address is a postal address of a buyer. The API document demands all six fields. Line2 and State may be empty here,
// because many an address has none, and are then sent empty; that PayKickstart takes them so is inferred.
type Address struct {
	// Line1 and Line2 are street and house (wire: …_address_1, …_address_2). An empty Line2 is sent empty.
	Line1, Line2 string
	// City is the town (wire: …_city).
	City string
	// State is the state, province or region (wire: …_state). Where there is none it is sent empty.
	State string
	// Zip is the postal code (wire: …_zip).
	Zip string
	// Country is the country (wire: …_country). The API document does not say whether as code or name (likely a
	// two-letter code).
	Country string
}

func (a *Address) check(field string, p *params.Problems) {
	if a == nil {
		return
	}
	p.Text(field+".Line1", a.Line1)
	p.Text(field+".City", a.City)
	p.Text(field+".Zip", a.Zip)
	p.Text(field+".Country", a.Country)
}

// addressForm is an address on the wire. Its key is "billing" or "shipping".
type addressForm Address

// EncodeValues writes the switch and all six fields: the document demands them together.
func (a addressForm) EncodeValues(key string, v *url.Values) error {
	v.Set("capture_"+key+"_address", "1")
	v.Set(key+"_address_1", a.Line1)
	v.Set(key+"_address_2", a.Line2)
	v.Set(key+"_city", a.City)
	v.Set(key+"_state", a.State)
	v.Set(key+"_zip", a.Zip)
	v.Set(key+"_country", a.Country)
	return nil
}
