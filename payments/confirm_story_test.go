package payments_test

import (
	"errors"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/paykickstart-go/sdk/sandbox"
	"github.com/paykickstart-go/sdk/subscriptions"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const oneDay = 24 * time.Hour

func (c *confirming) cancel(invoiceID string, at time.Time) error {
	c.willEnd[invoiceID] = !at.IsZero()
	return c.Subscriptions.Cancel(c.Context(), subscriptions.CancelParams{InvoiceID: invoiceID, CancelAt: at})
}

func (c *confirming) change(invoiceID string, productID int64) string {
	c.Helper()
	result, err := c.Subscriptions.Change(c.Context(), subscriptions.ChangeParams{InvoiceID: invoiceID, ProductID: productID})
	require.NoError(c, err)
	return result.InvoiceID
}

// happenings are what a vendor's account goes through in a quarter: every event that there is, in live and in test mode.
// It calls after whenever something may have been announced.
func (c *confirming) happenings(after func()) {
	c.Helper()
	step := func(err error) {
		c.Helper()
		require.NoError(c, err)
		after()
	}
	days := func(n int) {
		for range n {
			c.box.Advance(oneDay)
			after()
		}
	}
	test := func(p *payments.CreateParams) { p.TestMode = true }
	paidTrial := func(p *payments.CreateParams) { p.Trial = &payments.Trial{Amount: decimal.NewFromInt(1), Days: 7} }
	second := func(p *payments.CreateParams) {
		p.CampaignID, p.AcceptTerms, p.Email = sandbox.SecondCampaignID, true, "rob@example.com"
	}
	c.buy(sandbox.EbookID, "tok_visa", nil)
	c.buy(sandbox.EbookID, "tok_visa", func(p *payments.CreateParams) { p.Quantity = 3 })
	c.buy(sandbox.CoachingID, "tok_visa", second)
	c.buy(sandbox.CourseID, "tok_visa", nil)
	c.buy(sandbox.ProPlanID, sandbox.TokenRebillFails, nil)
	c.buy(sandbox.TrialPlanID, "tok_visa", nil)
	c.buy(sandbox.TrialPlanID, "tok_visa", test)
	c.buy(sandbox.ProPlanID, "tok_visa", test)
	c.buy(sandbox.ProPlanID, "tok_visa", paidTrial)
	pro, pro2 := c.buy(sandbox.ProPlanID, "tok_visa", nil), c.buy(sandbox.ProPlanID, "tok_visa", nil)
	trialCancelled := c.buy(sandbox.TrialPlanID, "tok_visa", nil)
	after()
	days(3)
	step(c.cancel(trialCancelled, time.Time{}))
	step(c.cancel(pro, time.Time{}))
	days(2)
	step(c.Subscriptions.Reactivate(c.Context(), subscriptions.ReactivateParams{
		InvoiceID: pro, NextCharge: c.box.Now().Add(20 * oneDay),
	}))
	days(5)
	team := c.change(pro2, sandbox.TeamPlanID)
	after()
	c.change(team, sandbox.ProPlanID) // credit: nothing is charged
	after()
	step(c.cancel(pro, c.box.Now().Add(31*oneDay)))
	days(55)
	step(c.box.Refund(c.chargeOf(pro), decimal.NewFromInt(1)))
	step(c.box.Refund(c.all[0].TransactionID, decimal.Zero))
	days(25)
}

// chargeOf returns a charge of that invoice.
func (c *confirming) chargeOf(invoiceID string) string {
	for _, e := range c.box.Ledger() {
		if e.Kind == sandbox.EntryCharge && e.InvoiceID == invoiceID {
			return e.TransactionID
		}
	}
	return ""
}

// Every notification of the box is confirmed when it arrives.
func TestConfirmTakesAllThatTheBoxSends(t *testing.T) {
	t.Parallel()
	c := newConfirming(t)
	seen := map[ipn.Event]int{}
	c.happenings(func() {
		for _, n := range c.fresh() {
			seen[n.Event]++
			got, err := c.confirm(n)
			require.NoError(t, err, "%s of %s", n.Event, n.InvoiceID)
			assert.Equal(t, n.InvoiceID, got.Purchase.InvoiceID)
			assert.Equal(t, n.TransactionID == "", got.Transaction == nil)
		}
	})
	for event := range trueStates() {
		assert.Equal(t, event != paused, seen[event] > 0, "%s", event)
	}
}

// The day's notifications are given to all events and forged in one field each; at the end all are given to all events
// again. What is confirmed is true by the box's own books, and what is true is confirmed.
func TestConfirmRefusesAllThatTheBoxDidNotSend(t *testing.T) {
	t.Parallel()
	c := newConfirming(t)
	b := newBooks(c)
	c.happenings(func() {
		fresh := c.fresh()
		b.enter(fresh)
		for _, n := range fresh {
			b.relabel(n)
			for name, forged := range b.forgeries(n) {
				_, err := c.confirm(forged)
				require.True(t, isRefusal(err), "%s with another %s: %v", n.Event, name, err)
				b.refused++
			}
		}
	})
	for _, n := range c.all {
		b.relabel(n)
		for old := range b.products {
			if n.Event == created || n.Event == changed {
				r := *n
				r.Event, r.OldInvoiceID = changed, old
				b.check(&r)
			}
		}
	}
	t.Logf("%d notifications: %d true, %d untrue", len(c.all), b.confirmed, b.refused)
	assert.Greater(t, b.confirmed, 500)
	assert.Greater(t, b.refused, 1500)
}

// relabel gives the notification to every event.
func (b *books) relabel(n *ipn.Notification) {
	b.c.Helper()
	for event := range trueStates() {
		r := *n
		r.Event = event
		b.check(&r)
	}
}

// check demands that Confirm and the books agree.
func (b *books) check(n *ipn.Notification) {
	b.c.Helper()
	_, err := b.c.confirm(n)
	if !b.true(n) {
		b.refused++
		require.True(b.c, isRefusal(err), "untrue and confirmed: %s %s %s: %v", n.Event, n.InvoiceID, n.TransactionID, err)
		return
	}
	b.confirmed++
	if errors.Is(err, payments.ErrRefunded) {
		require.True(b.c, b.refunded[n.TransactionID], "%s was not refunded", n.TransactionID)
		return
	}
	require.NoError(b.c, err, "true and refused: %s %s %s", n.Event, n.InvoiceID, n.TransactionID)
}

// isRefusal reports whether nothing is granted on err.
func isRefusal(err error) bool {
	return errors.Is(err, payments.ErrMismatch) || errors.Is(err, api.ErrNotFound) || errors.Is(err, api.ErrInvalidParams)
}
