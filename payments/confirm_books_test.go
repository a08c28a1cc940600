package payments_test

import (
	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/sandbox"
	"github.com/shopspring/decimal"
)

// books say what happened, by the box's ledger and by what it announced: nothing in them was read through the API.
type books struct {
	c        *confirming
	products map[string]int64           // by invoice
	charged  map[string]decimal.Decimal // by transaction
	failed   map[string]decimal.Decimal // by transaction
	refunded map[string]bool            // by transaction
	ended    map[string]bool            // by invoice
	trial    map[string]bool            // by invoice: began with one
	trialEnd map[string]bool            // by invoice
	replaced map[string]string          // the old invoice by the new one
	payments map[string]int             // by invoice

	confirmed, refused int
}

func newBooks(c *confirming) *books {
	return &books{
		c: c, products: map[string]int64{}, charged: map[string]decimal.Decimal{}, failed: map[string]decimal.Decimal{},
		refunded: map[string]bool{}, ended: map[string]bool{}, trial: map[string]bool{},
		trialEnd: map[string]bool{}, replaced: map[string]string{}, payments: map[string]int{},
	}
}

// enter notes the box's ledger and the news.
func (b *books) enter(news []*ipn.Notification) {
	for _, e := range b.c.box.Ledger() {
		switch e.Kind {
		case sandbox.EntryCharge:
			b.charged[e.TransactionID] = e.Amount
		case sandbox.EntryRefund:
			b.refunded[e.TransactionID] = true
		}
	}
	for _, n := range news {
		b.products[n.InvoiceID] = n.ProductID
		switch n.Event {
		case sales:
			b.payments[n.InvoiceID]++
			b.ended[n.InvoiceID] = n.ProductID == sandbox.CourseID && b.payments[n.InvoiceID] == 3
		case failed:
			b.failed[n.TransactionID] = n.Amount
		case trial:
			b.trial[n.InvoiceID] = true
		case trialEnd:
			b.trialEnd[n.InvoiceID] = true
		case cancelled:
			b.ended[n.InvoiceID] = true
		case updated:
			b.ended[n.InvoiceID] = false
		case changed:
			b.replaced[n.InvoiceID] = n.OldInvoiceID
			b.ended[n.OldInvoiceID] = true
		}
	}
}

func (b *books) true(n *ipn.Notification) bool {
	charge, paid := b.charged[n.TransactionID]
	attempt, declined := b.failed[n.TransactionID]
	switch n.Event {
	case sales, paused:
		return paid && charge.Equal(n.Amount)
	case payment:
		return paid && charge.Equal(n.Amount) && b.subscription(n.InvoiceID)
	case refund:
		return b.refunded[n.TransactionID]
	case failed:
		return declined && attempt.Equal(n.Amount)
	}
	// The rest move no money. An amount, where there is one, is that of the transaction that is named.
	if !charge.Add(attempt).Equal(n.Amount) {
		return false
	}
	began := b.subscription(n.InvoiceID) && !declined
	switch n.Event {
	case created:
		return began
	case trial:
		return began && b.trial[n.InvoiceID]
	case trialEnd:
		return b.trialEnd[n.InvoiceID]
	case cancelled:
		return b.ended[n.InvoiceID] || b.c.willEnd[n.InvoiceID]
	case updated:
		return b.subscription(n.InvoiceID) && !b.ended[n.InvoiceID]
	case changed:
		return began && n.OldInvoiceID != "" && b.replaced[n.InvoiceID] == n.OldInvoiceID
	}
	return false
}

func (b *books) subscription(invoiceID string) bool {
	return b.products[invoiceID] != sandbox.EbookID && b.products[invoiceID] != sandbox.CoachingID
}

// forgeries are n, each with one field that is not so.
func (b *books) forgeries(n *ipn.Notification) map[string]*ipn.Notification {
	forged := map[string]*ipn.Notification{}
	forge := func(name string, change func(*ipn.Notification)) {
		f := *n
		change(&f)
		forged[name] = &f
	}
	forge("currency", func(f *ipn.Notification) { f.Currency = "JPY" })
	forge("buyer", func(f *ipn.Notification) { f.Buyer.Email = "mallory@example.com" })
	forge("campaign", func(f *ipn.Notification) { f.CampaignID++ })
	forge("product", func(f *ipn.Notification) { f.ProductID++ })
	forge("invented invoice", func(f *ipn.Notification) { f.InvoiceID = "PK-PINVENTED" })
	forge("invented transaction", func(f *ipn.Notification) { f.TransactionID = "PK-TINVENTED" })
	if n.Event != refund {
		forge("amount", func(f *ipn.Notification) { f.Amount = decimal.RequireFromString("999.99") })
	}
	if b.payments[n.InvoiceID] > 0 {
		other := map[ipn.Mode]ipn.Mode{ipn.ModeLive: ipn.ModeTest, ipn.ModeTest: ipn.ModeLive}[n.Mode]
		forge("mode", func(f *ipn.Notification) { f.Mode = other })
	}
	for _, other := range []*ipn.Notification{b.c.all[0], b.c.all[len(b.c.all)-1]} {
		if other.InvoiceID != n.InvoiceID && n.TransactionID != "" {
			forge("invoice "+other.InvoiceID, func(f *ipn.Notification) { f.InvoiceID, f.ProductID = other.InvoiceID, other.ProductID })
		}
	}
	return forged
}
