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
	n   *ipn.Notification
	old *Purchase // of OldInvoiceID; nil unless the event is subscription-changed

	sent, sentOld   sentPurchase
	sentTransaction sentTransaction

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
	switch all := c.Purchase.Transactions; {
	case c.Transaction != nil:
		c.unless(c.ofMode(*c.Transaction), "Mode")
	case !c.knownToHaveNone():
		c.unless(slices.ContainsFunc(all, c.ofMode), "Mode")
	}
}

// ofMode reports whether a transaction was made in the mode of the notification. One without a processor tells none.
func (c *comparison) ofMode(t Transaction) bool {
	test := sameText(string(t.Processor), string(ipn.ProcessorTestMode))
	return !sameText(string(t.Processor), "") && test == (c.n.Mode == ipn.ModeTest)
}

// knownToHaveNone reports whether the API says that the purchase has no transactions. If it says nothing, it may have some.
func (c *comparison) knownToHaveNone() bool {
	return c.sent.Transactions != nil && len(*c.sent.Transactions) == 0
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
