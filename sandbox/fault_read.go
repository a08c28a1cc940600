package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"
)

// faultNames are the names of the kinds in ReadFaults, by FaultKind.
var faultNames = [...]string{
	FaultLatency: "latency", FaultRateLimited: "rate-limited", FaultErrorBefore: "error-before", FaultErrorAfter: "error-after",
	FaultResetBefore: "reset-before", FaultResetAfter: "reset-after", FaultHTMLPage: "html-page", FaultTruncatedJSON: "truncated-json",
	FaultWrongTypes: "wrong-types", FaultPass: "pass",
}

// String returns the kind's name in [ReadFaults], such as "error-after", or
// "FaultKind(0)" for a value that is no kind.
func (k FaultKind) String() string {
	if k < FaultLatency || k > lastFaultKind {
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
	Skip        int64    `json:"skip"`
	Times       int64    `json:"times"`
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

// ReadFaults reads the rules for [WithFaults] and [Sandbox.SetFaults] from JSON: one
// array of objects, whose members are the fields of [Fault]:
//
//	[{"kind": "pass", "route": "purchase", "times": 2},
//	 {"kind": "error-after", "route": "purchase", "times": 1},
//	 {"kind": "rate-limited", "retry_after": "2s", "probability": 0.1},
//	 {"kind": "latency", "wait": "300ms", "writes": true, "skip": 5}]
//
// The kinds are latency, rate-limited, error-before, error-after, reset-before,
// reset-after, html-page, truncated-json, wrong-types and pass. Durations are texts
// such as 300ms, 1.5s or 1d. Unknown members are an error, and so are rules that
// [New] would refuse; the error then names all of those.
func ReadFaults(r io.Reader) ([]Fault, error) {
	var lines []faultLine
	dec := json.NewDecoder(r)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&lines); err != nil {
		return nil, fmt.Errorf("sandbox: faults: %w", err)
	}
	rules := make([]Fault, 0, len(lines))
	var all problems
	for i, line := range lines {
		rules = append(rules, line.fault())
		if err := rules[i].check(); err != nil {
			all.add("fault %d, kind %q: %w", i+1, line.Kind, err)
		}
	}
	if len(all) > 0 {
		return nil, errors.Join(all...)
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
