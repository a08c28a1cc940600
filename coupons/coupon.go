package coupons

import (
	"encoding/json"

	"github.com/paykickstart-go/sdk/api"
)

// Coupon is what PayKickstart answered to [Service.Create].
type Coupon struct {
	// ID is the new coupon's number; 0 if it was not sent. Wire: coupon_id.
	ID int64 `json:"coupon_id"`
	// Message is PayKickstart's own words.
	Message string `json:"message"`
	// Extra holds the members that have no field yet.
	Extra api.Extra `json:"-"`
}

// createAnswer names the flag too, which the transport has judged already, to keep it out of Extra.
type createAnswer struct {
	Success json.RawMessage `json:"success"`
	Coupon
}
