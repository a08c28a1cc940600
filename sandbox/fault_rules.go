package sandbox

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"time"
)

// FaultKind says how a request fails. The zero value is no kind.
type FaultKind uint8

// The kinds of faults. "Before" means that the answer is given instead of the work:
// nothing was bought or changed. "After" means that the work is done and the client
// is not told so.
const (
	// FaultLatency does the work at once and answers Wait later.
	FaultLatency FaultKind = iota + 1
	// FaultRateLimited is before: status 429 with the header Retry-After.
	FaultRateLimited
	// FaultErrorBefore is before: status 500 with an HTML page.
	FaultErrorBefore
	// FaultErrorAfter is after: status 500 with an HTML page.
	FaultErrorAfter
	// FaultResetBefore is before: the connection is reset. Where there is none to reset, as
	// with httptest.ResponseRecorder, the answer is 502; so with FaultResetAfter.
	FaultResetBefore
	// FaultResetAfter is after: the connection is reset.
	FaultResetAfter
	// FaultHTMLPage is after: status 200 with an HTML page.
	FaultHTMLPage
	// FaultTruncatedJSON is after: the JSON ends in the middle.
	FaultTruncatedJSON
	// FaultWrongTypes is after: each member of the JSON object is an object in an array.
	FaultWrongTypes
	// FaultPass makes no fault: the request is answered as usual, and no later rule is asked.
	FaultPass

	lastFaultKind     = FaultPass
	defaultRetryAfter = time.Second
)

// Fault is a rule that makes requests fail. For each request the rules are asked in
// order, and the first that strikes is taken. So rules with Times set make a script:
// FaultPass twice, FaultErrorAfter once, FaultPass once. [ReadFaults] reads rules
// from a file.
type Fault struct {
	// Kind is how the request fails. It is required.
	Kind FaultKind
	// Route is the path below the base URL that the rule is for, such as "purchase";
	// "" means all. A route that the API does not have is an error.
	Route string
	// Writes limits the rule to routes that change something.
	Writes bool
	// Probability is the chance that the rule strikes, from 0 to 1. Zero means always.
	Probability float64
	// Skip is how many fitting requests pass before the rule strikes for the first time.
	Skip int64
	// Times is how often the rule strikes at most; 0 means no limit.
	Times int64
	// Wait is how much later FaultLatency answers. The other kinds ignore it.
	Wait time.Duration
	// RetryAfter is what FaultRateLimited says, cut to whole seconds; less than a second
	// means one second. The other kinds ignore it.
	RetryAfter time.Duration
}

// check names everything that is wrong with the rule.
func (f Fault) check() error {
	var all []error
	if f.Kind < FaultLatency || f.Kind > lastFaultKind {
		all = append(all, fmt.Errorf("unknown kind: want one of %s", strings.Join(faultNames[FaultLatency:], ", ")))
	}
	if _, known := apiRoutes()[f.Route]; f.Route != "" && !known {
		all = append(all, fmt.Errorf("the API has no route %q: want one of %s", f.Route,
			strings.Join(slices.Sorted(maps.Keys(apiRoutes())), ", ")))
	}
	if !isChance(f.Probability) {
		all = append(all, fmt.Errorf("%v is no probability: want more than 0 and at most 1, or 0 for always", f.Probability))
	}
	if f.Skip < 0 || f.Times < 0 || f.Wait < 0 || f.RetryAfter < 0 {
		all = append(all, errors.New("a negative number: want 0 or more for each"))
	}
	return errors.Join(all...)
}

// checkFaults names everything that is wrong with the rules.
func checkFaults(rules []Fault) error {
	var all problems
	for i, rule := range rules {
		if err := rule.check(); err != nil {
			all.add("fault %d: %w", i+1, err)
		}
	}
	return errors.Join(all...)
}

// faults decides for each request whether a rule strikes.
type faults struct {
	mu    sync.Mutex
	rand  *rand.Rand
	rules []faultRule
}

type faultRule struct {
	Fault
	seen, struck int64
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

// SetFaults replaces the rules of [WithFaults], from the next request on. Without
// arguments no request fails any more. The counts of Skip and Times start again; the
// chances go on. On rules that make no sense it changes nothing and returns an error
// that names them all.
func (s *Sandbox) SetFaults(rules ...Fault) error {
	if err := checkFaults(rules); err != nil {
		return err
	}
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.set(rules)
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
	return f.Kind == FaultRateLimited || f.Kind == FaultErrorBefore || f.Kind == FaultResetBefore
}
