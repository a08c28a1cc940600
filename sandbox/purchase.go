package sandbox

import "github.com/shopspring/decimal"

// newPurchase answers purchase.
func newPurchase(st *state, p params) answer {
	errs := fieldErrors{}
	sale := st.readPurchase(p, errs)
	if len(errs) > 0 {
		return invalid(errs)
	}
	if sale.profile.declines(false) {
		return ok(object{"errors": object{paymentField: []string{"Your card was declined."}}})
	}
	st.addPurchase(sale)
	event := eventSales
	if trial := sale.terms.trial; trial == nil || trial.Amount.IsPositive() {
		st.notify(eventSales, sale, st.charge(sale, sale.terms.first(), false))
	} else {
		event = eventTrialStart // nothing is charged, so there is no sale and no transaction
	}
	st.notifyNewSubscription(sale)
	return ok(object{"data": st.receipt(event, sale), "url": nil, "type": 1, "plan": sale.product.ID})
}

// addPurchase gives a purchase its ids, its licenses and its schedule.
func (st *state) addPurchase(sale *purchase) {
	sale.id = st.nextID()
	sale.invoiceID = pkID("P", sale.id)
	sale.buyerID = st.buyerID(sale.buyer.email)
	sale.created, sale.updated = st.now, st.now
	st.purchases = append(st.purchases, sale)
	st.byInvoice[sale.invoiceID] = sale
	st.issueLicenses(sale)
	if sale.terms.recurring != nil || sale.terms.split != nil {
		st.subscribe(sale)
	}
}

func (st *state) notifyNewSubscription(sale *purchase) {
	if sale.terms.recurring == nil {
		return
	}
	st.notify(eventCreated, sale, nil)
	if sale.terms.trial != nil {
		st.notify(eventTrialStart, sale, nil)
	} else if st.conf.firstPayment {
		st.notify(eventPayment, sale, nil)
	}
}

// readPurchase makes a purchase of the parameters, and names what is wrong with
// them as a whole.
func (st *state) readPurchase(p params, errs fieldErrors) *purchase {
	for _, g := range purchaseGroups() {
		g.check(p, errs)
	}
	sale := &purchase{
		buyer:    buyer{p.text("first_name"), p.text("last_name"), p.text("email")},
		testMode: p.on("test_mode"), custom: p.named("custom_field"),
		billing: readAddress(p, "billing"), shipping: readAddress(p, "shipping"),
	}
	sale.profile = st.readProfile(p, errs)
	if sale.campaign = st.vendor.campaign(p.int64("product")); sale.campaign == nil {
		errs.add("product", "The selected product is invalid.")
		return sale
	}
	if sale.product = sale.campaign.product(p.int64("plan")); sale.product == nil {
		errs.add("plan", "The selected plan is invalid.")
		return sale
	}
	sale.affiliate = st.readAffiliate(p, sale.campaign, errs)
	if sale.product.RequiresTerms && !p.on("tos-read") {
		errs.add("tos-read", "The tos-read must be accepted.")
	}
	sale.terms = readTerms(p, sale.product, errs)
	return sale
}

func (st *state) readProfile(p params, errs fieldErrors) profile {
	if !p.has("ref_purchase") {
		return readMethod(p, errs).profile(p, "ccExpireMonth", "ccExpireYear")
	}
	for _, r := range tokenRules() {
		if p.has(r.name) {
			errs.add(paymentField, "The "+r.name+" field and ref_purchase exclude each other.")
		}
	}
	ref := st.byInvoice[p.text("ref_purchase")]
	if ref == nil {
		errs.add("ref_purchase", "The selected ref_purchase is invalid.")
		return profile{}
	}
	return ref.profile
}

func (st *state) readAffiliate(p params, c *Campaign, errs fieldErrors) *Affiliate {
	if !p.has("affiliate_id") {
		return nil
	}
	a := st.vendor.affiliate(p.int64("affiliate_id"))
	if a == nil || !a.in(c.ID) {
		errs.add("affiliate_id", "The selected affiliate_id is invalid.")
	}
	return a
}

func readAddress(p params, kind string) *address {
	if !p.on("capture_" + kind + "_address") {
		return nil
	}
	return &address{
		line1: p.text(kind + "_address_1"), line2: p.text(kind + "_address_2"), city: p.text(kind + "_city"),
		state: p.text(kind + "_state"), zip: p.text(kind + "_zip"), country: p.text(kind + "_country"),
	}
}

// readTerms puts the request's prices over the product's.
func readTerms(p params, product *Product, errs fieldErrors) terms {
	t := terms{price: product.Price, quantity: 1, recurring: product.Recurring, trial: product.Trial, split: product.SplitPay}
	if price := p.money("price"); price != nil {
		t.price, t.original = *price, &product.Price
	}
	if p.has("quantity") {
		t.quantity = p.int64("quantity")
		if t.quantity > product.MaxQuantity {
			errs.add("quantity", "The quantity may not be greater than the product allows.")
		}
	}
	if p.on("is_recurring") {
		t.recurring = &Recurring{Every: int(p.int64("recurring_freq")), Unit: p.text("recurring_freq_type"), Cycles: p.int64("cycles")}
		t.split = nil
	}
	if p.on("split_selected") {
		t.split = readSplit(p, t, errs)
	}
	if p.on("has_trial") {
		t.trial = &Trial{Amount: orZero(p.money("trial_amount")), Days: int(p.int64("trial_days"))}
		if t.recurring == nil {
			errs.add("has_trial", "The has_trial field needs a recurring product.")
		}
	}
	return t
}

func readSplit(p params, t terms, errs fieldErrors) *SplitPay {
	split := &SplitPay{Installments: p.int64("total_installments"), Price: orZero(p.money("price_per_installment"))}
	if t.recurring != nil {
		errs.add("split_selected", "The split_selected field and a recurring product exclude each other.")
	}
	if !split.Price.LessThan(t.price) {
		errs.add("price_per_installment", "The price_per_installment must be less than the price.")
	}
	return split
}

func orZero(d *decimal.Decimal) decimal.Decimal {
	if d == nil {
		return decimal.Zero
	}
	return *d
}
