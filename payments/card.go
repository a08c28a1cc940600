package payments

import (
	"fmt"
	"strings"

	"github.com/paykickstart-go/sdk/internal/params"
)

// Card is what may be known of a card: never more than its last four digits and its expiry. Set all three fields or
// none (this package's rule).
type Card struct {
	// Last4 is the last four digits, leading zeros included (wire: ccNum).
	Last4 string
	// ExpMonth is 1 to 12 (wire: ccExpireMonth, with two digits; ExpireMonth in UpdateCard).
	ExpMonth int
	// ExpYear has four digits (wire: ccExpireYear; ExpireYear in UpdateCard).
	ExpYear int
}

func (c Card) check(p *params.Problems) {
	if c == (Card{}) {
		return
	}
	lastFour(p, "Payment.Card.Last4", c.Last4)
	if c.ExpMonth < 1 || c.ExpMonth > 12 {
		p.Add("Payment.Card.ExpMonth", "must be 1 to 12")
	}
	if c.ExpYear < 1000 || c.ExpYear > 9999 {
		p.Add("Payment.Card.ExpYear", "must have four digits")
	}
}

// month returns the two digits that a purchase wants, "" for the zero Card.
func (c Card) month() string {
	if c == (Card{}) {
		return ""
	}
	return fmt.Sprintf("%02d", c.ExpMonth)
}

func cardOf(m PaymentMethod) Card {
	switch m := m.(type) {
	case StripeCard:
		return m.Card
	case Braintree:
		return m.Card
	case AuthorizeNet:
		return m.Card
	case EasyPayDirect:
		return m.Card
	default:
		return Card{}
	}
}

func lastFour(p *params.Problems, field, digits string) {
	if len(digits) != 4 || strings.Trim(digits, "0123456789") != "" {
		p.Add(field, "must be exactly the last four digits")
	}
}
