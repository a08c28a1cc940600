package ipn

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/paykickstart-go/sdk/internal/receive"
)

// Handler does the work for one verified notification. It is called by many goroutines at once, may be called again for the
// same notification, and gets events in any order. Make its work for events that change a state idempotent: see
// [Notification.Repeated].
//
// It returns nil when the work is done. An error made by [Permanent] means: give up. Any other error means: another delivery may
// succeed.
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

// NewHandler returns the http.Handler to register as a product's IPN URL. It works with net/http and any router built on it. It
// is safe for concurrent use. It reads the raw body itself, so nothing before it may have parsed the form.
//
// Only notifications that v has verified reach h. These are the answers. That only 200 counts as delivered is not
// documented, but presumed:
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
// The budget ([WithBudget]) begins when the request's header has arrived. The context of h ends with it, and not when the sender
// hangs up. An h that ignores its context is answered 500 at that moment and runs on; its result still counts.
// http.Server.Shutdown waits for deliveries up to their budget.
//
// With a store ([WithStore]) h is called once for each notification, and events that change a state again, marked: see [Store]
// for how, and for what happens when h runs for long or the process dies. When the store cannot remember that the work is done,
// the answer is 200 and the log has an error.
//
// Every outcome is logged, without personal data and codes: handled and duplicate at debug level, refused at warn, failed at
// error. The log is [slog.Default] as it is now, or that of [WithLogger]. Only errors of your own functions are logged in their
// words.
//
// NewHandler panics when v or h is nil, as http.Handle does, and on a bad option.
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
		Name:         "ipn",
		MaxBytes:     maxBodyBytes,
		Budget:       h.budget,
		Logger:       h.logger,
		Admit:        admit,
		Accept:       h.accept,
		Keys:         h.claimKeys,
		Probes:       probeKeys,
		Repeats:      repeats,
		MarkRepeated: markRepeated,
		Claims:       claimsOf(h.store),
		ErrLost:      ErrClaimLost,
		Handle:       h.callback.HandleNotification,
		IsPermanent:  IsPermanent,
		Describe:     describe,
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
