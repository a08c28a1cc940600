package transport

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/paykickstart-go/sdk/api"
)

const (
	excerptSize = 4 << 10
	// maskWindow is how much of a text is looked at for an excerpt of it: what is masked gets shorter or longer.
	maskWindow = 4 * excerptSize
)

var sentinels = [...]error{
	api.ErrInvalidParams, api.ErrDeclined, api.ErrRejected, api.ErrUnauthorized, api.ErrNotFound, api.ErrRateLimited, api.ErrServer,
	api.ErrRedirect, api.ErrBadResponse, api.ErrOutcomeUnknown, context.Canceled, context.DeadlineExceeded,
}

// judge decides what came of a call, in this order: no answer, the HTTP status, the answer itself. It returns nil for a
// success.
func judge(ctx context.Context, call *Call, x *exchange, sendErr error) *api.Error {
	j := &judgement{call: call, s: x}
	var interrupted error
	if ctx.Err() != nil && (sendErr != nil || x.last.cut != nil) {
		interrupted = j.cause(contextError(ctx))
	}
	switch {
	case x.last.status == 0:
		return j.noAnswer(sendErr, interrupted)
	case interrupted != nil && call.Class == Read:
		return j.failure(interrupted, statusSentinel(x.last.status))
	case !x.last.ok():
		return j.byStatus()
	case x.last.cut != nil:
		return j.openFailure(api.ErrBadResponse, interrupted, j.cause(x.last.cut))
	}
	return j.byAnswer()
}

type judgement struct {
	call *Call
	s    *exchange
	// said is what the answer says of itself; message and fields are what an error repeats of it.
	said    said
	message string
	fields  map[string][]string
}

func (j *judgement) noAnswer(sendErr, interrupted error) *api.Error {
	cause := j.cause(sendErr)
	// net/http reports the context's cause alone, which need not match the context's error.
	if interrupted != nil && cause != nil && strings.Contains(interrupted.Error(), cause.Error()) {
		cause = nil
	}
	if j.call.Class == Write && !j.s.mayHaveLeft {
		return j.failure(errNotSent, interrupted, cause)
	}
	return j.openFailure(errNoAnswer, interrupted, cause)
}

var (
	errNotSent  = errors.New("not sent")
	errNoAnswer = errors.New("no answer")
)

// byStatus judges an answer whose status is no success.
func (j *judgement) byStatus() *api.Error {
	bought := j.bought(j.readRefusal())
	sentinel := statusSentinel(j.s.last.status)
	switch {
	case !isDefinite(j.s.last.status):
		return j.openFailure(sentinel)
	case bought:
		return j.openFailure(errBoughtAndRefused)
	case errors.Is(sentinel, api.ErrRejected):
		return j.failure(j.rejection())
	}
	return j.failure(sentinel)
}

// isDefinite reports whether a status says for certain that nothing was done.
func isDefinite(status int) bool {
	return status >= 400 && status <= 499 && status != http.StatusRequestTimeout
}

func statusSentinel(status int) error {
	switch {
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		return api.ErrUnauthorized
	case status == http.StatusNotFound:
		return api.ErrNotFound
	case status == http.StatusTooManyRequests:
		return api.ErrRateLimited
	case status == http.StatusRequestTimeout || status >= 500 && status <= 599:
		return api.ErrServer
	case status >= 300 && status <= 399:
		return api.ErrRedirect
	case status >= 400 && status <= 499:
		return api.ErrRejected
	default:
		return api.ErrBadResponse
	}
}

// openFailure is a failure that leaves the outcome of a write open.
func (j *judgement) openFailure(errs ...error) *api.Error {
	if j.call.Class == Write {
		errs = append([]error{api.ErrOutcomeUnknown}, errs...)
	}
	return j.failure(errs...)
}

func (j *judgement) failure(errs ...error) *api.Error {
	e := &api.Error{
		Op:         j.call.Op,
		StatusCode: j.s.last.status,
		Message:    j.message,
		Fields:     j.fields,
		RetryAfter: retryAfter(j.s.last.header),
		Attempts:   j.s.attempts,
		Err:        chain(errs),
	}
	if !j.s.last.ok() || !j.call.HoldsSecret && !j.call.NoExcerpt {
		e.Body = j.s.redact.excerpt(j.s.last.body, excerptSize)
	}
	return e
}
