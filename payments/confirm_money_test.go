package payments_test

import (
	"errors"
	"maps"
	"net/http"
	"slices"
	"testing"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What was refunded since is true, and over. A refund of one dollar sets the same flag.
func TestConfirmRefundedSince(t *testing.T) {
	t.Parallel()
	over := []ipn.Event{sales, payment, created, trial, changed, paused}
	for event, state := range trueStates() {
		t.Run(string(event), func(t *testing.T) {
			t.Parallel()
			fake := state.account(t, nil, members{"is_refund": 1})
			got, err := payments.NewPurchaseService(fake.Transport()).Confirm(t.Context(), state.announced(event))
			require.NotNil(t, got)
			assert.True(t, got.Transaction.IsRefund)
			assert.NotNil(t, got.Purchase)
			require.NotErrorIs(t, err, payments.ErrMismatch)
			assert.Equal(t, slices.Contains(over, event), got.Refunded)
			if !assert.Equal(t, slices.Contains(over, event), errors.Is(err, payments.ErrRefunded)) || err == nil {
				return
			}
			var e *api.Error
			require.ErrorAs(t, err, &e)
			assert.Equal(t, "Purchases.Confirm", e.Op)
		})
	}
}

// A refund does not make true what is not.
func TestConfirmRefundedAndUntrue(t *testing.T) {
	t.Parallel()
	fake := account(t, nil, members{"is_refund": 1, "amount": 1, "is_pending": 1})
	got, err := payments.NewPurchaseService(fake.Transport()).Confirm(t.Context(), announced(sales))
	requireMismatch(t, got, err, "Amount", "Transaction.IsPending")
	require.NotErrorIs(t, err, payments.ErrPending, "the amount will not come right")
}

func TestConfirmMode(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		mode      ipn.Mode
		processor string
		true      bool
	}{
		"live":              {ipn.ModeLive, "stripe", true},
		"live, unknown":     {ipn.ModeLive, "", false},
		"live, blank":       {ipn.ModeLive, " ", false},
		"test as live":      {ipn.ModeLive, "testmode", false},
		"test as live, odd": {ipn.ModeLive, " TestMode", false},
		"test as other":     {"staging", "testmode", false},
		"test as none":      {"", "testmode", false},
		"test":              {ipn.ModeTest, "testmode", true},
		"live as test":      {ipn.ModeTest, "authnet", false},
		"unknown as test":   {ipn.ModeTest, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			listed := []members{{"pk_id": "PK-T1", "processor": c.processor, "is_approved": 1}}
			fake := account(t, members{"transactions": listed}, members{"processor": c.processor})
			n := announced(created)
			n.Mode = c.mode
			without := *n
			without.TransactionID = ""
			for _, n := range []*ipn.Notification{n, &without} {
				n.Amount = decimal.Zero
				got, err := payments.NewPurchaseService(fake.Transport()).Confirm(t.Context(), n)
				if c.true {
					require.NoError(t, err)
				} else {
					requireMismatch(t, got, err, "Mode")
				}
			}
		})
	}
}

func TestConfirmCannotTellTheModeWithoutTransactions(t *testing.T) {
	t.Parallel()
	for _, mode := range []ipn.Mode{ipn.ModeLive, ipn.ModeTest} {
		n := announced(created)
		n.TransactionID, n.Amount, n.Mode = "", decimal.Zero, mode
		_, err := payments.NewPurchaseService(account(t, members{"transactions": []members{}}, nil).Transport()).Confirm(t.Context(), n)
		require.NoError(t, err)
	}
}

// Events that move no money may mention what the purchase costs, or nothing.
func TestConfirmAmountsOfOtherEvents(t *testing.T) {
	t.Parallel()
	prices := members{"amount": 297, "trial_amount": "1.00", "split_pay_amount": 105}
	for amount, want := range map[string]bool{"0": true, "297": true, "1": true, "105": true, "12.10": true, "12.11": false, "-12.1": false} {
		for _, event := range []ipn.Event{failed, created, trial, trialEnd, cancelled, updated, changed} {
			state := trueStates()[event]
			n := state.announced(event)
			n.Amount = decimal.RequireFromString(amount)
			got, err := payments.NewPurchaseService(state.account(t, prices, nil).Transport()).Confirm(t.Context(), n)
			if want {
				require.NoError(t, err, "%s %s", event, amount)
			} else {
				requireMismatch(t, got, err, "Amount")
			}
		}
	}
}

func TestConfirmDoesNotCompareTheAmountOfARefund(t *testing.T) {
	t.Parallel()
	for _, amount := range []string{"1", "-12.1", "0"} {
		n := announced(refund)
		n.Amount = decimal.RequireFromString(amount)
		_, err := payments.NewPurchaseService(account(t, nil, members{"is_refund": 1}).Transport()).Confirm(t.Context(), n)
		require.NoError(t, err)
	}
}

// A change takes access to the old purchase away, so the old purchase has to be the one that was replaced.
func TestConfirmReadsWhatWasReplaced(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		old, purchase members
		true          bool
	}{
		"as it is":         {nil, nil, true},
		"no parent told":   {nil, members{"parent_id": nil}, true},
		"no parent, later": {nil, members{"parent_id": nil, "created_at": "2026-03-10 13:00:01"}, false},
		"another invoice":  {members{"pk_id": "PK-P9"}, nil, false},
		"another campaign": {members{"product_id": 81}, nil, false},
		"another buyer":    {members{"buyer_email": "mallory@example.com"}, nil, false},
		"it goes on":       {members{"subscriptions": []members{running()}}, members{"parent_id": nil}, false},
		"paid once":        {members{"subscriptions": []members{}}, nil, false},
		"another's parent": {nil, members{"parent_id": 61}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state := trueStates()[changed]
			maps.Copy(state.old, c.old)
			fake := state.account(t, c.purchase, nil)
			got, err := payments.NewPurchaseService(fake.Transport()).Confirm(t.Context(), state.announced(changed))
			if c.true {
				require.NoError(t, err)
			} else {
				requireMismatch(t, got, err, "OldInvoiceID")
			}
		})
	}
}

// The old purchase is not known: that is no proof that nothing was replaced.
func TestConfirmPassesOnWhatFailsOfTheOldPurchase(t *testing.T) {
	t.Parallel()
	state := trueStates()[changed]
	fake := state.account(t, nil, nil)
	fake.old = "[]"
	c, err := payments.NewPurchaseService(fake.Transport()).Confirm(t.Context(), state.announced(changed))
	assert.Nil(t, c)
	require.ErrorIs(t, err, api.ErrNotFound)
	require.NotErrorIs(t, err, payments.ErrMismatch)

	fake = state.account(t, nil, nil)
	fake.Answer(http.MethodGet, "transaction/get", http.StatusServiceUnavailable, "{}")
	_, err = payments.NewPurchaseService(fake.Transport()).Confirm(t.Context(), state.announced(changed))
	require.ErrorIs(t, err, api.ErrServer)
	require.NotErrorIs(t, err, payments.ErrMismatch)
}

// Two dates that nobody told are not the same date.
func TestConfirmAChangeWithoutDates(t *testing.T) {
	t.Parallel()
	state := trueStates()[changed]
	state.old["subscriptions"] = []members{{"status": 0}}
	fake := state.account(t, members{"parent_id": nil, "created_at": nil}, nil)
	got, err := payments.NewPurchaseService(fake.Transport()).Confirm(t.Context(), state.announced(changed))
	requireMismatch(t, got, err, "OldInvoiceID")
}

func TestErrPendingIsMatchedByWhatMayComeRightAlone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		fields  []string
		pending bool
	}{
		{nil, false},
		{[]string{"Amount"}, false},
		{[]string{"Transaction.IsPending"}, true},
		{[]string{"Transaction.IsRefundPending"}, true},
		{[]string{"Subscription.TrialEnds"}, true},
		{[]string{"Transaction.IsPending", "Mode"}, false},
	} {
		err := &payments.MismatchError{Fields: c.fields}
		require.ErrorIs(t, err, payments.ErrMismatch)
		require.Equal(t, c.pending, errors.Is(err, payments.ErrPending), "%v", c.fields)
		require.NotErrorIs(t, err, payments.ErrRefunded)
	}
}
