package answer

import (
	"errors"
	"net/http"
	"strings"

	"github.com/paykickstart-go/sdk/api"
)

const (
	excerptSize = 4 << 10
	// MaskWindow is how much of a text is looked at for an excerpt of it: what is masked gets shorter or longer.
	MaskWindow = 4 * excerptSize
)

// Judge decides what came of a call, in this order: no answer, the HTTP status, the answer itself. It returns nil for a
// success. It depends on its arguments and on nothing else.
func Judge(call *Call, got *Got) *api.Error {
	j := &judgement{call: call, got: got}
	ended := j.cause(got.Ended)
	switch {
	case got.Status == 0:
		return j.noAnswer(ended)
	case ended != nil && call.Class == Read:
		return j.failure(ended, statusSentinel(got.Status))
	case !got.OK():
		return j.byStatus()
	case got.Cut != nil:
		return j.openFailure(api.ErrBadResponse, ended, j.cause(got.Cut))
	}
	return j.byAnswer()
}

type judgement struct {
	call *Call
	got  *Got
	// said is what the answer says of itself; message and fields are what an error repeats of it.
	said    said
	message string
	fields  map[string][]string
}

func (j *judgement) noAnswer(ended error) *api.Error {
	cause := j.cause(j.got.Err)
	// net/http reports the context's cause alone, which need not match the context's error.
	if ended != nil && cause != nil && strings.Contains(ended.Error(), cause.Error()) {
		cause = nil
	}
	if j.call.Class == Write && j.got.Stayed {
		return j.failure(errNotSent, ended, cause)
	}
	return j.openFailure(errNoAnswer, ended, cause)
}

var (
	errNotSent  = errors.New("not sent")
	errNoAnswer = errors.New("no answer")
)

// byStatus judges an answer whose status is no success.
func (j *judgement) byStatus() *api.Error {
	answer := j.readRefusal()
	bought := j.bought(answer) || j.mentioned(answer) || j.leavesOpen()
	sentinel := statusSentinel(j.got.Status)
	switch {
	case !isDefinite(j.got.Status):
		return j.openFailure(sentinel)
	case bought:
		return j.openFailure(errBoughtAndRefused)
	case errors.Is(sentinel, api.ErrRejected):
		return j.failure(j.rejection())
	}
	return j.failure(sentinel)
}

// leavesOpen reports whether the answer to a call that charges says less than its status: it was cut off, and may have told
// of a purchase, or its flags say yes.
func (j *judgement) leavesOpen() bool {
	if !j.call.Want.Charges {
		return false
	}
	verdict, _ := j.said.verdict(&j.call.Want)
	return j.got.Cut != nil || verdict == yes
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
		StatusCode: j.got.Status,
		Message:    j.message,
		Fields:     j.fields,
		RetryAfter: RetryAfter(j.got.Header),
		Attempts:   j.got.Attempts,
		Err:        chain(errs),
	}
	if !j.got.OK() || !j.call.HoldsSecret && !j.call.NoExcerpt {
		e.Body = j.got.Redact.Excerpt(j.got.Body, excerptSize)
	}
	return e
}
