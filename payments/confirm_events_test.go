package payments_test

import (
	"errors"
	"maps"
	"net/http"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/internal/transport"
	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// state is what has to be on record for an event to be true.
type state struct{ purchase, transaction, old members }

// trueStates are the changes to account that make each event true.
func trueStates() map[ipn.Event]state {
	ended := running()
	ended["status"], ended["cancel_at"] = 0, "2026-03-10 12:00:00"
	onTrial, afterTrial := running(), running()
	onTrial["trial_ends"], afterTrial["trial_ends"] = "2026-03-24 12:00:00", "2026-03-10 12:00:00"
	old := members{
		"id": 62, "pk_id": "PK-P0", "product_id": 80, "plan_id": 136, "buyer_email": "dana@example.com",
		"is_recurring": 1, "subscriptions": []members{ended},
	}
	return map[ipn.Event]state{
		ipn.EventSales:                     {},
		ipn.EventSubscriptionPayment:       {},
		ipn.EventRefund:                    {transaction: members{"is_refund": 1}},
		ipn.EventSubscriptionPaymentFailed: {transaction: members{"is_approved": 0}},
		ipn.EventSubscriptionCreated:       {},
		ipn.EventSubscriptionTrialStart:    {purchase: members{"trial_days": 14, "trial_amount": 0, "subscriptions": []members{onTrial}}},
		ipn.EventSubscriptionTrialEnd:      {purchase: members{"trial_days": 14, "trial_amount": 0, "subscriptions": []members{afterTrial}}},
		ipn.EventSubscriptionCancelled:     {purchase: members{"subscriptions": []members{ended}}},
		ipn.EventSubscriptionUpdated:       {},
		ipn.EventSubscriptionChanged:       {purchase: members{"parent_id": 62, "created_at": "2026-03-10 11:59:58"}, old: old},
		"subscription-paused":              {},
	}
}

// twoPurchases is an account that has the purchase that was replaced as well.
type twoPurchases struct {
	*apitest.Fake
	t   testing.TB
	old string
}

func (a twoPurchases) RoundTrip(r *http.Request) (*http.Response, error) {
	if a.old != "" && r.URL.Query().Get("id") == "PK-P0" {
		return httpmock.NewStringResponse(http.StatusOK, a.old), nil
	}
	return a.Fake.RoundTrip(r)
}

func (a twoPurchases) Transport() *transport.Transport { return apitest.Transport(a.t, a) }

// account answers with the state, but for the members changed.
func (s state) account(t testing.TB, purchase, transaction members) twoPurchases {
	t.Helper()
	both := func(a, b members) members {
		c := members{}
		maps.Copy(c, a)
		maps.Copy(c, b)
		return c
	}
	a := twoPurchases{Fake: account(t, both(s.purchase, purchase), both(s.transaction, transaction)), t: t}
	if s.old != nil {
		a.old = toJSON(s.old)
	}
	return a
}

func (s state) announced(event ipn.Event) *ipn.Notification {
	n := announced(event)
	if s.old != nil {
		n.OldInvoiceID = "PK-P0"
	}
	return n
}

func TestConfirmTrueEvents(t *testing.T) {
	t.Parallel()
	for event, state := range trueStates() {
		got, err := payments.NewPurchaseService(state.account(t, nil, nil).Transport()).Confirm(t.Context(), state.announced(event))
		require.NoError(t, err, "%s", event)
		assert.NotNil(t, got.Purchase)
		assert.NotNil(t, got.Transaction)
	}
}

const (
	sales     = ipn.EventSales
	payment   = ipn.EventSubscriptionPayment
	refund    = ipn.EventRefund
	failed    = ipn.EventSubscriptionPaymentFailed
	created   = ipn.EventSubscriptionCreated
	trial     = ipn.EventSubscriptionTrialStart
	trialEnd  = ipn.EventSubscriptionTrialEnd
	cancelled = ipn.EventSubscriptionCancelled
	updated   = ipn.EventSubscriptionUpdated
	changed   = ipn.EventSubscriptionChanged
	paused    = ipn.Event("subscription-paused")
)

// Each row makes true events untrue. Events that a row does not name stay true.
func TestConfirmUntrueEvents(t *testing.T) {
	t.Parallel()
	with := func(name string, value any) []members {
		s := running()
		s[name] = value
		return []members{s}
	}
	plain := members{"is_recurring": 0, "subscriptions": []members{}}
	notApproved, pending := "Transaction.IsApproved", "Transaction.IsPending"
	noSubscription, noEnd, noTrial := "Purchase.IsRecurring", "Subscription.CancelAt", "Purchase.TrialDays"
	for name, c := range map[string]struct {
		purchase, transaction members
		untrue                map[ipn.Event]string
	}{
		"another amount": {nil, members{"amount": 12.11}, map[ipn.Event]string{
			sales: "Amount", payment: "Amount", failed: "Amount", created: "Amount", trial: "Amount", trialEnd: "Amount",
			cancelled: "Amount", updated: "Amount", changed: "Amount", paused: "Amount"}},
		"not approved": {nil, members{"is_approved": 0}, map[ipn.Event]string{
			sales: notApproved, payment: notApproved, created: notApproved, trial: notApproved, changed: notApproved, paused: notApproved}},
		"approved": {nil, members{"is_approved": 1}, map[ipn.Event]string{failed: notApproved}},
		"pending": {nil, members{"is_pending": 1, "is_approved": 0}, map[ipn.Event]string{
			sales: pending, payment: pending, failed: pending, created: pending, trial: pending, changed: pending, paused: pending}},
		"approved and pending": {nil, members{"is_pending": 1, "is_approved": 1}, map[ipn.Event]string{
			sales: pending, payment: pending, failed: pending, created: pending, trial: pending, changed: pending, paused: pending}},
		"not refunded":   {nil, members{"is_refund": 0}, map[ipn.Event]string{refund: "Transaction.IsRefund"}},
		"refund pending": {nil, members{"is_refund": 0, "is_refund_pending": 1}, map[ipn.Event]string{refund: "Transaction.IsRefundPending"}},
		"paid once": {plain, nil, map[ipn.Event]string{
			payment: noSubscription, failed: noSubscription, created: noSubscription, changed: noSubscription, trial: noSubscription,
			trialEnd: "Subscription.TrialEnds", cancelled: noEnd, updated: "Subscription.Status"}},
		"no trial": {members{"trial_days": nil, "trial_amount": nil, "subscriptions": with("trial_ends", nil)}, nil, map[ipn.Event]string{
			trial: noTrial, trialEnd: noTrial, cancelled: noEnd}},
		"on trial": {members{"subscriptions": with("trial_ends", "2026-03-24 12:00:00")}, nil, map[ipn.Event]string{
			trialEnd: "Subscription.TrialEnds", cancelled: noEnd}},
		"goes on": {members{"subscriptions": with("status", 1)}, nil, map[ipn.Event]string{
			cancelled: noEnd, trialEnd: "Subscription.TrialEnds"}},
		"one of two goes on": {members{"subscriptions": append(with("status", 0), running())}, nil, map[ipn.Event]string{
			cancelled: noEnd, trialEnd: "Subscription.TrialEnds"}},
		"taken back": {members{"subscriptions": with("cancel_at", "2026-03-09 12:00:00")}, nil, map[ipn.Event]string{
			cancelled: noEnd, trialEnd: "Subscription.TrialEnds"}},
		"will end": {members{"subscriptions": with("cancel_at", "2026-03-19 12:00:00")}, nil, map[ipn.Event]string{
			trialEnd: "Subscription.TrialEnds"}},
		"ended": {members{"subscriptions": with("status", 0)}, nil, map[ipn.Event]string{
			updated: "Subscription.Status", trialEnd: "Subscription.TrialEnds"}},
		"another parent": {members{"parent_id": 61}, nil, map[ipn.Event]string{changed: "OldInvoiceID"}},
		"itself":         {members{"id": 62}, members{"purchase_id": 62}, map[ipn.Event]string{changed: "OldInvoiceID"}},
	} {
		for event, state := range trueStates() {
			t.Run(name+", "+string(event), func(t *testing.T) {
				t.Parallel()
				got, err := payments.NewPurchaseService(state.account(t, c.purchase, c.transaction).Transport()).Confirm(t.Context(), state.announced(event))
				want, untrue := c.untrue[event]
				if !untrue {
					require.NoError(t, err)
					return
				}
				requireMismatch(t, got, err, want)
				mayComeTrue := want == pending || want == "Transaction.IsRefundPending" || want == "Subscription.TrialEnds"
				require.Equal(t, mayComeTrue, errors.Is(err, payments.ErrPending))
			})
		}
	}
}
