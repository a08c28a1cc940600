package payments

import (
	"context"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/params"
	"github.com/paykickstart-go/sdk/ipn"
)

// Confirmation is what [PurchaseService.Confirm] read. Take from it what Confirm does not compare: the date of the next
// charge, for example.
type Confirmation struct {
	// Purchase is the purchase of the notification's InvoiceID.
	Purchase *Purchase
	// Transaction is the transaction of the notification's TransactionID; nil if it has none.
	Transaction *Transaction
	// Refunded: the transaction, or where none is named any of the purchase, has since been refunded, in whole or in part.
	// Confirm's error then matches [ErrRefunded], or [ErrMismatch] where more is wrong.
	Refunded bool
}

// Confirm reads the purchase and the transaction of a notification back, and compares. Act on the notification when the error
// is nil, and never when it matches [ErrMismatch]. When to confirm is told in package ipn, under "When to confirm", with the
// function for [ipn.WithConfirm].
//
// Confirm does not look at signatures: it takes any notification, also one that nobody verified. It makes two reads: one
// less without a transaction, one more for subscription-changed. It is safe to call again.
//
// # What is compared
//
// Always: InvoiceID, CampaignID, ProductID and the buyer's e-mail address; Currency, if the notification and the purchase
// tell one; that the transaction, if one is named, belongs to the purchase; and that Mode is test if and only if the
// processor of the transaction is testmode (inferred); one that tells no processor agrees with neither mode. Without a
// transaction, some transaction of the purchase has to be of the mode. Where the API says that the purchase has none, as in
// a free trial, Mode is not compared, neither live nor test. Beside that, by event:
//
//	sales                        paid; Amount is the transaction's
//	subscription-payment         paid; Amount is the transaction's; recurring
//	refund                       the transaction is refunded; Amount is not compared, its sign and scope are undocumented
//	subscription-payment-failed  the transaction is neither approved nor pending; known amount; recurring
//	subscription-created         paid; known amount; recurring
//	subscription-trial-start     paid; known amount; recurring; the purchase has a trial
//	subscription-trial-end       known amount; the purchase has a trial, and was changed or charged at its end or later, else
//	                             ErrPending (inferred)
//	subscription-cancelled       known amount; each subscription of the purchase has ended or has a coming end
//	subscription-updated         known amount; a subscription of the purchase has not ended
//	subscription-changed         paid; known amount; recurring; OldInvoiceID is an ended purchase of the same buyer and
//	                             campaign, and the purchase's parent; if the purchase tells none, it began within an hour of
//	                             the other's end
//	any other                    paid; Amount is the transaction's
//
// In these rows:
//
//   - paid: the transaction that is named is approved and not pending; without one, some transaction of that
//     Mode is, or there is none. If the one that is named, or without one any, is refunded, the error is [ErrRefunded].
//   - recurring: the purchase is a subscription or paid in installments.
//   - known amount: Amount is zero, or the transaction's, or the purchase's price, trial price or installment. Which of them
//     comes with these events is not documented, so do not take it for money received.
//
// # What nil does not say
//
//   - Everything that is not named above is not compared, such as NextBillingDate, IsRebill, Quantity, Licenses, Custom,
//     TransactionTime, PaymentProcessor and the names. Take them from the Confirmation or leave them alone.
//   - An event without a constant in package ipn, a pause for example: only that a good payment is named. The API does not
//     tell whether the event happened.
//   - A refund: neither how much was refunded nor that it is the only one.
//   - A failed payment, and a subscription that was created: what came after. Look at the Purchase.
//   - A cancellation, and an update: only the present state counts. A confirmed cancellation means that the subscription has
//     or will have an end, a confirmed update that it runs. If one was taken back since, it is a mismatch. subscription-updated
//     is documented as a reactivation. It was also seen around a cancellation; that one is a mismatch once the subscription
//     has ended.
//   - Pending: newer answers alone tell it. Without the member is_pending a transaction counts as settled.
//
// # Errors
//
// Look for them in this order:
//
//	nil                        true
//	ErrRefunded                true, and refunded since, in whole or in part: Confirmation.Refunded is set
//	ErrPending                 not yet true
//	ErrMismatch                not true: a *MismatchError, beside what was read
//	api.ErrInvalidParams       the notification is nil, or lacks an id that its event cannot be without
//	api.ErrNotFound            PayKickstart does not know the invoice or transaction: no proof either way
//	any other                  could not ask: says nothing about the notification
//
// A refund of one dollar looks the same as one of all, so decide on ErrRefunded by what you know.
//
// InvoiceID is always needed; OldInvoiceID for subscription-changed; TransactionID for sales, payments, failed payments,
// refunds and all events without a constant.
//
// After api.ErrNotFound grant nothing and ask again later: the purchase may be too new, or invented, or the token or base URL
// that of another account. What is unknown a day later is not true.
func (s *PurchaseService) Confirm(ctx context.Context, n *ipn.Notification) (*Confirmation, error) {
	if err := checkConfirmable(n); err != nil {
		return nil, err
	}
	c, err := s.readBack(ctx, n)
	if err != nil {
		return nil, err
	}
	c.compare()
	switch {
	case len(c.differ) > 0:
		return c.Confirmation, &api.Error{Op: opConfirm, Err: &MismatchError{Fields: c.differ}}
	case c.Refunded:
		return c.Confirmation, &api.Error{Op: opConfirm, Err: ErrRefunded}
	}
	return c.Confirmation, nil
}

func checkConfirmable(n *ipn.Notification) error {
	var problems params.Problems
	if n == nil {
		problems.Add("Notification", "must not be nil")
		return problems.Err(opConfirm)
	}
	problems.Text("InvoiceID", n.InvoiceID)
	if n.TransactionID != "" || needsTransaction(n.Event) {
		problems.Text("TransactionID", n.TransactionID)
	}
	if n.Event == ipn.EventSubscriptionChanged {
		problems.Text("OldInvoiceID", n.OldInvoiceID)
	}
	return problems.Err(opConfirm)
}

// needsTransaction reports whether an event is about a transaction. What is not known is.
func needsTransaction(e ipn.Event) bool {
	switch e {
	case ipn.EventSubscriptionCreated, ipn.EventSubscriptionCancelled, ipn.EventSubscriptionTrialStart,
		ipn.EventSubscriptionTrialEnd, ipn.EventSubscriptionUpdated, ipn.EventSubscriptionChanged:
		return false
	}
	return true
}

func (s *PurchaseService) readBack(ctx context.Context, n *ipn.Notification) (*comparison, error) {
	c := &comparison{n: n, Confirmation: &Confirmation{Purchase: &Purchase{}}}
	if err := s.get(ctx, opConfirm, "InvoiceID", n.InvoiceID, readTwice(oneByID(c.Purchase), &c.sent)); err != nil {
		return nil, err
	}
	if n.TransactionID != "" {
		c.Transaction = &Transaction{}
		want := readTwice(oneByID(c.Transaction), &c.sentTransaction)
		if err := getTransaction(ctx, s.t, opConfirm, "TransactionID", n.TransactionID, want); err != nil {
			return nil, err
		}
	}
	if n.Event == ipn.EventSubscriptionChanged {
		c.old = &Purchase{}
		if err := s.get(ctx, opConfirm, "OldInvoiceID", n.OldInvoiceID, readTwice(oneByID(c.old), &c.sentOld)); err != nil {
			return nil, err
		}
	}
	return c, nil
}
