// Package transport is the way of a request: params, form, retry, token, wire, envelope, result. Each link has a file of
// its own.
package transport

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/hashicorp/go-retryablehttp"
	"github.com/paykickstart-go/sdk/api"
)

// Transport sends calls. It is safe for concurrent use.
type Transport struct {
	base      *url.URL
	token     api.Secret
	redact    *redactor
	retrier   *retryablehttp.Client
	logger    *slog.Logger
	userAgent string
}

// Do sends the call and decodes its answer into call.Answer.Into. Every error is an *api.Error.
func (t *Transport) Do(ctx context.Context, call Call) error {
	if t == nil || ctx == nil {
		return invalid(call.Op, "the service must come from paykickstart.New, and the context must not be nil")
	}
	form, err := encode(call.Params)
	if err != nil {
		return invalid(call.Op, err.Error())
	}
	if ctx.Err() != nil {
		return &api.Error{Op: call.Op, Err: fmt.Errorf("not sent: %w", contextError(ctx))}
	}
	start := time.Now()
	s := &state{op: call.Op, class: call.Class, redact: t.redact.with(paymentSecrets(form))}
	sendErr := t.send(withState(ctx, s), call, form)
	failure := judge(ctx, &call, s, sendErr)
	t.log(ctx, s, failure, time.Since(start))
	if failure != nil {
		return failure
	}
	return nil
}

// send hands the request to the retry layer. What came back stands in the call's state.
func (t *Transport) send(ctx context.Context, call Call, form url.Values) error {
	req, err := t.request(ctx, call, form)
	if err != nil {
		return err
	}
	resp, err := t.retrier.Do(req)
	if resp != nil {
		_ = resp.Body.Close()
	}
	// The http.Client's wrapping repeats the URL with its query.
	if wrapped := (*url.Error)(nil); errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}

func (t *Transport) request(ctx context.Context, call Call, form url.Values) (*retryablehttp.Request, error) {
	u := *t.base
	u.Path += "/" + call.Route
	if u.RawPath != "" {
		u.RawPath += "/" + call.Route
	}
	h := http.Header{"Accept": {"application/json"}, "User-Agent": {t.userAgent}}
	body := []byte(nil)
	if call.Method == http.MethodGet {
		u.RawQuery = form.Encode()
	} else {
		h.Set("Content-Type", "application/x-www-form-urlencoded")
		body = []byte(form.Encode())
	}
	plain := &http.Request{Method: call.Method, URL: &u, Host: u.Host, Header: h, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}
	req, err := retryablehttp.FromRequest(plain.WithContext(ctx))
	if err != nil || body == nil {
		return req, err
	}
	return req, req.SetBody(bytes.NewReader(body))
}

// log writes one record a call: no URL, no body, no text from outside.
func (t *Transport) log(ctx context.Context, s *state, failure *api.Error, took time.Duration) {
	if t.logger == nil || !t.logger.Enabled(ctx, slog.LevelDebug) {
		return
	}
	t.logger.LogAttrs(ctx, slog.LevelDebug, "paykickstart call",
		slog.String("op", s.op),
		slog.Int("attempts", s.attempts),
		slog.Int("status", s.last.status),
		slog.Duration("duration", took),
		slog.String("outcome", outcome(failure)),
	)
}

func outcome(failure *api.Error) string {
	if failure == nil {
		return "ok"
	}
	var names []string
	for _, sentinel := range sentinels {
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
