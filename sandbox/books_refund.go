package sandbox

import (
	"errors"
	"fmt"

	"github.com/shopspring/decimal"
)

// Errors of [Sandbox.Refund].
var (
	// ErrUnknownTransaction matches a transaction id that the sandbox does not have.
	ErrUnknownTransaction = errors.New("sandbox: no such transaction")
	// ErrNotRefundable matches a declined charge, a charge of which nothing is left, an
	// amount above what is left, a negative amount and one with more than two decimals.
	ErrNotRefundable = errors.New("sandbox: the transaction was not charged, or not that much is left of it")
)

// Refund gives money back for a transaction ("PK-T..."), as the vendor does in
// PayKickstart's pages: the API documents no such call. The amount is in USD; zero
// means all that is left. A refund notification with the amount that was given back (a
// guess) is sent. The subscription and the licenses stay as they are. A second call
// gives money back again, while some is left.
//
// Errors match [ErrUnknownTransaction] or [ErrNotRefundable]; then nothing was changed.
func (s *Sandbox) Refund(transactionID string, amount decimal.Decimal) error {
	var err error
	s.change(func(st *state) { err = st.refund(transactionID, amount) })
	return err
}

func (st *state) refund(transactionID string, amount decimal.Decimal) error {
	t := st.byTransaction[transactionID]
	if t == nil {
		return fmt.Errorf("%w: %q", ErrUnknownTransaction, transactionID)
	}
	left := t.amount.Sub(t.refunded)
	if amount.IsZero() {
		amount = left
	}
	if !t.approved || !amount.IsPositive() || amount.GreaterThan(left) || !amount.Equal(amount.Round(2)) {
		return fmt.Errorf("%w: %s", ErrNotRefundable, transactionID)
	}
	t.refunded = t.refunded.Add(amount)
	t.refundDate, t.updated, t.purchase.updated = st.now, st.now, st.now
	st.enter(EntryRefund, t.purchase, t, amount)
	st.notifyRefund(t, amount)
	return nil
}
