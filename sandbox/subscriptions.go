package sandbox

import (
	"time"

	"github.com/shopspring/decimal"
)

// withSubscription finds the subscription that a request names. A purchase in
// installments has one too.
func withSubscription(st *state, p params, do func(*purchase) answer) answer {
	sale := st.byInvoice[p.text("invoice_id")]
	switch {
	case sale == nil:
		return refused("Purchase not found")
	case sale.sub == nil:
		return refused("Purchase is not a subscription")
	}
	return do(sale)
}

// cancelSubscription answers subscriptions/cancel: at once, or at cancel_at.
func cancelSubscription(st *state, p params) answer {
	return withSubscription(st, p, func(sale *purchase) answer {
		sub := sale.sub
		if !sub.active {
			return refused("Subscription is already cancelled")
		}
		sub.silent = p.has("fire_event") && !p.on("fire_event")
		sub.chargeOverage = p.on("charge_overage")
		if at := p.time("cancel_at"); at.After(st.now) {
			sub.cancelAt, sub.update = at, st.now
			st.schedule(at, dueCancel, sale)
		} else {
			st.cancel(sale)
		}
		return done("Subscription was cancelled")
	})
}

// reactivateSubscription answers subscriptions/re-activate. On a subscription that
// still runs it takes back a scheduled cancellation and moves the next charge.
func reactivateSubscription(st *state, p params) answer {
	sale, next := st.byInvoice[p.text("invoice_id")], p.time("date")
	switch {
	case sale == nil || sale.sub == nil:
		return reactivated(404, "Subscription not found")
	case !next.After(st.now):
		return reactivated(400, "The next billing date must be in the future")
	case sale.terms.payments() > 0 && sale.sub.count >= sale.terms.payments():
		return reactivated(400, "All payments of the subscription are made")
	}
	sub := sale.sub
	sub.active, sub.failedAttempts, sub.update = true, 0, st.now
	sub.cancelAt, sub.silent, sub.chargeOverage = noTime, false, false
	st.nextCharge(sale, next)
	st.notify(eventUpdated, sale, nil)
	return reactivated(200, "Subscription was re-activated")
}

// reactivated is the answer of this one route, which has a code and a bool.
func reactivated(code int, text string) answer {
	return ok(object{"code": code, "status": code == 200, "message": text})
}

// reportUsage answers subscriptions/usage. What the units cost is charged with the
// next regular payment.
func reportUsage(st *state, p params) answer {
	return withSubscription(st, p, func(sale *purchase) answer {
		switch {
		case sale.product.Usage == nil:
			return refused("The product has no usage billing")
		case !sale.sub.active:
			return refused("Subscription is not active")
		}
		sale.sub.units += p.int64("units")
		sale.sub.update = st.now
		return done("Usage was added")
	})
}

// changeSubscription answers subscriptions/change: a new subscription takes the
// place of the old one, under a new invoice id.
func changeSubscription(st *state, p params) answer {
	return withSubscription(st, p, func(old *purchase) answer {
		if !old.sub.active {
			return refused("Subscription is not active")
		}
		product, next, errs := st.readChange(p, old)
		if len(errs) > 0 {
			return invalid(errs)
		}
		first := prorate(st, old, product)
		if p.has("first_charge") {
			first = orZero(p.money("first_charge"))
		}
		if first.IsPositive() && old.profile.declines(true) {
			return refused("Your card was declined.")
		}
		sale := st.replace(old, product, first)
		st.nextCharge(sale, next)
		if p.has("allowed_units") {
			units := p.int64("allowed_units")
			sale.sub.allowedUnits = &units
		}
		st.announceChange(sale, first)
		return ok(object{"success": 1, "message": "Subscription was changed", "invoice_id": sale.invoiceID})
	})
}

// readChange finds the new product and the date of its next charge, which stays
// when the request names none.
func (st *state) readChange(p params, old *purchase) (*Product, time.Time, fieldErrors) {
	errs := fieldErrors{}
	product := old.campaign.product(p.int64("product_id"))
	if product == nil || product.Recurring == nil {
		errs.add("product_id", "The selected product_id is invalid.")
	}
	next := old.sub.next
	if p.has("charge_date") {
		next = p.time("charge_date")
	}
	if !next.After(st.now) {
		errs.add("charge_date", "The charge_date must be in the future.")
	}
	return product, next, errs
}

// replace ends the old purchase and makes the new one. A negative first charge is
// credit, and credit that was left moves along.
func (st *state) replace(old *purchase, product *Product, first decimal.Decimal) *purchase {
	sale := &purchase{
		campaign: old.campaign, product: product, buyer: old.buyer, affiliate: old.affiliate, profile: old.profile,
		testMode: old.testMode, billing: old.billing, shipping: old.shipping, custom: old.custom, parent: old,
		terms: terms{price: product.Price, quantity: 1, recurring: product.Recurring},
	}
	st.addPurchase(sale)
	sale.sub.active, sale.sub.count, sale.sub.cancelAt = true, 0, noTime
	sale.sub.credit = old.sub.credit
	if first.IsNegative() {
		sale.sub.credit = sale.sub.credit.Sub(first)
	}
	old.sub.active = false
	old.sub.cancelAt, old.sub.update, old.updated = st.now, st.now, st.now
	return sale
}

func (st *state) announceChange(sale *purchase, first decimal.Decimal) {
	if first.IsPositive() {
		st.notify(eventSales, sale, st.charge(sale, first, false))
	}
	st.notify(eventChanged, sale, nil)
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
