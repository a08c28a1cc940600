package payments

import (
	"strings"

	"github.com/paykickstart-go/sdk/internal/params"
)

// updateCardForm is a card update on the wire. The document spells the card's fields otherwise than for a purchase.
type updateCardForm struct {
	InvoiceID   string `url:"invoice_id"`
	Password    string `url:"updateCcPw,omitempty"`
	Last4       string `url:"ccNum,omitempty"`
	ExpireMonth int    `url:"ExpireMonth,omitempty"`
	ExpireYear  int    `url:"ExpireYear,omitempty"`
	tokenForm
}

func (p UpdateCardParams) form() (updateCardForm, error) {
	p.Payment = methodOf(p.Payment)
	if err := p.check(); err != nil {
		return updateCardForm{}, err
	}
	card := cardOf(p.Payment)
	return updateCardForm{
		InvoiceID:   p.InvoiceID,
		Password:    p.Password,
		Last4:       card.Last4,
		ExpireMonth: card.ExpMonth,
		ExpireYear:  card.ExpYear,
		tokenForm:   p.Payment.tokens(),
	}, nil
}

func (p UpdateCardParams) check() error {
	var problems params.Problems
	problems.Text("InvoiceID", p.InvoiceID)
	switch method := p.Payment.(type) {
	case nil:
		problems.Add("Payment", "must be one of the payment methods of this package and not nil")
	case StoredProfile:
		problems.Add("Payment", "must carry a token; a StoredProfile has none")
	default:
		method.check(&problems)
	}
	if p.Password != "" && strings.TrimSpace(p.Password) == "" {
		problems.Add("Password", "must not be blank")
	}
	return problems.Err(opUpdateCard)
}
