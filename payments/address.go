package payments

import (
	"net/url"

	"github.com/paykickstart-go/sdk/internal/params"
	"github.com/paykickstart-go/sdk/ipn"
)

// Address is a postal address of a buyer, the same type as in a notification. The API document demands all six members.
// Line1, City, Zip and Country are required. Line2 and State may be empty, because many an address has none, and are then
// sent empty; that PayKickstart takes them so is inferred. Whether Country is a code or a name is not documented, likely it is
// a code of two letters.
type Address = ipn.Address

func checkAddress(a *Address, field string, p *params.Problems) {
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
