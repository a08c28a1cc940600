package sandbox_test

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/sandbox"
)

// truth is what really happened, from the box.
type truth struct {
	invoices      map[string][]string // by e-mail address
	charges       map[string][]sandbox.Entry
	cancellations map[string]int
	income        map[string]decimal.Decimal // by transaction
	refunds       decimal.Decimal
	keys          map[string]int // of notifications
}

func (s *season) truth() truth {
	w := truth{
		invoices: map[string][]string{}, charges: map[string][]sandbox.Entry{}, cancellations: map[string]int{},
		income: map[string]decimal.Decimal{}, keys: map[string]int{},
	}
	for _, n := range s.sb.Notifications() {
		form, err := ipn.ParseForm(n.Body)
		require.NoError(s.t, err)
		got, err := ipn.Decode(form)
		require.NoError(s.t, err)
		w.keys[got.Key()]++
		w.sold(got.Buyer.Email, n.InvoiceID)
	}
	for _, e := range s.sb.Ledger() {
		w.sold(e.BuyerEmail, e.InvoiceID)
		switch e.Kind {
		case sandbox.EntryCharge:
			w.charges[e.InvoiceID] = append(w.charges[e.InvoiceID], e)
			w.income[e.TransactionID] = e.Amount
		case sandbox.EntryRefund:
			w.refunds = w.refunds.Add(e.Amount)
		case sandbox.EntryCancellation:
			w.cancellations[e.InvoiceID]++
		}
	}
	return w
}

func (w truth) sold(email, invoice string) {
	if !slices.Contains(w.invoices[email], invoice) {
		w.invoices[email] = append(w.invoices[email], invoice)
	}
}

// audit compares what the client said and what the receiver did with the truth.
func (s *season) audit() {
	w := s.truth()
	var count [3]int
	openOrders := 0
	for _, o := range s.orders {
		count[o.outcome]++
		if o.outcome == unknown && o.verdict == open {
			openOrders++
		}
		s.auditPurchase(o, w)
		s.auditCancellation(o, w)
	}
	for _, charges := range w.charges {
		for i := 1; i < len(charges); i++ {
			require.Greater(s.t, charges[i].At.Sub(charges[i-1].At), time.Hour, "%s is charged twice", charges[i].InvoiceID)
		}
	}
	s.auditBooks(w)
	s.auditTransactions(w)
	s.requireNoLeak()
	s.t.Logf("%d purchases: %d succeeded, %d refused, %d unknown, of which %d stay open; %d charges; %d notifications in %d deliveries",
		len(s.orders), count[succeeded], count[refused], count[unknown], openOrders, len(w.income), len(w.keys), len(s.sb.Deliveries()))
	for _, n := range count {
		require.NotZero(s.t, n, "the season shows nothing: %v", count)
	}
}

// auditPurchase: one call buys at most once, and what is said of it is true.
func (s *season) auditPurchase(o *order, w truth) {
	invoices := w.invoices[o.params.Email]
	require.LessOrEqual(s.t, len(invoices), 1, "one call bought %v", invoices)
	switch {
	case o.outcome == succeeded:
		require.NotNil(s.t, o.receipt)
		require.Equal(s.t, []string{o.receipt.InvoiceID}, invoices)
		if o.receipt.TransactionID != "" {
			first := w.charges[o.receipt.InvoiceID][0]
			require.Equal(s.t, o.receipt.TransactionID, first.TransactionID)
			require.True(s.t, o.receipt.Amount.Equal(first.Amount), "%s: %s is not %s", first.InvoiceID, o.receipt.Amount, first.Amount)
		}
	case o.outcome == refused:
		require.Empty(s.t, invoices, "refused, and yet bought")
	case o.verdict == bought:
		require.NotEmpty(s.t, invoices, "no such purchase")
	case o.verdict == notBought:
		require.Empty(s.t, invoices, "bought, and not found")
	default:
		require.False(s.t, o.hasLicenses(), "licenses tell")
	}
}

// auditCancellation: the box cancels by itself only what cannot be charged any more.
func (s *season) auditCancellation(o *order, w truth) {
	if o.receipt == nil || o.rebillsFail {
		return
	}
	n := w.cancellations[o.receipt.InvoiceID]
	require.LessOrEqual(s.t, n, 1)
	if slices.Contains(o.cancels, succeeded) {
		require.Equal(s.t, 1, n, "%s: reported as cancelled", o.receipt.InvoiceID)
	} else if !slices.Contains(o.cancels, unknown) {
		require.Zero(s.t, n, "%s: nobody cancelled it, %v", o.receipt.InvoiceID, o.cancels)
	}
}

// auditBooks: each notification is handled exactly once, so the books are the ledger.
func (s *season) auditBooks(w truth) {
	b := s.books
	b.mu.Lock()
	defer b.mu.Unlock()
	delivered := map[int64]bool{}
	for _, d := range s.sb.Deliveries() {
		delivered[d.Notification.ID] = delivered[d.Notification.ID] || d.Delivered()
	}
	require.Len(s.t, delivered, len(s.sb.Notifications()))
	require.Len(s.t, b.handled, len(w.keys))
	for key, n := range w.keys {
		require.Equal(s.t, 1, n, "two notifications have the key %s", key)
		require.Equal(s.t, 1, b.handled[key], "handled: %s", key)
	}
	require.Len(s.t, b.income, len(w.income))
	for id, amount := range w.income {
		require.True(s.t, amount.Equal(b.income[id]), "%s: %s is not %s", id, b.income[id], amount)
	}
	assert.Equal(s.t, w.refunds.String(), b.refunds.String())
	assert.Equal(s.t, w.cancellations, b.endings)
}

// auditTransactions: the client's own list has every charge, once.
func (s *season) auditTransactions(w truth) {
	seen := map[string]bool{}
	for tx, err := range s.client.Transactions.All(s.t.Context(), time.Time{}) {
		require.NoError(s.t, err)
		require.False(s.t, seen[tx.TransactionID], "%s came twice", tx.TransactionID)
		seen[tx.TransactionID] = true
		charged, isCharge := w.income[tx.TransactionID]
		require.Equal(s.t, isCharge, tx.IsApproved)
		require.True(s.t, !isCharge || charged.Equal(tx.Amount))
	}
	for id := range w.income {
		require.True(s.t, seen[id], "%s is not listed", id)
	}
}
