package sandbox

import (
	"slices"
	"strings"
)

// Payment tokens that fail, with every processor. Stripe's own test mode has them under
// the same names. Every other token works.
const (
	// TokenDeclined is declined at once, so the purchase fails.
	TokenDeclined = "tok_chargeDeclined"
	// TokenRebillFails pays the purchase. Every later charge fails until the card is updated.
	TokenRebillFails = "tok_chargeCustomerFail"
)

// profile is a stored payment profile.
type profile struct {
	processor   string
	token       string
	last4       string
	month, year int64
}

// declines reports whether a charge fails. The first charge of a purchase is no rebill.
func (card profile) declines(rebill bool) bool {
	return card.token == TokenDeclined || rebill && card.token == TokenRebillFails
}

// method is a way to pay: a set of parameters that belong together.
type method struct {
	processor string
	token     string // the parameter that holds the token
	fields    []string
	wtType    string
}

// The names of processors are documented but for Easy Pay Direct's, which is a guess.
var methods = []method{
	{processor: "stripe", token: "stripeToken", fields: []string{"stripeToken"}},
	{processor: "stripe", token: "stripeSourceId", fields: []string{"sepa", "stripeSourceId", "wt-type"}, wtType: "sepa"},
	{processor: "stripe", token: "stripeBAToken", wtType: "ach",
		fields: []string{"account_number", "route_number", "stripeBAToken", "stripeSourceId", "wt-type"}},
	{processor: "braintree", token: "pay_method_nonce", fields: []string{"pay_method_nonce"}},
	{processor: "authnet", token: "dataValue", fields: []string{"dataDescriptor", "dataValue"}},
	{processor: "easypaydirect", token: "epdSaleToken", fields: []string{"epdCustomerToken", "epdSaleToken"}},
}

// tokenRules are the parameters of all ways to pay.
func tokenRules() []rule {
	return []rule{
		may("stripeToken", filled),
		may("stripeSourceId", filled), may("sepa", digits4), may("wt-type", oneOf("sepa", "ach")),
		may("stripeBAToken", filled), may("route_number", filled), may("account_number", digits4),
		may("pay_method_nonce", filled),
		may("dataDescriptor", oneOf("COMMON.ACCEPT.INAPP.PAYMENT")), may("dataValue", filled),
		may("epdSaleToken", filled), may("epdCustomerToken", filled),
	}
}

const paymentField = "payment"

// readMethod finds the one way to pay whose parameters were sent, all of them and
// no other's.
func readMethod(in params, errs fieldErrors) method {
	var sent []string
	for _, r := range tokenRules() {
		if in.has(r.name) {
			sent = append(sent, r.name)
		}
	}
	slices.Sort(sent)
	for _, m := range methods {
		if slices.Equal(sent, m.fields) && in.text("wt-type") == m.wtType {
			return m
		}
	}
	if len(sent) == 0 {
		errs.add(paymentField, "A payment token is required.")
	} else {
		errs.add(paymentField, "The fields "+strings.Join(sent, ", ")+" are not the complete set of exactly one payment processor.")
	}
	return method{}
}

func (m method) profile(in params, monthField, yearField string) profile {
	last4 := in.text("ccNum")
	switch m.wtType {
	case "sepa":
		last4 = in.text("sepa")
	case "ach":
		last4 = in.text("account_number")
	}
	return profile{
		processor: m.processor, token: in.text(m.token), last4: last4,
		month: in.int64(monthField), year: in.int64(yearField),
	}
}

// processor is how answers and notifications name it.
func (p *purchase) processor() string {
	if p.testMode {
		return "testmode"
	}
	return p.profile.processor
}

func updateCardRules() []rule {
	return append(tokenRules(),
		need("invoice_id", filled), may("ccNum", digits4), may("ExpireMonth", month), may("ExpireYear", year),
		may("updateCcPw", filled))
}

// updateCard answers purchase/update-cc.
func updateCard(st *state, in params) answer {
	errs := fieldErrors{}
	m := readMethod(in, errs)
	if len(errs) > 0 {
		return invalid(errs)
	}
	p := st.byInvoice[in.text("invoice_id")]
	if p == nil {
		return refused("Purchase not found")
	}
	card := m.profile(in, "ExpireMonth", "ExpireYear")
	if card.declines(false) {
		return refused("Your card was declined.")
	}
	p.profile, p.updated = card, st.now
	return done("Card updated")
}
