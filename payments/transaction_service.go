package payments

import (
	"context"
	"time"

	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/paykickstart-go/sdk/internal/loosejson"
	"github.com/paykickstart-go/sdk/internal/params"
	"github.com/paykickstart-go/sdk/internal/transport"
)

// TransactionService reads charges. It is the field Transactions of paykickstart.Client. It is safe for concurrent use.
type TransactionService struct{ t *transport.Transport }

// NewTransactionService is for package paykickstart: its parameter is internal. Callers use the field Transactions of
// paykickstart.Client.
func NewTransactionService(t *transport.Transport) *TransactionService {
	return &TransactionService{t: t}
}

// Get reads a transaction by its id PK-T… (2.4.4, GET transaction/get). It is safe to call again. A blank id is
// [api.ErrInvalidParams], an unknown one [api.ErrNotFound] (inferred: the API document shows no error answer).
func (s *TransactionService) Get(ctx context.Context, transactionID string) (*Transaction, error) {
	var transaction Transaction
	if err := getTransaction(ctx, s.t, opGetTransaction, "transactionID", transactionID, oneByID(&transaction)); err != nil {
		return nil, err
	}
	return &transaction, nil
}

func getTransaction(ctx context.Context, t *transport.Transport, op, field, id string, want answer.Want) error {
	var problems params.Problems
	problems.Text(field, id)
	if err := problems.Err(op); err != nil {
		return err
	}
	return t.Do(ctx, transport.Get(op, "transaction/get", idForm{ID: id}, want))
}

// ListTransactionsParams selects transactions for [TransactionService.List].
type ListTransactionsParams struct {
	// CreatedAt is passed on in unix seconds (wire: created_at). The zero time is not sent and asks for the newest 100.
	// PayKickstart's documents disagree on its meaning: "from" in one edition, "up to" in another.
	CreatedAt time.Time
}

// List returns at most 100 transactions of the account as the API sends them (2.4.5, GET transactions). It is
// safe to call again. [TransactionService.All] reads more than 100 and does not depend on what CreatedAt means.
func (s *TransactionService) List(ctx context.Context, p ListTransactionsParams) ([]Transaction, error) {
	var problems params.Problems
	if !p.CreatedAt.IsZero() && p.CreatedAt.Unix() < 0 {
		problems.Add("CreatedAt", "must not be before 1970")
	}
	if err := problems.Err(opListTransactions); err != nil {
		return nil, err
	}
	return s.list(ctx, opListTransactions, p.CreatedAt)
}

func (s *TransactionService) list(ctx context.Context, op string, createdAt time.Time) ([]Transaction, error) {
	var transactions []Transaction
	call := transport.Get(op, "transactions", listForm{CreatedAt: createdAt}, answer.Want{
		Into:   &transactions,
		Member: "transactions",
		Shape:  loosejson.Array,
	})
	if err := s.t.Do(ctx, call); err != nil {
		return nil, err
	}
	return transactions, nil
}

type listForm struct {
	CreatedAt time.Time `url:"created_at,unix,omitempty"`
}
