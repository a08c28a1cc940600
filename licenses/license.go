package licenses

import (
	"strconv"

	"github.com/paykickstart-go/sdk/api"
)

// License is one license key and what is known about it.
type License struct {
	// LicenseKey is what the buyer holds. Wire: license_key.
	LicenseKey string `json:"license_key"`
	// InvoiceID is the purchase ("PK-P...") that the license came with; only [Service.Get] gets it. Wire: purchase_id.
	InvoiceID string `json:"purchase_id"`
	// ProductID is the product that it is good for, presumably; only [Service.Get] gets it. Wire: product_id.
	ProductID int64 `json:"product_id"`
	// Status says whether the license may be activated and verified at all.
	Status LicenseStatus `json:"status"`
	// GUID names the place where the license is activated; "" means nowhere.
	GUID string `json:"guid"`
	// Extra holds the members that have no field yet.
	Extra api.Extra `json:"-"`
}

// LicenseStatus says whether a license is turned on. The zero value, also that of a license whose status was not sent, is
// Disabled.
type LicenseStatus int

const (
	// Disabled is a license that can be neither activated nor verified, see [Service.Disable]. Its number is inferred.
	Disabled LicenseStatus = 0
	// Enabled is a license that can be activated and verified, see [Service.Enable].
	Enabled LicenseStatus = 1
)

// String returns "disabled" or "enabled", and "LicenseStatus(7)" for a number without a name.
func (s LicenseStatus) String() string {
	switch s {
	case Disabled:
		return "disabled"
	case Enabled:
		return "enabled"
	default:
		return "LicenseStatus(" + strconv.Itoa(int(s)) + ")"
	}
}
