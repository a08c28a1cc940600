package leads

import "github.com/paykickstart-go/sdk/internal/params"

type confirmWire struct {
	LeadID         string `url:"lead_id"`
	LeadCampaignID int64  `url:"lead_campaign_id"`
}

func (w confirmWire) validate(op string) error {
	var problems params.Problems
	problems.Text("leadID", w.LeadID)
	problems.ID("leadCampaignID", w.LeadCampaignID)
	return problems.Err(op)
}
