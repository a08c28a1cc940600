package sandbox_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/internal/phpsign"
	"github.com/paykickstart-go/sdk/sandbox"
)

// TestNotificationFields compares names with the real messages of 2019-12: in
// alphabetical order, then licenses, hash and verification_code.
func TestNotificationFields(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	b.buy(purchase(proPlan)...)
	body := string(b.Notifications()[0].Body)
	var names []string
	for piece := range strings.SplitSeq(body, "&") {
		name, _, _ := strings.Cut(piece, "=")
		names = append(names, name)
	}
	last := len(names) - 3
	assert.Equal(t, []string{"licenses", "hash", "verification_code"}, names[last:])
	assert.True(t, slices.IsSorted(names[:last]))
	assert.Equal(t, strings.Fields(`affiliate_commission_amount affiliate_commission_percent affiliate_email affiliate_first_name
		affiliate_last_name amount billing_address_1 billing_address_2 billing_city billing_country billing_state billing_zip
		buyer_email buyer_first_name buyer_ip buyer_last_name buyer_tax_name buyer_tax_number campaign_id campaign_name coupon_code
		coupon_rate coupon_type currency event invoice_id is_rebill mode next_billing_date payment_processor product_id product_name
		quantity ref_affiliate_commission_amount ref_affiliate_commission_percent ref_affiliate_email ref_affiliate_first_name
		ref_affiliate_last_name shipping_address_1 shipping_address_2 shipping_city shipping_country shipping_state shipping_zip
		tax_amount tax_percent tax_transaction_id tracking_id transaction_id transaction_time transaction_type vendor_email
		vendor_first_name vendor_last_name`), names[:last])
	got := verified(t, b.IPNSecret, b.Notifications()[0].Body)
	assert.Equal(t, "29.00", got["amount"])
	assert.Equal(t, "10001", got["campaign_id"])
	assert.Equal(t, "20001", got["product_id"])
	assert.Equal(t, "1773144000", got["transaction_time"])
	assert.Equal(t, "1775822400", got["next_billing_date"])
	assert.Equal(t, "live", got["mode"])
}

func TestEachCampaignHasItsOwnSecret(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	b.buy(append(without(purchase(ebook), "product", "plan"), "product=10002", "plan=20101", "tos-read=1", "test_mode=1")...)
	second := sandbox.DefaultVendor().Campaigns[1].IPNSecret
	require.NotEqual(t, b.IPNSecret, second)
	got := verified(t, second, b.Notifications()[0].Body)
	assert.Equal(t, "test", got["mode"])
	assert.Equal(t, "testmode", got["payment_processor"])
}

func TestAccentsUnderBothHashes(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		opts []sandbox.Option
		hash func(string, []phpsign.Field) string
	}{
		"bytes as sent": {nil, phpsign.Hash},
		"ISO-8859-1":    {[]sandbox.Option{sandbox.WithLatin1Hash()}, phpsign.HashLatin1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBox(t, tt.opts...)
			b.buy(append(without(purchase(ebook), "last_name"), "last_name=Łódź")...)
			body := string(b.Notifications()[0].Body)
			head, codes, _ := strings.Cut(body, "&hash=")
			req := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader(head))
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			require.NoError(t, req.ParseForm())
			var fields []phpsign.Field
			for name, values := range req.PostForm {
				fields = append(fields, phpsign.Field{Name: name, Value: values[0]})
			}
			assert.True(t, strings.HasPrefix(codes, tt.hash(b.IPNSecret, fields)+"&"))
			assert.Contains(t, body, "buyer_last_name=%C5%81%C3%B3d%C5%BA&")
		})
	}
}

func TestFirstSubscriptionPayment(t *testing.T) {
	t.Parallel()
	b := newBox(t, sandbox.WithFirstSubscriptionPayment())
	b.buy(purchase(proPlan)...)
	assert.Equal(t, []string{"sales", "subscription-created", "subscription-payment"}, b.events(0))
	ids := map[string]bool{}
	for _, n := range b.Notifications() {
		ids[n.TransactionID] = true
	}
	assert.Len(t, ids, 1, "one transaction, three events")
}

func TestRefund(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	b.buy(purchase(ebook)...)
	id := b.Ledger()[0].TransactionID
	b.Advance(time.Hour)
	require.NoError(t, b.Refund(id, decimal.RequireFromString("4.50")))
	b.Advance(time.Hour)
	require.NoError(t, b.Refund(id, decimal.Zero))
	assert.Equal(t, []string{"19", "4.5", "14.5"}, amounts(b.Ledger()))
	assert.Equal(t, sandbox.EntryRefund, b.Ledger()[2].Kind)
	assert.Equal(t, []string{"sales", "refund", "refund"}, b.events(0))
	part := verified(t, b.IPNSecret, b.Notifications()[1].Body)
	assert.Equal(t, "4.50", part["amount"])
	assert.Equal(t, id, part["transaction_id"])
	assert.Contains(t, string(b.get("transactions").body), `"refund_date":"2026-03-10 14:00:00"`)

	require.ErrorIs(t, b.Refund(id, decimal.NewFromInt(1)), sandbox.ErrNotRefundable, "nothing is left")
	require.ErrorIs(t, b.Refund("PK-TX", decimal.Zero), sandbox.ErrUnknownTransaction)
	b.buy(purchase(ebook)...)
	fresh := b.Ledger()[3].TransactionID
	require.ErrorIs(t, b.Refund(fresh, decimal.NewFromInt(-1)), sandbox.ErrNotRefundable)
	require.ErrorIs(t, b.Refund(fresh, decimal.RequireFromString("19.01")), sandbox.ErrNotRefundable)
	require.ErrorIs(t, b.Refund(fresh, decimal.RequireFromString("1.001")), sandbox.ErrNotRefundable)
	assert.Len(t, b.Ledger(), 4)
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
