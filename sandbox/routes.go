package sandbox

import "net/http"

// route is one operation of the API.
type route struct {
	methods []string
	rules   []rule
	// handle runs with the state locked.
	handle func(st *state, p params) answer
	// writes says that the route changes something.
	writes bool
}

// get is a read: by GET as documented, and by POST as newer samples and working
// clients do (a guess that every read takes both).
func get(handle func(*state, params) answer, rules ...rule) route {
	return route{methods: []string{http.MethodGet, http.MethodPost}, rules: rules, handle: handle}
}

func post(handle func(*state, params) answer, rules ...rule) route {
	return route{methods: []string{http.MethodPost}, rules: rules, handle: handle, writes: true}
}

// readByPost is a read that no document shows by GET.
func readByPost(handle func(*state, params) answer, rules ...rule) route {
	return route{methods: []string{http.MethodPost}, rules: rules, handle: handle}
}

// apiRoutes are all routes by their path below the base URL.
func apiRoutes() map[string]route {
	key := need("license_key", filled)
	invoice := need("invoice_id", filled)
	campaign := need("campaign_id", positive)
	return map[string]route{
		"licenses/data":     get(licenseData, key),
		"licenses/status":   get(licenseStatus, key),
		"licenses/activate": post(activateLicense, key, need("guid", filled)),
		"licenses/clear":    post(clearLicense, key),
		"licenses/enable":   post(enableLicense, key),
		"licenses/disable":  post(disableLicense, key),
		"licenses/":         get(listLicenses, may("campaign_id", positive), may("buyer_email", email)),

		"subscriptions/cancel": post(cancelSubscription, invoice,
			may("cancel_at", unixTime), may("fire_event", zeroOrOne), may("charge_overage", zeroOrOne)),
		"subscriptions/re-activate": post(reactivateSubscription, invoice, need("date", unixTime)),
		"subscriptions/change": post(changeSubscription, invoice, need("product_id", positive),
			may("charge_date", unixTime), may("first_charge", signedMoney), may("allowed_units", integer)),
		"subscriptions/usage": post(reportUsage, invoice, need("units", integer), may("notes", anyText)),

		"purchase":           post(newPurchase, purchaseRules()...),
		"purchase/update-cc": post(updateCard, updateCardRules()...),
		"purchase/get":       get(getPurchase, need("id", filled)),
		"transaction/get":    get(getTransaction, need("id", filled)),
		"transactions":       get(listTransactions, may("created_at", unixTime)),

		"affiliate/all":  get(allAffiliates, campaign),
		"affiliates/all": readByPost(allAffiliates, campaign),
		"affiliate":      get(oneAffiliate, campaign, need("affiliate", filled)),
		"promo-material": get(promoMaterial, campaign),

		"coupons":          post(createCoupon, couponRules()...),
		"leads/confirm":    post(confirmLead, need("lead_id", filled), need("lead_campaign_id", positive)),
		"billing-customer": get(portalLogin, need("email", email)),
	}
}
