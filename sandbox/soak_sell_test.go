package sandbox_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/shopspring/decimal"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/licenses"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/paykickstart-go/sdk/sandbox"
	"github.com/paykickstart-go/sdk/subscriptions"
)

var two = decimal.NewFromInt(2)

// outcome is what the client reports of a write.
type outcome uint8

const (
	succeeded outcome = iota
	refused
	unknown
)

func (s *season) outcome(err error) outcome {
	if err == nil {
		return succeeded
	}
	s.noteError(err)
	if errors.Is(err, api.ErrOutcomeUnknown) {
		return unknown
	}
	return refused
}

// verdict is what the vendor finds out about an unknown outcome.
type verdict uint8

const (
	open verdict = iota // cannot be known
	bought
	notBought
)

// order is one call to buy. Its e-mail address is used by no other.
type order struct {
	params  payments.CreateParams
	outcome outcome
	verdict verdict
	receipt *ipn.Notification
	// rebillsFail: the box cancels it by itself.
	rebillsFail bool
	cancels     []outcome
}

func (o *order) hasLicenses() bool {
	return o.params.ProductID != sandbox.CourseID && o.params.ProductID != sandbox.CoachingID
}

// clerk is one goroutine's share of a day, with chances of its own.
type clerk struct {
	*rand.Rand
	name   string
	orders []*order
}

func newClerk(seed uint64, round, worker int) *clerk {
	return &clerk{Rand: rand.New(rand.NewPCG(seed, uint64(10+round*soakWorkers+worker))), name: fmt.Sprintf("%d-%d", round, worker)}
}

// sell makes purchases one after the other, and cancels some.
func (s *season) sell(c *clerk, purchases int) {
	for n := range purchases {
		o := c.order(n)
		receipt, err := s.client.Purchases.Create(s.t.Context(), o.params)
		o.outcome = s.outcome(err)
		if receipt != nil {
			o.receipt = receipt.Notification
		}
		c.orders = append(c.orders, o)
		s.sb.Advance(time.Second)
		if c.Float64() < 0.3 {
			s.cancelOne(c)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.orders = append(s.orders, c.orders...)
}

// order is a random purchase, rarely one that must be refused.
func (c *clerk) order(n int) *order {
	o := &order{params: payments.CreateParams{
		CampaignID: sandbox.CampaignID, FirstName: "Ada", LastName: "Example", Email: fmt.Sprintf("buyer-%s-%d@example.com", c.name, n),
		CustomFields: map[string]string{"call": fmt.Sprintf("%s-%d", c.name, n)},
	}}
	p := &o.params
	p.Payment = c.payment(o)
	switch c.IntN(7) {
	case 0:
		p.ProductID, p.Quantity = sandbox.EbookID, int64(1+c.IntN(10))
	case 1:
		p.ProductID = sandbox.CourseID
	case 2:
		p.CampaignID, p.ProductID, p.AcceptTerms = sandbox.SecondCampaignID, sandbox.CoachingID, c.IntN(4) > 0
	case 3:
		p.ProductID, p.Trial = sandbox.ProPlanID, &payments.Trial{Amount: decimal.New(c.Int64N(500), -2), Days: 7}
	case 4:
		p.ProductID, p.Price = sandbox.TeamPlanID, price(c.Int64N(100000))
	default:
		p.ProductID = sandbox.ProPlanID
	}
	if p.ProductID == sandbox.ProPlanID || p.ProductID == sandbox.TeamPlanID {
		p.Recurring = &payments.Recurring{Every: 1, Unit: payments.Month, Cycles: 2 + c.IntN(3)}
	}
	return o
}

func price(cents int64) *decimal.Decimal {
	d := decimal.New(cents, -2)
	return &d
}

// payment is one of all ways to pay, each with its own token.
func (c *clerk) payment(o *order) payments.PaymentMethod {
	token := fmt.Sprintf("tok_%s_%x", leak, c.Uint64())
	if n := len(c.orders); n > 0 && c.IntN(10) == 0 {
		if earlier := c.orders[c.IntN(n)]; earlier.outcome == succeeded {
			o.rebillsFail = earlier.rebillsFail
			return payments.StoredProfile{InvoiceID: earlier.receipt.InvoiceID}
		}
	}
	switch c.IntN(10) {
	case 0:
		return payments.StripeSEPA{SourceID: token, Last4: "3000"}
	case 1:
		return payments.StripeACH{SourceID: token, BankToken: token, RoutingNumber: "110000000", AccountLast4: "6789"}
	case 2:
		return payments.Braintree{Nonce: token}
	case 3:
		return payments.AuthorizeNet{DataValue: token}
	case 4:
		return payments.EasyPayDirect{SaleToken: token, CustomerToken: token}
	case 5:
		return payments.StripeCard{Token: sandbox.TokenDeclined}
	case 6:
		o.rebillsFail = true
		return payments.StripeCard{Token: sandbox.TokenRebillFails}
	default:
		return payments.StripeCard{Token: token, Card: payments.Card{Last4: "4242", ExpMonth: 12, ExpYear: 2030}}
	}
}

// cancelOne cancels one of the clerk's subscriptions: now, in a moment, or at the
// end of its period.
func (s *season) cancelOne(c *clerk) {
	o := c.orders[c.IntN(len(c.orders))]
	if o.receipt == nil || o.params.Recurring == nil {
		return
	}
	p := subscriptions.CancelParams{InvoiceID: o.receipt.InvoiceID}
	var err error
	switch c.IntN(3) {
	case 0:
		_, err = s.client.Subscriptions.CancelAtPeriodEnd(s.t.Context(), p.InvoiceID)
	case 1:
		p.CancelAt = s.sb.Now().Add(time.Minute)
		err = s.client.Subscriptions.Cancel(s.t.Context(), p)
	default:
		err = s.client.Subscriptions.Cancel(s.t.Context(), p)
	}
	o.cancels = append(o.cancels, s.outcome(err))
}

// lookUpUnknown does what a vendor does about an unknown outcome: look for its
// notification, then for its licenses. That there are none says something only in
// the end, when no request can still be under way.
func (s *season) lookUpUnknown(end bool) {
	for _, o := range s.orders {
		if o.outcome != unknown || o.verdict != open {
			continue
		}
		if s.books.knows(o.params.Email) {
			o.verdict = bought
			continue
		}
		if !o.hasLicenses() {
			continue
		}
		found, err := s.client.Licenses.List(s.t.Context(), licenses.ListParams{CampaignID: o.params.CampaignID, BuyerEmail: o.params.Email})
		switch {
		case err != nil:
			s.noteError(err)
		case len(found) > 0:
			o.verdict = bought
		case end:
			o.verdict = notBought
		}
	}
}
