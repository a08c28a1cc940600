package sandbox

import (
	"time"

	"github.com/shopspring/decimal"
)

// withSubscription finds the subscription that a request names. A purchase in
// installments has one too.
func withSubscription(st *state, in params, do func(*purchase) answer) answer {
	p := st.byInvoice[in.text("invoice_id")]
	switch {
	case p == nil:
		return refused("Purchase not found")
	case p.sub == nil:
		return refused("Purchase is not a subscription")
	}
	return do(p)
}

// cancelSubscription answers subscriptions/cancel: at once, or at cancel_at.
func cancelSubscription(st *state, in params) answer {
	return withSubscription(st, in, func(p *purchase) answer {
		sub := p.sub
		if !sub.active {
			return refused("Subscription is already cancelled")
		}
		sub.silent = in.has("fire_event") && !in.on("fire_event")
		sub.chargeOverage = in.on("charge_overage")
		if at := in.time("cancel_at"); at.After(st.now) {
			sub.cancelAt, sub.update = at, st.now
			st.schedule(at, dueCancel, p)
		} else {
			st.cancel(p)
		}
		return done("Subscription was cancelled")
	})
}

// reactivateSubscription answers subscriptions/re-activate. On a subscription that
// still runs it takes back a scheduled cancellation and moves the next charge.
func reactivateSubscription(st *state, in params) answer {
	p, next := st.byInvoice[in.text("invoice_id")], in.time("date")
	switch {
	case p == nil || p.sub == nil:
		return reactivated(404, "Subscription not found")
	case !next.After(st.now):
		return reactivated(400, "The next billing date must be in the future")
	case p.terms.payments() > 0 && p.sub.count >= p.terms.payments():
		return reactivated(400, "All payments of the subscription are made")
	}
	sub := p.sub
	sub.active, sub.failedAttempts, sub.update = true, 0, st.now
	sub.cancelAt, sub.silent, sub.chargeOverage = noTime, false, false
	st.nextCharge(p, next)
	st.notify(eventUpdated, p, nil)
	return reactivated(200, "Subscription was re-activated")
}

// reactivated is the answer of this one route, which has a code and a bool.
func reactivated(code int, text string) answer {
	return ok(object{"code": code, "status": code == 200, "message": text})
}

// reportUsage answers subscriptions/usage. What the units cost is charged with the
// next regular payment.
func reportUsage(st *state, in params) answer {
	return withSubscription(st, in, func(p *purchase) answer {
		switch {
		case p.product.Usage == nil:
			return refused("The product has no usage billing")
		case !p.sub.active:
			return refused("Subscription is not active")
		}
		p.sub.units += in.int64("units")
		p.sub.update = st.now
		return done("Usage was added")
	})
}

// changeSubscription answers subscriptions/change: a new subscription takes the
// place of the old one, under a new invoice id.
func changeSubscription(st *state, in params) answer {
	return withSubscription(st, in, func(old *purchase) answer {
		if !old.sub.active {
			return refused("Subscription is not active")
		}
		product, next, errs := st.readChange(in, old)
		if len(errs) > 0 {
			return invalid(errs)
		}
		first := firstCharge(st, in, old, product)
		if first.IsPositive() && old.profile.declines(true) {
			return refused("Your card was declined.")
		}
		p := st.replace(old, product, first)
		st.nextCharge(p, next)
		if in.has("allowed_units") {
			units := in.int64("allowed_units")
			p.sub.allowedUnits = &units
		}
		st.announceChange(p, first)
		return ok(object{"success": 1, "message": "Subscription was changed", "invoice_id": p.invoiceID})
	})
}

// firstCharge is what a change costs at once: what the request says, else prorated.
func firstCharge(st *state, in params, old *purchase, product *Product) decimal.Decimal {
	if in.has("first_charge") {
		return orZero(in.money("first_charge"))
	}
	return prorate(st, old, product)
}

// readChange finds the new product and the date of its next charge, which stays
// when the request names none.
func (st *state) readChange(in params, old *purchase) (*Product, time.Time, fieldErrors) {
	errs := fieldErrors{}
	product := old.campaign.product(in.int64("product_id"))
	if product == nil || product.Recurring == nil {
		errs.add("product_id", "The selected product_id is invalid.")
	}
	next := old.sub.next
	if in.has("charge_date") {
		next = in.time("charge_date")
	}
	if !next.After(st.now) {
		errs.add("charge_date", "The charge_date must be in the future.")
	}
	return product, next, errs
}

// replace ends the old purchase and makes the new one. A negative first charge is
// credit, and credit that was left moves along.
func (st *state) replace(old *purchase, product *Product, first decimal.Decimal) *purchase {
	p := &purchase{
		campaign: old.campaign, product: product, buyer: old.buyer, affiliate: old.affiliate, profile: old.profile,
		testMode: old.testMode, billing: old.billing, shipping: old.shipping, custom: old.custom, parent: old,
		terms: terms{price: product.Price, quantity: 1, recurring: product.Recurring},
	}
	st.addPurchase(p)
	p.sub.active, p.sub.count, p.sub.cancelAt = true, 0, noTime
	p.sub.credit = old.sub.credit
	if first.IsNegative() {
		p.sub.credit = p.sub.credit.Sub(first)
	}
	old.sub.active = false
	old.sub.cancelAt, old.sub.update, old.updated = st.now, st.now, st.now
	return p
}

func (st *state) announceChange(p *purchase, first decimal.Decimal) {
	if first.IsPositive() {
		st.notify(eventSales, p, st.charge(p, first, false))
	}
	st.notify(eventChanged, p, nil)
}

// prorate is the difference of the two products' value per day, over the days left
// until the next charge. Trials do not count.
func prorate(st *state, old *purchase, product *Product) decimal.Decimal {
	left := days(old.sub.next.Sub(st.now))
	perDay := func(price decimal.Decimal, r Recurring) decimal.Decimal {
		return price.Div(days(old.sub.next.Sub(addPeriod(old.sub.next, r, -1))))
	}
	difference := perDay(product.Price, *product.Recurring).Sub(perDay(old.terms.regular(), old.terms.period()))
	return difference.Mul(left).Round(2)
}
