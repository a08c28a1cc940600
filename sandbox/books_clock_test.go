package sandbox_test

import (
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/sandbox"
)

const day = 24 * time.Hour

func unixPair(name string, at time.Time) string { return fmt.Sprintf("%s=%d", name, at.Unix()) }

func TestRebillsRunWhenTheClockMoves(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	invoice := b.buy(purchase(proPlan, "is_recurring=1", "recurring_freq=10", "recurring_freq_type=day", "cycles=3")...)
	b.Advance(10*day - time.Second)
	assert.Len(t, b.Ledger(), 1)
	b.Advance(time.Second)
	assert.Equal(t, []string{"29", "29"}, amounts(b.Ledger()))
	assert.Equal(t, []string{"sales", "subscription-payment"}, b.events(2))
	assert.Equal(t, "1", verified(t, b.IPNSecret, b.Notifications()[3].Body)["is_rebill"])
	assert.Equal(t, start.Add(10*day), b.Ledger()[1].At)
	for _, n := range b.Notifications()[2:] {
		next := verified(t, b.IPNSecret, n.Body)["next_billing_date"]
		assert.Equal(t, strconv.FormatInt(start.Add(20*day).Unix(), 10), next, "of a payment, the one after it")
	}

	b.Advance(365 * day)
	assert.Len(t, b.Ledger(), 3, "three payments in all")
	assert.Equal(t, start.Add(20*day), b.Ledger()[2].At, "each at its own time")
	sub := b.subscription(invoice)
	assert.Equal(t, "0", fmt.Sprint(sub["status"]))
	assert.Equal(t, "3", fmt.Sprint(sub["count"]))
}

func TestInstallmentsEnd(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	b.buy(purchase(course)...)
	b.Advance(400 * day)
	assert.Equal(t, []string{"105", "105", "105"}, amounts(b.Ledger()))
	assert.Equal(t, []string{"sales", "sales", "sales"}, b.events(0))
}

func TestTrialConverts(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	invoice := b.buy(purchase(trialPlan)...)
	assert.Equal(t, "2026-03-24 12:00:00", b.subscription(invoice)["trial_ends"])
	b.Advance(14 * day)
	assert.Equal(t, []string{"subscription-trial-end", "sales", "subscription-payment"}, b.events(2))
	assert.Equal(t, []string{"49"}, amounts(b.Ledger()))
	assert.Equal(t, "2026-04-24 12:00:00", b.subscription(invoice)["next_date"])
}

func TestScheduledCancellation(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	invoice := b.buy(purchase(proPlan)...)
	next := start.AddDate(0, 1, 0)
	b.post("subscriptions/cancel", "invoice_id="+invoice, unixPair("cancel_at", next)).object(t)
	assert.Equal(t, "2026-04-10 12:00:00", b.subscription(invoice)["cancel_at"])
	assert.Empty(t, b.events(2))
	b.Advance(60 * day)
	assert.Len(t, b.Ledger(), 2, "the cancellation comes before the charge of the same second")
	assert.Equal(t, sandbox.EntryCancellation, b.Ledger()[1].Kind)
	assert.Equal(t, next, b.Ledger()[1].At)
	assert.Equal(t, []string{"subscription-cancelled"}, b.events(2))
}

func TestFailedRebillIsTriedAgainThenCancelled(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	pairs := append(without(purchase(proPlan), "stripeToken"), "stripeToken="+sandbox.TokenRebillFails)
	invoice := b.buy(pairs...)
	b.Advance(31 * day)
	require.Equal(t, []string{"subscription-payment-failed"}, b.events(2))
	assert.Equal(t, []string{"29"}, amounts(b.Ledger()), "a declined charge is not in the ledger")
	failed := verified(t, b.IPNSecret, b.Notifications()[2].Body)
	assert.Contains(t, failed["update_billing_url"], invoice)
	assert.Contains(t, string(b.get("transaction/get", "id="+failed["transaction_id"]).body), `"is_approved":0`)

	mended := b.buy(append(without(purchase(proPlan), "stripeToken"), "stripeToken="+sandbox.TokenRebillFails)...)
	b.Advance(3 * day)
	assert.Equal(t, "0", fmt.Sprint(b.subscription(invoice)["status"]))
	events := b.events(5)
	assert.Equal(t, []string{"subscription-payment-failed", "subscription-payment-failed", "subscription-payment-failed", "subscription-cancelled"},
		events)
	b.Advance(27 * day)
	require.Equal(t, "1", fmt.Sprint(b.subscription(mended)["failed_attempts"]))
	b.post("purchase/update-cc", "invoice_id="+mended, "stripeToken=tok_new", "ExpireMonth=5", "ExpireYear=2030", "ccNum=1985", "updateCcPw=x").object(t)
	b.Advance(day)
	sub := b.subscription(mended)
	assert.Equal(t, "0", fmt.Sprint(sub["failed_attempts"]))
	assert.Equal(t, "2", fmt.Sprint(sub["count"]))
	assert.Equal(t, "2026-06-10 12:00:00", sub["next_date"], "the schedule does not slip by the late payment")
}

func TestClockNeverGoesBack(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	b.Advance(-time.Hour)
	assert.Equal(t, start, b.Now())
	b.Advance(90 * time.Minute)
	assert.Equal(t, start.Add(90*time.Minute), b.Now())
}

func TestRunningClock(t *testing.T) {
	t.Parallel()
	sb, err := sandbox.New()
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, sb.Close()) })
	b := box{t, sb}
	invoice := b.buy(purchase(proPlan)...)
	b.Advance(32 * day)
	assert.Equal(t, "2", fmt.Sprint(b.subscription(invoice)["count"]))
}
