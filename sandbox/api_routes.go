package sandbox

import (
	"maps"
	"net/http"
)

// route is one operation of the API.
type route struct {
	methods []string
	rules   []rule
	// handle runs with the state locked.
	handle func(st *state, in params) answer
	// writes says that the route changes something.
	writes bool
}

// get is a read: by GET as documented, and by POST as newer samples and working
// clients do (a guess that every read takes both).
func get(handle func(*state, params) answer, rules ...rule) route {
	return route{methods: []string{http.MethodGet, http.MethodPost}, rules: rules, handle: handle}
}

// post is a write: by POST alone.
func post(handle func(*state, params) answer, rules ...rule) route {
	return route{methods: []string{http.MethodPost}, rules: rules, handle: handle, writes: true}
}

// readByPost is a read that no document shows by GET.
func readByPost(handle func(*state, params) answer, rules ...rule) route {
	return route{methods: []string{http.MethodPost}, rules: rules, handle: handle}
}

// apiRoutes are all routes by their path below the base URL.
func apiRoutes() map[string]route {
	all := licenseRoutes()
	for _, some := range []map[string]route{subscriptionRoutes(), purchaseRoutes(), affiliateRoutes()} {
		maps.Copy(all, some)
	}
	all["coupons"] = post(createCoupon, couponRules()...)
	all["leads/confirm"] = post(confirmLead, need("lead_id", filled), need("lead_campaign_id", positive))
	all["billing-customer"] = get(portalLogin, need("email", email))
	return all
}

func licenseRoutes() map[string]route {
	key := need("license_key", filled)
	return map[string]route{
		"licenses/data":     get(licenseData, key),
		"licenses/status":   get(licenseStatus, key),
		"licenses/activate": post(activateLicense, key, need("guid", filled)),
		"licenses/clear":    post(clearLicense, key),
		"licenses/enable":   post(enableLicense, key),
		"licenses/disable":  post(disableLicense, key),
		"licenses/":         get(listLicenses, may("campaign_id", positive), may("buyer_email", email)),
	}
}

func subscriptionRoutes() map[string]route {
	invoice := need("invoice_id", filled)
	return map[string]route{
		"subscriptions/cancel": post(cancelSubscription, invoice,
			may("cancel_at", unixTime), may("fire_event", zeroOrOne), may("charge_overage", zeroOrOne)),
		"subscriptions/re-activate": post(reactivateSubscription, invoice, need("date", unixTime)),
		"subscriptions/change": post(changeSubscription, invoice, need("product_id", positive),
			may("charge_date", unixTime), may("first_charge", signedMoney), may("allowed_units", integer)),
		"subscriptions/usage": post(reportUsage, invoice, need("units", integer), may("notes", anyText)),
	}
}

func purchaseRoutes() map[string]route {
	return map[string]route{
		"purchase":           post(newPurchase, purchaseRules()...),
		"purchase/update-cc": post(updateCard, updateCardRules()...),
		"purchase/get":       get(getPurchase, need("id", filled)),
		"transaction/get":    get(getTransaction, need("id", filled)),
		"transactions":       get(listTransactions, may("created_at", unixTime)),
	}
}

func affiliateRoutes() map[string]route {
	campaign := need("campaign_id", positive)
	return map[string]route{
		"affiliate/all":  get(allAffiliates, campaign),
		"affiliates/all": readByPost(allAffiliates, campaign),
		"affiliate":      get(oneAffiliate, campaign, need("affiliate", filled)),
		"promo-material": get(promoMaterial, campaign),
	}
}
