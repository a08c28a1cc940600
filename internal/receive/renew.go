package receive

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"
)

const (
	// mostBudgets is for how many budgets, from the arrival on, claims are kept for work that does not end.
	mostBudgets = 10
	// renewalsABudget is how often in a budget claims are renewed: a store that fails once or twice costs no claim.
	renewalsABudget = 2
)

// keepRenewed renews the claims while work goes on that has outlived its budget: until then their leases last anyway. The
// returned function ends it. A renewal that is under way then does no harm, because it changes no claim that has ended.
func (d *delivery[N]) keepRenewed(ctx context.Context, held []heldClaim) (stop func()) {
	if len(held) == 0 {
		return func() {}
	}
	ended := make(chan struct{})
	forget := context.AfterFunc(ctx, func() { d.renewUntil(ctx, held, ended) })
	return func() {
		forget()
		close(ended)
	}
}

// renewUntil renews the claims until the work has ended, or for the longest time that they are kept.
func (d *delivery[N]) renewUntil(ctx context.Context, held []heldClaim, ended <-chan struct{}) {
	budgetEnd, _ := ctx.Deadline()
	last := budgetEnd.Add((mostBudgets - 1) * d.c.Budget)
	for {
		select {
		case <-ended:
			return
		default:
		}
		left := time.Until(last)
		if left <= 0 {
			d.logRenewal(ctx, "the callback has run for ten budgets: its claims end, and another delivery will be handled too", nil)
			return
		}
		d.renewAll(ctx, held, min(leaseBudgets*d.c.Budget, left))
		select {
		case <-ended:
			return
		case <-time.After(min(d.c.Budget/renewalsABudget, time.Until(last))):
		}
	}
}

// renewAll renews each claim. A failure is logged and tried again with the next round.
func (d *delivery[N]) renewAll(ctx context.Context, held []heldClaim, lease time.Duration) {
	defer func() {
		// The store is the caller's, and nobody else recovers in this goroutine.
		if v := recover(); v != nil {
			d.logRenewal(ctx, "the store panicked while it renewed a claim", fmt.Errorf("panic: %v", v))
		}
	}()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), min(settleTimeout, d.c.Budget))
	defer cancel()
	for _, h := range held {
		err := d.c.Claims.Renew(ctx, h.key, h.token, lease)
		switch {
		case err == nil:
		case errors.Is(err, d.c.Claims.ErrLost):
			d.logRenewal(ctx, "the claim was lost while the callback ran: another delivery may be handled too", err)
		default:
			d.logRenewal(ctx, "the store failed to renew a claim", err)
		}
	}
}

func (d *delivery[N]) logRenewal(ctx context.Context, msg string, err error) {
	attrs := d.c.Describe(d.n)
	if err != nil {
		attrs = append(attrs, slog.Any("error", err))
	}
	d.c.Logger.LogAttrs(ctx, slog.LevelError, d.c.Name+": "+msg, attrs...)
}
