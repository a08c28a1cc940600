package sandbox

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"
)

// faultNames are the names of the kinds in a script, by FaultKind.
var faultNames = [...]string{
	Latency: "latency", RateLimited: "rate-limited", ErrorBefore: "error-before", ErrorAfter: "error-after",
	ResetBefore: "reset-before", ResetAfter: "reset-after", HTMLPage: "html-page", TruncatedJSON: "truncated-json",
	WrongTypes: "wrong-types", Pass: "pass",
}

// String returns the kind's name in a script, such as "error-after".
func (k FaultKind) String() string {
	if k < Latency || k > lastFaultKind {
		return fmt.Sprintf("FaultKind(%d)", uint8(k))
	}
	return faultNames[k]
}

// faultLine is a Fault in JSON.
type faultLine struct {
	Kind        string   `json:"kind"`
	Route       string   `json:"route"`
	Writes      bool     `json:"writes"`
	Probability float64  `json:"probability"`
	Skip        int      `json:"skip"`
	Times       int      `json:"times"`
	Wait        duration `json:"wait"`
	RetryAfter  duration `json:"retry_after"`
}

// duration is a text such as "1.5s" in JSON, or "1d".
type duration time.Duration

// UnmarshalText implements [encoding.TextUnmarshaler].
func (d *duration) UnmarshalText(text []byte) error {
	parsed, err := parseDuration(string(text))
	*d = duration(parsed)
	return err
}

// ReadFaults reads the rules of [WithFaults] from JSON: an array of objects whose
// members are the fields of [Fault], for example
//
//	[{"kind": "pass", "route": "purchase", "times": 2},
//	 {"kind": "error-after", "route": "purchase", "times": 1},
//	 {"kind": "rate-limited", "retry_after": "2s", "probability": 0.1},
//	 {"kind": "latency", "wait": "300ms", "writes": true, "skip": 5}]
//
// The kinds are latency, rate-limited, error-before, error-after, reset-before,
// reset-after, html-page, truncated-json, wrong-types and pass. A member or a kind
// that it does not know is an error, and so is a rule that [New] would refuse.
func ReadFaults(r io.Reader) ([]Fault, error) {
	var lines []faultLine
	dec := json.NewDecoder(r)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&lines); err != nil {
		return nil, fmt.Errorf("sandbox: faults: %w", err)
	}
	rules := make([]Fault, 0, len(lines))
	for i, line := range lines {
		rule := line.fault()
		if err := rule.check(); err != nil {
			return nil, fmt.Errorf("rule %d, kind %q: %w", i+1, line.Kind, err)
		}
		rules = append(rules, rule)
	}
	return rules, nil
}

// fault has the kind 0 when the name is unknown or empty.
func (l faultLine) fault() Fault {
	return Fault{
		Kind: FaultKind(max(slices.Index(faultNames[:], l.Kind), 0)), Route: l.Route, Writes: l.Writes, Probability: l.Probability,
		Skip: l.Skip, Times: l.Times, Wait: time.Duration(l.Wait), RetryAfter: time.Duration(l.RetryAfter),
	}
}
