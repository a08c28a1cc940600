package licenses

import "github.com/paykickstart-go/sdk/api"

// License is one license key and what is known about it.
type License struct {
	// LicenseKey is the key as PayKickstart holds it. Store and compare this spelling, not the one that a buyer typed.
	// Wire: license_key.
	LicenseKey string `json:"license_key"`
	// InvoiceID is the purchase ("PK-P...") that the license came with. In the document's samples only [Service.Get]
	// and [Service.Check] get it.
	// Wire: purchase_id.
	InvoiceID string `json:"purchase_id"`
	// ProductID is the product that it is good for (inferred: the member is not explained); 0 if it was not sent. In the
	// document's samples only [Service.Get] and [Service.Check] get it. Wire: product_id.
	ProductID int64 `json:"product_id"`
	// State says whether the license may be activated and verified at all. Wire: status.
	State State `json:"status"`
	// GUID names the place where the license is activated; "" means nowhere. Wire: guid.
	GUID string `json:"guid"`
	// Extra holds the members that have no field yet.
	Extra api.Extra `json:"-"`
}
