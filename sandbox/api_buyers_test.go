package sandbox_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/paykickstart-go/sdk/sandbox"
)

func TestPortalLoginNeedsARealPayment(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	login := func() map[string]any { return b.post("billing-customer", "email=ada@example.com").object(t) }
	assert.Equal(t, false, login()["status"])
	b.buy(purchase(ebook, "test_mode=1")...)
	b.buy(purchase(trialPlan)...)
	assert.Equal(t, false, login()["status"])
	b.buy(purchase(ebook)...)
	assert.Equal(t, true, login()["status"])
	assert.NotEmpty(t, login()["secret"])
	assert.Equal(t, login(), b.get("billing-customer", "email=ada@example.com").object(t))
}

func TestLeadIsConfirmedOnce(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	confirm := func(id, campaign string) any {
		return b.post("leads/confirm", "lead_id="+id, "lead_campaign_id="+campaign).object(t)["success"]
	}
	assert.Equal(t, false, confirm("PK-LX", "15"))
	assert.Equal(t, false, confirm(sandbox.LeadID, "16"))
	assert.Equal(t, true, confirm(sandbox.LeadID, "15"))
	assert.Equal(t, false, confirm(sandbox.LeadID, "15"))
	other := newBox(t)
	assert.Equal(t, true, other.post("leads/confirm", "lead_id="+sandbox.LeadID, "lead_campaign_id=15").object(t)["success"], "nothing is shared")
}
