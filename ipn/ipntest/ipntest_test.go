package ipntest_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/ipntest"
)

const secret = "TESTSECRET12"

func verify(t *testing.T, body []byte, opts ...ipn.VerifierOption) (*ipn.Notification, error) {
	t.Helper()
	v, err := ipn.NewVerifier(ipn.Secrets(secret), opts...)
	require.NoError(t, err)
	return v.Verify(t.Context(), body)
}

// names returns the names of the fields in wire order.
func names(body []byte) []string {
	var found []string
	for piece := range strings.SplitSeq(string(body), "&") {
		name, _, _ := strings.Cut(piece, "=")
		found = append(found, name)
	}
	return found
}

func TestEveryEventVerifies(t *testing.T) {
	t.Parallel()
	for _, event := range append(ipntest.Events(), "subscription-paused") {
		t.Run(string(event), func(t *testing.T) {
			t.Parallel()
			for _, schemes := range [][]ipn.Scheme{
				nil, {ipn.SchemeHash}, {ipn.SchemeVerificationCode}, {ipn.SchemeHash, ipn.SchemeVerificationCode},
			} {
				body := ipntest.New(event).Body(secret, schemes...)
				n, err := verify(t, body)
				require.NoError(t, err)
				assert.Equal(t, event, n.Event)
				assert.Equal(t, ipn.ModeLive, n.Mode)
				assert.Equal(t, int64(10001), n.CampaignID)
				for _, s := range []ipn.Scheme{ipn.SchemeHash, ipn.SchemeVerificationCode} {
					asked := len(schemes) == 0 || slices.Contains(schemes, s)
					_, err := verify(t, body, ipn.WithSchemes(s))
					if asked {
						require.NoError(t, err, "%v alone", s)
					} else {
						require.ErrorIs(t, err, ipn.ErrNoSignature, "%v alone", s)
					}
				}
			}
		})
	}
	assert.Len(t, ipntest.Events(), 10, "all that are documented")
}

func TestEventsDiffer(t *testing.T) {
	t.Parallel()
	read := func(event ipn.Event) *ipn.Notification {
		n, err := verify(t, ipntest.New(event).Body(secret))
		require.NoError(t, err)
		return n
	}
	assert.False(t, read(ipn.EventSales).IsRebill)
	assert.True(t, read(ipn.EventSubscriptionPayment).IsRebill)
	assert.NotEmpty(t, read(ipn.EventSubscriptionPaymentFailed).UpdateBillingURL)
	assert.Empty(t, read(ipn.EventSales).UpdateBillingURL)
	changed := read(ipn.EventSubscriptionChanged)
	assert.NotEmpty(t, changed.OldInvoiceID)
	assert.NotEqual(t, changed.OldInvoiceID, changed.InvoiceID)
	assert.Empty(t, read(ipn.EventSubscriptionUpdated).TransactionType)
	assert.True(t, read(ipn.EventSubscriptionCancelled).NextBillingDate.IsZero())
}

// The body is byte for byte the published synthetic vector S1: order, encoding and both codes.
func TestPublishedVector(t *testing.T) {
	t.Parallel()
	const want = "affiliate_commission_amount=&affiliate_commission_percent=&affiliate_email=&affiliate_first_name=&" +
		"affiliate_last_name=&amount=1.00&billing_address_1=&billing_address_2=&billing_city=&billing_country=&billing_state=&" +
		"billing_zip=&buyer_email=ada%40example.com&buyer_first_name=Ada&buyer_ip=192.0.2.10&buyer_last_name=Example&" +
		"buyer_tax_name=&buyer_tax_number=&campaign_id=10001&campaign_name=Demo+Campaign&coupon_code=&coupon_rate=&coupon_type=&" +
		"currency=USD&event=sales&invoice_id=PK-P0000000AA&is_rebill=0&mode=test&next_billing_date=1575392852&" +
		"payment_processor=testmode&product_id=20001&product_name=Demo+Plan&quantity=1&ref_affiliate_commission_amount=&" +
		"ref_affiliate_commission_percent=&ref_affiliate_email=&ref_affiliate_first_name=&ref_affiliate_last_name=&" +
		"shipping_address_1=&shipping_address_2=&shipping_city=&shipping_country=&shipping_state=&shipping_zip=&tax_amount=&" +
		"tax_percent=&tax_transaction_id=&tracking_id=&transaction_id=PK-T0000000AA&transaction_time=1575306452&" +
		"transaction_type=primary&vendor_email=vendor%40example.com&vendor_first_name=Vera&vendor_last_name=Vendor&licenses=&" +
		"hash=8c8c256d2bfecaa7a46ef8f968a5e928cb929801&verification_code=39a08ba0ad6129fbab2d7b88a097e4ed58b1aec2"
	b := ipntest.New(ipn.EventSales).TestMode().Set("amount", "1.00").Set("next_billing_date", "1575392852")
	for _, empty := range []string{
		"affiliate_commission_amount", "affiliate_commission_percent", "affiliate_email", "affiliate_first_name",
		"affiliate_last_name", "billing_address_1", "billing_city", "billing_country", "billing_state", "billing_zip", "tracking_id",
	} {
		b.Set(empty, "")
	}
	assert.Equal(t, want, string(b.Body(secret)))

	accents := b.Clone().Set("billing_city", "København").Set("buyer_first_name", "José").Set("buyer_last_name", "Łódź")
	assert.Contains(t, string(accents.Body(secret)), "hash=029f2a210ce77aa6e99025bf8f2576420491ae64&"+
		"verification_code=4e0846562ce02f4c5b40435a6fee9bab0e1231f7", "S4")
	assert.Contains(t, string(accents.Latin1().Body(secret)), "hash=06893df44a0ec6be8d246fdaad900a3f8cb99b3a&"+
		"verification_code=dc23de366f30e3df67f2bd01abd14ba494836035", "S5")
	assert.Equal(t, want, string(b.Body(secret)), "the clone is another one")
}

func TestWireOrder(t *testing.T) {
	t.Parallel()
	b := ipntest.New(ipn.EventSubscriptionChanged).Set("zulu", "1").Custom("var2", "x").Licenses("A", "B")
	got := names(b.Body(secret))
	codes := got[len(got)-3:]
	assert.Equal(t, []string{"licenses", "hash", "verification_code"}, codes)
	assert.True(t, slices.IsSorted(got[:len(got)-3]))
	assert.Contains(t, got, "old_invoice_id")
	assert.Equal(t, got[:len(got)-2], names(b.Unsigned()))
}

func TestOldStyle(t *testing.T) {
	t.Parallel()
	body := ipntest.New(ipn.EventSales).Custom("b", "2").Custom("a", "1").OldStyle().Body(secret)
	got := names(body)
	assert.Equal(t, []string{"event", "mode", "payment_processor", "amount", "buyer_ip"}, got[:5])
	assert.Equal(t, []string{"custom_a", "custom_b", "licenses", "verification_code"}, got[len(got)-4:])
	assert.Len(t, got, 45)
	n, err := verify(t, body)
	require.NoError(t, err)
	assert.Equal(t, ipn.SchemeVerificationCode, n.VerifiedBy())
}

func TestLicenses(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		builder  *ipntest.Builder
		want     []string
		scheme   ipn.Scheme
		unsigned []string
	}{
		"none":        {ipntest.New(ipn.EventSales), nil, ipn.SchemeHash, nil},
		"one":         {ipntest.New(ipn.EventSales).Licenses("A-1"), []string{"A-1"}, ipn.SchemeHash, nil},
		"two":         {ipntest.New(ipn.EventSales).Licenses("A-1", "B-2"), []string{"A-1", "B-2"}, ipn.SchemeHash, nil},
		"array":       {ipntest.New(ipn.EventSales).LicenseArray("A-1", "B-2"), []string{"A-1", "B-2"}, ipn.SchemeVerificationCode, []string{"licenses"}},
		"array, old":  {ipntest.New(ipn.EventSales).OldStyle().LicenseArray("A-1"), []string{"A-1"}, ipn.SchemeVerificationCode, []string{"licenses"}},
		"array first": {ipntest.New(ipn.EventSales).LicenseArray("A-1").Licenses("B-2"), []string{"B-2"}, ipn.SchemeHash, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n, err := verify(t, test.builder.Body(secret))
			require.NoError(t, err)
			assert.Equal(t, test.want, n.Licenses)
			assert.Equal(t, test.scheme, n.VerifiedBy())
			assert.Equal(t, test.unsigned, n.Unsigned)
		})
	}
}

// Twelve elements: their order is the list's, not that of their names.
func TestLicenseArrayKeepsItsOrder(t *testing.T) {
	t.Parallel()
	keys := strings.Split("A B C D E F G H I J K L", " ")
	n, err := verify(t, ipntest.New(ipn.EventSales).LicenseArray(keys...).Body(secret))
	require.NoError(t, err)
	assert.Equal(t, keys, n.Licenses)
}

func TestNumberAndCustom(t *testing.T) {
	t.Parallel()
	n, err := verify(t, ipntest.New(ipn.EventSales).Number(7).Custom("user", "7 & 8").Body(secret))
	require.NoError(t, err)
	assert.Equal(t, "PK-T000000007", n.TransactionID)
	assert.Equal(t, "PK-P000000007", n.InvoiceID)
	assert.Equal(t, map[string]string{"user": "7 & 8"}, n.Custom)
}

func TestOwnCodesStay(t *testing.T) {
	t.Parallel()
	body := string(ipntest.New(ipn.EventSales).Set("hash", "nonsense").Set("verification_code", "").Body(secret))
	assert.True(t, strings.HasSuffix(body, "&licenses=&hash=nonsense&verification_code="), body)
}

func TestAffiliate(t *testing.T) {
	t.Parallel()
	n, err := ipn.DecodeAffiliate(ipntest.Affiliate().Unsigned())
	require.NoError(t, err)
	assert.Equal(t, "47", n.Amount.String())
	assert.NotContains(t, string(ipntest.Affiliate().Unsigned()), "hash")
}

func TestRequest(t *testing.T) {
	t.Parallel()
	v, err := ipn.NewVerifier(ipn.Secrets(secret))
	require.NoError(t, err)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, err := v.VerifyRequest(r)
		assert.NoError(t, err)
		assert.Equal(t, ipn.EventRefund, n.Event)
		assert.Equal(t, http.MethodPost, r.Method)
		assert.Equal(t, "application/x-www-form-urlencoded", r.Header.Get("Content-Type"))
	}))
	defer s.Close()
	r, err := ipntest.New(ipn.EventRefund).Request(t.Context(), s.URL, secret)
	require.NoError(t, err)
	answer, err := s.Client().Do(r)
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	_, err = ipntest.New(ipn.EventRefund).Request(t.Context(), "http://[", secret)
	require.Error(t, err)
}
