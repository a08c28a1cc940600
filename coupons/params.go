package coupons

import (
	"time"

	"github.com/shopspring/decimal"
)

// CreateParams describes the coupon that [Service.Create] makes. Required means required here: the API document says so of
// auth_token alone. It gives no limits either, so those below are this package's.
type CreateParams struct {
	// Name is the display name. Required. Wire: coupon_name.
	Name string
	// Code is what buyers type; it must be new. Required. Wire: coupon_code.
	Code string
	// Rate is what the coupon takes off: money or percent, by Type. Above 0, at most two decimals, at most 100 as a
	// percentage. Required. Wire: coupon_rate.
	Rate decimal.Decimal
	// Type says what Rate is. Required. Wire: coupon_type.
	Type Type
	// AppliesTo lists the charges that the coupon applies to, each once; none leaves it to PayKickstart.
	// Wire: coupon_apply_to[] (newer), and beside it the document's older coupon_is_recurring where that can say the same: 0
	// for FirstChargeWithoutSplitPay, 1 for Rebills, 2 for both. The document has coupon_is_recurring alone; to send it alone,
	// use Call of paykickstart.Client.
	AppliesTo []Charge
	// Start and End bound the time in which the coupon is good. Each may be zero for no bound, and is sent to the minute:
	// seconds are cut. End must be a minute or more after Start; whether the coupon is still good in the minute of End is
	// not documented. Wire: coupon_start_date, coupon_end_date.
	Start, End time.Time
	// MaxRedemptions is how often the coupon may be used; 0 is not sent and means no limit, as null does in the document's
	// sample (inferred). Wire: coupon_max_redemption.
	MaxRedemptions int
	// ProductIDs are the products that the coupon is good for, each once. Whether none means all products of the campaign
	// is not documented. Wire: plan_ids[].
	ProductIDs []int64
	// CampaignID is the campaign that the coupon is good for; 0 is not sent. Wire: product_id, as in the document's sample and
	// in newer material; the document's list of arguments calls it coupon_product_id. To send that, use Call of
	// paykickstart.Client.
	CampaignID int64
	// Location is the time zone that Start and End are written in, because the wire has no zone and PayKickstart
	// documents none. Nil means UTC, like all other dates of the API; set it if coupons start some hours off.
	Location *time.Location
}
