package sandbox

import (
	"sync"
	"time"
)

// clock is the box's time: it runs, or stands still until moved.
type clock struct {
	mu      sync.Mutex
	held    bool
	base    time.Time
	started time.Time
}

func newClock(held time.Time) *clock {
	now := time.Now()
	if held.IsZero() {
		return &clock{base: now, started: now}
	}
	return &clock{held: true, base: held}
}

// now is the time in UTC, in whole seconds as the API counts.
func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.base
	if !c.held {
		now = now.Add(time.Since(c.started))
	}
	return now.UTC().Truncate(time.Second)
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.base = c.base.Add(d)
}

// Now returns the time of the sandbox's clock, in UTC and whole seconds.
func (s *Sandbox) Now() time.Time { return s.clock.now() }

// Advance moves the clock forward, whether it runs or [WithClock] holds it. What falls
// due on the way is done, each thing at its own time and with its notifications:
// rebills, trial ends, scheduled cancellations and new attempts at failed charges. A
// negative duration does nothing.
func (s *Sandbox) Advance(d time.Duration) {
	if d < 0 {
		return
	}
	s.clock.advance(d)
	s.change(func(*state) {})
}
