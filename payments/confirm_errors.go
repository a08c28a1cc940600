package payments

import (
	"errors"
	"strings"
)

// The answers of [PurchaseService.Confirm] that are neither a yes nor a failure to ask.
var (
	// ErrMismatch is matched by every [*MismatchError]: the notification is not true. Refuse it for good, unless the error
	// matches [ErrPending] too.
	ErrMismatch = errors.New("the notification does not match what PayKickstart has")

	// ErrPending is matched, beside [ErrMismatch], by a [*MismatchError] whose only fields are Transaction.IsPending,
	// Transaction.IsRefundPending and Subscription.TrialEnds: what is announced has not happened yet, and may. Do not act on
	// the notification yet. Answering 503 only marks it failed in PayKickstart's log: nothing is known to repeat it by itself,
	// somebody clicks Retry. Where pending payments happen, accept first and confirm in a worker of yours: see "Slow work" in
	// package ipn.
	ErrPending = errors.New("not settled yet")

	// ErrRefunded: the notification is true, but the payment has since been refunded, in whole or in part. PayKickstart tells
	// neither how much was refunded nor when, so a refund of one dollar looks the same. The [Confirmation] comes beside it, with
	// Refunded set.
	ErrRefunded = errors.New("the payment has since been refunded, in whole or in part")
)

// The fields of a [MismatchError] that may come right by themselves.
const (
	fieldPending       = "Transaction.IsPending"
	fieldRefundPending = "Transaction.IsRefundPending"
	fieldTrialEnds     = "Subscription.TrialEnds"
)

// MismatchError says in what a notification differs from the purchase and transaction that were read back. It holds names
// and no values.
type MismatchError struct {
	// Fields are the fields that differ. Of the notification: InvoiceID, OldInvoiceID, TransactionID, CampaignID, ProductID,
	// Buyer.Email, Currency, Mode and Amount. Of what was read, when it is not as the event demands: Transaction.PurchaseID
	// (the transaction belongs to another purchase), Transaction.IsApproved, Transaction.IsPending, Transaction.IsRefund,
	// Transaction.IsRefundPending, Purchase.IsRecurring (it is no subscription), Purchase.TrialDays (it has no trial),
	// Subscription.TrialEnds (nothing shows that the trial is over), Subscription.CancelAt (it has no end) and
	// Subscription.Status (it has ended).
	Fields []string
}

// Error names the fields.
func (e *MismatchError) Error() string {
	return ErrMismatch.Error() + ": " + strings.Join(e.Fields, ", ")
}

// Unwrap returns [ErrMismatch].
func (e *MismatchError) Unwrap() error { return ErrMismatch }

// Is reports whether the error matches [ErrPending].
func (e *MismatchError) Is(target error) bool {
	if target != ErrPending {
		return false
	}
	for _, field := range e.Fields {
		if field != fieldPending && field != fieldRefundPending && field != fieldTrialEnds {
			return false
		}
	}
	return len(e.Fields) > 0
}
