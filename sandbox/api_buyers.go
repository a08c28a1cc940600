package sandbox

import "fmt"

// confirmLead answers leads/confirm, whose success is a bool.
func confirmLead(st *state, in params) answer {
	for i := range st.leads {
		lead := &st.leads[i]
		if lead.ID != in.text("lead_id") || lead.CampaignID != in.int64("lead_campaign_id") {
			continue
		}
		if lead.Confirmed {
			return ok(object{"success": false, "message": "Lead is already confirmed"})
		}
		lead.Confirmed = true
		return ok(object{"success": true, "message": "Lead is confirmed"})
	}
	return ok(object{"success": false, "message": "Lead not found"})
}

// portalLogin answers billing-customer: only for buyers with a real paid
// transaction, so not for those of test mode. What an unknown buyer gets is a guess.
func portalLogin(st *state, in params) answer {
	for _, t := range st.transactions {
		p := t.purchase
		if p.buyer.email == in.text("email") && t.approved && !p.testMode && t.amount.IsPositive() {
			return ok(object{"status": true, "secret": fmt.Sprintf("sandbox-portal-%020d", p.buyerID)})
		}
	}
	return ok(object{"status": false, "message": "Customer not found"})
}
