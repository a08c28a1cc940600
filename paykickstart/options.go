package paykickstart

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/transport"
)

const defaultUserAgent = "paykickstart-go/" + Version + " (+https://github.com/paykickstart-go/sdk)"

// Option changes a [Client] while [New] makes it. No bad value is ignored: an option that is nil, or whose argument is nil,
// empty, blank, negative or out of its range, makes New fail.
type Option func(*options)

// options is what New makes a client of. It has a type of its own so that [Option] names no internal one.
type options struct{ transport.Config }

// Retry is the policy by which reads, and writes that provably never left, are tried again. A zero field means its
// default.
type Retry struct {
	// MaxAttempts counts the first attempt too: 1 means no retry. 0 means 4, and 100 is the most.
	MaxAttempts int
	// MinWait and MaxWait bound the wait between two attempts. The wait is random and grows, or is what the answer's
	// Retry-After asks for. 0 means 500 milliseconds and 10 seconds, or less or more if the other one demands it. MinWait
	// must not be above MaxWait.
	MinWait, MaxWait time.Duration
}

// WithBaseURL sets the address of the API; the default is https://app.paykickstart.com/api. It must be https, or http to a
// loopback host, and may end in a slash.
func WithBaseURL(baseURL string) Option {
	return func(cfg *options) {
		if strings.TrimSpace(baseURL) == "" {
			cfg.Problems.Add("BaseURL", "must not be empty or blank")
		}
		cfg.BaseURL = baseURL
	}
}

// WithHTTPClient sets the HTTP client whose transport, cookie jar and timeout are used. It is copied, never changed, and
// its idle connections are left alone. Its CheckRedirect is not used, because redirects are never followed.
//
// Its transport sees the auth token, license keys and e-mail addresses, in the URL of a GET and in the body of a POST. Do
// not log or trace there: a tracing transport such as otelhttp writes the URL into its spans. The place for that is
// [WithMiddleware].
//
// Its transport must send a request once at most. *retryablehttp.RoundTripper sends it again, which can charge twice, so
// [New] refuses it; others cannot be told. The body of a write can be read once, and it has no GetBody.
func WithHTTPClient(client *http.Client) Option {
	return func(cfg *options) {
		if client == nil {
			cfg.Problems.Add("HTTPClient", "must not be nil")
		}
		cfg.HTTPClient = client
	}
}

// WithTimeout bounds each attempt of a call, from sending to the last byte of the answer. Bound the whole call, waits
// included, by its context. Without this option it is the HTTP client's own timeout, else 30 seconds for reads and 90
// seconds for writes.
func WithTimeout(timeout time.Duration) Option {
	return func(cfg *options) {
		if timeout <= 0 {
			cfg.Problems.Add("Timeout", "must be above 0")
		}
		cfg.Timeout = timeout
	}
}

// WithRetry sets the retry policy.
func WithRetry(retry Retry) Option {
	return func(cfg *options) {
		cfg.Retry = transport.Retry(retry)
	}
}

// WithLogger sets where a record a call is written, at debug level: operation, attempts, status, duration and outcome.
// No record holds a URL, a body, an e-mail address or a secret. Without this option nothing is logged.
func WithLogger(logger *slog.Logger) Option {
	return func(cfg *options) {
		if logger == nil {
			cfg.Problems.Add("Logger", "must not be nil")
		}
		cfg.Logger = logger
	}
}

// WithObserver sets a function that is told of every attempt, for metrics and traces. It is called on the goroutine of
// the call, so it must be quick and safe for concurrent use. Its context is the call's, without values that a middleware
// added. A refusal that PayKickstart sends with status 200, such as a declined card, is a success here; count the errors
// of the calls for those.
func WithObserver(observer func(context.Context, api.Attempt)) Option {
	return func(cfg *options) {
		if observer == nil {
			cfg.Problems.Add("Observer", "must not be nil")
		}
		cfg.Observer = observer
	}
}

// WithMiddleware puts a RoundTripper around each attempt of each call: the place for tracing, metrics and rate limits. It
// sees the method, the host, the path and the headers of the request. The query, the body and the auth token are added
// below it. Of the answer it sees everything, buyers' data in the body included; errors and headers are masked before.
// Given more than once, the first one is the outermost.
//
// A middleware may add headers, wait, and fail. It must pass on the request's context or one derived from it, and the
// request's method, host and path; a request in which they differ is not sent. Sending a read more than once is allowed.
// Of a write, one request an attempt is let through, whatever the middleware does, and the others fail. An answer counts
// if it came for that very request: to a middleware all calls of a route look alike, so with a cache, or one answer for
// several calls, the calls fail. It must be safe for concurrent use.
//
// A trace that a middleware puts into the context with httptrace is told what happens, but for the hooks WroteHeaderField and
// Got1xxResponse, which would show it the query.
func WithMiddleware(middleware func(next http.RoundTripper) http.RoundTripper) Option {
	return func(cfg *options) {
		if middleware == nil {
			cfg.Problems.Add("Middleware", "must not be nil")
			return
		}
		cfg.Middleware = append(cfg.Middleware, middleware)
	}
}

// WithReadsByPOST sends reads as POST, so that no token, license key or e-mail address stands in a URL, where proxies and
// servers log it. They stay reads, and are tried again as reads are. [Client.Call] keeps the method that it is given:
// a route that is read by GET may write by POST. The documents show GET; that PayKickstart takes reads by POST is inferred
// from later documents and other people's clients.
func WithReadsByPOST() Option {
	return func(cfg *options) { cfg.ReadsByPOST = true }
}

// WithUserAgent puts userAgent before the module's own User-Agent, so that PayKickstart can tell who calls.
func WithUserAgent(userAgent string) Option {
	return func(cfg *options) {
		if strings.TrimSpace(userAgent) == "" {
			cfg.Problems.Add("UserAgent", "must not be empty or blank")
		}
		cfg.UserAgent = userAgent + " " + defaultUserAgent
	}
}
