package receive

import (
	"context"
	"net/http"
	"runtime/debug"
	"sync/atomic"
	"time"
)

const (
	// settleTimeout is how long completing or releasing the claims may take after the work.
	settleTimeout = 2 * time.Second
	// grace is how long after the budget a callback that obeys its context has to return.
	grace = 100 * time.Millisecond
)

// The phases of a delivery. They say what to answer when the budget ends.
const (
	phaseBefore   int32 = iota // nothing was done yet
	phaseCallback              // the callback is at work
	phaseSettling              // the callback has returned
)

// delivery is one verified notification on its way through claims and callback.
type delivery[N any] struct {
	c        *Receiver[N]
	n        N
	hungUp   func() <-chan struct{}      // closed when the sender has hung up
	repeated bool                        // it is done, and is handled again
	claims   atomic.Pointer[[]heldClaim] // what is held while there is work to do
	ended    chan struct{}               // closed when nothing more will be done
	phase    atomic.Int32
	result   chan *Reply // takes one without waiting
	answered atomic.Bool // by the result, or without it when the budget has ended
}

// deliver claims, confirms, calls back and settles in a goroutine of its own, which cancels ctx at its end, and waits for
// the result within the budget.
func (c *Receiver[N]) deliver(ctx context.Context, cancel func(), n N, hungUp func() <-chan struct{}) *Reply {
	d := &delivery[N]{c: c, n: n, hungUp: hungUp, ended: make(chan struct{}), result: make(chan *Reply, 1)}
	go func() {
		defer cancel()
		defer close(d.ended)
		d.run(ctx)
	}()
	select {
	case answer := <-d.result:
		return answer
	case <-ctx.Done():
		return d.overdue(ctx)
	}
}

// overdue is the answer when the budget has ended. Settling gets its own time: the work is done, and 200 is true.
func (d *delivery[N]) overdue(ctx context.Context) *Reply {
	go d.renew(ctx)
	if answer := d.wait(grace); answer != nil {
		return answer
	}
	if d.phase.Load() == phaseSettling {
		if answer := d.wait(settleTimeout); answer != nil {
			return answer
		}
	}
	if !d.answered.CompareAndSwap(false, true) {
		return <-d.result
	}
	if d.phase.Load() == phaseBefore {
		return Unavailable("the budget ended before the callback", context.DeadlineExceeded)
	}
	return Failed("the callback ran over the budget", context.DeadlineExceeded)
}

// wait returns the result, or nil when it takes longer than limit.
func (d *delivery[N]) wait(limit time.Duration) *Reply {
	select {
	case answer := <-d.result:
		return answer
	case <-time.After(limit):
		return nil
	}
}

// run handles the delivery and hands the result over, or logs it when it comes too late for an answer. A callback that ends
// its goroutine instead of returning is a failure as a panic is.
func (d *delivery[N]) run(ctx context.Context) {
	start := time.Now()
	var answer *Reply
	defer func() {
		if v := recover(); v != nil {
			answer = panicked(v, debug.Stack())
		}
		if answer == nil {
			answer = Failed("the callback ended its goroutine", nil)
		}
		if d.answered.CompareAndSwap(false, true) {
			d.result <- answer
		} else {
			answer.msg += ", after the answer was sent"
			d.c.log(ctx, answer, d.n, time.Since(start))
		}
	}()
	answer = d.handle(ctx)
}

// handle does the delivery's work. The claims are settled even if the callback panics.
func (d *delivery[N]) handle(ctx context.Context) *Reply {
	held, answer := d.claim(ctx)
	if answer != nil {
		return answer
	}
	if len(held) > 0 {
		d.claims.Store(&held)
	}
	done := false
	defer func() {
		d.claims.Store(nil)
		d.phase.Store(phaseSettling)
		d.settle(ctx, held, done)
	}()
	answer = d.call(ctx)
	done = answer.done
	return answer
}

// call confirms and calls back.
func (d *delivery[N]) call(ctx context.Context) *Reply {
	if d.c.Confirm != nil {
		if err := d.c.Confirm(ctx, d.n); err != nil {
			return d.notConfirmed(err)
		}
	}
	if err := ctx.Err(); err != nil {
		return Unavailable("the budget ended before the callback", err)
	}
	d.phase.Store(phaseCallback)
	err := d.c.Handle(ctx, d.n)
	switch {
	case err == nil && d.repeated:
		return handledAgain()
	case err == nil:
		return handled()
	case d.c.IsPermanent(err):
		return gaveUp(err)
	default:
		return Failed("the callback failed", err)
	}
}

func (d *delivery[N]) notConfirmed(err error) *Reply {
	if d.c.IsPermanent(err) {
		return Refused(http.StatusForbidden, "not confirmed", "not confirmed", err)
	}
	return Unavailable("could not be confirmed", err)
}
