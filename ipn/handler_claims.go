package ipn

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"
)

// How often a delivery asks again while an earlier one is in work: soon at first, then less often.
const (
	firstPause = 10 * time.Millisecond
	mostPause  = 250 * time.Millisecond
)

// leaseBudgets is how many budgets a claim lasts: long enough for every callback that obeys its context.
const leaseBudgets = 2

// heldClaim is one key that this delivery has claimed.
type heldClaim struct{ key, token string }

// claim takes the keys of the notification. It waits while an earlier delivery has them, until the budget ends or
// the sender hangs up. It returns an answer when the callback must not be called.
func (d *delivery) claim(ctx context.Context) ([]heldClaim, *reply) {
	if d.h.store == nil {
		return nil, nil
	}
	keys := d.h.claimKeys(d.n)
	for pause := firstPause; ; pause = min(2*pause, mostPause) {
		held, state, err := d.claimAll(ctx, keys)
		switch {
		case err != nil:
			return nil, unavailable("ipn: the store failed to claim", err)
		case state == Claimed:
			return held, nil
		case state == Done:
			return nil, duplicate()
		}
		select {
		case <-ctx.Done():
			return nil, stillInWork()
		case <-d.hungUp():
			return nil, stillInWork()
		case <-time.After(pause):
		}
	}
}

// claimKeys returns what makes n the same as another: the verified code, because a captured body can be sent again under
// other field names, and the key, because one fact can be sent with another code.
func (h *handler) claimKeys(n *Notification) []string {
	// Half of a code tells it from all others. The whole one would let a reader of the store sign a body.
	return []string{"code:" + n.code[:codeLen/2], h.key(n)}
}

// claimAll claims all keys or none. All deliveries claim in the same order, and give back what they have instead of waiting
// with it: two of them never wait for each other.
func (d *delivery) claimAll(ctx context.Context, keys []string) ([]heldClaim, ClaimState, error) {
	held := make([]heldClaim, 0, len(keys))
	for _, key := range keys {
		c, err := d.h.store.Claim(ctx, key, leaseBudgets*d.h.budget)
		if err == nil && (c.State < Claimed || c.State > Done) {
			err = fmt.Errorf("ipn: the store answered a claim with the state %d", c.State)
		}
		if err != nil || c.State != Claimed {
			d.settle(ctx, held, false)
			return nil, c.State, err
		}
		held = append(held, heldClaim{key: key, token: c.Token})
	}
	return held, Claimed, nil
}

// settle completes the claims if the work is done, else it releases them. It has a time of its own: the budget may be over.
// Failures are logged and change no answer, because the work is done, or not done, all the same.
func (d *delivery) settle(ctx context.Context, held []heldClaim, done bool) {
	if len(held) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTimeout)
	defer cancel()
	for _, c := range held {
		if done {
			d.logStore(ctx, "ipn: done, but the store failed to remember it", d.h.store.Complete(ctx, c.key, c.token))
		} else {
			d.logStore(ctx, "ipn: the store failed to release a claim", d.h.store.Release(ctx, c.key, c.token))
		}
	}
}

func (d *delivery) logStore(ctx context.Context, msg string, err error) {
	if err == nil {
		return
	}
	if errors.Is(err, ErrClaimLost) {
		msg = "ipn: done, but after the lease: another delivery may have been handled too"
	}
	d.h.logger.LogAttrs(ctx, slog.LevelError, msg, append(describe(d.n), slog.Any("error", err))...)
}
