package payments

import (
	"context"

	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/paykickstart-go/sdk/internal/params"
	"github.com/paykickstart-go/sdk/internal/transport"
)

const (
	opCreate           = "Purchases.Create"
	opUpdateCard       = "Purchases.UpdateCard"
	opGet              = "Purchases.Get"
	opGetTransaction   = "Transactions.Get"
	opListTransactions = "Transactions.List"
	opTransactions     = "Transactions.All"
	opConfirm          = "Purchases.Confirm"
)

// PurchaseService charges buyers, reads purchases back, and confirms notifications. It is the field Purchases of
// paykickstart.Client. It is safe for concurrent use.
type PurchaseService struct{ t *transport.Transport }

// NewPurchaseService is for package paykickstart: its parameter is internal. Callers use the field Purchases of
// paykickstart.Client.
func NewPurchaseService(t *transport.Transport) *PurchaseService { return &PurchaseService{t: t} }

// Create charges a buyer and returns the receipt (2.4.1, POST purchase).
//
// Any error that does not match [api.ErrOutcomeUnknown] means that nothing was charged. [api.ErrInvalidParams] comes before
// anything is sent, and names every problem that the params alone show; what depends on the product's settings is not
// checked. [api.ErrRejected] is a known refusal, and [api.ErrDeclined] one that speaks of the payment.
//
// A context that ends while the call is in flight leaves the outcome unknown. So do not pass the context of a buyer's
// request, which ends when the buyer hangs up. Pass one of its own with a deadline:
//
//	buying, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Minute)
//	defer cancel()
//	receipt, err := client.Purchases.Create(buying, params)
//
// An error that matches [api.ErrOutcomeUnknown] means that the buyer may or may not have been charged. Never just call
// Create again: PayKickstart documents no idempotency key, so a second call is a second charge. Prepare for it before
// the call: put an order id of your own in [CreateParams].CustomFields, and find it in Custom of the notification that
// follows a charge (package ipn). Without one, look at the licenses of the campaign and buyer (licenses.Service.List). The
// transactions do not tell, they carry no buyer. If the answer had any data of a purchase, the receipt is returned beside
// the error: it shows what the answer said, and is no proof.
//
// A receipt without an error names an invoice or a transaction, and its event is a payment, a trial start or a creation. One
// with a URL and no Notification is not paid yet: see [Receipt].
func (s *PurchaseService) Create(ctx context.Context, p CreateParams) (*Receipt, error) {
	form, err := p.form()
	if err != nil {
		return nil, err
	}
	var result receiptAnswer
	call := transport.Post(opCreate, "purchase", form, answer.Want{
		Into:     &result,
		Required: []string{"data", "url"},
		Check:    result.check,
		Bought:   result.bought,
		// The status of a charge stands there, if anywhere.
		DataStatus: true,
		Payment:    true,
		Charges:    true,
		Known:      []string{form.RefPurchase},
	})
	return result.result(s.t.Do(ctx, call))
}

// UpdateCard replaces the payment data behind a purchase, for its coming charges (2.4.2, POST purchase/update-cc). It
// charges nothing (inferred). [api.ErrDeclined] is a refusal that speaks of the payment. Any error that does not match
// [api.ErrOutcomeUnknown] means that nothing was changed.
//
// After an error that matches [api.ErrOutcomeUnknown] the new data may or may not be in place. The API shows no way to
// read it back, and a token usually works once: have the buyer enter the data again and call with a fresh token.
func (s *PurchaseService) UpdateCard(ctx context.Context, p UpdateCardParams) error {
	form, err := p.form()
	if err != nil {
		return err
	}
	return s.t.Do(ctx, transport.Post(opUpdateCard, "purchase/update-cc", form, answer.Want{DataStatus: true, Payment: true}))
}

// Get reads a purchase with its transactions and its subscription by the invoice id PK-P… (2.4.3, GET purchase/get). It
// is safe to call again. An unknown id is [api.ErrNotFound] (inferred: the API document shows no error answer).
func (s *PurchaseService) Get(ctx context.Context, invoiceID string) (*Purchase, error) {
	var purchase Purchase
	if err := s.get(ctx, opGet, "invoiceID", invoiceID, oneByID(&purchase)); err != nil {
		return nil, err
	}
	return &purchase, nil
}

func (s *PurchaseService) get(ctx context.Context, op, field, id string, want answer.Want) error {
	var problems params.Problems
	problems.Text(field, id)
	if err := problems.Err(op); err != nil {
		return err
	}
	call := transport.Get(op, "purchase/get", idForm{ID: id}, want)
	call.NoExcerpt = true
	return s.t.Do(ctx, call)
}

func oneByID(into any) answer.Want {
	return answer.Want{Into: into, Required: []string{"pk_id"}, EmptyIsNotFound: true, OwnStatus: true}
}

type idForm struct {
	ID string `url:"id"`
}
