package transport

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"sync"

	"github.com/paykickstart-go/sdk/internal/answer"
)

var (
	errPassedOnce   = errors.New("not sent again: a write is handed on once in an attempt")
	errAttemptOver  = errors.New("not sent: the attempt is over")
	errOtherAnswer  = errors.New("a middleware gave an answer that did not come for this request")
	errWrittenTwice = errors.New("the HTTP transport was about to send the request a second time by itself")
)

// attempt is one attempt of an exchange, and what was seen of it. It travels in the context from the exchange to auth,
// across whatever middleware stands between them. It is safe for concurrent use: a middleware may send twice at once.
type attempt struct {
	x    *exchange
	stop context.CancelFunc

	mu       sync.Mutex
	over     bool
	passed   bool   // auth has handed the request on
	returned bool   // and the wire has come back
	err      error  // with this error
	statuses []int  // or with an answer of this status; a read may be handed on more than once
	came     result // the answer to a write
	asked    bool   // a connection was asked for
	had      bool   // and was had
	bodyRead bool
	repeated bool // net/http was about to write the request again
}

type attemptKey struct{}

func attemptOf(ctx context.Context) *attempt {
	a, _ := ctx.Value(attemptKey{}).(*attempt)
	return a
}

// run bounds the attempt in time and reads its answer whole.
func (a *attempt) run(req *http.Request) result {
	ctx, stop := context.WithTimeout(req.Context(), a.x.timeout())
	defer stop()
	defer a.end()
	a.stop = stop
	resp, err := a.x.t.chain.RoundTrip(req.WithContext(context.WithValue(ctx, attemptKey{}, a)))
	if err != nil {
		if resp != nil && resp.Body != nil {
			_ = resp.Body.Close()
		}
		return result{Got: answer.Got{Err: a.explain(err)}, final: isHeldBack(err)}
	}
	if resp == nil || resp.StatusCode == 0 {
		return result{Got: answer.Got{Err: errNoStatus}}
	}
	if !a.fetched(resp) {
		if resp.Body != nil {
			_ = resp.Body.Close()
		}
		return result{Got: answer.Got{Err: errOtherAnswer}, final: true}
	}
	if a.x.call.Class == answer.Write {
		// The middleware is shown the answer; what is judged is what came.
		if resp.Body != nil {
			_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, a.x.t.maxBody))
			_ = resp.Body.Close()
		}
		return a.came
	}
	return resultOf(resp, a.x.t.maxBody)
}

// fetched reports whether an answer is one that came for this attempt. To a middleware all calls of a route look alike: one
// that answers from a cache, shares one answer among several calls, or answers in the place of a failure would make up an
// outcome.
func (a *attempt) fetched(resp *http.Response) bool {
	return resp.Request != nil && attemptOf(resp.Request.Context()) == a &&
		a.note(func() bool { return slices.Contains(a.statuses, resp.StatusCode) })
}

// explain says what ended the attempt, in a text of bounded length.
func (a *attempt) explain(err error) error {
	if a.note(func() bool { return a.repeated }) {
		return errWrittenTwice
	}
	return answer.Shorten(err, answer.MaskWindow)
}

// end lets nothing more pass.
func (a *attempt) end() { a.note(func() bool { a.over = true; return true }) }

// pass says why the request must not be handed on; nil: it may.
func (a *attempt) pass() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	switch {
	case a.over:
		return errAttemptOver
	case a.passed && a.x.call.Class == answer.Write:
		return errPassedOnce
	}
	a.passed = true
	return nil
}

// back notes what the wire came back with. The answer to a write is read whole here, and a copy of its body handed up.
func (a *attempt) back(resp *http.Response, err error) {
	var came result
	if resp != nil && resp.StatusCode != 0 && a.x.call.Class == answer.Write {
		came = resultOf(resp, a.x.t.maxBody)
		resp.Body = io.NopCloser(io.MultiReader(bytes.NewReader(came.Body), failing{came.Cut}))
	}
	a.note(func() bool {
		a.returned, a.err, a.came = true, err, came
		if resp != nil {
			a.statuses = append(a.statuses, resp.StatusCode)
		}
		return true
	})
}

// failing is the end of a body that was cut off.
type failing struct{ err error }

// Read implements io.Reader.
func (f failing) Read([]byte) (int, error) {
	if f.err == nil {
		return 0, io.EOF
	}
	return 0, f.err
}

// neverLeft reports whether it is proved that the request stayed here. It is if it was not handed on; or if a connection
// was asked for, none was had, nothing of the body was read, and the error is one that comes before a connection. Each error
// of net/http's own transport is such a one then.
func (a *attempt) neverLeft() bool {
	return a.note(func() bool {
		if !a.passed {
			return true
		}
		return a.returned && a.asked && !a.had && !a.bodyRead && (a.x.t.plainWire || precedesConnection(a.err))
	})
}

func (a *attempt) note(f func() bool) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return f()
}
