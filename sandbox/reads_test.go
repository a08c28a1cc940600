package sandbox_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/sandbox"
)

// listed are the ids of an answer of the route transactions.
func (b box) listed(pairs ...string) []string {
	b.t.Helper()
	var got struct {
		Transactions []struct {
			PkID string `json:"pk_id"`
		} `json:"transactions"`
	}
	r := b.get("transactions", pairs...)
	require.Equal(b.t, http.StatusOK, r.status)
	r.decode(b.t, &got)
	ids := []string{}
	for _, row := range got.Transactions {
		ids = append(ids, row.PkID)
	}
	return ids
}

func TestTransactionsUnderEachMeaning(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		meaning  sandbox.CreatedAt
		from, to int // the transactions that created_at = the 120th's time gives, of 250
	}{
		"from":               {sandbox.CreatedAtFrom, 120, 220},
		"up to":              {sandbox.CreatedAtUpTo, 21, 121},
		"from, newest first": {sandbox.CreatedAtFromNewest, 150, 250},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBox(t, sandbox.WithCreatedAt(tt.meaning))
			assert.Empty(t, b.listed())
			for range 250 {
				b.buy(purchase(ebook)...)
				b.Advance(time.Second)
			}
			var all []string
			for _, e := range b.Ledger() {
				all = append(all, e.TransactionID)
			}
			newestFirst := func(ids []string) []string {
				ids = slices.Clone(ids)
				slices.Reverse(ids)
				return ids
			}
			assert.Equal(t, newestFirst(all[150:]), b.listed())
			at := start.Add(120 * time.Second)
			assert.Equal(t, newestFirst(all[tt.from:tt.to]), b.listed(unixPair("created_at", at)))
		})
	}
}

func TestCreatedAtMustBeUnixSeconds(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	for _, bad := range []string{"2026-03-10", "1.5e9", "1773144000000", "", "-1"} {
		assert.Contains(t, b.get("transactions", "created_at="+bad).problems(t), "created_at", bad)
	}
}

func TestUnknownIDs(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	invoice := b.buy(purchase(ebook)...)
	for route, id := range map[string]string{
		"purchase/get": b.Ledger()[0].TransactionID, "transaction/get": invoice,
	} {
		got := b.get(route, "id="+id)
		assert.Equal(t, http.StatusNotFound, got.status, route)
		assert.Contains(t, string(got.body), "No query results")
	}
	for _, route := range []string{"affiliate/all", "promo-material"} {
		assert.Equal(t, http.StatusNotFound, b.get(route, "campaign_id=99").status, route)
	}
	assert.Equal(t, http.StatusNotFound, b.get("affiliate", "campaign_id=10001", "affiliate=1430").status, "in another campaign")
	assert.Equal(t, http.StatusOK, b.get("affiliate", "campaign_id=10001", "affiliate=mona.partner@example.com").status)
	assert.Equal(t, b.get("affiliate/all", "campaign_id=10001").body, b.post("affiliates/all", "campaign_id=10001").body)
}

func TestPortalLoginNeedsARealPayment(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	login := func() map[string]any { return b.post("billing-customer", "email=ada@example.com").object(t) }
	assert.Equal(t, false, login()["status"])
	b.buy(purchase(ebook, "test_mode=1")...)
	b.buy(purchase(trialPlan)...)
	assert.Equal(t, false, login()["status"])
	b.buy(purchase(ebook)...)
	assert.Equal(t, true, login()["status"])
	assert.NotEmpty(t, login()["secret"])
	assert.Equal(t, login(), b.get("billing-customer", "email=ada@example.com").object(t))
}

func TestLeadIsConfirmedOnce(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	confirm := func(id, campaign string) any {
		return b.post("leads/confirm", "lead_id="+id, "lead_campaign_id="+campaign).object(t)["success"]
	}
	assert.Equal(t, false, confirm("PK-LX", "15"))
	assert.Equal(t, false, confirm(sandbox.LeadID, "16"))
	assert.Equal(t, true, confirm(sandbox.LeadID, "15"))
	assert.Equal(t, false, confirm(sandbox.LeadID, "15"))
	other := newBox(t)
	assert.Equal(t, true, other.post("leads/confirm", "lead_id="+sandbox.LeadID, "lead_campaign_id=15").object(t)["success"], "nothing is shared")
}

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
