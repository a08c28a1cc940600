// Package transport is the way of a request: params, form, retry, token, wire, envelope, result. Each link has a file of
// its own.
package transport

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/paykickstart-go/sdk/internal/params"
	"github.com/paykickstart-go/sdk/internal/redact"
)

// Transport sends calls. It is safe for concurrent use.
type Transport struct {
	base      *url.URL
	token     api.Secret
	redact    *redact.Redactor
	logger    *slog.Logger
	userAgent string
	observer  func(context.Context, api.Attempt)

	client       http.Client // its Transport is set for each call
	retry        Retry
	readTimeout  time.Duration
	writeTimeout time.Duration
	readsByPOST  bool
	maxBody      int64
	// chain is the middleware, then auth, then the wire.
	chain http.RoundTripper
	// plainWire: the wire is net/http's own transport.
	plainWire bool
}

// Do sends the call and decodes its answer into call.Answer.Into. Every error is an *api.Error.
func (t *Transport) Do(ctx context.Context, call Call) error {
	if t == nil || ctx == nil {
		return invalid(call.Op, "the service must come from paykickstart.New, and the context must not be nil")
	}
	form, err := params.Encode(call.Params)
	if err != nil {
		return invalid(call.Op, err.Error())
	}
	if ctx.Err() != nil {
		return &api.Error{Op: call.Op, Err: fmt.Errorf("not sent: %w", contextError(ctx))}
	}
	start := time.Now()
	// From here on the parameters are held where nobody above the token finds them.
	call.Params = nil
	x := t.newExchange(&call, form)
	failure := answer.Judge(&call.Call, x.send(ctx))
	t.log(ctx, x, failure, time.Since(start))
	if failure != nil {
		return failure
	}
	return nil
}

// log writes one record a call: no URL, no body, no text from outside.
func (t *Transport) log(ctx context.Context, x *exchange, failure *api.Error, took time.Duration) {
	if t.logger == nil || !t.logger.Enabled(ctx, slog.LevelDebug) {
		return
	}
	t.logger.LogAttrs(ctx, slog.LevelDebug, "paykickstart call",
		slog.String("op", x.call.Op),
		slog.Int("attempts", x.attempts),
		slog.Int("status", x.last.Status),
		slog.Duration("duration", took),
		slog.String("outcome", outcome(failure)),
	)
}

// sentinels are the words of a log record's outcome.
func sentinels() []error {
	return []error{
		api.ErrInvalidParams, api.ErrDeclined, api.ErrRejected, api.ErrUnauthorized, api.ErrNotFound, api.ErrRateLimited,
		api.ErrServer, api.ErrRedirect, api.ErrBadResponse, api.ErrOutcomeUnknown, context.Canceled, context.DeadlineExceeded,
	}
}

func outcome(failure *api.Error) string {
	if failure == nil {
		return "ok"
	}
	var names []string
	for _, sentinel := range sentinels() {
		if errors.Is(failure, sentinel) {
			names = append(names, sentinel.Error())
		}
	}
	if len(names) == 0 {
		return "no answer"
	}
	return strings.Join(names, "; ")
}

func invalid(op, message string) *api.Error {
	return &api.Error{Op: op, Message: message, Err: api.ErrInvalidParams}
}

// contextError returns why the context ended, with its cause if that says more.
func contextError(ctx context.Context) error {
	err, cause := ctx.Err(), context.Cause(ctx)
	if cause == nil || cause == err {
		return err
	}
	return fmt.Errorf("%w: %w", err, cause)
}
