package sandbox_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Values of a wrong type, by what the documents say that a parameter is. An empty
// text, too, is none of these.
var (
	noNumber = []string{"abc", "1.5", "0x1F", "1e3", "1,000", " 7", "99999999999999999999"}
	noID     = append([]string{"0", "-1"}, noNumber...)
	noMoney  = []string{"abc", "-1", "9.999", "1e2", "1,00", "$5", ".5", "NaN"}
	noFlag   = []string{"2", "true", "false", "yes", "on"}
	noTime   = []string{"2026-03-10", "tomorrow", "1773144000000", "-5", "1.5"}
	noEmail  = []string{"ada", "ada@", "@example.com", "a b@example.com"}
	noDigits = []string{"123", "12345", "12a4", "4242424242424242"}
	noDate   = []string{"2017-06-20 23:00:00", "1497999600", "20/06/2017 11:00 PM", "06/20/2017"}
	blank    = []string{" "}
)

// wrongValues are all typed parameters of all routes, each with what it is not.
var wrongValues = map[string]map[string][]string{
	"licenses/data":     {"license_key": blank},
	"licenses/status":   {"license_key": blank},
	"licenses/activate": {"license_key": blank, "guid": blank},
	"licenses/clear":    {"license_key": blank},
	"licenses/enable":   {"license_key": blank},
	"licenses/disable":  {"license_key": blank},
	"licenses/":         {"campaign_id": noID, "buyer_email": noEmail},
	"subscriptions/cancel": {
		"invoice_id": blank, "cancel_at": noTime, "fire_event": noFlag, "charge_overage": noFlag},
	"subscriptions/re-activate": {"invoice_id": blank, "date": noTime},
	"subscriptions/change": {
		"invoice_id": blank, "product_id": noID, "charge_date": noTime, "first_charge": {"abc", "9.999", "1e2", "--1"}, "allowed_units": noNumber},
	"subscriptions/usage": {"invoice_id": blank, "units": noNumber},
	"purchase": {
		"product": noID, "plan": noID, "first_name": blank, "last_name": blank, "email": noEmail, "affiliate_id": noID, "ref_purchase": blank,
		"test_mode": noFlag, "price": noMoney, "quantity": noID, "split_selected": noFlag, "total_installments": noID,
		"price_per_installment": noMoney, "is_recurring": noFlag, "recurring_freq": noID, "recurring_freq_type": {"week", "months", "DAY"},
		"cycles": noID, "has_trial": noFlag, "trial_amount": noMoney, "trial_days": noID, "tos-read": noFlag,
		"capture_billing_address": noFlag, "capture_shipping_address": noFlag, "billing_address_1": blank, "billing_city": blank,
		"billing_zip": blank, "billing_country": blank, "shipping_address_1": blank, "shipping_city": blank, "shipping_zip": blank,
		"shipping_country": blank, "ccNum": noDigits, "ccExpireYear": {"30", "abc", "20300"}, "ccExpireMonth": {"1", "13", "00", "Jan"},
		"custom_field": {"text"}, "stripeToken": blank, "stripeSourceId": blank, "sepa": noDigits, "wt-type": {"SEPA", "card"},
		"stripeBAToken": blank, "route_number": blank, "account_number": noDigits, "pay_method_nonce": blank,
		"dataDescriptor": {"COMMON"}, "dataValue": blank, "epdSaleToken": blank, "epdCustomerToken": blank},
	"purchase/update-cc": {
		"invoice_id": blank, "ccNum": noDigits, "ExpireMonth": {"13", "0", "Jan"}, "ExpireYear": {"30", "abc"}, "updateCcPw": blank,
		"stripeToken": blank, "stripeSourceId": blank, "sepa": noDigits, "wt-type": {"SEPA", "card"}, "stripeBAToken": blank, "route_number": blank,
		"account_number": noDigits, "pay_method_nonce": blank, "dataDescriptor": {"COMMON"}, "dataValue": blank, "epdSaleToken": blank,
		"epdCustomerToken": blank},
	"purchase/get":    {"id": blank},
	"transaction/get": {"id": blank},
	"transactions":    {"created_at": noTime},
	"affiliate/all":   {"campaign_id": noID},
	"affiliates/all":  {"campaign_id": noID},
	"affiliate":       {"campaign_id": noID, "affiliate": blank},
	"promo-material":  {"campaign_id": noID},
	"coupons": {
		"coupon_name": blank, "coupon_code": blank, "coupon_rate": noMoney, "coupon_type": {"percent", "Amount"}, "coupon_is_recurring": {"3", "true"},
		"coupon_apply_to": {"1"}, "coupon_apply_to[]": {"0", "5", "first"}, "coupon_start_date": noDate, "coupon_end_date": noDate,
		"coupon_max_redemption": noID, "plan_ids": {"20001"}, "plan_ids[]": noID, "product_id": noID, "coupon_product_id": noID},
	"leads/confirm":    {"lead_id": blank, "lead_campaign_id": noID},
	"billing-customer": {"email": noEmail},
}

// refuses demands a 422 that names the parameter, over plain net/http values.
func (b box) refuses(t *testing.T, method, route string, pairs []string, name, value string) {
	t.Helper()
	rest := without(pairs, name, strings.TrimSuffix(name, "[]"))
	values, err := url.ParseQuery(b.form(rest))
	require.NoError(t, err)
	values.Add(name, value)
	var got result
	if method == http.MethodGet {
		got = b.do(method, "/api/"+route+"?"+values.Encode(), "", "")
	} else {
		got = b.do(method, "/api/"+route, "application/x-www-form-urlencoded", values.Encode())
	}
	if assert.Equal(t, http.StatusUnprocessableEntity, got.status, "%s %s=%q: %s", route, name, value, got.body) {
		assert.Contains(t, got.problems(t), strings.TrimSuffix(name, "[]"), "%s=%q", name, value)
	}
}

func TestEveryParameterHasItsType(t *testing.T) {
	t.Parallel()
	tested := map[string]bool{}
	for _, tt := range everyRoute() {
		tested[tt.route] = true
		wrong := wrongValues[tt.route]
		require.NotEmpty(t, wrong, tt.route)
		t.Run(tt.method+" "+tt.route, func(t *testing.T) {
			t.Parallel()
			b := newBox(t)
			for name, values := range wrong {
				for _, value := range append([]string{""}, values...) {
					if name == "cycles" && value == "" {
						continue // the documented null, as some clients write it
					}
					b.refuses(t, tt.method, tt.route, tt.pairs, name, value)
				}
			}
			assert.Empty(t, b.Ledger(), "a refused request does nothing")
		})
	}
	require.Len(t, tested, len(wrongValues))
}

// A parameter under another name than the documented one is refused by every route,
// also where it could be left out.
func TestEveryParameterHasItsName(t *testing.T) {
	t.Parallel()
	for _, tt := range everyRoute() {
		t.Run(tt.method+" "+tt.route, func(t *testing.T) {
			t.Parallel()
			b := newBox(t)
			for name := range wrongValues[tt.route] {
				name = strings.TrimSuffix(name, "[]")
				for _, other := range []string{strings.ToUpper(name), name + "s", "_" + name} {
					b.refuses(t, tt.method, tt.route, tt.pairs, other, "1")
				}
			}
		})
	}
}
