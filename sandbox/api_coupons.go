package sandbox

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// Coupon is a discount code. The sandbox keeps coupons, and nothing redeems them: no
// document shows a purchase by API that takes one.
type Coupon struct {
	ID   int64           `json:"id"`   // coupon_id
	Name string          `json:"name"` // coupon_name
	Code string          `json:"code"` // coupon_code; unique
	Rate decimal.Decimal `json:"rate"` // coupon_rate: USD or percent, by Type
	Type string          `json:"type"` // coupon_type: "amount" or "percentage"
	// AppliesTo is coupon_apply_to[] as sent; empty when it was not sent.
	AppliesTo []int64 `json:"applies_to"`
	// Recurring is coupon_is_recurring as sent: "0", "1" or "2"; "" when it was not sent.
	Recurring string `json:"recurring"`
	// Start and End are the first and the last moment; zero when not sent. The wire
	// names no time zone: the sandbox takes UTC.
	Start          time.Time `json:"start"`
	End            time.Time `json:"end"`
	MaxRedemptions int64     `json:"max_redemptions"` // coupon_max_redemption; 0 for no limit
	ProductIDs     []int64   `json:"product_ids"`     // plan_ids[]
	CampaignID     int64     `json:"campaign_id"`     // product_id or coupon_product_id; 0 for none
}

// Coupons returns the vendor's coupons and those created since, in that order. No
// list is nil: neither the slice itself nor one inside a coupon. The slice is the
// caller's own; the lists inside are not: do not change them.
func (s *Sandbox) Coupons() []Coupon {
	coupons := []Coupon{}
	s.change(func(st *state) { coupons = append(coupons, st.coupons...) })
	for i := range coupons {
		c := &coupons[i]
		c.AppliesTo, c.ProductIDs = emptyIfNil(c.AppliesTo), emptyIfNil(c.ProductIDs)
	}
	return coupons
}

// emptyIfNil keeps null out of the JSON of the control routes.
func emptyIfNil(list []int64) []int64 {
	if list == nil {
		return []int64{}
	}
	return list
}

func couponRules() []rule {
	return []rule{
		need("coupon_name", filled), need("coupon_code", filled), need("coupon_rate", money),
		need("coupon_type", oneOf("amount", "percentage")),
		may("coupon_is_recurring", oneOf("0", "1", "2")),
		{name: "coupon_apply_to", shape: list, check: oneOf("1", "2", "3", "4")},
		may("coupon_start_date", usDate), may("coupon_end_date", usDate), may("coupon_max_redemption", positive),
		{name: "plan_ids", shape: list, check: positive}, may("product_id", positive), may("coupon_product_id", positive),
	}
}

// createCoupon answers coupons.
func createCoupon(st *state, in params) answer {
	errs := fieldErrors{}
	st.checkCoupon(in, errs)
	if len(errs) > 0 {
		return invalid(errs)
	}
	coupon := readCoupon(in)
	coupon.ID = st.nextID()
	st.coupons = append(st.coupons, coupon)
	return ok(object{"success": true, "coupon_id": coupon.ID, "message": "Coupon was created successfully"})
}

func readCoupon(in params) Coupon {
	return Coupon{
		Name: in.text("coupon_name"), Code: in.text("coupon_code"), Rate: orZero(in.money("coupon_rate")), Type: in.text("coupon_type"),
		AppliesTo: in.ints("coupon_apply_to"), Recurring: in.text("coupon_is_recurring"),
		Start: in.usDate("coupon_start_date"), End: in.usDate("coupon_end_date"), MaxRedemptions: in.int64("coupon_max_redemption"),
		ProductIDs: in.ints("plan_ids"), CampaignID: couponCampaign(in),
	}
}

func (st *state) checkCoupon(in params, errs fieldErrors) {
	if slices.ContainsFunc(st.coupons, func(c Coupon) bool { return c.Code == in.text("coupon_code") }) {
		errs.add("coupon_code", "The coupon_code has already been taken.")
	}
	hundred := decimal.NewFromInt(100)
	if in.text("coupon_type") == "percentage" && in.money("coupon_rate").GreaterThan(hundred) {
		errs.add("coupon_rate", "The coupon_rate may not be greater than 100.")
	}
	start, end := in.usDate("coupon_start_date"), in.usDate("coupon_end_date")
	if !start.IsZero() && !end.IsZero() && !end.After(start) {
		errs.add("coupon_end_date", "The coupon_end_date must be a date after coupon_start_date.")
	}
	campaign := st.checkCouponCampaign(in, errs)
	for _, planID := range in.ints("plan_ids") {
		if !st.sells(campaign, planID) {
			errs.add("plan_ids", "The selected plan_ids is invalid.")
		}
	}
}

// couponCampaign is the campaign of a coupon, 0 for none. The documented sample
// calls it product_id, the documented list of arguments coupon_product_id.
func couponCampaign(in params) int64 {
	if in.has("product_id") {
		return in.int64("product_id")
	}
	return in.int64("coupon_product_id")
}

func (st *state) checkCouponCampaign(in params, errs fieldErrors) *Campaign {
	if in.has("product_id") && in.has("coupon_product_id") && in.int64("product_id") != in.int64("coupon_product_id") {
		errs.add("coupon_product_id", "The coupon_product_id and the product_id are two names of one field and must be the same.")
	}
	campaign := st.vendor.campaign(couponCampaign(in))
	for _, name := range []string{"product_id", "coupon_product_id"} {
		if in.has(name) && campaign == nil {
			errs.add(name, "The selected "+name+" is invalid.")
		}
	}
	return campaign
}

// sells reports whether there is such a product, in that campaign if one is given.
func (st *state) sells(c *Campaign, productID int64) bool {
	if c != nil {
		return c.product(productID) != nil
	}
	return slices.ContainsFunc(st.vendor.Campaigns, func(c Campaign) bool { return c.product(productID) != nil })
}
