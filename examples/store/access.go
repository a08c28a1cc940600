package main

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/sandbox"
)

// graceDays is how long access outlasts what was paid for, so that a card that is charged a little late locks nobody out.
const graceDays = 3

// accessBook knows who has access to what. It stores facts, one row for each payment, refund and cancellation, and works access
// out from them when asked (the view "access"): a refund or a cancellation ends what was paid before it on the same invoice, a
// later payment opens it again. So the order in which the facts become known does not matter.
//
// A cancellation ends access at once here; licenses.Service.Disable has the kinder rule.
type accessBook struct{ db *sql.DB }

// record stores what n says. The one INSERT is both the change and the mark that it was made, under the key that the second
// delivery has too: either all of it is in the database or nothing. So a crash between this and claimStore.Complete is
// harmless: the next delivery comes here again and changes nothing. So does a cancellation that comes again
// (ipn.Notification.Repeated): no event carries its own time, so a second one has the key and the time of the first, that of the
// last payment, and ended access stays ended.
//
// Other work that must happen once, a mail for example, goes into an outbox table in the same transaction; a worker sends it.
func (b *accessBook) record(ctx context.Context, n *ipn.Notification) error {
	if n.TransactionTime.IsZero() {
		return fmt.Errorf("%s of %s has no time: it cannot be put in order", n.Event, n.InvoiceID)
	}
	until := sql.NullInt64{}
	if n.Event == ipn.EventSales {
		end, err := paidUntil(n.CampaignID, n.ProductID, n.TransactionTime)
		if err != nil {
			return ipn.Permanent(err) // another delivery would know no more
		}
		until = sql.NullInt64{Int64: end.Unix(), Valid: !end.IsZero()}
	}
	_, err := b.db.ExecContext(ctx, `
		INSERT INTO facts (key, event, invoice_id, transaction_id, buyer_email, product_id, amount, at, paid_until)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING`,
		n.Key(), string(n.Event), n.InvoiceID, n.TransactionID, n.Buyer.Email, n.ProductID, n.Amount.String(),
		n.TransactionTime.Unix(), until)
	if err != nil {
		return fmt.Errorf("record %s of %s: %w", n.Event, n.InvoiceID, err)
	}
	return nil
}

// sold is what the shop sells, by campaign.
func sold() map[int64][]int64 {
	return map[int64][]int64{sandbox.CampaignID: {sandbox.ProPlanID, sandbox.EbookID}}
}

// paidUntil is the shop's own price list: until when a payment opens a product of a campaign. The zero time means for ever.
func paidUntil(campaignID, productID int64, paid time.Time) (time.Time, error) {
	switch [2]int64{campaignID, productID} {
	case [2]int64{sandbox.CampaignID, sandbox.ProPlanID}:
		return paid.AddDate(0, 1, graceDays), nil
	case [2]int64{sandbox.CampaignID, sandbox.EbookID}:
		return time.Time{}, nil
	default:
		return time.Time{}, fmt.Errorf("product %d of campaign %d is not sold here", productID, campaignID)
	}
}

// open reports whether an invoice gives access at a time.
func (b *accessBook) open(ctx context.Context, invoiceID string, at time.Time) (bool, error) {
	var open bool
	err := b.db.QueryRowContext(ctx,
		`SELECT EXISTS (SELECT 1 FROM access WHERE invoice_id = ? AND (paid_until IS NULL OR paid_until > ?))`,
		invoiceID, at.Unix()).Scan(&open)
	if err != nil {
		return false, fmt.Errorf("access of %s: %w", invoiceID, err)
	}
	return open, nil
}
