package sandbox

import (
	"maps"
	"strconv"

	"github.com/shopspring/decimal"
)

// purchaseAnswer has all documented members of purchase/get.
func (st *state) purchaseAnswer(p *purchase) object {
	o := object{
		"id": p.id, "pk_id": p.invoiceID, "buyer_id": p.buyerID, "customer": strconv.FormatInt(1800000000+p.buyerID, 10),
		"product_id": p.campaign.ID, "product_name": p.campaign.Name, "plan_id": p.product.ID, "plan_name": p.product.Name,
		"buyer_name": p.buyer.firstName + " " + p.buyer.lastName, "buyer_email": p.buyer.email, "buyer_country": "", "buyer_gender": "",
		"amount": number(p.terms.price.Mul(decimal.NewFromInt(p.terms.quantity))), "original_amount": numberOrNull(p.terms.original),
		"vendor_id": st.vendor.ID, "vendor_first_name": st.vendor.FirstName, "vendor_last_name": st.vendor.LastName,
		"vendor_email": st.vendor.Email, "gateway_id": gatewayID,
		"affiliate_id": nil, "tracking_link_id": nil, "commission_level_1": number(p.campaign.Commission),
		"created_at": date(p.created), "updated_at": date(p.updated), "parent_id": nil,
	}
	if p.affiliate != nil {
		o["affiliate_id"], o["tracking_link_id"] = p.affiliate.ID, p.affiliate.ID
	}
	if p.parent != nil {
		o["parent_id"] = p.parent.id
	}
	maps.Copy(o, notPlayed())
	maps.Copy(o, p.terms.members())
	p.billing.members(o, "billing_")
	p.shipping.members(o, "shipping_")
	o["transactions"], o["subscriptions"] = p.parts()
	return o
}

// notPlayed are the members of a purchase that stand for what the sandbox does not play.
func notPlayed() object {
	return object{
		"delayed_chain_payment": 0, "refund_period": 0, "affiliate_id_level_2": nil, "commission_level_2": 0,
		"coupon_id": nil, "coupon_code": nil, "coupon_type": nil, "coupon_rate": nil, "coupon_is_recurring": 0, "coupon_redeemed": 0,
		"funnel_id": 236, "funnel_plan_id": 626, "visit_id": nil, "tax_service_id": 1,
		"is_purchased": 1, "is_executed": 1, "execute_in_queue": 0, "custom_params": nil,
		"browser": "Chrome", "platform": "OS X", "device": "Macintosh", "request_type": "embed",
		"update_cc_pw": nil, "base_currency": "USD",
	}
}

// parts are the transactions and the subscription inside a purchase.
func (p *purchase) parts() (transactions, subscriptions []object) {
	transactions, subscriptions = []object{}, []object{}
	for _, t := range p.transactions {
		transactions = append(transactions, transactionAnswer(t))
	}
	if p.sub != nil {
		subscriptions = append(subscriptions, p.subscriptionAnswer())
	}
	return transactions, subscriptions
}

// members are the trial, the installments and the schedule.
func (t terms) members() object {
	o := object{
		"trial_amount": nil, "trial_days": nil,
		"split_pay": 0, "split_pay_amount": nil, "split_pay_cycles": nil,
		"split_pay_recurring_frequency": nil, "split_pay_recurring_frequency_type": nil,
		"is_recurring": 0, "recurring_frequency": nil, "recurring_frequency_type": nil, "recurring_cycles": nil,
	}
	if t.trial != nil {
		o["trial_amount"], o["trial_days"] = number(t.trial.Amount), t.trial.Days
	}
	if t.split != nil {
		o["split_pay"], o["split_pay_amount"], o["split_pay_cycles"] = 1, number(t.split.Price), t.split.Installments
		o["split_pay_recurring_frequency"], o["split_pay_recurring_frequency_type"] = t.period().Every, t.period().Unit
	}
	if t.recurring != nil {
		o["is_recurring"], o["recurring_frequency"], o["recurring_frequency_type"] = 1, t.recurring.Every, t.recurring.Unit
		o["recurring_cycles"] = orNull(t.recurring.Cycles)
	}
	return o
}

func (p *purchase) subscriptionAnswer() object {
	sub := p.sub
	o := object{
		"id": sub.id, "purchase_id": p.id, "subscription_uuid": nil, "count": sub.count, "split_count": nil,
		"status": flag(sub.active), "failed_attempts": sub.failedAttempts, "trial_expire_notified": 0,
		"trial_ends": dateOrNull(sub.trialEnds), "next_date": date(sub.next), "cancel_note": nil, "cancelled_by": nil,
		"cancel_at": dateOrNull(sub.cancelAt), "in_queue": 0, "attempted_at": date(sub.attempted),
		"created_at": date(sub.created), "updated_at": date(sub.update),
	}
	if p.terms.split != nil {
		o["split_count"] = sub.count
	}
	return o
}

// members are the six parts of an address, each null when none was captured.
func (a *address) members(o object, prefix string) {
	values := map[string]string{}
	a.fill(values, prefix)
	for name, value := range values {
		o[name] = value
		if a == nil {
			o[name] = nil
		}
	}
}

func numberOrNull(d *decimal.Decimal) any {
	if d == nil {
		return nil
	}
	return number(*d)
}
