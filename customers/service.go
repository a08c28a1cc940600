package customers

import (
	"context"

	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/paykickstart-go/sdk/internal/transport"
)

// Service holds the calls about customers. It is safe for concurrent use.
type Service struct {
	t *transport.Transport
}

// New is for package paykickstart: its parameter is internal. Callers use the field Customers of paykickstart.Client.
func New(t *transport.Transport) *Service { return &Service{t: t} }

// PortalLogin returns a login to the billing portal for the buyer with this e-mail address (newer; GET
// billing-customer). Whoever holds the login is that buyer: be sure that the visitor is before you hand out
// [PortalSession.URL].
//
// It changes nothing and is safe to call again. The portal shows nothing for a buyer without a real paid purchase. What
// is no e-mail address is api.ErrInvalidParams, a refusal api.ErrRejected, an empty answer api.ErrNotFound, and an answer
// without a login api.ErrBadResponse. How long a login is good for is not known.
func (s *Service) PortalLogin(ctx context.Context, email string) (*PortalSession, error) {
	const op = "Customers.PortalLogin"
	wire := portalWire{Email: email}
	if err := wire.validate(op); err != nil {
		return nil, err
	}
	var result portalAnswer
	call := transport.Get(op, "billing-customer", wire, answer.Want{
		Into:            &result,
		Required:        []string{"secret"},
		EmptyIsNotFound: true,
	})
	call.HoldsSecret = true
	if err := s.t.Do(ctx, call); err != nil {
		return nil, err
	}
	base, session := s.t.BaseURL(), &result.PortalSession
	session.scheme, session.host = base.Scheme, base.Host
	return session, nil
}
