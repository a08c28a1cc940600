package sandbox_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/sandbox"
)

// without leaves out the parameters of those names.
func without(pairs []string, names ...string) []string {
	return slices.Clip(slices.DeleteFunc(slices.Clone(pairs), func(pair string) bool {
		name, _, _ := strings.Cut(pair, "=")
		return slices.Contains(names, name)
	}))
}

func TestPurchaseRefusals(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	base := purchase(proPlan)
	noToken := without(base, "stripeToken")
	address := []string{"capture_billing_address=1", "billing_address_1=1 Main St", "billing_address_2=", "billing_city=X",
		"billing_state=", "billing_zip=1", "billing_country=US"}
	tests := []struct {
		name  string
		pairs []string
		field string
	}{
		{"no payment", noToken, "payment"},
		{"two payments", append(base, "pay_method_nonce=n"), "payment"},
		{"payment and stored profile", append(base, "ref_purchase=PK-PX"), "payment"},
		{"unknown stored profile", append(noToken, "ref_purchase=PK-PX"), "ref_purchase"},
		{"SEPA without last four", append(noToken, "stripeSourceId=s", "wt-type=sepa"), "payment"},
		{"SEPA called ACH", append(noToken, "stripeSourceId=s", "sepa=1234", "wt-type=ach"), "payment"},
		{"SEPA with a whole IBAN", append(noToken, "stripeSourceId=s", "sepa=DE89370400440532013000", "wt-type=sepa"), "sepa"},
		{"wt-type in capitals", append(noToken, "stripeSourceId=s", "sepa=1234", "wt-type=SEPA"), "wt-type"},
		{"wt_type with an underscore", append(noToken, "stripeSourceId=s", "sepa=1234", "wt_type=sepa"), "wt_type"},
		{"ACH without bank token", append(noToken, "stripeSourceId=s", "route_number=1", "account_number=1234", "wt-type=ach"), "payment"},
		{"Authorize.net with another descriptor", append(noToken, "dataDescriptor=COMMON", "dataValue=v"), "dataDescriptor"},
		{"Authorize.net without descriptor", append(noToken, "dataValue=v"), "payment"},
		{"Easy Pay Direct without customer", append(noToken, "epdSaleToken=s"), "payment"},
		{"blank token", append(noToken, "stripeToken= "), "stripeToken"},

		{"whole card number", append(base, "ccNum=4242424242424242"), "ccNum"},
		{"three digits", append(base, "ccNum=424"), "ccNum"},
		{"month without zero", append(base, "ccExpireMonth=5"), "ccExpireMonth"},
		{"month 13", append(base, "ccExpireMonth=13"), "ccExpireMonth"},
		{"year of two digits", append(base, "ccExpireYear=30"), "ccExpireYear"},

		{"price with exponent", append(base, "price=1e6"), "price"},
		{"price with three decimals", append(base, "price=9.999"), "price"},
		{"price with a comma", append(base, "price=1,000"), "price"},
		{"negative price", append(base, "price=-1"), "price"},
		{"no number", append(without(base, "plan"), "plan=abc"), "plan"},
		{"float for an id", append(without(base, "plan"), "plan=20001.0"), "plan"},
		{"unknown campaign", append(without(base, "product"), "product=99"), "product"},
		{"unknown product", append(without(base, "plan"), "plan=99"), "plan"},
		{"product of another campaign", append(without(base, "plan"), "plan=20101"), "plan"},
		{"unknown affiliate", append(base, "affiliate_id=99"), "affiliate_id"},
		{"affiliate of another campaign", append(base, "affiliate_id=1430"), "affiliate_id"},
		{"bad e-mail", append(without(base, "email"), "email=ada"), "email"},
		{"blank name", append(without(base, "first_name"), "first_name= "), "first_name"},
		{"true for a flag", append(base, "test_mode=true"), "test_mode"},
		{"false for a flag", append(base, "is_recurring=false"), "is_recurring"},
		{"quantity not allowed", append(base, "quantity=1"), "quantity"},
		{"quantity too high", append(purchase(ebook), "quantity=11"), "quantity"},

		{"recurring without its parts", append(base, "is_recurring=1"), "recurring_freq"},
		{"recurring in months", append(base, "is_recurring=1", "recurring_freq=1", "recurring_freq_type=months"), "recurring_freq_type"},
		{"recurring parts without the flag", append(base, "recurring_freq=1"), "recurring_freq"},
		{"cycles zero", append(base, "is_recurring=1", "recurring_freq=1", "recurring_freq_type=day", "cycles=0"), "cycles"},
		{"cycles in words", append(base, "is_recurring=1", "recurring_freq=1", "recurring_freq_type=day", "cycles=NULL"), "cycles"},
		{"cycles without the flag", append(base, "cycles=3"), "cycles"},
		{"trial without days", append(base, "has_trial=1", "trial_amount=0"), "trial_days"},
		{"trial of no days", append(base, "has_trial=1", "trial_amount=0", "trial_days=0"), "trial_days"},
		{"trial without amount", append(base, "has_trial=1", "trial_days=3"), "trial_amount"},
		{"trial of a single payment", append(purchase(ebook), "has_trial=1", "trial_amount=0", "trial_days=3"), "has_trial"},
		{"split without its parts", append(purchase(ebook), "split_selected=1"), "price_per_installment"},
		{"installment not below the price", append(purchase(ebook), "split_selected=1", "total_installments=2", "price_per_installment=19.00"),
			"price_per_installment"},
		{"split of a subscription", append(base, "split_selected=1", "total_installments=2", "price_per_installment=5"), "split_selected"},
		{"address without a part", append(base, without(address, "billing_state")...), "billing_state"},
		{"address with an empty city", append(append(base, without(address, "billing_city")...), "billing_city="), "billing_city"},
		{"address without the flag", append(base, without(address, "capture_billing_address")...), "billing_city"},
		{"custom field without a name", append(base, "custom_field=x"), "custom_field"},
		{"nested custom field", append(base, "custom_field[a][b]=x"), "custom_field"},
		{"tos_read with an underscore", append(base, "tos_read=1"), "tos_read"},
		{"terms not accepted", append(without(base, "product", "plan"), "product=10002", "plan=20101"), "tos-read"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Contains(t, b.post("purchase", tt.pairs...).problems(t), tt.field)
		})
	}
	t.Cleanup(func() { assert.Empty(t, b.Ledger(), "a refused purchase charges nothing") })
}

// The document says "null" for a subscription without end. PHP's http_build_query
// leaves it out; other clients send it as a text.
func TestCyclesWithoutEnd(t *testing.T) {
	t.Parallel()
	for name, cycles := range map[string][]string{"left out": nil, "empty": {"cycles="}, "null": {"cycles=null"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBox(t)
			invoice := b.buy(purchase(proPlan, append(cycles, "is_recurring=1", "recurring_freq=1", "recurring_freq_type=day")...)...)
			o := b.get("purchase/get", "id="+invoice).object(t)
			assert.Equal(t, json.Number("1"), o["is_recurring"])
			assert.Nil(t, o["recurring_cycles"])
			b.Advance(30 * 24 * time.Hour)
			assert.Len(t, b.Ledger(), 31)
		})
	}
}

func TestEveryWayToPay(t *testing.T) {
	t.Parallel()
	base := without(purchase(ebook), "stripeToken")
	tests := []struct {
		name, processor string
		pairs           []string
	}{
		{"Stripe", "stripe", []string{"stripeToken=tok", "ccNum=4242", "ccExpireYear=2030", "ccExpireMonth=01"}},
		{"SEPA", "stripe", []string{"stripeSourceId=s", "sepa=3000", "wt-type=sepa"}},
		{"ACH", "stripe", []string{"stripeSourceId=s", "stripeBAToken=b", "route_number=110000000", "account_number=6789", "wt-type=ach"}},
		{"Braintree", "braintree", []string{"pay_method_nonce=n"}},
		{"Authorize.net", "authnet", []string{"dataDescriptor=COMMON.ACCEPT.INAPP.PAYMENT", "dataValue=v"}},
		{"Easy Pay Direct", "easypaydirect", []string{"epdSaleToken=s", "epdCustomerToken=c"}},
		{"test mode", "testmode", []string{"stripeToken=tok", "test_mode=1"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := newBox(t)
			invoice := b.buy(append(base, tt.pairs...)...)
			again := b.buy(append(base, "ref_purchase="+invoice)...)
			var got struct {
				Transactions []struct {
					Processor string `json:"processor"`
				} `json:"transactions"`
			}
			b.get("purchase/get", "id="+invoice).decode(t, &got)
			require.Len(t, got.Transactions, 1)
			assert.Equal(t, tt.processor, got.Transactions[0].Processor)
			assert.NotEqual(t, invoice, again)
			assert.Len(t, b.Ledger(), 2)
		})
	}
}

func TestPurchaseAmounts(t *testing.T) {
	t.Parallel()
	recurring := []string{"is_recurring=1", "recurring_freq=2", "recurring_freq_type=day", "cycles=3"}
	tests := []struct {
		name   string
		pairs  []string
		amount string // of the receipt
		ledger []string
		events []string
	}{
		{"one-time", purchase(ebook), "19.00", []string{"19"}, []string{"sales"}},
		{"a million", purchase(ebook, "price=1000000"), "1000000.00", []string{"1000000"}, []string{"sales"}},
		{"quantity", purchase(ebook, "price=9.99", "quantity=3"), "29.97", []string{"29.97"}, []string{"sales"}},
		{"recurring product", purchase(proPlan), "29.00", []string{"29"}, []string{"sales", "subscription-created"}},
		{"recurring by request", purchase(ebook, recurring...), "19.00", []string{"19"}, []string{"sales", "subscription-created"}},
		{"free trial of the product", purchase(trialPlan), "0.00", nil, []string{"subscription-created", "subscription-trial-start"}},
		{"paid trial by request", purchase(proPlan, "has_trial=1", "trial_amount=1.50", "trial_days=7"), "1.50", []string{"1.5"},
			[]string{"sales", "subscription-created", "subscription-trial-start"}},
		{"installments of the product", purchase(course), "105.00", []string{"105"}, []string{"sales"}},
		{"installments by request", purchase(ebook, "split_selected=1", "total_installments=4", "price_per_installment=5"), "5.00",
			[]string{"5"}, []string{"sales"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := newBox(t)
			data := b.post("purchase", tt.pairs...).object(t)["data"].(map[string]any)
			assert.Equal(t, tt.amount, data["amount"])
			assert.Equal(t, tt.ledger, amounts(b.Ledger()))
			assert.Equal(t, tt.events, b.events(0))
			if len(tt.ledger) > 0 {
				assert.Equal(t, b.Ledger()[0].TransactionID, data["transaction_id"])
				assert.Equal(t, "sales", data["event"])
			} else {
				assert.Empty(t, data["transaction_id"])
			}
		})
	}
}

func amounts(entries []sandbox.Entry) []string {
	var out []string
	for _, e := range entries {
		out = append(out, e.Amount.String())
	}
	return out
}

func TestDeclinedCardBuysNothing(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	pairs := append(without(purchase(proPlan), "stripeToken"), "stripeToken="+sandbox.TokenDeclined)
	o := b.post("purchase", pairs...).object(t)
	assert.Contains(t, o, "errors")
	assert.NotContains(t, o, "data")
	assert.Empty(t, b.Ledger())
	assert.Empty(t, b.Notifications())
	assert.Empty(t, b.get("transactions").object(t)["transactions"])
}

func TestLooseTypesOfAPurchase(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	invoice := b.buy(purchase(ebook, "ccNum=0042", "price=12.10", "quantity=1")...)
	read := string(b.get("purchase/get", "id="+invoice).body)
	for _, want := range []string{`"amount":12.1`, `"original_amount":19`, `"cc_last4":42`, `"trial_amount":null`, `"subscriptions":[]`,
		`"split_pay":0`, `"recurring_cycles":null`, `"created_at":"2026-03-10 12:00:00"`} {
		assert.Contains(t, read, want)
	}
	listed := string(b.get("transactions").body)
	assert.Contains(t, listed, `"amount":"12.10"`)
	b.buy(purchase(ebook, "test_mode=1")...)
	assert.Contains(t, string(b.get("transactions").body), `"cc_last4":"000"`)
}

func TestCustomFieldsAndAddressesReachTheNotification(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	b.buy(purchase(ebook, "custom_field[order-id]=7 & 8", "custom_field[b]=", "affiliate_id=319", "capture_shipping_address=1",
		"shipping_address_1=Straße 1", "shipping_address_2=", "shipping_city=Köln", "shipping_state=", "shipping_zip=50667", "shipping_country=DE")...)
	got := verified(t, b.IPNSecret, b.Notifications()[0].Body)
	assert.Equal(t, "7 & 8", got["custom_order-id"])
	assert.Contains(t, got, "custom_b")
	assert.Equal(t, "Köln", got["shipping_city"])
	assert.Equal(t, "9.50", got["affiliate_commission_amount"])
	assert.Equal(t, "mona.partner@example.com", got["affiliate_email"])
	assert.Len(t, strings.Split(got["licenses"], ", "), 2)
}
