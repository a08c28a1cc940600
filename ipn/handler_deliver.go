package ipn

import (
	"context"
	"fmt"
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
type delivery struct {
	h        *handler
	n        *Notification
	hungUp   func() <-chan struct{} // closed when the sender has hung up
	phase    atomic.Int32
	result   chan *reply // takes one without waiting
	answered atomic.Bool // by the result, or without it when the budget has ended
}

// deliver claims, confirms, calls back and settles in a goroutine of its own, which cancels ctx at its end, and waits for
// the result within the budget.
func (h *handler) deliver(ctx context.Context, cancel func(), n *Notification, hungUp func() <-chan struct{}) *reply {
	d := &delivery{h: h, n: n, hungUp: hungUp, result: make(chan *reply, 1)}
	go func() {
		defer cancel()
		d.run(ctx)
	}()
	select {
	case answer := <-d.result:
		return answer
	case <-ctx.Done():
		return d.overdue()
	}
}

// overdue is the answer when the budget has ended. Settling gets its own time: the work is done, and 200 is true.
func (d *delivery) overdue() *reply {
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
		return unavailable("ipn: the budget ended before the callback", context.DeadlineExceeded)
	}
	return failed("ipn: the callback ran over the budget", context.DeadlineExceeded)
}

// wait returns the result, or nil when it takes longer than limit.
func (d *delivery) wait(limit time.Duration) *reply {
	select {
	case answer := <-d.result:
		return answer
	case <-time.After(limit):
		return nil
	}
}

// run handles the delivery and hands the result over, or logs it when it comes too late for an answer. A callback that ends
// its goroutine instead of returning is a failure as a panic is.
func (d *delivery) run(ctx context.Context) {
	start := time.Now()
	var answer *reply
	defer func() {
		if v := recover(); v != nil {
			answer = (&panicError{value: v, stack: string(debug.Stack())}).reply()
		}
		if answer == nil {
			answer = failed("ipn: the callback ended its goroutine", nil)
		}
		if d.answered.CompareAndSwap(false, true) {
			d.result <- answer
		} else {
			answer.msg += ", after the answer was sent"
			d.h.log(ctx, answer, d.n, time.Since(start))
		}
	}()
	answer = d.handle(ctx)
}

// handle does the delivery's work. The claims are settled even if the callback panics.
func (d *delivery) handle(ctx context.Context) *reply {
	held, answer := d.claim(ctx)
	if answer != nil {
		return answer
	}
	done := false
	defer func() {
		d.phase.Store(phaseSettling)
		d.settle(ctx, held, done)
	}()
	answer = d.call(ctx)
	done = answer.done
	return answer
}

// call confirms and calls back.
func (d *delivery) call(ctx context.Context) *reply {
	if d.h.confirm != nil {
		if err := d.h.confirm(ctx, d.n); err != nil {
			return notConfirmed(err)
		}
	}
	if err := ctx.Err(); err != nil {
		return unavailable("ipn: the budget ended before the callback", err)
	}
	d.phase.Store(phaseCallback)
	err := d.h.callback.HandleNotification(ctx, d.n)
	switch {
	case err == nil:
		return handled()
	case IsPermanent(err):
		return gaveUp(err)
	default:
		return failed("ipn: the callback failed", err)
	}
}

func notConfirmed(err error) *reply {
	if IsPermanent(err) {
		return refused(http.StatusForbidden, "not confirmed", "ipn: not confirmed", err)
	}
	return unavailable("ipn: could not be confirmed", err)
}

// panicError carries a panic out of the caller's functions.
type panicError struct {
	value any
	stack string
}

func (e *panicError) Error() string { return fmt.Sprintf("panic: %v", e.value) }

func (e *panicError) reply() *reply {
	answer := failed("ipn: panic", e)
	answer.stack = e.stack
	return answer
}
