package ipn

import (
	"context"
	"log/slog"
	"time"
)

// HandlerOption changes what [NewHandler] returns. A value that makes no sense is a mistake in the program: it panics at start,
// as http.Handle does.
type HandlerOption func(*handler)

// WithStore makes the handler call back once only for each notification, as long as the store remembers it. Events that change a
// state come again, marked: see [Notification.Repeated]. Without a store every delivery is handled, and none is marked.
// WithStore panics when s is nil.
func WithStore(s Store) HandlerOption {
	if s == nil {
		panic("ipn: WithStore: nil store")
	}
	return func(h *handler) { h.store = s }
}

// WithKey replaces [Notification.Key] as what makes two notifications the same. The verified code is still claimed beside it.
// Never give two notifications that both matter the same key: those of two campaigns, for example. Where the function returns
// an empty key, Key is used. WithKey panics when key is nil.
//
// A second delivery must have the key of the first: no clock in it. With another key it is a duplicate by its code, and never
// handed on as [Notification.Repeated]. A key that begins with "again:" or "code:", as the handler's own do, is stored with
// "key:" before it.
func WithKey(key func(*Notification) string) HandlerOption {
	if key == nil {
		panic("ipn: WithKey: nil function")
	}
	return func(h *handler) {
		h.key = func(n *Notification) string {
			if k := key(n); k != "" {
				return ownKey(k)
			}
			return n.Key()
		}
	}
}

// WithBudget sets the time for a whole delivery: reading the body, verifying, waiting for an earlier delivery, confirming
// and the callback. Marking the work as done in the store may take up to 2 seconds more. PayKickstart waits 20
// seconds in all: 5 to connect and 15 for the request (newer material). Default: 10 seconds. WithBudget panics when d is not
// positive.
func WithBudget(d time.Duration) HandlerOption {
	if d <= 0 {
		panic("ipn: WithBudget: a budget must be positive")
	}
	return func(h *handler) { h.budget = d }
}

// WithTestMode makes the handler take notifications of every mode. Without it all that are not live are refused with 403:
// a test is signed with the same secret as a live sale, and nobody has paid.
func WithTestMode() HandlerOption {
	return func(h *handler) { h.testMode = true }
}

// WithConfirm makes the handler ask confirm before each callback, to read the purchase back from the API, for example. It runs
// within the budget, and not for duplicates. It is asked for every verified event, handled by your [Mux] or not: return nil, nil
// for those that you ignore. What it returns beside a nil error is the callback's [Notification.Confirmation].
// WithConfirm panics when confirm is nil.
//
// On an error the callback is not called, whatever confirm returns beside it, and the notification is not marked as done. The
// answer is 403 when the error is [Permanent] (the notification is not true), else 503 (confirm could not find out). Both only
// mark the delivery as failed in PayKickstart's log.
//
// So return no error for what is true but over, such as a sale that has been refunded since: return what was read, and let the
// callback decide. With an error no delivery of it would ever succeed. The package documentation shows how.
func WithConfirm(confirm func(context.Context, *Notification) (any, error)) HandlerOption {
	if confirm == nil {
		panic("ipn: WithConfirm: nil function")
	}
	return func(h *handler) { h.confirm = confirm }
}

// WithLogger sets where outcomes are logged: handled and duplicate at debug level, refused at warn, failed at error. Use
// slog.New(slog.DiscardHandler) for nowhere. WithLogger panics when l is nil.
func WithLogger(l *slog.Logger) HandlerOption {
	if l == nil {
		panic("ipn: WithLogger: nil logger")
	}
	return func(h *handler) { h.logger = l }
}
