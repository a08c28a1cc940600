package sandbox

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/shopspring/decimal"
)

// Vendor is the account that a sandbox plays: what a vendor would have set up in
// PayKickstart's pages. It can be read from JSON ([ReadVendor]); money is then a
// number or a text.
type Vendor struct {
	ID         int64       `json:"id"`
	FirstName  string      `json:"first_name"`
	LastName   string      `json:"last_name"`
	Email      string      `json:"email"`
	Campaigns  []Campaign  `json:"campaigns"`
	Affiliates []Affiliate `json:"affiliates"`
	Leads      []Lead      `json:"leads"`
	Coupons    []Coupon    `json:"coupons"`
}

// Campaign groups products. Its IPNSecret signs the notifications of all of them.
type Campaign struct {
	ID        int64     `json:"id"`
	Name      string    `json:"name"`
	IPNSecret string    `json:"ipn_secret"`
	Products  []Product `json:"products"`
	// Commission is the affiliates' share in percent.
	Commission decimal.Decimal `json:"commission"`
	Materials  []Material      `json:"materials"`
	Contests   []Contest       `json:"contests"`
}

// Product is something to buy. Without Recurring and SplitPay it is paid once.
type Product struct {
	ID    int64           `json:"id"`
	Name  string          `json:"name"`
	Price decimal.Decimal `json:"price"` // USD
	// Licenses is how many licenses each sale issues; 0 for none.
	Licenses int64 `json:"licenses"`
	// MaxQuantity limits the quantity of a purchase; 0 means that a purchase must not name one.
	MaxQuantity int64 `json:"max_quantity"`
	// RequiresTerms: a purchase must carry tos-read=1.
	RequiresTerms bool       `json:"requires_terms"`
	Recurring     *Recurring `json:"recurring"`
	Trial         *Trial     `json:"trial"` // needs Recurring
	SplitPay      *SplitPay  `json:"split_pay"`
	Usage         *Usage     `json:"usage"` // needs Recurring
	// Notify lists the URLs of this product, beside those given to [WithNotify].
	Notify []Endpoint `json:"notify"`
}

// Recurring is a billing schedule.
type Recurring struct {
	Every  int64  `json:"every"`
	Unit   string `json:"unit"`   // "day", "month" or "year"
	Cycles int64  `json:"cycles"` // number of payments, the first included; 0 for endless
}

// Trial comes before the first regular charge.
type Trial struct {
	Amount decimal.Decimal `json:"amount"` // 0 for a free trial
	Days   int64           `json:"days"`
}

// SplitPay is payment in monthly installments.
type SplitPay struct {
	Installments int64           `json:"installments"`
	Price        decimal.Decimal `json:"price"` // of one installment
}

// Usage is billing by use, beside the recurring price.
type Usage struct {
	Included  int64           `json:"included"`   // units free in each period
	UnitPrice decimal.Decimal `json:"unit_price"` // of each unit beyond
}

// Endpoint is a URL that gets notifications. No events means all of them.
type Endpoint struct {
	URL    string   `json:"url"`
	Events []string `json:"events"`
}

// Lead is an e-mail address that waits for confirmation.
type Lead struct {
	ID         string `json:"id"` // "PK-L..."
	CampaignID int64  `json:"campaign_id"`
	Confirmed  bool   `json:"confirmed"`
}

// ReadVendor reads a Vendor from JSON. Members that it does not know are an
// error, and so is a vendor that [New] would refuse.
func ReadVendor(r io.Reader) (Vendor, error) {
	var v Vendor
	dec := json.NewDecoder(r)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&v); err != nil {
		return Vendor{}, fmt.Errorf("sandbox: vendor: %w", err)
	}
	if err := v.check(); err != nil {
		return Vendor{}, err
	}
	return v, nil
}
