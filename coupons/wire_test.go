package coupons

import (
	"testing"

	"github.com/paykickstart-go/sdk/internal/apitest"
)

func TestWireStructs(t *testing.T) {
	t.Parallel()
	optional := []string{"coupon_is_recurring", "coupon_apply_to", "coupon_start_date", "coupon_end_date", "coupon_max_redemption", "plan_ids", "product_id"}
	apitest.WireStructs(t, optional, createWire{})
}
