package ipn

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/paykickstart-go/sdk/internal/receive"
)

// Handler does the work for one verified notification. It is called by many goroutines at once, can be called again for
// the same notification, and gets events in any order. Its work for events that change a state must be idempotent: see
// [Notification.Repeated].
//
// nil means done. An error that was made by [Permanent] means give up; any other error asks for another delivery.
type Handler interface {
	HandleNotification(ctx context.Context, n *Notification) error
}

// HandlerFunc is a function as a [Handler].
type HandlerFunc func(ctx context.Context, n *Notification) error

// HandleNotification calls f.
func (f HandlerFunc) HandleNotification(ctx context.Context, n *Notification) error { return f(ctx, n) }

// handler is what the options change.
type handler struct {
	verifier *Verifier
	callback Handler
	store    Store
	key      func(*Notification) string
	confirm  func(context.Context, *Notification) (any, error)
	products products
	logger   *slog.Logger
	budget   time.Duration
	testMode bool
}

// NewHandler returns the http.Handler to register as a product's IPN URL, with net/http or any router built on it. It reads
// the raw body itself: nothing before it may have parsed the form. It is safe for concurrent use.
//
// Only notifications that v has verified reach h. The answers, of which only 200 counts as delivered:
//
//	200  h returned nil or a Permanent error, or the notification was done before
//	400  no notification: the body is empty, or event, mode, or both invoice and transaction id are missing
//	403  not verified, no secret for the campaign, a test where only live ones are taken, a product that WithProducts does
//	     not name for the campaign, or WithConfirm says no
//	405  not a POST
//	408  the body did not arrive within the budget
//	413  the body is too large
//	415  not a form
//	500  h failed, panicked or ran over the budget, or a field does not parse (the log names it)
//	503  the secrets, the store or WithConfirm failed, or an earlier delivery is still in work: nothing was done
//
// The budget ([WithBudget]) counts from the arrival of the request's header. The context of h ends with it, and not when
// the sender hangs up. An h that ignores its context is answered 500 at that moment and runs on; when it returns, its result
// still counts. http.Server.Shutdown waits for deliveries up to their budget.
//
// With a store ([WithStore]) a notification is claimed before h is called, by Key (or [WithKey]) and by its verified code:
// if either is done, h is not called. One that was verified by verification_code is also taken for done when one of its values
// is the code of a hash that is done: that is the same notification under other names. Events that change a state are the
// exception: done or not, they are handed to h again, marked: see [Notification.Repeated]. Never are two deliveries with the
// same key at work at once.
//
// The claims are completed when h returns nil or a Permanent error and released when it fails or panics. They are leases of
// twice the budget, and are renewed while an h that ignores its context runs on: so a lease ends early only when the process
// dies. An h that has run for ten budgets loses its claims, with an error in the log, and the next delivery calls h again.
// When the store cannot mark the work as done, the answer is 200 and the log has an error.
//
// Every outcome is logged, without personal data and codes, to [slog.Default] as it is now, or see [WithLogger]: handled and
// duplicate at debug level, which slog leaves out unless told otherwise, refused at warn, failed at error. Only errors of the
// caller's own functions are logged in their words.
//
// NewHandler panics when v or h is nil, as http.Handle does.
func NewHandler(v *Verifier, h Handler, opts ...HandlerOption) http.Handler {
	if v == nil || v.core.IsZero() {
		panic("ipn: NewHandler: no verifier: make one with NewVerifier")
	}
	mustHandle("NewHandler", h)
	made := &handler{
		verifier: v,
		callback: h,
		key:      (*Notification).Key,
		logger:   slog.Default(),
		budget:   receive.DefaultBudget,
	}
	for _, opt := range opts {
		if opt == nil {
			panic("ipn: NewHandler: nil option")
		}
		opt(made)
	}
	return made.receiver()
}

// receiver does the work that does not depend on who sends.
func (h *handler) receiver() http.Handler {
	made := &receive.Receiver[*Notification]{
		Name:        "ipn",
		MaxBytes:    maxBodyBytes,
		Budget:      h.budget,
		Logger:      h.logger,
		Admit:       admit,
		Accept:      h.accept,
		Keys:        h.claimKeys,
		Probes:      probeKeys,
		Repeat:      repeat,
		Claims:      claimsOf(h.store),
		ErrLost:     ErrClaimLost,
		Handle:      h.callback.HandleNotification,
		IsPermanent: IsPermanent,
		Describe:    describe,
	}
	if h.confirm != nil {
		made.Confirm = h.confirmed
	}
	return made
}

// confirmed asks the caller's function, and keeps what it read for the callback.
func (h *handler) confirmed(ctx context.Context, n *Notification) error {
	read, err := h.confirm(ctx, n)
	if err != nil {
		return err
	}
	n.confirmation = func() any { return read }
	return nil
}

// describe names a notification without saying anything about persons.
func describe(n *Notification) []slog.Attr {
	if n == nil {
		return nil
	}
	return []slog.Attr{
		slog.String("event", receive.Short(string(n.Event))),
		slog.String("mode", receive.Short(string(n.Mode))),
		slog.String("transaction_id", receive.Short(n.TransactionID)),
		slog.String("invoice_id", receive.Short(n.InvoiceID)),
		slog.Int64("campaign_id", n.CampaignID),
		slog.String("scheme", n.VerifiedBy().String()),
	}
}
