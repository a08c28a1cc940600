package answer

import (
	"net/http"

	"github.com/paykickstart-go/sdk/internal/loosejson"
	"github.com/paykickstart-go/sdk/internal/redact"
)

// Got is what came of a call: its last attempt, and what is known of the others.
type Got struct {
	Status int // 0: no answer
	Header http.Header
	Body   []byte
	Cut    error // why the body is not whole
	Err    error // why there is no answer
	Ended  error // why the call's context ended; nil if it did not, or came too late to matter
	// Attempts counts how often the request was handed on.
	Attempts int
	// Stayed: it is proved of every attempt that the request did not leave.
	Stayed bool
	// Redact knows the secrets of the call.
	Redact *redact.Redactor

	parsed   bool
	value    loosejson.Value
	parseErr error
}

// OK reports whether the status is a success.
func (g *Got) OK() bool { return g.Status >= 200 && g.Status <= 299 }

// JSON reads the body as JSON, once.
func (g *Got) JSON() (loosejson.Value, error) {
	if !g.parsed {
		g.value, g.parseErr = loosejson.Parse(g.Body)
		g.parsed = true
	}
	return g.value, g.parseErr
}
