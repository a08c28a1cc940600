package subscriptions

import (
	"context"
	"errors"
	"time"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/paykickstart-go/sdk/internal/params"
	"github.com/paykickstart-go/sdk/internal/transport"
)

// ErrNoNextCharge means that [Service.CancelAtPeriodEnd] found nothing more to be charged for the purchase. There is nothing
// to cancel, and no cancellation was sent.
var ErrNoNextCharge = errors.New("no next charge")

// ErrTooLate means that [Service.CancelAtPeriodEnd] cannot cancel before the next charge: it is due today (UTC) or overdue. No
// cancellation was sent. Cancel at once with [Service.Cancel] and refund what is charged in the meantime, or call again after
// the charge.
var ErrTooLate = errors.New("the next charge is too near to cancel before it")

// CancelAtPeriodEnd cancels the subscription before its next charge and returns the time of the cancellation, in UTC.
//
// Check Purchase.SplitPay first: on a purchase that is paid in installments this cancels the payments that are still owed.
//
// PayKickstart documents no such switch. So this call reads the purchase (2.4.3, GET purchase/get), takes the earliest
// next_date of its subscriptions that have not ended, and sends a cancellation (2.3.1, POST subscriptions/cancel) for
// 00:00:01 UTC of that day, or for the second before the charge if the charge comes first. It is inferred from a program in
// production that the start of the day comes before the charge. A buyer may thus lose up to nearly a day of what was paid
// for.
//
// Any error that does not match api.ErrOutcomeUnknown means that nothing was cancelled by this call. With it, the cancellation
// was sent and may have worked. It is safe to call again, but a repeated call may end in api.ErrRejected: already cancelled.
// A purchase without a next charge is [ErrNoNextCharge], an unknown one api.ErrNotFound. On the day of the charge, and for a
// charge that is overdue, the error is [ErrTooLate]. The clock of this machine decides, so a sandbox whose clock is held in
// the past is always too late.
func (s *Service) CancelAtPeriodEnd(ctx context.Context, invoiceID string) (time.Time, error) {
	const op = "Subscriptions.CancelAtPeriodEnd"
	params := CancelParams{InvoiceID: invoiceID}
	if err := checkInvoiceID(op, invoiceID); err != nil {
		return time.Time{}, err
	}
	var purchase purchaseAnswer
	if err := s.t.Do(ctx, purchaseCall(op, invoiceID, &purchase)); err != nil {
		return time.Time{}, err
	}
	nextCharge, ok := purchase.nextCharge()
	if !ok {
		return time.Time{}, &api.Error{Op: op, Err: ErrNoNextCharge}
	}
	params.CancelAt = beforeCharge(nextCharge)
	if !params.CancelAt.After(time.Now()) {
		return time.Time{}, &api.Error{Op: op, Err: ErrTooLate}
	}
	if err := s.t.Do(ctx, transport.Post(op, "subscriptions/cancel", params.wire(), answer.Want{})); err != nil {
		return time.Time{}, err
	}
	return params.CancelAt, nil
}

func checkInvoiceID(op, invoiceID string) error {
	var problems params.Problems
	problems.Text("invoiceID", invoiceID)
	return problems.Err(op)
}

func purchaseCall(op, invoiceID string, into *purchaseAnswer) transport.Call {
	call := transport.Get(op, "purchase/get", purchaseWire{InvoiceID: invoiceID}, answer.Want{
		Into:            into,
		Required:        []string{"pk_id"},
		EmptyIsNotFound: true,
		OwnStatus:       true,
	})
	// A purchase holds the credential of its card-update page, which is not decoded here.
	call.NoExcerpt = true
	return call
}

// purchaseAnswer is the part of a purchase that tells the next charge.
type purchaseAnswer struct {
	Subscriptions []schedule `json:"subscriptions"`
}

type schedule struct {
	// Status is 0 on an ended subscription and nil if it was not sent.
	Status   *int64    `json:"status"`
	NextDate time.Time `json:"next_date"`
	CancelAt time.Time `json:"cancel_at"`
}

// ended reports whether nothing more will be charged. The next date stays set after the end, and the date of a
// cancellation may stay set after a reactivation, so the status decides where there is one.
func (s schedule) ended() bool {
	if s.Status == nil {
		return !s.CancelAt.IsZero()
	}
	return *s.Status == 0
}

func (p purchaseAnswer) nextCharge() (next time.Time, ok bool) {
	for _, s := range p.Subscriptions {
		if s.ended() || s.NextDate.IsZero() {
			continue
		}
		if !ok || s.NextDate.Before(next) {
			next, ok = s.NextDate, true
		}
	}
	return next, ok
}

// beforeCharge returns the first second of the charge's day in UTC, or the second before the charge if that is earlier.
func beforeCharge(charge time.Time) time.Time {
	at := charge.UTC().Truncate(24 * time.Hour).Add(time.Second)
	if !at.Before(charge) {
		return charge.UTC().Add(-time.Second)
	}
	return at
}
