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

// renew keeps the claims of work that has outlived its budget: until then their leases last anyway. It ends when they are
// settled, or when the work has run for the longest time. What ends just before that still has the time to settle.
func (d *delivery[N]) renew(ctx context.Context) {
	budgetEnd, _ := ctx.Deadline()
	last := budgetEnd.Add((mostBudgets - 1) * d.c.Budget)
	for {
		held, left := d.claims(), time.Until(last)
		switch {
		case len(held) == 0: // not yet, or not any more
		case left > 0:
			d.renewAll(ctx, held, min(d.c.lease(), left+2*settleTimeout))
		case d.now() == settling: // the last renewal lasts for it
		default:
			d.logRenewal(ctx, "the callback has run for ten budgets: its claims end, and another delivery will be handled too", nil)
		}
		if left <= 0 {
			return
		}
		select {
		case <-d.ended:
			return
		case <-time.After(min(d.c.Budget/renewalsABudget, left)):
		}
	}
}

// renewAll renews each claim. A failure is logged and tried again with the next round. It may come too late, when the work has
// ended meanwhile: a store then renews nothing, and that is no failure.
func (d *delivery[N]) renewAll(ctx context.Context, held []heldClaim, lease time.Duration) {
	defer func() {
		// The store is the caller's, and nobody else recovers in this goroutine.
		if v := recover(); v != nil {
			d.logRenewal(ctx, "the store panicked while it renewed a claim", fmt.Errorf("panic: %v", v))
		}
	}()
	ctx = context.WithoutCancel(ctx)
	for _, h := range held {
		err := d.renewOne(ctx, h, lease)
		switch {
		case err == nil, d.now() == settling:
		case errors.Is(err, d.c.ErrLost):
			d.logRenewal(ctx, "the claim was lost while the callback ran: another delivery may be handled too", err)
		default:
			d.logRenewal(ctx, "the store failed to renew a claim", err)
		}
	}
}

// renewOne gives each claim a time of its own: a slow store must not use up the next one's.
func (d *delivery[N]) renewOne(ctx context.Context, h heldClaim, lease time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, min(settleTimeout, d.c.Budget))
	defer cancel()
	return d.c.Claims.Renew(ctx, h.key, h.token, lease)
}

func (d *delivery[N]) logRenewal(ctx context.Context, msg string, err error) {
	attrs := d.c.Describe(d.n)
	if err != nil {
		attrs = append(attrs, slog.Any("error", err))
	}
	d.c.Logger.LogAttrs(ctx, slog.LevelError, d.c.Name+": "+msg, attrs...)
}
