package payments_test

import (
	"testing"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// silences are what the API may send for a member that it does not tell.
func silences() []any { return []any{nil, ""} }

func TestConfirmTakesAMemberThatWasNotSentForNoAgreement(t *testing.T) {
	t.Parallel()
	one := func(s members) []members { return []members{s} }
	for name, tc := range map[string]struct {
		event                 ipn.Event
		purchase, transaction func(silence any) members
		amount                string
		want                  []string
	}{
		"the status of a cancelled one": {event: cancelled, want: []string{"Subscription.CancelAt"},
			purchase: func(silence any) members {
				return members{"subscriptions": one(members{"id": 1, "status": silence, "updated_at": "2026-03-10 12:00:00"})}
			}},
		"the last update of a cancelled one": {event: cancelled, want: []string{"Subscription.CancelAt"},
			purchase: func(silence any) members {
				return members{"subscriptions": one(members{"status": 1, "cancel_at": "2026-03-09 12:00:00", "updated_at": silence})}
			}},
		"the status of an updated one": {event: updated, want: []string{"Subscription.Status"},
			purchase: func(silence any) members { return members{"subscriptions": one(members{"id": 1, "status": silence})} }},
		"the processor": {event: sales, want: []string{"Mode"},
			transaction: func(silence any) members { return members{"processor": silence} }},
		"the amount": {event: sales, want: []string{"Amount"}, amount: "0",
			transaction: func(silence any) members { return members{"amount": silence} }},
		"the approval of a failure": {event: failed, want: []string{"Transaction.IsApproved"},
			transaction: func(silence any) members { return members{"is_approved": silence} }},
		"the ids of both": {event: sales, want: []string{"Transaction.PurchaseID"},
			purchase:    func(silence any) members { return members{"id": silence} },
			transaction: func(silence any) members { return members{"purchase_id": silence} }},
		"the id of the new one": {event: changed, want: []string{"Transaction.PurchaseID", "OldInvoiceID"},
			purchase: func(silence any) members { return members{"id": silence} }},
	} {
		for _, silence := range silences() {
			state := trueStates()[tc.event]
			var p, tr members
			if tc.purchase != nil {
				p = tc.purchase(silence)
			}
			if tc.transaction != nil {
				tr = tc.transaction(silence)
			}
			n := state.announced(tc.event)
			if tc.amount != "" {
				n.Amount = decimal.RequireFromString(tc.amount)
			}
			got, err := payments.NewPurchaseService(state.account(t, p, tr).Transport()).Confirm(t.Context(), n)
			require.Error(t, err, "%s, %q", name, silence)
			requireMismatch(t, got, err, tc.want...)
		}
	}
}

func TestConfirmTakesNoEndForOneWithoutAStatus(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		subscription members
		true         bool
	}{
		"no member":               {members{"id": 1}, false},
		"ended":                   {members{"id": 1, "status": 0}, true},
		"ended, as a text":        {members{"id": 1, "status": "0"}, true},
		"no status, a coming end": {members{"cancel_at": "2026-04-10 12:00:00", "updated_at": "2026-03-10 12:00:00"}, true},
		"no status, an end before the last update": {members{"cancel_at": "2026-03-09 12:00:00", "updated_at": "2026-03-10 12:00:00"}, false},
	} {
		fake := account(t, members{"subscriptions": []members{tc.subscription}}, nil)
		got, err := payments.NewPurchaseService(fake.Transport()).Confirm(t.Context(), announced(cancelled))
		if tc.true {
			require.NoError(t, err, name)
			continue
		}
		require.Error(t, err, name)
		requireMismatch(t, got, err, "Subscription.CancelAt")
	}
}

// Without its id an old purchase is nobody's parent: 0 is what a purchase without a parent has.
func TestConfirmDemandsTheIDOfTheOldPurchase(t *testing.T) {
	t.Parallel()
	for _, silence := range append(silences(), 0) {
		for _, endedAt := range []string{"2001-01-01 00:00:00", "2026-03-10 12:00:00"} {
			state := trueStates()[changed]
			ended := members{"status": 0, "cancel_at": endedAt}
			state.old["id"], state.old["subscriptions"] = silence, []members{ended}
			fake := state.account(t, members{"parent_id": 0}, nil)
			got, err := payments.NewPurchaseService(fake.Transport()).Confirm(t.Context(), state.announced(changed))
			require.Error(t, err, "%v %s", silence, endedAt)
			requireMismatch(t, got, err, "OldInvoiceID")
		}
	}
}

func TestConfirmTellsNoTransactionsFromNothingSent(t *testing.T) {
	t.Parallel()
	for _, event := range []ipn.Event{created, trial, trialEnd, cancelled, updated, changed} {
		for _, mode := range []ipn.Mode{ipn.ModeLive, ipn.ModeTest} {
			state := trueStates()[event]
			n := state.announced(event)
			n.TransactionID, n.Amount, n.Mode = "", decimal.Zero, mode
			_, err := payments.NewPurchaseService(state.account(t, members{"transactions": []members{}}, nil).Transport()).Confirm(t.Context(), n)
			require.NoError(t, err, "%s %s", event, mode)
			for _, p := range []members{nil, {"transactions": nil}, {"transactions": ""}} {
				got, err := payments.NewPurchaseService(state.account(t, p, nil).Transport()).Confirm(t.Context(), n)
				require.Error(t, err, "%s %s %v", event, mode, p)
				requireMismatch(t, got, err, "Mode")
			}
		}
	}
}

// A test that was approved beside a live charge that was declined pays for nothing.
func TestConfirmTakesModeAndApprovalFromOneTransaction(t *testing.T) {
	t.Parallel()
	one := func(processor string, approved, pending int) members {
		return members{"processor": processor, "is_approved": approved, "is_pending": pending}
	}
	for name, tc := range map[string]struct {
		all        []members
		live, test string // the field that differs; "" for none
	}{
		"approved test, declined charge": {[]members{one("testmode", 1, 0), one("stripe", 0, 0)}, "Transaction.IsApproved", ""},
		"declined charge, approved test": {[]members{one("stripe", 0, 0), one("testmode", 1, 0)}, "Transaction.IsApproved", ""},
		"approved test, pending charge":  {[]members{one("testmode", 1, 0), one("stripe", 1, 1)}, "Transaction.IsPending", ""},
		"approved charge, declined test": {[]members{one("stripe", 1, 0), one("testmode", 0, 0)}, "", "Transaction.IsApproved"},
		"no processor":                   {[]members{one("", 1, 0)}, "Mode", "Mode"},
		"approved test":                  {[]members{one("testmode", 1, 0)}, "Mode", ""},
	} {
		for mode, want := range map[ipn.Mode]string{ipn.ModeLive: tc.live, ipn.ModeTest: tc.test} {
			for _, event := range []ipn.Event{created, trial, changed} {
				state := trueStates()[event]
				n := state.announced(event)
				n.TransactionID, n.Amount, n.Mode = "", decimal.Zero, mode
				got, err := payments.NewPurchaseService(state.account(t, members{"transactions": tc.all}, nil).Transport()).Confirm(t.Context(), n)
				if want == "" {
					require.NoError(t, err, "%s, %s", name, mode)
					continue
				}
				require.Error(t, err, "%s, %s", name, mode)
				requireMismatch(t, got, err, want)
			}
		}
	}
}
