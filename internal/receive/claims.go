package receive

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"
)

// State says who has a key after a claim. The zero State is no answer.
type State uint8

// The states of a key, with the values of ipn.ClaimState.
const (
	Claimed State = iota + 1
	InProgress
	Done
)

// Claims is an ipn.Store as this package sees it: only the answer of Claim is spelled otherwise, because ipn imports this
// package. What the methods do is told at ipn.Store.
type Claims interface {
	Claim(ctx context.Context, key string, lease time.Duration) (state State, token string, err error)
	Complete(ctx context.Context, key, token string) error
	Release(ctx context.Context, key, token string) error
	Renew(ctx context.Context, key, token string, lease time.Duration) error
	Done(ctx context.Context, keys []string) (bool, error)
}

// How often a delivery asks again while an earlier one is in work: soon at first, then less often.
const (
	firstPause = 10 * time.Millisecond
	mostPause  = 250 * time.Millisecond
)

// lease is how long a claim lasts without being renewed: two budgets, and in any case as long as the work may take and then
// its settling.
func (c *Receiver[N]) lease() time.Duration {
	return max(2*c.Budget, c.Budget+grace+2*settleTimeout)
}

// AgainPrefix begins the key that is claimed in place of the last one, which is done, while a notification is handled again. It
// is released and never completed.
const AgainPrefix = "again:"

// heldClaim is one key that this delivery has claimed.
type heldClaim struct {
	key, token string
	again      bool
}

// again reports whether the last key is done, and another was claimed in its place.
func again(held []heldClaim) bool { return len(held) > 0 && held[len(held)-1].again }

// claim takes the keys of the notification. It waits while an earlier delivery has them, until the budget ends or
// the sender hangs up. It returns an answer when the callback must not be called.
func (d *delivery[N]) claim(ctx context.Context) ([]heldClaim, *Reply) {
	if d.c.Claims == nil {
		return nil, nil
	}
	keys := d.c.Keys(d.n)
	for pause := firstPause; ; pause = min(2*pause, mostPause) {
		held, state, err := d.claimAll(ctx, keys)
		switch {
		case err != nil:
			return nil, Unavailable("the store failed to claim", err)
		case state == Claimed:
			d.repeated = again(held)
			return d.probe(ctx, held)
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

// claimAll claims all keys or none. All deliveries claim in the same order, and give back what they have instead of waiting
// with it: two of them never wait for each other. Of what is to be handled again it claims what is not done, and in place of
// the last key another.
func (d *delivery[N]) claimAll(ctx context.Context, keys []string) ([]heldClaim, State, error) {
	held := make([]heldClaim, 0, len(keys))
	end := Claimed
	for i, key := range keys {
		claimed, state, err := d.claimOne(ctx, key, i == len(keys)-1)
		switch {
		case err == nil && state == Claimed:
			held = append(held, claimed)
			continue
		case err == nil && state == Done && i < len(keys)-1 && d.repeats():
			end = Done // unless the last key is done too
			continue
		}
		d.settle(ctx, held, false)
		return nil, state, err
	}
	if end == Done && !again(held) {
		d.settle(ctx, held, false)
		return nil, Done, nil
	}
	return held, Claimed, nil
}

// claimOne claims a key. In place of the last one, when it is done and the notification is handled again, it claims another:
// two deliveries of it must not be in work at once.
func (d *delivery[N]) claimOne(ctx context.Context, key string, last bool) (heldClaim, State, error) {
	token, state, err := d.ask(ctx, key)
	if err != nil || state != Done || !last || !d.repeats() {
		return heldClaim{key: key, token: token}, state, err
	}
	key = AgainPrefix + key
	token, state, err = d.ask(ctx, key)
	if err == nil && state == Done {
		err = fmt.Errorf("%s: the store takes a key for done that was never completed", d.c.Name)
	}
	return heldClaim{key: key, token: token, again: true}, state, err
}

func (d *delivery[N]) ask(ctx context.Context, key string) (token string, state State, err error) {
	state, token, err = d.c.Claims.Claim(ctx, key, d.c.lease())
	if err == nil && (state < Claimed || state > Done) {
		err = fmt.Errorf("%s: the store answered a claim with the state %d", d.c.Name, state)
	}
	return token, state, err
}

// probe looks whether the notification is done under a key of another. It does so with its own claims in hand: what became
// done while it waited for them is seen.
func (d *delivery[N]) probe(ctx context.Context, held []heldClaim) ([]heldClaim, *Reply) {
	if d.c.Probes == nil {
		return held, nil
	}
	keys := d.c.Probes(d.n)
	if len(keys) == 0 {
		return held, nil
	}
	done, err := d.c.Claims.Done(ctx, keys)
	switch {
	case err != nil:
		d.settle(ctx, held, false)
		return nil, Unavailable("the store failed to look up what is done", err)
	case done && !d.repeated:
		d.settle(ctx, held, false)
		return nil, duplicate()
	}
	return held, nil
}

// repeats reports whether the notification is handled again when it is done.
func (d *delivery[N]) repeats() bool { return d.c.Repeats != nil && d.c.Repeats(d.n) }

// settle completes the claims if the work is done, else it releases them. It has a time of its own: the budget may be over.
// Failures are logged and change no answer, because the work is done, or not done, all the same.
func (d *delivery[N]) settle(ctx context.Context, held []heldClaim, done bool) {
	if len(held) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTimeout)
	defer cancel()
	for _, h := range held {
		if done && !h.again {
			d.logStore(ctx, "done, but the store failed to remember it", d.c.Claims.Complete(ctx, h.key, h.token))
		} else {
			d.logStore(ctx, "the store failed to release a claim", d.c.Claims.Release(ctx, h.key, h.token))
		}
	}
}

func (d *delivery[N]) logStore(ctx context.Context, msg string, err error) {
	if err == nil {
		return
	}
	if errors.Is(err, d.c.ErrLost) {
		msg = "done, but after the lease: another delivery may have been handled too"
	}
	d.c.Logger.LogAttrs(ctx, slog.LevelError, d.c.Name+": "+msg, append(d.c.Describe(d.n), slog.Any("error", err))...)
}
