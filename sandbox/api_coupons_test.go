package sandbox_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/sandbox"
)

// The documented sample sends product_id; the documented list of arguments calls
// the same thing coupon_product_id.
func TestCouponCampaignHasTwoNames(t *testing.T) {
	t.Parallel()
	base := []string{"coupon_name=N", "coupon_rate=25", "coupon_type=amount"}
	b := newBox(t)
	for i, names := range [][]string{{"product_id=10001"}, {"coupon_product_id=10001"}, {"product_id=10001", "coupon_product_id=10001"}} {
		code := fmt.Sprintf("coupon_code=C%d", i)
		assert.Equal(t, true, b.post("coupons", append(append(names, code), base...)...).object(t)["success"], names)
		assert.Equal(t, sandbox.CampaignID, b.Coupons()[i].CampaignID, names)
	}
	two := []string{"product_id=10001", "coupon_product_id=10002", "coupon_code=D"}
	assert.Contains(t, b.post("coupons", append(two, base...)...).problems(t), "coupon_product_id")
	assert.Contains(t, b.post("coupons", append([]string{"coupon_product_id=99", "coupon_code=D"}, base...)...).problems(t), "coupon_product_id")
	assert.Len(t, b.Coupons(), 3)
}

func TestCoupons(t *testing.T) {
	t.Parallel()
	base := []string{"coupon_name=N", "coupon_code=C", "coupon_rate=25", "coupon_type=amount"}
	full := append(slices.Clone(base), "coupon_apply_to[]=1", "coupon_apply_to[]=3", "coupon_is_recurring=2", "coupon_start_date=06/20/2017 11:00 PM",
		"coupon_end_date=06/30/2017 11:00 AM", "coupon_max_redemption=5", "plan_ids[]=20001", "plan_ids[]=20002", "product_id=10001")
	b := newBox(t)
	o := b.post("coupons", full...).object(t)
	assert.Equal(t, true, o["success"])
	assert.NotEmpty(t, fmt.Sprint(o["coupon_id"]))
	assert.Contains(t, b.post("coupons", base...).problems(t), "coupon_code", "taken")
	for field, pairs := range map[string][]string{
		"coupon_type":           append(without(base, "coupon_type"), "coupon_type=percent"),
		"coupon_rate":           append(without(base, "coupon_rate", "coupon_type"), "coupon_rate=101", "coupon_type=percentage"),
		"coupon_is_recurring":   append(slices.Clone(base), "coupon_is_recurring=3"),
		"coupon_apply_to":       append(slices.Clone(base), "coupon_apply_to[]=5"),
		"coupon_start_date":     append(slices.Clone(base), "coupon_start_date=2017-06-20 23:00:00"),
		"coupon_end_date":       append(slices.Clone(base), "coupon_start_date=06/20/2017 11:00 PM", "coupon_end_date=06/20/2017 11:00 PM"),
		"coupon_max_redemption": append(slices.Clone(base), "coupon_max_redemption=0"),
		"plan_ids":              append(slices.Clone(base), "plan_ids=20001"),
		"product_id":            append(slices.Clone(base), "product_id=99"),
	} {
		assert.Contains(t, b.post("coupons", pairs...).problems(t), field)
	}
	assert.Contains(t, b.post("coupons", append(without(base, "coupon_code"), "coupon_code=D", "plan_ids[]=20101", "coupon_product_id=10001")...).problems(t),
		"plan_ids", "a product of another campaign")
	assert.Contains(t, b.post("coupons", append(without(base, "coupon_code"), "coupon_code=D", "plan_ids[]=20101", "product_id=10001")...).problems(t),
		"plan_ids", "a product of another campaign")
	assert.Contains(t, b.post("coupons", append(without(base, "coupon_code"), "coupon_code=D", "plan_ids[first]=20001")...).problems(t), "plan_ids")
}

func TestCouponsAreKept(t *testing.T) {
	t.Parallel()
	vendor := sandbox.DefaultVendor()
	vendor.Coupons = []sandbox.Coupon{{ID: 7, Code: "OLD", Name: "Old", Type: "amount", Rate: decimal.NewFromInt(3)}}
	b := newBox(t, sandbox.WithVendor(vendor))
	o := b.post("coupons", "coupon_name=Spring", "coupon_code=SPRING", "coupon_rate=25.50", "coupon_type=percentage", "coupon_apply_to[]=1",
		"coupon_apply_to[]=3", "coupon_is_recurring=2", "coupon_start_date=06/20/2017 11:00 PM", "coupon_end_date=06/30/2017 11:00 AM",
		"coupon_max_redemption=5", "plan_ids[]=20001", "plan_ids[]=20002", "product_id=10001").object(t)
	assert.Equal(t, true, o["success"])
	got := b.Coupons()
	require.Len(t, got, 2)
	old := vendor.Coupons[0]
	old.AppliesTo, old.ProductIDs = []int64{}, []int64{} // null in no answer
	assert.Equal(t, old, got[0])
	assert.True(t, got[1].Rate.Equal(decimal.RequireFromString("25.5")))
	got[1].Rate = decimal.Zero
	assert.NotZero(t, got[1].ID)
	got[1].ID = 0
	assert.Equal(t, sandbox.Coupon{
		Name: "Spring", Code: "SPRING", Type: "percentage", AppliesTo: []int64{1, 3}, Recurring: "2", MaxRedemptions: 5,
		Start: time.Date(2017, 6, 20, 23, 0, 0, 0, time.UTC), End: time.Date(2017, 6, 30, 11, 0, 0, 0, time.UTC),
		ProductIDs: []int64{20001, 20002}, CampaignID: 10001,
	}, got[1])
	assert.Contains(t, b.post("coupons", "coupon_name=N", "coupon_code=OLD", "coupon_rate=1", "coupon_type=amount").problems(t), "coupon_code")
	assert.Contains(t, b.post("purchase", purchase(ebook, "coupon_code=SPRING")...).problems(t), "coupon_code", "a purchase takes none")
}
