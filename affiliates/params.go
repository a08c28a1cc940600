package affiliates

import "github.com/paykickstart-go/sdk/internal/params"

type campaignWire struct {
	CampaignID int64 `url:"campaign_id"`
}

func (w campaignWire) validate(op string) error {
	var problems params.Problems
	problems.ID("campaignID", w.CampaignID)
	return problems.Err(op)
}

type profileWire struct {
	CampaignID int64  `url:"campaign_id"`
	Affiliate  string `url:"affiliate"`
}

func (w profileWire) validate(op string) error {
	var problems params.Problems
	problems.ID("campaignID", w.CampaignID)
	problems.Text("affiliate", w.Affiliate)
	return problems.Err(op)
}
