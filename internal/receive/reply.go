package receive

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"
)

// Reply is how a delivery ends: what is answered and what is logged.
type Reply struct {
	status int
	text   string // for the sender's operator: what to do, no details
	level  slog.Level
	msg    string
	err    error
	stack  string // of a panic
	done   bool   // the work is done and must not be done again
}

func handled() *Reply {
	return &Reply{status: http.StatusOK, text: "OK", level: slog.LevelDebug, msg: "handled", done: true}
}

func handledAgain() *Reply {
	answer := handled()
	answer.msg = "handled again"
	return answer
}

func gaveUp(err error) *Reply {
	return &Reply{status: http.StatusOK, text: "OK", level: slog.LevelError, msg: "given up for good", err: err, done: true}
}

func duplicate() *Reply {
	return &Reply{status: http.StatusOK, text: "OK", level: slog.LevelDebug, msg: "duplicate, done before"}
}

// Refused is the answer to what is not to be handled: text for the sender, msg and err for the log.
func Refused(status int, text, msg string, err error) *Reply {
	return &Reply{status: status, text: text, level: slog.LevelWarn, msg: msg, err: err}
}

// OnlyPost refuses every other method; it returns nil for a POST.
func OnlyPost(w http.ResponseWriter, r *http.Request) *Reply {
	if r.Method == http.MethodPost {
		return nil
	}
	w.Header().Set("Allow", http.MethodPost)
	return Refused(http.StatusMethodNotAllowed, "send a POST", "not a POST", nil)
}

// TooLarge refuses a body over a limit.
func TooLarge(err error) *Reply {
	return Refused(http.StatusRequestEntityTooLarge, "too many bytes or fields", "too large", err)
}

// emptyBody refuses a body of no bytes. No platform sends one, so it was most likely read on the way here.
func emptyBody() *Reply {
	return Refused(http.StatusBadRequest,
		"the body is empty: it was probably read before, by a middleware, ParseForm or FormValue",
		"the body is empty: it was probably read before, by a middleware, ParseForm or FormValue", nil)
}

// Failed is a 500: the work, or a part of it, was tried.
func Failed(msg string, err error) *Reply {
	return &Reply{
		status: http.StatusInternalServerError, text: "not handled: see the receiver's log, then send again",
		level: slog.LevelError, msg: msg, err: err,
	}
}

// Unavailable is a 503: nothing was done.
func Unavailable(msg string, err error) *Reply {
	return &Reply{
		status: http.StatusServiceUnavailable, text: "not handled now: send again later",
		level: slog.LevelError, msg: msg, err: err,
	}
}

func stillInWork() *Reply {
	return &Reply{
		status: http.StatusServiceUnavailable, text: "an earlier delivery is still in work: send again later",
		level: slog.LevelWarn, msg: "an earlier delivery is still in work",
	}
}

// panicked is the answer to a panic in one of the caller's functions.
func panicked(value any, stack []byte) *Reply {
	answer := Failed("panic", fmt.Errorf("panic: %v", value))
	answer.stack = string(stack)
	return answer
}

// write answers the request.
func (a *Reply) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(a.status)
	// A sender that has hung up sees no answer and will send again: there is nothing to do here.
	_, _ = io.WriteString(w, a.text+"\n")
}

// log writes one line an outcome.
func (c *Receiver[N]) log(ctx context.Context, a *Reply, n N, took time.Duration) {
	if !c.Logger.Enabled(ctx, a.level) {
		return
	}
	attrs := make([]slog.Attr, 0, 10)
	attrs = append(attrs, slog.Int("status", a.status), slog.Duration("duration", took))
	attrs = append(attrs, c.Describe(n)...)
	if a.err != nil {
		attrs = append(attrs, slog.Any("error", a.err))
	}
	if a.stack != "" {
		attrs = append(attrs, slog.String("stack", a.stack))
	}
	c.Logger.LogAttrs(ctx, a.level, c.Name+": "+a.msg, attrs...)
}

// Short keeps a log line readable: a value on the wire can be as long as the body.
func Short(s string) string {
	const most = 64
	if len(s) <= most {
		return s
	}
	return s[:most] + "…"
}
