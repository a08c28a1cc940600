package sandbox

import (
	"time"

	"github.com/shopspring/decimal"
)

// subscription is the schedule of a purchase: recurring, or in installments.
type subscription struct {
	id     int64
	active bool
	count  int64 // regular payments made
	// period is the day that the next payment is for; next is when it is tried,
	// which is later after a failed attempt.
	period, next    time.Time
	trialEnds       time.Time
	onTrial         bool
	cancelAt        time.Time // when it was or will be cancelled
	silent          bool      // the cancellation sends no notification
	chargeOverage   bool      // the cancellation charges the usage so far
	failedAttempts  int
	attempted       time.Time
	credit          decimal.Decimal // taken off the next charges
	units           int64           // used since the last regular charge
	allowedUnits    *int64          // instead of the product's included units, in this period
	created, update time.Time
}

// Failed charges are tried again this often, this much later each time. PayKickstart's
// own rules are set by the vendor; these are the sandbox's.
const (
	retryAttempts = 3
	retryDelay    = 24 * time.Hour
)

// charge takes an amount and records the attempt.
func (st *state) charge(p *purchase, amount decimal.Decimal, rebill bool) *transaction {
	t := &transaction{
		id: st.nextID(), purchase: p, amount: amount, rebill: rebill, profile: p.profile,
		approved: !p.profile.declines(rebill), created: st.now, updated: st.now,
	}
	t.pkID = pkID("T", t.id)
	p.transactions = append(p.transactions, t)
	p.updated = st.now
	st.transactions = append(st.transactions, t)
	st.byTransaction[t.pkID] = t
	if t.approved {
		st.enter(EntryCharge, p, t, amount)
	}
	return t
}

// subscribe starts the schedule of a purchase that was just made. The payment
// made with it counts, unless it was for a trial.
func (st *state) subscribe(p *purchase) {
	sub := &subscription{id: st.nextID(), active: true, created: st.now, update: st.now, attempted: st.now}
	p.sub = sub
	if trial := p.terms.trial; trial != nil {
		sub.onTrial = true
		sub.trialEnds = st.now.AddDate(0, 0, int(trial.Days))
		st.nextCharge(p, sub.trialEnds)
		return
	}
	sub.count = 1
	st.afterPayment(p, st.now)
}

// afterPayment ends the schedule with the last payment, or sets the next.
func (st *state) afterPayment(p *purchase, period time.Time) {
	sub := p.sub
	if n := p.terms.payments(); n > 0 && sub.count >= n {
		sub.active = false
		sub.cancelAt = st.now
	}
	next := addPeriod(period, p.terms.period(), 1)
	sub.period, sub.next = next, next
	if sub.active {
		st.schedule(next, dueCharge, p)
	}
}

func (st *state) nextCharge(p *purchase, at time.Time) {
	p.sub.period, p.sub.next = at, at
	st.schedule(at, dueCharge, p)
}

// chargeDue makes the regular charge that falls due now.
func (st *state) chargeDue(p *purchase) {
	sub := p.sub
	if sub.onTrial {
		sub.onTrial = false
		st.notify(eventTrialEnd, p, nil)
	}
	sub.attempted, sub.update = st.now, st.now
	owed := p.terms.regular().Add(p.overage())
	amount := decimal.Max(owed.Sub(sub.credit), decimal.Zero)
	var t *transaction
	if amount.IsPositive() {
		if t = st.charge(p, amount, true); !t.approved {
			st.chargeFailed(p, t)
			return
		}
	}
	sub.credit = decimal.Max(sub.credit.Sub(owed), decimal.Zero)
	sub.units, sub.allowedUnits, sub.failedAttempts = 0, nil, 0
	sub.count++
	st.afterPayment(p, sub.period)
	st.notifyPaid(p, t)
}

// notifyPaid tells of a regular charge, once the schedule knows the next one; t is nil if credit paid for it all.
func (st *state) notifyPaid(p *purchase, t *transaction) {
	if t == nil {
		return
	}
	st.notify(eventSales, p, t)
	if p.terms.recurring != nil {
		st.notify(eventPayment, p, t)
	}
}

func (st *state) chargeFailed(p *purchase, t *transaction) {
	sub := p.sub
	sub.failedAttempts++
	st.notify(eventPaymentFailed, p, t)
	if sub.failedAttempts > retryAttempts {
		st.cancel(p)
		return
	}
	sub.next = st.now.Add(retryDelay)
	st.schedule(sub.next, dueCharge, p)
}

// cancel ends a subscription now.
func (st *state) cancel(p *purchase) {
	sub := p.sub
	if owed := p.overage(); sub.chargeOverage && owed.IsPositive() {
		if t := st.charge(p, owed, true); t.approved {
			st.notify(eventSales, p, t)
		}
	}
	sub.active = false
	sub.cancelAt, sub.update, p.updated = st.now, st.now, st.now
	st.enter(EntryCancellation, p, nil, decimal.Zero)
	if !sub.silent {
		st.notify(eventCancelled, p, nil)
	}
}

// overage is what the units used so far cost beyond the included ones.
func (p *purchase) overage() decimal.Decimal {
	usage := p.product.Usage
	if usage == nil {
		return decimal.Zero
	}
	included := usage.Included
	if p.sub.allowedUnits != nil {
		included = *p.sub.allowedUnits
	}
	return usage.UnitPrice.Mul(decimal.NewFromInt(max(p.sub.units-included, 0))).Round(2)
}

// addPeriod moves a date n billing periods on. A day that a month lacks runs over
// into the next, as PHP's dates do.
func addPeriod(t time.Time, r Recurring, n int) time.Time {
	n *= int(r.Every)
	switch r.Unit {
	case "day":
		return t.AddDate(0, 0, n)
	case "year":
		return t.AddDate(n, 0, 0)
	default:
		return t.AddDate(0, n, 0)
	}
}
