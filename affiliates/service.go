package affiliates

import (
	"context"
	"sync/atomic"

	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/paykickstart-go/sdk/internal/transport"
)

// Service holds the calls about affiliates. They change nothing and are safe to call again. It is safe for concurrent use.
type Service struct {
	t *transport.Transport
	// works is the number of the way that List got an answer by; 0 while none did.
	works atomic.Int32
}

// New is for package paykickstart: its parameter is internal. Callers use the field Affiliates of paykickstart.Client.
func New(t *transport.Transport) *Service { return &Service{t: t} }

// Get returns one affiliate of a campaign, by e-mail address or by id in decimal digits, with the links of the affiliate
// (2.5.2, GET affiliate). A campaign id that is not above 0 or a blank affiliate is api.ErrInvalidParams, an answer
// without an affiliate api.ErrNotFound, a refusal api.ErrRejected.
func (s *Service) Get(ctx context.Context, campaignID int64, affiliate string) (*Profile, error) {
	const op = "Affiliates.Get"
	wire := profileWire{CampaignID: campaignID, Affiliate: affiliate}
	if err := wire.validate(op); err != nil {
		return nil, err
	}
	profile := new(Profile)
	call := transport.Get(op, "affiliate", wire, answer.Want{
		Into:            profile,
		Required:        []string{"affiliate", "links"},
		EmptyIsNotFound: true,
		Check:           profile.check,
	})
	call.HoldsSecret = true
	if err := s.t.Do(ctx, call); err != nil {
		return nil, err
	}
	return profile, nil
}

// PromoMaterial returns the banners, e-mails and contests with which the affiliates of a campaign may promote it (2.5.3, GET
// promo-material). A campaign id that is not above 0 is api.ErrInvalidParams, an empty answer api.ErrNotFound, a refusal
// api.ErrRejected.
func (s *Service) PromoMaterial(ctx context.Context, campaignID int64) (*PromoMaterial, error) {
	const op = "Affiliates.PromoMaterial"
	wire := campaignWire{CampaignID: campaignID}
	if err := wire.validate(op); err != nil {
		return nil, err
	}
	promo := new(PromoMaterial)
	err := s.t.Do(ctx, transport.Get(op, "promo-material", wire, answer.Want{
		Into:            promo,
		Required:        []string{"banner", "email", "contests"},
		EmptyIsNotFound: true,
	}))
	if err != nil {
		return nil, err
	}
	for i := range promo.Emails {
		promo.Emails[i].Subjects, promo.Emails[i].Body = splitEmail(promo.Emails[i].EmailText)
	}
	return promo, nil
}
