package leads

import (
	"context"

	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/paykickstart-go/sdk/internal/transport"
)

// Service holds the calls about leads. It is safe for concurrent use.
type Service struct {
	t *transport.Transport
}

// New is for package paykickstart: its parameter is internal. Callers use the field Leads of paykickstart.Client.
func New(t *transport.Transport) *Service { return &Service{t: t} }

// Confirm confirms an unconfirmed lead ("PK-L...") of a lead campaign (2.7.1, POST leads/confirm with lead_id and
// lead_campaign_id). A lead campaign is presumably no campaign of products, so its id is another number.
//
// A blank lead or a campaign id that is not above 0 is api.ErrInvalidParams, a refusal api.ErrRejected. Any error that does
// not match api.ErrOutcomeUnknown means that the lead was not confirmed. What a second confirmation of the same lead answers
// is not documented; calling again after api.ErrOutcomeUnknown moves no money.
func (s *Service) Confirm(ctx context.Context, leadID string, leadCampaignID int64) error {
	const op = "Leads.Confirm"
	wire := confirmWire{LeadID: leadID, LeadCampaignID: leadCampaignID}
	if err := wire.validate(op); err != nil {
		return err
	}
	return s.t.Do(ctx, transport.Post(op, "leads/confirm", wire, answer.Want{}))
}
