package sandbox

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"time"
)

// FaultKind says how a request fails.
type FaultKind uint8

// The ways to fail. The answers of the kinds "before" are given instead of the
// work: nothing was bought. With the kinds "after" the work is done, and the client
// is not told so.
const (
	Latency           FaultKind = iota + 1 // the answer comes Wait later; the work is done at once
	RateLimited                            // before: 429 with Retry-After
	ErrorBefore                            // before: 500 with an HTML page
	ErrorAfter                             // after: 500 with an HTML page
	ResetBefore                            // before: the connection is reset
	ResetAfter                             // after: the connection is reset
	HTMLPage                               // after: 200 with an HTML page
	TruncatedJSON                          // after: the JSON ends in the middle
	WrongTypes                             // after: every member of the JSON object is an object in an array
	Pass                                   // nothing: the request is let through, for a script
	lastFaultKind     = Pass
	defaultRetryAfter = time.Second
)

// Fault is a rule that makes requests fail. Of several rules the first that strikes
// is taken, so a list of rules with Times set is a script: Pass twice, ErrorAfter
// once, Pass once, ResetBefore once. See [ReadFaults] for scripts in a file.
type Fault struct {
	Kind FaultKind
	// Route is a path below the base URL, such as "purchase"; "" means all. A route
	// that the API does not have is an error.
	Route string
	// Writes means only requests that change something.
	Writes bool
	// Probability is the chance to strike, above 0 and up to 1. Zero means always.
	Probability float64
	// Skip lets this many fitting requests pass first.
	Skip int
	// Times is how often the rule strikes at most; 0 for no limit.
	Times int
	// Wait is the delay of Latency.
	Wait time.Duration
	// RetryAfter is what RateLimited says, in whole seconds; 0 means one second.
	RetryAfter time.Duration
}

func (f Fault) check() error {
	_, known := apiRoutes()[f.Route]
	switch {
	case f.Kind < Latency || f.Kind > lastFaultKind:
		return fmt.Errorf("sandbox: fault: unknown kind: want one of %s", strings.Join(faultNames[Latency:], ", "))
	case f.Route != "" && !known:
		return fmt.Errorf("sandbox: fault: the API has no route %q: want one of %s", f.Route,
			strings.Join(slices.Sorted(maps.Keys(apiRoutes())), ", "))
	case !(f.Probability >= 0 && f.Probability <= 1):
		return fmt.Errorf("sandbox: fault: %v is no probability: want more than 0 and at most 1, or 0 for always", f.Probability)
	case f.Skip < 0 || f.Times < 0 || f.Wait < 0 || f.RetryAfter < 0:
		return fmt.Errorf("sandbox: fault: a negative number: want 0 or more for each")
	}
	return nil
}

// faults decides for each request whether a rule strikes.
type faults struct {
	mu    sync.Mutex
	rand  *rand.Rand
	rules []faultRule
}

type faultRule struct {
	Fault
	seen, struck int
}

func newFaults(rules []Fault, seed uint64) *faults {
	f := &faults{rand: rand.New(rand.NewPCG(seed, 1))}
	f.set(rules)
	return f
}

func (f *faults) set(rules []Fault) {
	f.rules = nil
	for _, r := range rules {
		f.rules = append(f.rules, faultRule{Fault: r})
	}
}

// SetFaults replaces the rules of [WithFaults] from the next request on. It fails,
// and changes nothing, on a rule that makes no sense.
func (s *Sandbox) SetFaults(rules ...Fault) error {
	for _, r := range rules {
		if err := r.check(); err != nil {
			return err
		}
	}
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.set(slices.Clone(rules))
	return nil
}

// pick returns the fault of a request; its Kind is 0 when there is none.
func (f *faults) pick(path string, writes bool) Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i := range f.rules {
		r := &f.rules[i]
		if r.Route != "" && r.Route != path || r.Writes && !writes || r.Times > 0 && r.struck >= r.Times {
			continue
		}
		r.seen++
		if r.seen <= r.Skip || r.Probability > 0 && f.rand.Float64() >= r.Probability {
			continue
		}
		r.struck++
		return r.Fault
	}
	return Fault{}
}

// isBefore reports whether the fault takes the place of the work.
func (f Fault) isBefore() bool {
	return f.Kind == RateLimited || f.Kind == ErrorBefore || f.Kind == ResetBefore
}
