package payments

import (
	"context"
	"errors"
	"strings"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/transport"
	"github.com/paykickstart-go/sdk/ipn"
)

// ErrMismatch is matched by every [*MismatchError].
var ErrMismatch = errors.New("the notification does not match what PayKickstart has")

// MismatchError says in what a notification differs from the purchase and transaction that were read back. It holds names
// and no values.
type MismatchError struct {
	// Fields are the fields that differ: InvoiceID, TransactionID, CampaignID, ProductID, Buyer.Email and Amount of the
	// notification; Transaction.PurchaseID when the transaction belongs to another purchase; Transaction.IsApproved and
	// Transaction.IsRefund when a payment is announced that was not approved or is refunded.
	Fields []string
}

// Error names the fields.
func (e *MismatchError) Error() string {
	return ErrMismatch.Error() + ": " + strings.Join(e.Fields, ", ")
}

// Unwrap returns [ErrMismatch].
func (e *MismatchError) Unwrap() error { return ErrMismatch }

// Confirmation is what [Service.Confirm] read.
type Confirmation struct {
	// Purchase is the purchase of the notification's InvoiceID.
	Purchase *Purchase
	// Transaction is the transaction of the notification's TransactionID; nil if it has none.
	Transaction *Transaction
}

// Confirm reads back the purchase and the transaction that a notification names, and compares. A notification's signature
// covers the values and not the names of its fields, so a captured one can be relabelled; what the API says cannot. It
// takes one or two reads and is safe to call again.
//
// It compares the invoice, campaign, product and the buyer's e-mail address, and that the transaction belongs to the
// purchase. For [ipn.EventSales] and [ipn.EventSubscriptionPayment], which must name a transaction, also that the amount
// agrees and that the transaction is approved and not refunded. The amount of a refund is undocumented and not compared.
//
// It does not compare Mode. A test purchase that is announced as live shows in the Processor of the transaction, which is
// "testmode": check that where it matters.
//
// A difference is a [*MismatchError], which matches [ErrMismatch], beside what was read: the notification is not true. In
// [ipn.WithConfirm] wrap it in [ipn.Permanent]. Any other error says nothing about the notification, so let it be delivered
// again. That includes [api.ErrNotFound]: PayKickstart does not know the invoice or transaction, perhaps not yet, or the
// base URL is wrong. A notification that is nil, or lacks an id that is needed, is [api.ErrInvalidParams].
func (s *Service) Confirm(ctx context.Context, n *ipn.Notification) (*Confirmation, error) {
	if err := checkConfirmable(n); err != nil {
		return nil, err
	}
	purchase, err := s.get(ctx, opConfirm, "InvoiceID", n.InvoiceID)
	if err != nil {
		return nil, err
	}
	c := &Confirmation{Purchase: purchase}
	if n.TransactionID != "" {
		if c.Transaction, err = s.getTransaction(ctx, opConfirm, "TransactionID", n.TransactionID); err != nil {
			return nil, err
		}
	}
	if differ := c.compare(n); len(differ) > 0 {
		return c, &api.Error{Op: opConfirm, Err: &MismatchError{Fields: differ}}
	}
	return c, nil
}

func checkConfirmable(n *ipn.Notification) error {
	var problems transport.Problems
	if n == nil {
		problems.Add("Notification", "must not be nil")
		return problems.Err(opConfirm)
	}
	problems.Text("InvoiceID", n.InvoiceID)
	if n.TransactionID != "" || isPayment(n.Event) {
		problems.Text("TransactionID", n.TransactionID)
	}
	return problems.Err(opConfirm)
}

func isPayment(e ipn.Event) bool {
	return e == ipn.EventSales || e == ipn.EventSubscriptionPayment
}

func (c *Confirmation) compare(n *ipn.Notification) []string {
	var differ differences
	differ.unless(c.Purchase.InvoiceID == n.InvoiceID, "InvoiceID")
	differ.unless(c.Purchase.CampaignID == n.CampaignID, "CampaignID")
	differ.unless(c.Purchase.ProductID == n.ProductID, "ProductID")
	differ.unless(sameEmail(c.Purchase.BuyerEmail, n.Buyer.Email), "Buyer.Email")
	t := c.Transaction
	if t == nil {
		return differ
	}
	differ.unless(t.TransactionID == n.TransactionID, "TransactionID")
	differ.unless(t.PurchaseID == c.Purchase.ID, "Transaction.PurchaseID")
	if isPayment(n.Event) {
		differ.unless(t.Amount.Equal(n.Amount), "Amount")
		differ.unless(t.IsApproved, "Transaction.IsApproved")
		differ.unless(!t.IsRefund, "Transaction.IsRefund")
	}
	return differ
}

func sameEmail(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}

type differences []string

func (d *differences) unless(same bool, field string) {
	if !same {
		*d = append(*d, field)
	}
}
