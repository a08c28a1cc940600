package sandbox

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// EntryKind says what an [Entry] is about.
type EntryKind string

// The kinds of ledger entries.
const (
	Charge       EntryKind = "charge"
	Refund       EntryKind = "refund"
	Cancellation EntryKind = "cancellation"
)

// Entry is one line of the ledger: something that really happened, whatever the
// client was told.
type Entry struct {
	Kind          EntryKind       `json:"kind"`
	At            time.Time       `json:"at"` // UTC
	InvoiceID     string          `json:"invoice_id"`
	TransactionID string          `json:"transaction_id"` // "" for a cancellation
	CampaignID    int64           `json:"campaign_id"`
	ProductID     int64           `json:"product_id"`
	BuyerEmail    string          `json:"buyer_email"`
	Amount        decimal.Decimal `json:"amount"` // USD, never negative; 0 for a cancellation
	TestMode      bool            `json:"test_mode"`
}

// Ledger returns all entries so far, the oldest first. Declined charges are not
// in it. The slice is the caller's own.
func (s *Sandbox) Ledger() []Entry {
	var entries []Entry
	s.change(func(st *state) { entries = slices.Clone(st.ledger) })
	return entries
}

func (st *state) enter(kind EntryKind, p *purchase, t *transaction, amount decimal.Decimal) {
	e := Entry{
		Kind: kind, At: st.now, InvoiceID: p.invoiceID, CampaignID: p.campaign.ID, ProductID: p.product.ID,
		BuyerEmail: p.buyer.email, Amount: amount, TestMode: p.testMode,
	}
	if t != nil {
		e.TransactionID = t.pkID
	}
	st.ledger = append(st.ledger, e)
}
