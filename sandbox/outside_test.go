package sandbox_test

import (
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/sandbox"
)

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
	assert.Equal(t, vendor.Coupons[0], got[0])
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

func TestAffiliateIPN(t *testing.T) {
	t.Parallel()
	toVendor, toAffiliate := newReceiver(t), newReceiver(t)
	vendor := sandbox.DefaultVendor()
	vendor.Affiliates[0].NotifyURL = toAffiliate.URL
	b := newBox(t, sandbox.WithVendor(vendor), sandbox.WithNotify(toVendor.URL), sandbox.WithSynchronousNotifications())
	b.buy(purchase(ebook)...)
	b.buy(purchase(ebook, "affiliate_id=431")...)
	assert.Empty(t, toAffiliate.got(), "not this affiliate's sale, or no URL")
	b.buy(purchase(ebook, "affiliate_id=319")...)
	require.Len(t, toAffiliate.got(), 1)
	got, err := url.ParseQuery(toAffiliate.got()[0])
	require.NoError(t, err)
	assert.Equal(t, url.Values{
		"amount": {"19.00"}, "buyer_first_name": {"Ada"}, "buyer_last_name": {"Example"}, "tracking_id": {"319"},
		"transaction_time": {"1773144000"}, "product_name": {"E-book"}, "campaign_name": {"Demo Campaign"}, "affiliate_first_name": {"Mona"},
		"affiliate_last_name": {"Partner"}, "affiliate_email": {"mona.partner@example.com"}, "affiliate_commission_amount": {"9.50"},
	}, got, "no event, no ids, no signature")
	assert.Len(t, toVendor.got(), 3, "the vendor gets the sales alone")
	last := b.Notifications()[3]
	assert.Equal(t, sandbox.AffiliateID, last.AffiliateID)
	assert.Empty(t, last.Event)
	b.Advance(time.Second)
	require.NoError(t, b.Refund(last.TransactionID, decimal.Zero))
	assert.Len(t, toAffiliate.got(), 1)

	vendor.Affiliates[0].NotifyURL = "nowhere"
	_, err = sandbox.New(sandbox.WithVendor(vendor))
	require.Error(t, err)
}

func TestReadFaults(t *testing.T) {
	t.Parallel()
	rules, err := sandbox.ReadFaults(strings.NewReader(`[
		{"kind": "latency", "wait": "300ms", "writes": true, "skip": 5},
		{"kind": "rate-limited", "retry_after": "2s", "probability": 0.5, "route": "licenses/", "times": 3},
		{"kind": "error-before"}, {"kind": "error-after"}, {"kind": "reset-before"}, {"kind": "reset-after"},
		{"kind": "html-page"}, {"kind": "truncated-json"}, {"kind": "wrong-types"}, {"kind": "pass"}]`))
	require.NoError(t, err)
	assert.Equal(t, []sandbox.Fault{
		{Kind: sandbox.Latency, Wait: 300 * time.Millisecond, Writes: true, Skip: 5},
		{Kind: sandbox.RateLimited, RetryAfter: 2 * time.Second, Probability: 0.5, Route: "licenses/", Times: 3},
		{Kind: sandbox.ErrorBefore}, {Kind: sandbox.ErrorAfter}, {Kind: sandbox.ResetBefore}, {Kind: sandbox.ResetAfter},
		{Kind: sandbox.HTMLPage}, {Kind: sandbox.TruncatedJSON}, {Kind: sandbox.WrongTypes}, {Kind: sandbox.Pass},
	}, rules)
	assert.Equal(t, "wrong-types", sandbox.WrongTypes.String())
	assert.Equal(t, "FaultKind(0)", sandbox.FaultKind(0).String())
	for _, bad := range []string{
		"", "{}", `[{}]`, `[{"kind":"thunder"}]`, `[{"kind":""}]`, `[{"kind":"latency","wait":"soon"}]`, `[{"kind":"latency","wait":5}]`,
		`[{"kind":"pass","surprise":1}]`, `[{"kind":"pass","probability":2}]`, `[{"kind":"pass","route":"purchases"}]`, `[{"kind":"pass","times":-1}]`,
	} {
		_, err = sandbox.ReadFaults(strings.NewReader(bad))
		require.Error(t, err, bad)
	}
}

func TestFaultsByScript(t *testing.T) {
	t.Parallel()
	rules, err := sandbox.ReadFaults(strings.NewReader(`[
		{"kind": "pass", "route": "purchase", "times": 2},
		{"kind": "error-after", "route": "purchase", "times": 1},
		{"kind": "pass", "route": "purchase", "times": 1},
		{"kind": "rate-limited", "route": "purchase", "times": 2}]`))
	require.NoError(t, err)
	b := newBox(t, sandbox.WithFaults(rules...))
	var got []int
	for range 7 {
		got = append(got, b.post("purchase", purchase(ebook)...).status)
		assert.Equal(t, http.StatusOK, b.get("transactions").status, "another route")
	}
	assert.Equal(t, []int{200, 200, 500, 200, 429, 429, 200}, got)
	assert.Len(t, b.Ledger(), 5)
}

func TestLogNamesRoutesAndNothingElse(t *testing.T) {
	t.Parallel()
	r := newReceiver(t)
	var log strings.Builder
	b := newBox(t, sandbox.WithLogger(slog.New(slog.NewTextHandler(&log, nil))), sandbox.WithNotify(r.URL+"/path"),
		sandbox.WithSynchronousNotifications(), sandbox.WithFaults(sandbox.Fault{Kind: sandbox.ErrorAfter, Times: 1}))
	b.post("purchase", purchase(ebook, "custom_field[x]=custom-value")...)
	b.get("licenses/data", "license_key=KEY-OF-A-BUYER")
	b.get("nowhere", "license_key=KEY-OF-A-BUYER")
	b.get("purchase/get", "surprise=1")
	for _, want := range []string{
		`"sandbox: request" method=POST route=purchase status=200 fault=error-after`, `"sandbox: delivery" id=1 event=sales status=200`,
		`method=GET route=licenses/data status=200`, `method=GET route=purchase/get status=422`,
	} {
		assert.Contains(t, log.String(), want)
	}
	for _, secret := range []string{b.AuthToken, b.IPNSecret, "tok_visa", "ada@example.com", "custom-value", "KEY-OF", "surprise", r.URL} {
		assert.NotContains(t, log.String(), secret)
	}
	_, err := sandbox.New(sandbox.WithLogger(nil))
	require.Error(t, err)
}
