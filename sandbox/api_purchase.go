package sandbox

import "github.com/shopspring/decimal"

// newPurchase answers purchase.
func newPurchase(st *state, in params) answer {
	errs := fieldErrors{}
	p := st.readPurchase(in, errs)
	if len(errs) > 0 {
		return invalid(errs)
	}
	if p.profile.declines(false) {
		return ok(object{"errors": object{paymentField: []string{"Your card was declined."}}})
	}
	st.addPurchase(p)
	event := eventSales
	if trial := p.terms.trial; trial == nil || trial.Amount.IsPositive() {
		st.notify(eventSales, p, st.charge(p, p.terms.first(), false))
	} else {
		event = eventTrialStart // nothing is charged, so there is no sale and no transaction
	}
	st.notifyNewSubscription(p)
	return ok(object{"data": st.receipt(event, p), "url": nil, "type": 1, "plan": p.product.ID})
}

// addPurchase gives a purchase its ids, its licenses and its schedule.
func (st *state) addPurchase(p *purchase) {
	p.id = st.nextID()
	p.invoiceID = pkID("P", p.id)
	p.buyerID = st.buyerID(p.buyer.email)
	p.created, p.updated = st.now, st.now
	st.purchases = append(st.purchases, p)
	st.byInvoice[p.invoiceID] = p
	st.issueLicenses(p)
	if p.terms.recurring != nil || p.terms.split != nil {
		st.subscribe(p)
	}
}

func (st *state) notifyNewSubscription(p *purchase) {
	if p.terms.recurring == nil {
		return
	}
	st.notify(eventCreated, p, nil)
	if p.terms.trial != nil {
		st.notify(eventTrialStart, p, nil)
	} else if st.conf.firstPayment {
		st.notify(eventPayment, p, nil)
	}
}

// readPurchase makes a purchase of the parameters, and names what is wrong with
// them as a whole.
func (st *state) readPurchase(in params, errs fieldErrors) *purchase {
	for _, g := range purchaseGroups() {
		g.check(in, errs)
	}
	p := &purchase{
		buyer:    buyer{in.text("first_name"), in.text("last_name"), in.text("email")},
		testMode: in.on("test_mode"), custom: in.named("custom_field"),
		billing: readAddress(in, "billing"), shipping: readAddress(in, "shipping"),
	}
	p.profile = st.readProfile(in, errs)
	if p.campaign = st.vendor.campaign(in.int64("product")); p.campaign == nil {
		errs.add("product", "The selected product is invalid.")
		return p
	}
	if p.product = p.campaign.product(in.int64("plan")); p.product == nil {
		errs.add("plan", "The selected plan is invalid.")
		return p
	}
	p.affiliate = st.readAffiliate(in, p.campaign, errs)
	if p.product.RequiresTerms && !in.on("tos-read") {
		errs.add("tos-read", "The tos-read must be accepted.")
	}
	p.terms = readTerms(in, p.product, errs)
	return p
}

func (st *state) readProfile(in params, errs fieldErrors) profile {
	if !in.has("ref_purchase") {
		return readMethod(in, errs).profile(in, "ccExpireMonth", "ccExpireYear")
	}
	for _, r := range tokenRules() {
		if in.has(r.name) {
			errs.add(paymentField, "The "+r.name+" field and ref_purchase exclude each other.")
		}
	}
	ref := st.byInvoice[in.text("ref_purchase")]
	if ref == nil {
		errs.add("ref_purchase", "The selected ref_purchase is invalid.")
		return profile{}
	}
	return ref.profile
}

func (st *state) readAffiliate(in params, c *Campaign, errs fieldErrors) *Affiliate {
	if !in.has("affiliate_id") {
		return nil
	}
	a := st.vendor.affiliate(in.int64("affiliate_id"))
	if a == nil || !a.in(c.ID) {
		errs.add("affiliate_id", "The selected affiliate_id is invalid.")
	}
	return a
}

func readAddress(in params, kind string) *address {
	if !in.on("capture_" + kind + "_address") {
		return nil
	}
	return &address{
		line1: in.text(kind + "_address_1"), line2: in.text(kind + "_address_2"), city: in.text(kind + "_city"),
		state: in.text(kind + "_state"), zip: in.text(kind + "_zip"), country: in.text(kind + "_country"),
	}
}

// readTerms puts the request's prices over the product's.
func readTerms(in params, product *Product, errs fieldErrors) terms {
	t := terms{price: product.Price, quantity: 1, recurring: product.Recurring, trial: product.Trial, split: product.SplitPay}
	if price := in.money("price"); price != nil {
		t.price, t.original = *price, &product.Price
	}
	if in.has("quantity") {
		t.quantity = in.int64("quantity")
		if t.quantity > product.MaxQuantity {
			errs.add("quantity", "The quantity may not be greater than the product allows.")
		}
	}
	if in.on("is_recurring") {
		t.recurring = &Recurring{Every: in.int64("recurring_freq"), Unit: in.text("recurring_freq_type"), Cycles: in.int64("cycles")}
		t.split = nil
	}
	if in.on("split_selected") {
		t.split = readSplit(in, t, errs)
	}
	if in.on("has_trial") {
		t.trial = readTrial(in, t, errs)
	}
	return t
}

func readTrial(in params, t terms, errs fieldErrors) *Trial {
	if t.recurring == nil {
		errs.add("has_trial", "The has_trial field needs a recurring product.")
	}
	return &Trial{Amount: orZero(in.money("trial_amount")), Days: in.int64("trial_days")}
}

func readSplit(in params, t terms, errs fieldErrors) *SplitPay {
	split := &SplitPay{Installments: in.int64("total_installments"), Price: orZero(in.money("price_per_installment"))}
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

// receiptTexts are the members of a receipt that are as in the notification.
var receiptTexts = []string{
	"event", "mode", "payment_processor", "amount", "buyer_ip", "buyer_first_name", "buyer_last_name", "buyer_email",
	"vendor_first_name", "vendor_last_name", "vendor_email", "transaction_id", "invoice_id", "tracking_id",
	"product_name", "campaign_name",
	"affiliate_first_name", "affiliate_last_name", "affiliate_email", "affiliate_commission_amount", "affiliate_commission_percent",
	"ref_affiliate_first_name", "ref_affiliate_last_name", "ref_affiliate_email",
	"ref_affiliate_commission_amount", "ref_affiliate_commission_percent",
}

// receipt is the member data of a purchase's answer: a notification in an older
// form, without addresses, and with the documented misspelling campgaign_id.
func (st *state) receipt(event string, p *purchase) object {
	t := p.lastApproved()
	f := st.fields(event, p, t)
	data := object{}
	for _, name := range receiptTexts {
		data[name] = f[name]
	}
	at := st.now
	if t != nil {
		at = t.created
	}
	data["transaction_time"] = at.Unix()
	data["product_id"] = p.product.ID
	data["campgaign_id"] = p.campaign.ID
	data["licenses"] = p.licenseText()
	signed := st.sign(p, f)
	data["verification_code"] = signed[len(signed)-1].Value
	return data
}
