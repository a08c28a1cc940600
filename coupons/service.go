package coupons

import (
	"context"

	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/paykickstart-go/sdk/internal/transport"
)

// Service holds the calls about coupons. It is safe for concurrent use.
type Service struct {
	t *transport.Transport
}

// New is for package paykickstart: its parameter is internal. Callers use the field Coupons of paykickstart.Client.
func New(t *transport.Transport) *Service { return &Service{t: t} }

// Create makes a new coupon (2.6.1, POST coupons). Bad params are api.ErrInvalidParams, a refusal, such as for a code that is
// taken, is api.ErrRejected. Any error that does not match api.ErrOutcomeUnknown means that no coupon was made. After
// api.ErrOutcomeUnknown the coupon may exist; codes are unique, so a second call with the same code cannot make a second
// coupon, and is presumably refused if the first one worked.
func (s *Service) Create(ctx context.Context, p CreateParams) (*Coupon, error) {
	const op = "Coupons.Create"
	if err := p.validate(op); err != nil {
		return nil, err
	}
	var result createAnswer
	err := s.t.Do(ctx, transport.Post(op, "coupons", p.wire(), answer.Want{Into: &result}))
	if err != nil {
		return nil, err
	}
	return &result.Coupon, nil
}
