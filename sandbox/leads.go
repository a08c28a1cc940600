package sandbox

// confirmLead answers leads/confirm, whose success is a bool.
func confirmLead(st *state, p params) answer {
	for i := range st.leads {
		lead := &st.leads[i]
		if lead.ID != p.text("lead_id") || lead.CampaignID != p.int64("lead_campaign_id") {
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
