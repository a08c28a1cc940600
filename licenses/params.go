package licenses

import (
	"strings"

	"github.com/paykickstart-go/sdk/internal/params"
)

// ListParams says which licenses [Service.List] returns. At least one of its fields must be set; PayKickstart's own sample
// sends both.
type ListParams struct {
	// CampaignID picks the licenses of a campaign; 0 is not sent. Wire: campaign_id.
	CampaignID int64
	// BuyerEmail picks the licenses of a buyer; "" is not sent. Wire: buyer_email.
	BuyerEmail string
}

func (p ListParams) validate(op string) error {
	var problems params.Problems
	if p.CampaignID == 0 && p.BuyerEmail == "" {
		problems.Add("CampaignID", "must be set, or BuyerEmail")
		problems.Add("BuyerEmail", "must be set, or CampaignID")
		return problems.Err(op)
	}
	if p.CampaignID != 0 {
		problems.ID("CampaignID", p.CampaignID)
	}
	if p.BuyerEmail != "" {
		problems.Email("BuyerEmail", p.BuyerEmail)
	}
	return problems.Err(op)
}

func (p ListParams) wire() listWire {
	return listWire(p)
}

type listWire struct {
	CampaignID int64  `url:"campaign_id,omitempty"`
	BuyerEmail string `url:"buyer_email,omitempty"`
}

type keyWire struct {
	Key string `url:"license_key"`
}

type activateWire struct {
	Key  string `url:"license_key"`
	GUID string `url:"guid"`
}

func checkKey(op, key string) error {
	var problems params.Problems
	checkText(&problems, "key", key)
	return problems.Err(op)
}

func checkKeyAndGUID(op, key, guid string) error {
	var problems params.Problems
	checkText(&problems, "key", key)
	checkText(&problems, "guid", guid)
	return problems.Err(op)
}

// checkText refuses white space at the ends too: PayKickstart may find a license in spite of it (a guess, as PHP programs
// trim), and two texts would then be one license.
func checkText(problems *params.Problems, field, text string) {
	problems.Text(field, text)
	if trimmed := strings.TrimSpace(text); trimmed != "" && trimmed != text {
		problems.Add(field, "must not begin or end with white space")
	}
}
