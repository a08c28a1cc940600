package payments

import (
	"slices"
	"time"

	"github.com/paykickstart-go/sdk/ipn"
)

func (c *comparison) compareEvent() {
	switch c.n.Event {
	case ipn.EventRefund:
		c.refund()
	case ipn.EventSubscriptionPaymentFailed:
		c.failure()
	case ipn.EventSubscriptionCreated:
		c.beginning()
	case ipn.EventSubscriptionTrialStart:
		c.beginning()
		c.unless(c.Purchase.hasTrial(), "Purchase.TrialDays")
	case ipn.EventSubscriptionTrialEnd:
		c.trialEnd()
	case ipn.EventSubscriptionCancelled:
		c.cancellation()
	case ipn.EventSubscriptionUpdated:
		c.update()
	case ipn.EventSubscriptionChanged:
		c.beginning()
		c.unless(c.replaced(), "OldInvoiceID")
	case ipn.EventSubscriptionPayment:
		c.payment()
		c.unless(c.Purchase.isSubscription(), "Purchase.IsRecurring")
	default:
		// What is not known might be taken for a payment.
		c.payment()
	}
}

func (c *comparison) payment() {
	c.unless(c.sentTransaction.Amount != nil && c.Transaction.Amount.Equal(c.n.Amount), "Amount")
	c.paid()
}

// paid demands that the transaction went through. While it is pending its approval is not decided, so that is the one thing
// to report.
func (c *comparison) paid() {
	t := c.Transaction
	if t == nil {
		c.paidAtAll()
		return
	}
	c.unless(!t.IsPending, fieldPending)
	c.unless(t.IsApproved || t.IsPending, "Transaction.IsApproved")
	c.Refunded = t.IsRefund
}

// paidAtAll is paid for an event that names no transaction: leaving the name out must not make true what it would have
// made false. A purchase without transactions, as in a free trial, owes nothing yet. An approved test pays for nothing live,
// so approval and mode are asked of the same transaction.
func (c *comparison) paidAtAll() {
	all := c.Purchase.Transactions
	if !slices.ContainsFunc(all, c.ofMode) {
		return // It has none, or compareMode has told.
	}
	c.Refunded = slices.ContainsFunc(all, func(t Transaction) bool { return t.IsRefund })
	approved := slices.ContainsFunc(all, func(t Transaction) bool { return t.IsApproved && !t.IsPending && c.ofMode(t) })
	pending := slices.ContainsFunc(all, func(t Transaction) bool { return t.IsPending && c.ofMode(t) })
	c.unless(approved || !pending, fieldPending)
	c.unless(approved || pending, "Transaction.IsApproved")
}

func (c *comparison) refund() {
	t := c.Transaction
	if t.IsRefundPending && !t.IsRefund {
		c.unless(false, fieldRefundPending)
		return
	}
	c.unless(t.IsRefund, "Transaction.IsRefund")
}

func (c *comparison) failure() {
	c.compareMention()
	c.unless(c.Purchase.isSubscription(), "Purchase.IsRecurring")
	c.unless(!c.Transaction.IsPending, fieldPending)
	declined := c.sentTransaction.IsApproved != nil && !c.Transaction.IsApproved
	c.unless(declined || c.Transaction.IsPending, "Transaction.IsApproved")
}

// beginning is an event that some receivers grant on.
func (c *comparison) beginning() {
	c.compareMention()
	c.unless(c.Purchase.isSubscription(), "Purchase.IsRecurring")
	c.paid()
}

func (c *comparison) trialEnd() {
	c.compareMention()
	if !c.Purchase.hasTrial() {
		c.unless(false, "Purchase.TrialDays")
		return
	}
	c.unless(slices.ContainsFunc(c.Purchase.Subscriptions, c.Purchase.outlived), fieldTrialEnds)
}

func (c *comparison) cancellation() {
	c.compareMention()
	c.unless(c.Purchase.ends(c.sent), "Subscription.CancelAt")
}

func (c *comparison) update() {
	c.compareMention()
	runs := func(s Subscription) bool { return s.Status != 0 }
	c.unless(slices.ContainsFunc(c.Purchase.Subscriptions, runs), "Subscription.Status")
}

// replaced reports whether the purchase took the place of the old one. ParentID is null in the documented answer, so
// without one it has to have begun when the old one ended.
func (c *comparison) replaced() bool {
	p, old := c.Purchase, c.old
	two := p.ID != 0 && old.ID != 0 && p.ID != old.ID
	return two && old.InvoiceID == c.n.OldInvoiceID && old.ends(c.sentOld) &&
		sameNumber(old.CampaignID, c.n.CampaignID) && sameEmail(old.BuyerEmail, c.n.Buyer.Email) &&
		(p.ParentID == old.ID || p.ParentID == 0 && old.endedAround(p.CreatedAt))
}

func (p *Purchase) endedAround(at time.Time) bool {
	near := func(s Subscription) bool { return s.CancelAt.Sub(at).Abs() <= time.Hour }
	return !at.IsZero() && slices.ContainsFunc(p.Subscriptions, near)
}

func (p *Purchase) isSubscription() bool {
	return p.IsRecurring || p.SplitPay || len(p.Subscriptions) > 0
}

func (p *Purchase) hasTrial() bool {
	dated := func(s Subscription) bool { return !s.TrialEnds.IsZero() }
	return p.TrialDays > 0 || slices.ContainsFunc(p.Subscriptions, dated)
}

// outlived reports whether something happened after the trial's end. PayKickstart's own times are asked and not the clock:
// the caller's may be wrong, and a sandbox has its own.
func (p *Purchase) outlived(s Subscription) bool {
	if s.TrialEnds.IsZero() {
		return false
	}
	return !p.UpdatedAt.Before(s.TrialEnds) || !s.UpdatedAt.Before(s.TrialEnds) || !s.AttemptedAt.Before(s.TrialEnds)
}

// ends reports whether all of the purchase's subscriptions have ended or will. The date of a cancellation may stay set
// after a reactivation, which is an update after it. A status that was not sent ends nothing.
func (p *Purchase) ends(sent sentPurchase) bool {
	for i, s := range p.Subscriptions {
		willEnd := !s.CancelAt.IsZero() && !s.UpdatedAt.IsZero() && !s.CancelAt.Before(s.UpdatedAt)
		if !sent.ended(i) && !willEnd {
			return false
		}
	}
	return len(p.Subscriptions) > 0
}
