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

// KeySource finds the IPN secrets of a campaign; any of them may verify a notification, so that a secret can be replaced
// without losing any. It may ask a database, and is asked only for notifications that carry a signature.
//
// The campaign is what the unverified body says: 0 when campaign_id is absent or no number. Return no secrets, or
// [ErrNoKey], for a campaign that is not yours, and never those of another: whoever knows one campaign's secret could
// then speak for yours. Any other error reaches the caller of Verify, where errors.Is finds it. Keys must be safe for concurrent
// use, and must not change a slice that it has returned.
type KeySource interface {
	Keys(ctx context.Context, campaignID int64) ([]string, error)
}

// KeyFunc is a function as a [KeySource].
type KeyFunc func(ctx context.Context, campaignID int64) ([]string, error)

// Keys calls f.
func (f KeyFunc) Keys(ctx context.Context, campaignID int64) ([]string, error) {
	return f(ctx, campaignID)
}

// Keys is a [KeySource] with the same secrets for every campaign: for an account that has one secret, or that is replacing
// it. Use [CampaignKeys] when campaigns have secrets of their own. [NewVerifier] refuses it when there is no secret, or one
// is empty, blank or begins or ends with white space, and says which.
func Keys(secrets ...string) KeySource {
	return &staticKeys{forAll: secret.Hold(slices.Clone(secrets))}
}

// CampaignKeys is a [KeySource] with secrets by campaign id; other campaigns end in [ErrNoKey]. [NewVerifier] refuses it when
// there is no campaign, a campaign has no secret, or a secret is empty, blank or begins or ends with white space, and says
// which. The map is copied.
func CampaignKeys(secrets map[int64][]string) KeySource {
	byID := make(map[int64][]string, len(secrets))
	for id, list := range secrets {
		byID[id] = slices.Clone(list)
	}
	return &staticKeys{byCampaign: secret.Hold(byID)}
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

// staticKeys keeps its secrets where no printer finds them. One of the two fields is set.
type staticKeys struct {
	forAll     secret.Held[[]string]
	byCampaign secret.Held[map[int64][]string]
}

func (k *staticKeys) find(campaignID int64) []string {
	if k.byCampaign.IsZero() {
		return k.forAll.Get()
	}
	return k.byCampaign.Get()[campaignID]
}

func (k *staticKeys) check() error {
	if k.byCampaign.IsZero() {
		return checkList(k.forAll.Get())
	}
	return checkCampaigns(k.byCampaign.Get())
}

// Keys returns a copy of the campaign's secrets.
func (k *staticKeys) Keys(_ context.Context, campaignID int64) ([]string, error) {
	return slices.Clone(k.find(campaignID)), nil
}

// String tells nothing of the secrets.
func (k *staticKeys) String() string { return "ipn.KeySource" }
