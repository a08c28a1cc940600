package sandbox

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/shopspring/decimal"
)

// Vendor is the account that a sandbox plays: what a vendor would have set up in
// PayKickstart's pages. It needs at least one campaign with a product. [ReadVendor]
// reads it from JSON, where money is a number or a text.
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

// Campaign is a group of products.
type Campaign struct {
	ID   int64  `json:"id"` // above 0, and no other campaign's
	Name string `json:"name"`
	// IPNSecret signs the notifications of all products. It must not be blank, or have
	// blanks around it.
	IPNSecret string    `json:"ipn_secret"`
	Products  []Product `json:"products"`
	// Commission is the affiliates' share in percent: 50 for half.
	Commission decimal.Decimal `json:"commission"`
	Materials  []Material      `json:"materials"`
	Contests   []Contest       `json:"contests"`
}

// Product is something to buy. Without Recurring and SplitPay it is paid once.
type Product struct {
	ID    int64           `json:"id"` // above 0, and no other product's of the vendor
	Name  string          `json:"name"`
	Price decimal.Decimal `json:"price"` // of one piece and one period, in USD, 0 or more
	// Licenses is how many licenses each sale issues, whatever its quantity; 0 for none.
	Licenses int64 `json:"licenses"`
	// MaxQuantity limits the quantity of a purchase; with 0 a purchase must not name one.
	MaxQuantity int64 `json:"max_quantity"`
	// RequiresTerms demands tos-read=1 of a purchase.
	RequiresTerms bool       `json:"requires_terms"`
	Recurring     *Recurring `json:"recurring"` // nil: no subscription
	Trial         *Trial     `json:"trial"`     // nil: none; needs Recurring
	SplitPay      *SplitPay  `json:"split_pay"` // nil: paid at once; excludes Recurring
	Usage         *Usage     `json:"usage"`     // nil: none; needs Recurring
	// Notify lists the URLs of this product, beside those of [WithNotify].
	Notify []Endpoint `json:"notify"`
}

// Recurring is a billing schedule, such as every 2 months.
type Recurring struct {
	Every  int64  `json:"every"`  // 1 or more
	Unit   string `json:"unit"`   // "day", "month" or "year"
	Cycles int64  `json:"cycles"` // number of payments, the first included; 0 for endless
}

// Trial comes before the first regular charge.
type Trial struct {
	Amount decimal.Decimal `json:"amount"` // of one piece, in USD; 0 for a free trial
	Days   int64           `json:"days"`   // 1 or more
}

// SplitPay is payment in monthly installments.
type SplitPay struct {
	Installments int64           `json:"installments"` // 2 or more, the first included
	Price        decimal.Decimal `json:"price"`        // of one installment of one piece, in USD, above 0
}

// Usage is billing by use, beside the recurring price. It is charged with the next
// regular payment.
type Usage struct {
	Included  int64           `json:"included"`   // units that are free in each period
	UnitPrice decimal.Decimal `json:"unit_price"` // of each further unit, in USD
}

// Endpoint is a URL that gets notifications.
type Endpoint struct {
	URL    string   `json:"url"`    // absolute, http or https
	Events []string `json:"events"` // such as "sales", none for all; an unknown one is an error
}

// Lead is an e-mail address that somebody left, and that leads/confirm confirms.
type Lead struct {
	ID         string `json:"id"` // "PK-L..."
	CampaignID int64  `json:"campaign_id"`
	Confirmed  bool   `json:"confirmed"`
}

// ReadVendor reads a Vendor from JSON: one object, whose members are the json names of
// [Vendor]'s fields. Unknown members are an error, and so is a vendor that [New] would
// refuse; the error then names all that is wrong with it.
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
