package sandbox

// purchaseRules are the parameters of a purchase, each for itself.
func purchaseRules() []rule {
	rules := append(tokenRules(),
		need("product", positive), need("plan", positive),
		need("first_name", filled), need("last_name", filled), need("email", email),
		may("affiliate_id", positive), may("ref_purchase", filled), may("test_mode", zeroOrOne),
		may("price", money), may("quantity", positive),
		may("split_selected", zeroOrOne), may("total_installments", positive), may("price_per_installment", money),
		may("is_recurring", zeroOrOne), may("recurring_freq", positive),
		may("recurring_freq_type", oneOf("day", "month", "year")), may("cycles", endlessOrPositive),
		may("has_trial", zeroOrOne), may("trial_amount", money), may("trial_days", positive),
		may("tos-read", zeroOrOne),
		may("ccNum", digits4), may("ccExpireYear", year), may("ccExpireMonth", month2),
		rule{name: "custom_field", shape: named, check: anyText},
	)
	// The document demands all six fields of an address. That two of them may be empty is a guess.
	for _, kind := range []string{"billing", "shipping"} {
		rules = append(rules, may("capture_"+kind+"_address", zeroOrOne),
			may(kind+"_address_1", filled), may(kind+"_address_2", anyText), may(kind+"_city", filled),
			may(kind+"_state", anyText), may(kind+"_zip", filled), may(kind+"_country", filled))
	}
	return rules
}

// group is a flag with the parameters that only count beside it.
type group struct {
	flag        string
	needs, mays []string
}

func addressGroup(kind string) group {
	return group{flag: "capture_" + kind + "_address", needs: []string{
		kind + "_address_1", kind + "_address_2", kind + "_city", kind + "_state", kind + "_zip", kind + "_country"}}
}

func purchaseGroups() []group {
	return []group{
		{flag: "split_selected", needs: []string{"total_installments", "price_per_installment"}},
		{flag: "is_recurring", needs: []string{"recurring_freq", "recurring_freq_type"}, mays: []string{"cycles"}},
		{flag: "has_trial", needs: []string{"trial_amount", "trial_days"}},
		addressGroup("billing"),
		addressGroup("shipping"),
	}
}

// check names the parts that are missing, or there without their flag.
func (g group) check(in params, errs fieldErrors) {
	if in.on(g.flag) {
		for _, name := range g.needs {
			if !in.has(name) {
				errs.add(name, "The "+name+" field is required when "+g.flag+" is 1.")
			}
		}
		return
	}
	for _, name := range append(g.mays, g.needs...) {
		if in.has(name) {
			errs.add(name, "The "+name+" field needs "+g.flag+".")
		}
	}
}
