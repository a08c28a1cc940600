package main

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/sandbox"
	"github.com/shopspring/decimal"
)

// audit compares the sandbox's ledger, which is what really happened, with the database. It returns a line for each
// disagreement, none if all is well. With a live account the other side is payments.TransactionService.All.
func audit(ctx context.Context, db *sql.DB, ledger []sandbox.Entry, now time.Time) ([]string, error) {
	stored, err := storedFacts(ctx, db)
	if err != nil {
		return nil, err
	}
	problems := compareFacts(ledger, stored)
	wrong, err := compareAccess(ctx, &accessBook{db: db}, ledger, now)
	return append(problems, wrong...), err
}

// compareFacts finds what one side has and the other has not, however often.
func compareFacts(ledger []sandbox.Entry, stored []string) []string {
	var problems []string
	for _, e := range ledger {
		fact := factText(e)
		at := slices.Index(stored, fact)
		if at < 0 {
			problems = append(problems, "missing in the database: "+fact)
			continue
		}
		stored = slices.Delete(stored, at, at+1)
	}
	for _, fact := range stored {
		problems = append(problems, "only in the database: "+fact)
	}
	return problems
}

// factText is one fact in the words that both sides share.
func factText(e sandbox.Entry) string {
	if e.Kind == sandbox.EntryCancellation { // no money moves: the notification names the last payment, the ledger names none
		e.TransactionID, e.Amount = "", decimal.Zero
	}
	return strings.TrimSpace(fmt.Sprintf("%s of %s by %s, product %d, invoice %s %s",
		e.Kind, e.Amount.StringFixed(2), e.BuyerEmail, e.ProductID, e.InvoiceID, e.TransactionID))
}

// storedFacts reads the database's side.
func storedFacts(ctx context.Context, db *sql.DB) ([]string, error) {
	rows, err := db.QueryContext(ctx, `SELECT event, invoice_id, transaction_id, buyer_email, product_id, amount FROM facts ORDER BY at`)
	if err != nil {
		return nil, fmt.Errorf("read the facts: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var facts []string
	for rows.Next() {
		var event string
		var e sandbox.Entry
		if err := rows.Scan(&event, &e.InvoiceID, &e.TransactionID, &e.BuyerEmail, &e.ProductID, &e.Amount); err != nil {
			return nil, fmt.Errorf("read the facts: %w", err)
		}
		e.Kind = kindOf(ipn.Event(event))
		facts = append(facts, factText(e))
	}
	return facts, rows.Err()
}

func kindOf(event ipn.Event) sandbox.EntryKind {
	switch event {
	case ipn.EventSales:
		return sandbox.EntryCharge
	case ipn.EventRefund:
		return sandbox.EntryRefund
	case ipn.EventSubscriptionCancelled:
		return sandbox.EntryCancellation
	default:
		return sandbox.EntryKind(event)
	}
}

// compareAccess follows the ledger, the oldest entry first, to who should have access now, and asks the database.
func compareAccess(ctx context.Context, book *accessBook, ledger []sandbox.Entry, now time.Time) ([]string, error) {
	due := map[string]bool{}
	var invoices []string
	for _, e := range ledger {
		if _, known := due[e.InvoiceID]; !known {
			invoices = append(invoices, e.InvoiceID)
		}
		until, err := paidUntil(e.CampaignID, e.ProductID, e.At)
		due[e.InvoiceID] = e.Kind == sandbox.EntryCharge && err == nil && (until.IsZero() || until.After(now))
	}
	var problems []string
	for _, invoiceID := range invoices {
		open, err := book.open(ctx, invoiceID, now)
		if err != nil {
			return nil, err
		}
		if open != due[invoiceID] {
			problems = append(problems, fmt.Sprintf("access by invoice %s is %t, should be %t", invoiceID, open, due[invoiceID]))
		}
	}
	return problems, nil
}
