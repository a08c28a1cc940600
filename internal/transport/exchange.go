package transport

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/hashicorp/go-retryablehttp"
	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/paykickstart-go/sdk/internal/params"
	"github.com/paykickstart-go/sdk/internal/redact"
	"github.com/paykickstart-go/sdk/internal/secret"
)

// exchange is one call on its way. It is the RoundTripper that makes each attempt, and it decides whether there is another.
// It is used by the goroutine of the call alone; auth reads what never changes in it.
type exchange struct {
	t      *Transport
	call   *Call
	method string
	url    *url.URL            // without a query
	form   secret.Held[string] // the parameters, without the token; a middleware can get at the exchange
	redact *redact.Redactor

	// attempts counts how often the request was handed on.
	attempts int
	// mayHaveLeft: at least one attempt was not proved to have stayed here.
	mayHaveLeft bool
	last        result
}

func (t *Transport) newExchange(call *Call, form url.Values) *exchange {
	u := *t.base
	u.Path += "/" + call.Route
	if u.RawPath != "" {
		u.RawPath += "/" + call.Route
	}
	x := &exchange{t: t, call: call, method: call.Method, url: &u, form: secret.Hold(form.Encode()), redact: t.redact.With(params.PaymentSecrets(form))}
	if t.readsByPOST && call.Class == answer.Read && !call.KeepMethod {
		x.method = http.MethodPost
	}
	return x
}

// send makes attempts until one is enough, and returns what came of them.
func (x *exchange) send(ctx context.Context) *answer.Got {
	err := x.retry(ctx)
	got := &x.last.Got
	got.Attempts, got.Stayed, got.Redact = x.attempts, !x.mayHaveLeft, x.redact
	if ctx.Err() != nil && (err != nil || got.Cut != nil) {
		got.Ended = contextError(ctx)
	}
	got.Err = err
	return got
}

// retry hands the request to the retry layer. What the last attempt brought stands in x.last.
func (x *exchange) retry(ctx context.Context) error {
	req, err := retryablehttp.FromRequest(x.request().WithContext(ctx))
	if err != nil {
		return err
	}
	client := x.t.client
	client.Transport = x
	retrier := &retryablehttp.Client{
		HTTPClient:   &client,
		RetryMax:     x.t.retry.MaxAttempts - 1,
		RetryWaitMin: x.t.retry.MinWait,
		RetryWaitMax: x.t.retry.MaxWait,
		CheckRetry:   x.again,
		Backoff:      backoff,
		ErrorHandler: retryablehttp.PassthroughErrorHandler,
		PrepareRetry: dropCookies,
	}
	resp, err := retrier.Do(req)
	if resp != nil {
		_ = resp.Body.Close()
	}
	// The http.Client's wrapping repeats the URL.
	if wrapped := (*url.Error)(nil); errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}

// request is what the links above auth see: no query, no body, no token.
func (x *exchange) request() *http.Request {
	h := http.Header{"Accept": {"application/json"}, "User-Agent": {x.t.userAgent}}
	if x.method != http.MethodGet {
		h.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	// A middleware may edit the URL in place.
	u := *x.url
	return &http.Request{Method: x.method, URL: &u, Host: u.Host, Header: h, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}
}

// dropCookies undoes what http.Client has added for the attempt before: it adds the jar's cookies again for the next.
func dropCookies(req *http.Request) error {
	req.Header.Del("Cookie")
	return nil
}

// RoundTrip implements http.RoundTripper: it makes one attempt. The answer it returns has no body; that is kept in x.last.
func (x *exchange) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	x.attempts++
	start := time.Now()
	a := &attempt{x: x}
	x.last = a.run(req)
	if x.last.Status != 0 || !a.neverLeft() {
		x.mayHaveLeft = true
	}
	x.observe(req.Context(), time.Since(start))
	if x.last.Status == 0 {
		return nil, x.last.Err
	}
	return &http.Response{StatusCode: x.last.Status, Header: x.last.Header, Body: http.NoBody, Request: req}, nil
}

// again is the CheckRetry of the retry layer. It never reports an error of its own: what happened is read from the
// exchange afterwards.
func (x *exchange) again(ctx context.Context, _ *http.Response, _ error) (bool, error) {
	switch {
	case ctx.Err() != nil || x.last.final:
		return false, nil
	case x.call.Class == answer.Write:
		return !x.mayHaveLeft, nil
	default:
		return x.last.passing(), nil
	}
}

func (x *exchange) timeout() time.Duration {
	if x.call.Class == answer.Write {
		return x.t.writeTimeout
	}
	return x.t.readTimeout
}

func (x *exchange) observe(ctx context.Context, took time.Duration) {
	if x.t.observer == nil {
		return
	}
	x.t.observer(ctx, api.Attempt{
		Op: x.call.Op, Method: x.method, Route: x.call.Route, Server: x.t.base.Host,
		Number: x.attempts, StatusCode: x.last.Status, Duration: took, Err: x.seen(),
	})
}

// seen is the attempt's network error as others may see it. An answer that was cut off is one too.
func (x *exchange) seen() error {
	if x.last.Err != nil {
		return x.redact.Err(x.last.Err)
	}
	return x.redact.Err(x.last.Cut)
}
