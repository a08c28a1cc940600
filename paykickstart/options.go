package paykickstart

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/transport"
)

const defaultUserAgent = "paykickstart-go/" + Version + " (+https://github.com/paykickstart-go/sdk)"

// Option changes a [Client] while [New] makes it.
type Option func(*transport.Config) error

// Retry is the policy by which reads, and writes that provably never left, are tried again. A zero field means its
// default.
type Retry struct {
	// MaxAttempts counts the first attempt too; 0 means 4, 1 means no retry.
	MaxAttempts int
	// MinWait and MaxWait bound the wait between two attempts, which is random and grows, or is what the answer's
	// Retry-After asks for. 0 means 500 milliseconds and 10 seconds.
	MinWait, MaxWait time.Duration
}

// WithBaseURL sets the address of the API; the default is https://app.paykickstart.com/api. It must be https, or http to a
// loopback host, and may end in a slash.
func WithBaseURL(baseURL string) Option {
	return func(cfg *transport.Config) error {
		if baseURL == "" {
			return errors.New("WithBaseURL: the base URL is empty")
		}
		cfg.BaseURL = baseURL
		return nil
	}
}

// WithHTTPClient sets the HTTP client whose transport, cookie jar and timeout are used. It is copied, never changed, and
// its idle connections are left alone. Its CheckRedirect is not used, because redirects are never followed. Its transport
// sees the auth token; do not log requests there. A transport that retries on its own can charge twice:
// *retryablehttp.RoundTripper is refused by [New].
func WithHTTPClient(client *http.Client) Option {
	return func(cfg *transport.Config) error {
		if client == nil {
			return errors.New("WithHTTPClient: the client is nil")
		}
		cfg.HTTPClient = client
		return nil
	}
}

// WithTimeout bounds each attempt of a call, from sending to the last byte of the answer. Bound the whole call, waits
// included, by its context. Without this option it is the HTTP client's own timeout, else 30 seconds for reads and 90
// seconds for writes.
func WithTimeout(timeout time.Duration) Option {
	return func(cfg *transport.Config) error {
		if timeout <= 0 {
			return errors.New("WithTimeout: the timeout must be above 0")
		}
		cfg.Timeout = timeout
		return nil
	}
}

// WithRetry sets the retry policy.
func WithRetry(retry Retry) Option {
	return func(cfg *transport.Config) error {
		cfg.Retry = transport.Retry(retry)
		return nil
	}
}

// WithLogger sets where a record a call is written, at debug level: operation, attempts, status, duration and outcome.
// No record holds a URL, a body, an e-mail address or a secret. Without this option nothing is logged.
func WithLogger(logger *slog.Logger) Option {
	return func(cfg *transport.Config) error {
		if logger == nil {
			return errors.New("WithLogger: the logger is nil")
		}
		cfg.Logger = logger
		return nil
	}
}

// WithObserver sets a function that is told of every attempt, for metrics and traces. It is called on the goroutine of the
// call, so it must be quick and safe for concurrent use.
func WithObserver(observer func(context.Context, api.Attempt)) Option {
	return func(cfg *transport.Config) error {
		if observer == nil {
			return errors.New("WithObserver: the observer is nil")
		}
		cfg.Observer = observer
		return nil
	}
}

// WithUserAgent puts userAgent before the module's own User-Agent, so that PayKickstart can tell who calls.
func WithUserAgent(userAgent string) Option {
	return func(cfg *transport.Config) error {
		if userAgent == "" {
			return errors.New("WithUserAgent: the user agent is empty")
		}
		cfg.UserAgent = userAgent + " " + defaultUserAgent
		return nil
	}
}
