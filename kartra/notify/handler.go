package notify

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"time"

	"github.com/paykickstart-go/sdk/internal/receive"
	"github.com/paykickstart-go/sdk/ipn"
)

// HandlerOption changes what [NewIPNHandler] and [NewOutboundHandler] return. An [Option] is one too. A value that makes no
// sense, nil for one, is a mistake in the program: it panics at start, as in package ipn.
type HandlerOption interface {
	configure(c *handlerConfig)
}

type handlerConfig struct {
	decode  []Option
	store   ipn.Store
	budget  time.Duration
	logger  *slog.Logger
	allOnce bool
}

type handlerOption func(*handlerConfig)

func (f handlerOption) configure(c *handlerConfig) { f(c) }

func (o Option) configure(c *handlerConfig) { c.decode = append(c.decode, o) }

// WithStore makes the handler call back once only for each notification, as long as the store remembers it. Without a store
// every delivery is handled. The store may be that of an ipn handler, and of the other handler of this package: the keys of the
// three begin differently. Two handlers of one kind that do different work need a store each, see [ipn.Store]. WithStore panics
// when s is nil.
func WithStore(s ipn.Store) HandlerOption {
	mustHandle("WithStore", s != nil)
	return handlerOption(func(c *handlerConfig) { c.store = s })
}

// WithBudget sets the time for a whole delivery, as [ipn.WithBudget] does. Default: 10 seconds. How long Kartra waits is not
// documented. WithBudget panics, at start, when d is not positive.
func WithBudget(d time.Duration) HandlerOption {
	if d <= 0 {
		panic("kartra/notify: WithBudget: a budget must be positive")
	}
	return handlerOption(func(c *handlerConfig) { c.budget = d })
}

// WithLogger sets where outcomes are logged: handled and duplicate at debug level, refused at warn, failed at error. Default:
// slog.Default as it is when the handler is made. WithLogger panics when l is nil.
func WithLogger(l *slog.Logger) HandlerOption {
	mustHandle("WithLogger", l != nil)
	return handlerOption(func(c *handlerConfig) { c.logger = l })
}

// WithEveryActionOnce makes the Outbound handler call back once only for actions without a transaction too. It tells them by the
// digest of the body ([Outbound.Key]). Use it only with a store that soon forgets. The IPN handler does not look at it.
//
// By default such actions are handled at every delivery. Their bodies have no id and no time: a membership that is granted,
// revoked and granted again looks like a second delivery of the first grant, and the lead would be locked out.
func WithEveryActionOnce() HandlerOption {
	return handlerOption(func(c *handlerConfig) { c.allOnce = true })
}

func configured(opts []HandlerOption) handlerConfig {
	c := handlerConfig{budget: receive.DefaultBudget, logger: slog.Default()}
	for _, opt := range opts {
		mustHandle("handler option", opt != nil)
		opt.configure(&c)
	}
	if _, err := decoding(c.decode); err != nil {
		panic(err.Error())
	}
	return c
}

// receiver makes the parts that both handlers share.
func receiver[N any](c handlerConfig, handle func(context.Context, N) error) *receive.Receiver[N] {
	return &receive.Receiver[N]{
		Name:        "kartra/notify",
		MaxBytes:    maxBodyBytes,
		Budget:      c.budget,
		Logger:      c.logger,
		Claims:      claimsOf(c.store),
		ErrLost:     ipn.ErrClaimLost,
		Handle:      handle,
		IsPermanent: ipn.IsPermanent,
	}
}

// answerTo is the answer to an error of decoding or of a secret.
func answerTo(err error) *receive.Reply {
	switch {
	case errors.Is(err, ipn.ErrTooLarge):
		return receive.TooLarge(err)
	case errors.Is(err, ipn.ErrMalformed):
		return receive.Refused(http.StatusBadRequest, "not a notification", "malformed", err)
	case errors.Is(err, ipn.ErrBadField):
		return receive.Failed("a field does not parse", err)
	default:
		return receive.Refused(http.StatusForbidden, "not verified: check that the receiver has this secret", "not verified", err)
	}
}

// claims is a store as the delivery engine takes it.
type claims struct{ ipn.Store }

// claimsOf returns nil for no store.
func claimsOf(s ipn.Store) receive.Claims {
	if s == nil {
		return nil
	}
	return claims{s}
}

// Claim implements receive.Claims.
func (c claims) Claim(ctx context.Context, key string, lease time.Duration) (receive.State, string, error) {
	claim, err := c.Store.Claim(ctx, key, lease)
	return receive.State(claim.State), claim.Token, err
}

// choose returns a callback that calls the function for a notification's kind or action, else fallback, if there is one.
func choose[K ~string, N any, F ~func(context.Context, N) error](name string, funcs map[K]F, fallback F, keyOf func(N) K) F {
	funcs = maps.Clone(funcs)
	for key, f := range funcs {
		mustHandle(name+": "+string(key), f != nil)
	}
	return func(ctx context.Context, n N) error {
		f := funcs[keyOf(n)]
		if f == nil {
			f = fallback
		}
		if f == nil {
			return nil
		}
		return f(ctx, n)
	}
}

// mustHandle panics at start, as http.Handle does.
func mustHandle(where string, ok bool) {
	if !ok {
		panic("kartra/notify: " + where + ": nil")
	}
}
