package subscriptions

import (
	"context"

	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/paykickstart-go/sdk/internal/transport"
)

// Service holds the calls about subscriptions. It is safe for concurrent use.
//
// After an error that matches api.ErrOutcomeUnknown read the purchase (payments.PurchaseService.Get) before calling again.
// Any error that does not match it means that nothing was changed and nothing was charged.
type Service struct {
	t *transport.Transport
}

// New is for package paykickstart: its parameter is internal. Callers use the field Subscriptions of paykickstart.Client.
func New(t *transport.Transport) *Service { return &Service{t: t} }

// Cancel cancels an active subscription, at once or at p.CancelAt (2.3.1, POST subscriptions/cancel). It is safe to call
// again; whether a second call succeeds or is refused is not documented. Bad params are api.ErrInvalidParams, a refusal is
// api.ErrRejected. Any error that does not match api.ErrOutcomeUnknown means that nothing was cancelled.
func (s *Service) Cancel(ctx context.Context, p CancelParams) error {
	const op = "Subscriptions.Cancel"
	if err := p.validate(op); err != nil {
		return err
	}
	return s.t.Do(ctx, transport.Post(op, "subscriptions/cancel", p.wire(), answer.Want{}))
}

// Reactivate brings a cancelled subscription back, with the next charge at p.NextCharge (newer; POST
// subscriptions/re-activate). Bad params are api.ErrInvalidParams, a refusal is api.ErrRejected. Any error that does not
// match api.ErrOutcomeUnknown means that nothing was reactivated.
func (s *Service) Reactivate(ctx context.Context, p ReactivateParams) error {
	const op = "Subscriptions.Reactivate"
	if err := p.validate(op); err != nil {
		return err
	}
	return s.t.Do(ctx, transport.Post(op, "subscriptions/re-activate", p.wire(), answer.Want{}))
}

// Change moves a subscription to another product, an upgrade or a downgrade (newer; POST
// subscriptions/change). It may charge the buyer: see ChangeParams.FirstCharge.
//
// PayKickstart starts a new subscription with a new invoice id and cancels the old one; the notification
// "subscription-changed" brings both ids. Never just call it again after api.ErrOutcomeUnknown: a second change may charge
// twice. Any error that does not match it means that nothing was charged and nothing changed. Bad params are
// api.ErrInvalidParams, a refusal is api.ErrRejected, and api.ErrDeclined if it speaks of the payment.
//
// No PayKickstart material shows the answer, so one without a success flag counts as a success too, but not a message alone.
func (s *Service) Change(ctx context.Context, p ChangeParams) (*ChangeResult, error) {
	const op = "Subscriptions.Change"
	if err := p.validate(op); err != nil {
		return nil, err
	}
	var result changeAnswer
	err := s.t.Do(ctx, transport.Post(op, "subscriptions/change", p.wire(), answer.Want{
		Into: &result,
		// Nobody has documented the answer.
		NoFlagNeeded: true,
		Payment:      true,
		Charges:      true,
		Known:        []string{p.InvoiceID},
	}))
	if err != nil {
		return nil, err
	}
	return &result.ChangeResult, nil
}

// ReportUsage adds to, or takes from, what a metered subscription has used in the current period (newer; POST
// subscriptions/usage). What is over the limit goes on the next regular charge.
//
// Each call counts: never just call it again after api.ErrOutcomeUnknown. Any error that does not match it means that
// nothing was counted. Bad params are api.ErrInvalidParams, a refusal is api.ErrRejected. No PayKickstart material shows the
// answer, so one without a success flag counts as a success too, but not a message alone.
func (s *Service) ReportUsage(ctx context.Context, p UsageParams) error {
	const op = "Subscriptions.ReportUsage"
	if err := p.validate(op); err != nil {
		return err
	}
	return s.t.Do(ctx, transport.Post(op, "subscriptions/usage", p.wire(), answer.Want{
		// Nobody has documented the answer.
		NoFlagNeeded: true,
	}))
}
