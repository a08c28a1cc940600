package ipn

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/paykickstart-go/sdk/internal/receive"
	"github.com/paykickstart-go/sdk/internal/secret"
)

// SecretSource finds the IPN secrets of a campaign. Any of them may verify a notification: so a secret can be replaced without
// losing a notification. It may ask a database; it is asked only for notifications that carry a signature.
//
// The campaign is what the body says, and the body is not verified yet: 0 when campaign_id is absent or no number. For a campaign
// that is not yours return no secrets, or [ErrNoSecret]. Never return those of another campaign: whoever knows them could then
// speak for this one. Any other error reaches the caller of Verify, where errors.Is finds it.
//
// Secrets must be safe for concurrent use, and must not change a slice that it has returned.
type SecretSource interface {
	Secrets(ctx context.Context, campaignID int64) ([]string, error)
}

// SecretFunc is a function as a [SecretSource].
type SecretFunc func(ctx context.Context, campaignID int64) ([]string, error)

// Secrets calls f.
func (f SecretFunc) Secrets(ctx context.Context, campaignID int64) ([]string, error) {
	return f(ctx, campaignID)
}

// Secrets is a [SecretSource] with the same secrets for every campaign. Give it one, or two while you replace it. Use
// [CampaignSecrets] when campaigns have secrets of their own.
//
// [NewVerifier] refuses it without a secret, and when one is empty, blank or begins or ends with white space. The error says
// which one.
func Secrets(secrets ...string) SecretSource {
	return &staticSecrets{forAll: secret.Hold(slices.Clone(secrets))}
}

// CampaignSecrets is a [SecretSource] with secrets by campaign id; other campaigns end in [ErrNoSecret]. The map is copied.
//
// [NewVerifier] refuses it without a campaign, when a campaign has no secret, and when a secret is empty, blank or begins or
// ends with white space. The error says which one.
func CampaignSecrets(secrets map[int64][]string) SecretSource {
	byID := make(map[int64][]string, len(secrets))
	for id, list := range secrets {
		byID[id] = slices.Clone(list)
	}
	return &staticSecrets{byCampaign: secret.Hold(byID)}
}

// staticSecrets keeps its secrets where no printer finds them. One of the two fields is set.
type staticSecrets struct {
	forAll     secret.Held[[]string]
	byCampaign secret.Held[map[int64][]string]
}

func (s *staticSecrets) find(campaignID int64) []string {
	if s.byCampaign.IsZero() {
		return s.forAll.Get()
	}
	return s.byCampaign.Get()[campaignID]
}

func (s *staticSecrets) check() error {
	if s.byCampaign.IsZero() {
		return checkList(s.forAll.Get())
	}
	return checkCampaigns(s.byCampaign.Get())
}

func checkCampaigns(byID map[int64][]string) error {
	if len(byID) == 0 {
		return errors.New("no campaign given")
	}
	var problems []error
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		if err := checkList(byID[id]); err != nil {
			problems = append(problems, fmt.Errorf("campaign %d: %w", id, err))
		}
	}
	return errors.Join(problems...)
}

func checkList(secrets []string) error {
	if len(secrets) == 0 {
		return errors.New("no secret given")
	}
	return receive.CheckSecrets(secrets)
}

// Secrets returns a copy of the campaign's secrets.
func (s *staticSecrets) Secrets(_ context.Context, campaignID int64) ([]string, error) {
	return slices.Clone(s.find(campaignID)), nil
}

// String tells nothing of the secrets.
func (s *staticSecrets) String() string { return "ipn.SecretSource" }
