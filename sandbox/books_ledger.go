package sandbox

import (
	"time"

	"github.com/shopspring/decimal"
)

// EntryKind says what an [Entry] is about.
type EntryKind string

// The kinds of ledger entries.
const (
	// EntryCharge is money that was taken. Declined charges make no entry.
	EntryCharge EntryKind = "charge"
	// EntryRefund is money that was given back, by [Sandbox.Refund].
	EntryRefund EntryKind = "refund"
	// EntryCancellation is the end of a subscription that was cancelled, by a call or
	// after failed charges. A subscription that a change replaced, or that made its last
	// payment, has none.
	EntryCancellation EntryKind = "cancellation"
)

// Entry is one line of the ledger: something that really happened, whatever the
// client was told.
type Entry struct {
	Kind          EntryKind       `json:"kind"`
	At            time.Time       `json:"at"` // the box's time, in UTC and whole seconds
	InvoiceID     string          `json:"invoice_id"`
	TransactionID string          `json:"transaction_id"` // of a refund: the charge that was given back; "" for a cancellation
	CampaignID    int64           `json:"campaign_id"`
	ProductID     int64           `json:"product_id"`
	BuyerEmail    string          `json:"buyer_email"`
	Amount        decimal.Decimal `json:"amount"` // USD, above 0 for a refund too; 0 for a cancellation
	TestMode      bool            `json:"test_mode"`
}

// Ledger returns all entries so far, the oldest first. Nothing yet is an empty
// slice, never nil. The slice is the caller's own.
func (s *Sandbox) Ledger() []Entry {
	entries := []Entry{}
	s.change(func(st *state) { entries = append(entries, st.ledger...) })
	return entries
}

// enter writes a line of the ledger. A cancellation has no transaction.
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
