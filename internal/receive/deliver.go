package receive

import (
	"context"
	"net/http"
	"runtime/debug"
	"sync"
	"time"
)

const (
	// settleTimeout is how long completing or releasing the claims may take after the work.
	settleTimeout = 2 * time.Second
	// grace is how long after the budget a callback that obeys its context has to return.
	grace = 100 * time.Millisecond
)

// phase is how far a delivery has come. It says what to answer when the budget ends.
type phase uint8

const (
	before   phase = iota // nothing was done yet
	inWork                // the callback is at work
	settling              // the callback has returned
)

// delivery is one verified notification on its way through claims and callback.
type delivery[N any] struct {
	c        *Receiver[N]
	n        N
	hungUp   func() <-chan struct{} // closed when the sender has hung up
	repeated bool                   // it is done, and is handled again
	replied  chan struct{}          // closed when reply is set
	ended    chan struct{}          // closed when nothing more will be done

	mu       sync.Mutex
	phase    phase
	held     []heldClaim // until it is settled
	reply    *Reply
	answered bool // with reply, or without it when the budget has ended
}

// deliver claims, confirms, calls back and settles in a goroutine of its own, which cancels ctx at its end, and waits for
// the result within the budget.
func (c *Receiver[N]) deliver(ctx context.Context, cancel func(), n N, hungUp func() <-chan struct{}) *Reply {
	d := &delivery[N]{c: c, n: n, hungUp: hungUp, replied: make(chan struct{}), ended: make(chan struct{})}
	go func() {
		defer cancel()
		defer close(d.ended)
		d.run(ctx)
	}()
	select {
	case <-d.replied:
		return d.answer()
	case <-ctx.Done():
		return d.overdue(ctx)
	}
}

// overdue is the answer when the budget has ended. Settling gets its own time: the work is done, and 200 is true.
func (d *delivery[N]) overdue(ctx context.Context) *Reply {
	go d.renew(ctx)
	if !d.wait(grace) && d.now() == settling {
		d.wait(settleTimeout)
	}
	return d.answer()
}

// wait reports whether there is a reply within limit.
func (d *delivery[N]) wait(limit time.Duration) bool {
	select {
	case <-d.replied:
		return true
	case <-time.After(limit):
		return false
	}
}

func (d *delivery[N]) now() phase {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.phase
}

// enter begins a phase, in which the claims held are kept.
func (d *delivery[N]) enter(p phase, held []heldClaim) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.phase, d.held = p, held
}

// claims returns what is held and not settled.
func (d *delivery[N]) claims() []heldClaim {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.held
}

// answer returns the reply, or what to answer without one. A reply that comes later is logged and not sent.
func (d *delivery[N]) answer() *Reply {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.answered = true
	switch {
	case d.reply != nil:
		return d.reply
	case d.phase == before:
		return Unavailable("the budget ended before the callback", context.DeadlineExceeded)
	default:
		return Failed("the callback ran over the budget", context.DeadlineExceeded)
	}
}

// finish hands the reply over. It reports whether that came too late for an answer.
func (d *delivery[N]) finish(reply *Reply) (late bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.reply = reply
	close(d.replied)
	return d.answered
}

// run handles the delivery and hands the reply over, or logs it when it comes too late for an answer. A callback that ends
// its goroutine instead of returning is a failure as a panic is.
func (d *delivery[N]) run(ctx context.Context) {
	start := time.Now()
	var reply *Reply
	defer func() {
		if v := recover(); v != nil {
			reply = panicked(v, debug.Stack())
		}
		if reply == nil {
			reply = Failed("the callback ended its goroutine", nil)
		}
		if d.finish(reply) {
			reply.msg += ", after the answer was sent"
			d.c.log(ctx, reply, d.n, time.Since(start))
		}
	}()
	reply = d.handle(ctx)
}

// handle does the delivery's work. The claims are settled even if the callback panics.
func (d *delivery[N]) handle(ctx context.Context) *Reply {
	held, reply := d.claim(ctx)
	if reply != nil {
		return reply
	}
	d.enter(before, held)
	done := false
	defer func() {
		d.enter(settling, held)
		d.settle(ctx, held, done)
		d.enter(settling, nil)
	}()
	if d.repeated {
		d.c.MarkRepeated(d.n)
	}
	reply = d.call(ctx, held)
	done = reply.done
	return reply
}

// call confirms and calls back.
func (d *delivery[N]) call(ctx context.Context, held []heldClaim) *Reply {
	if d.c.Confirm != nil {
		if err := d.c.Confirm(ctx, d.n); err != nil {
			return d.notConfirmed(err)
		}
	}
	if err := ctx.Err(); err != nil {
		return Unavailable("the budget ended before the callback", err)
	}
	d.enter(inWork, held)
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
