package sandbox

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

func couponRules() []rule {
	return []rule{
		need("coupon_name", filled), need("coupon_code", filled), need("coupon_rate", money),
		need("coupon_type", oneOf("amount", "percentage")),
		may("coupon_is_recurring", oneOf("0", "1", "2")),
		{name: "coupon_apply_to", shape: list, check: oneOf("1", "2", "3", "4")},
		may("coupon_start_date", usDate), may("coupon_end_date", usDate), may("coupon_max_redemption", positive),
		{name: "plan_ids", shape: list, check: positive}, may("product_id", positive),
	}
}

// createCoupon answers coupons. Nothing redeems a coupon: the API's purchase takes
// none.
func createCoupon(st *state, p params) answer {
	errs := fieldErrors{}
	st.checkCoupon(p, errs)
	if len(errs) > 0 {
		return invalid(errs)
	}
	couponID := st.nextID()
	st.coupons[p.text("coupon_code")] = couponID
	return ok(object{"success": true, "coupon_id": couponID, "message": "Coupon was created successfully"})
}

func (st *state) checkCoupon(p params, errs fieldErrors) {
	if _, taken := st.coupons[p.text("coupon_code")]; taken {
		errs.add("coupon_code", "The coupon_code has already been taken.")
	}
	hundred := decimal.NewFromInt(100)
	if p.text("coupon_type") == "percentage" && p.money("coupon_rate").GreaterThan(hundred) {
		errs.add("coupon_rate", "The coupon_rate may not be greater than 100.")
	}
	start, startErr := time.Parse(usDateLayout, p.text("coupon_start_date"))
	end, endErr := time.Parse(usDateLayout, p.text("coupon_end_date"))
	if startErr == nil && endErr == nil && !end.After(start) {
		errs.add("coupon_end_date", "The coupon_end_date must be a date after coupon_start_date.")
	}
	campaign := st.vendor.campaign(p.int64("product_id"))
	if p.has("product_id") && campaign == nil {
		errs.add("product_id", "The selected product_id is invalid.")
	}
	for _, planID := range p.ints("plan_ids") {
		if !st.sells(campaign, planID) {
			errs.add("plan_ids", "The selected plan_ids is invalid.")
		}
	}
}

// sells reports whether there is such a product, in that campaign if one is given.
func (st *state) sells(c *Campaign, productID int64) bool {
	if c != nil {
		return c.product(productID) != nil
	}
	return slices.ContainsFunc(st.vendor.Campaigns, func(c Campaign) bool { return c.product(productID) != nil })
}
