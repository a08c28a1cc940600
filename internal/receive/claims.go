package receive

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
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

// Claims is a store of claims; see ipn.Store for what its functions do.
type Claims struct {
	Claim    func(ctx context.Context, key string, lease time.Duration) (state State, token string, err error)
	Complete func(ctx context.Context, key, token string) error
	Release  func(ctx context.Context, key, token string) error
	// ErrLost is what Complete returns when somebody else has taken the key over.
	ErrLost error
}

// Store is an ipn.Store, whose answer C this package cannot name: ipn imports it.
type Store[C any] interface {
	Claim(ctx context.Context, key string, lease time.Duration) (C, error)
	Complete(ctx context.Context, key, token string) error
	Release(ctx context.Context, key, token string) error
}

// ClaimsOf returns the claims of a store whose C is an ipn.Claim, or nil for no store. lost is ErrLost.
func ClaimsOf[S ~uint8, C ~struct {
	State S
	Token string
}](s Store[C], lost error) *Claims {
	if s == nil {
		return nil
	}
	return &Claims{
		Claim: func(ctx context.Context, key string, lease time.Duration) (State, string, error) {
			answer, err := s.Claim(ctx, key, lease)
			c := struct {
				State S
				Token string
			}(answer)
			return State(c.State), c.Token, err
		},
		Complete: s.Complete,
		Release:  s.Release,
		ErrLost:  lost,
	}
}

// How often a delivery asks again while an earlier one is in work: soon at first, then less often.
const (
	firstPause = 10 * time.Millisecond
	mostPause  = 250 * time.Millisecond
)

// leaseBudgets is how many budgets a claim lasts: long enough for every callback that obeys its context.
const leaseBudgets = 2

// heldClaim is one key that this delivery has claimed.
type heldClaim struct {
	key, token string
	probe      bool
}

// claim takes the keys of the notification. It waits while an earlier delivery has them, until the budget ends or
// the sender hangs up. It returns an answer when the callback must not be called.
func (d *delivery[N]) claim(ctx context.Context) ([]heldClaim, *Reply) {
	if d.c.Claims == nil {
		return nil, nil
	}
	keys := d.keys()
	for pause := firstPause; ; pause = min(2*pause, mostPause) {
		held, state, err := d.claimAll(ctx, keys)
		switch {
		case err != nil:
			return nil, Unavailable("the store failed to claim", err)
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

// keys returns the claims to make: the notification's own, and then those of which it is only to be known whether they are
// done.
func (d *delivery[N]) keys() []heldClaim {
	own := d.c.Keys(d.n)
	keys := make([]heldClaim, 0, len(own))
	for _, key := range own {
		keys = append(keys, heldClaim{key: key})
	}
	if d.c.Probes == nil {
		return keys
	}
	for _, key := range d.c.Probes(d.n) {
		probe := heldClaim{key: key, probe: true}
		if !slices.Contains(keys, probe) && !slices.Contains(own, key) {
			keys = append(keys, probe)
		}
	}
	return keys
}

// claimAll claims all keys or none. All deliveries claim in the same order, and give back what they have instead of waiting
// with it: two of them never wait for each other.
func (d *delivery[N]) claimAll(ctx context.Context, keys []heldClaim) ([]heldClaim, State, error) {
	held := keys[:0:len(keys)]
	for _, k := range keys {
		state, token, err := d.c.Claims.Claim(ctx, k.key, leaseBudgets*d.c.Budget)
		if err == nil && (state < Claimed || state > Done) {
			err = fmt.Errorf("%s: the store answered a claim with the state %d", d.c.Name, state)
		}
		if err != nil || state != Claimed {
			d.settle(ctx, held, false)
			return nil, state, err
		}
		k.token = token
		held = append(held, k)
	}
	return held, Claimed, nil
}

// settle completes the claims if the work is done, else it releases them. It has a time of its own: the budget may be over.
// Failures are logged and change no answer, because the work is done, or not done, all the same.
func (d *delivery[N]) settle(ctx context.Context, held []heldClaim, done bool) {
	if len(held) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTimeout)
	defer cancel()
	for _, h := range held {
		if done && !h.probe {
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
	if errors.Is(err, d.c.Claims.ErrLost) {
		msg = "done, but after the lease: another delivery may have been handled too"
	}
	d.c.Logger.LogAttrs(ctx, slog.LevelError, d.c.Name+": "+msg, append(d.c.Describe(d.n), slog.Any("error", err))...)
}
