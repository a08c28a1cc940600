package payments

import (
	"slices"
	"strings"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/shopspring/decimal"
)

// comparison holds a notification against what was read. A member that the API did not send agrees with nothing.
type comparison struct {
	*Confirmation
	n      *ipn.Notification
	old    *Purchase // of OldInvoiceID; nil unless the event is subscription-changed
	differ []string
}

func (c *comparison) unless(same bool, field string) {
	if !same {
		c.differ = append(c.differ, field)
	}
}

func (c *comparison) compare() {
	p, n := c.Purchase, c.n
	c.unless(p.InvoiceID == n.InvoiceID, "InvoiceID")
	c.unless(sameNumber(p.CampaignID, n.CampaignID), "CampaignID")
	c.unless(sameNumber(p.ProductID, n.ProductID), "ProductID")
	c.unless(sameEmail(p.BuyerEmail, n.Buyer.Email), "Buyer.Email")
	c.unless(n.Currency == "" || p.BaseCurrency == "" || sameText(p.BaseCurrency, n.Currency), "Currency")
	if t := c.Transaction; t != nil {
		c.unless(t.TransactionID == n.TransactionID, "TransactionID")
		c.unless(sameNumber(t.PurchaseID, p.ID), "Transaction.PurchaseID")
	}
	c.compareMode()
	c.compareEvent()
}

// compareMode goes both ways: a test announced as live grants for nothing, and a live refund announced as a test is
// dropped by whoever drops tests.
func (c *comparison) compareMode() {
	t := c.Transaction
	if t == nil {
		if len(c.Purchase.Transactions) == 0 {
			return
		}
		t = &c.Purchase.Transactions[len(c.Purchase.Transactions)-1]
	}
	c.unless(sameText(string(t.Processor), string(ipn.ProcessorTestMode)) == (c.n.Mode == ipn.ModeTest), "Mode")
}

// compareMention compares the amount of an event that moves no money.
func (c *comparison) compareMention() {
	known := []decimal.Decimal{decimal.Zero, c.Purchase.Amount}
	for _, optional := range []*decimal.Decimal{c.Purchase.SplitPayAmount, c.Purchase.TrialAmount} {
		if optional != nil {
			known = append(known, *optional)
		}
	}
	if c.Transaction != nil {
		known = append(known, c.Transaction.Amount)
	}
	c.unless(slices.ContainsFunc(known, c.n.Amount.Equal), "Amount")
}

func sameNumber(a, b int64) bool { return a == b && a != 0 }

func sameEmail(a, b string) bool { return sameText(a, b) && strings.TrimSpace(a) != "" }

func sameText(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}
