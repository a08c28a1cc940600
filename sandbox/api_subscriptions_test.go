package sandbox_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/sandbox"
)

func TestCancel(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		pairs  []string
		events []string
	}{
		"default":        {nil, []string{"subscription-cancelled"}},
		"with events":    {[]string{"fire_event=1"}, []string{"subscription-cancelled"}},
		"without events": {[]string{"fire_event=0"}, nil},
		"past time":      {[]string{"cancel_at=1535702710"}, []string{"subscription-cancelled"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBox(t)
			invoice := b.buy(purchase(proPlan)...)
			pairs := append([]string{"invoice_id=" + invoice}, tt.pairs...)
			o := b.post("subscriptions/cancel", pairs...).object(t)
			assert.Equal(t, "1", fmt.Sprint(o["success"]))
			assert.Equal(t, tt.events, b.events(2))
			assert.Equal(t, "0", fmt.Sprint(b.subscription(invoice)["status"]))
			assert.Equal(t, sandbox.EntryCancellation, b.Ledger()[1].Kind)

			again := b.post("subscriptions/cancel", pairs...).object(t)
			assert.Equal(t, "0", fmt.Sprint(again["success"]))
			b.Advance(90 * day)
			assert.Len(t, b.Ledger(), 2, "no charge after the end")
		})
	}
}

func TestSubscriptionRoutesRefuse(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	single := b.buy(purchase(ebook)...)
	plan := b.buy(purchase(proPlan)...)
	for _, route := range []struct{ name, extra string }{
		{"subscriptions/cancel", "fire_event=1"}, {"subscriptions/change", "product_id=20001"}, {"subscriptions/usage", "units=1"},
	} {
		for _, invoice := range []string{"PK-PX", single} {
			o := b.post(route.name, "invoice_id="+invoice, route.extra).object(t)
			assert.Equal(t, "0", fmt.Sprint(o["success"]), "%s %s", route.name, invoice)
			assert.NotEmpty(t, o["message"])
		}
	}
	o := b.post("subscriptions/re-activate", "invoice_id="+single, unixPair("date", start.Add(day))).object(t)
	assert.Equal(t, false, o["status"])
	o = b.post("subscriptions/re-activate", "invoice_id="+plan, unixPair("date", start)).object(t)
	assert.Equal(t, false, o["status"], "the date must be in the future")

	assert.Contains(t, b.post("subscriptions/cancel", "invoice_id="+plan, "fire_event=false").problems(t), "fire_event")
	assert.Contains(t, b.post("subscriptions/cancel", "invoice_id="+plan, "cancel_at=2026-05-01").problems(t), "cancel_at")
	assert.Contains(t, b.post("subscriptions/cancel", "invoice_id="+plan, "cancel_at=1790000000000").problems(t), "cancel_at")
	assert.Contains(t, b.post("subscriptions/change", "invoice_id="+plan, "product_id=20002").problems(t), "product_id")
	assert.Contains(t, b.post("subscriptions/change", "invoice_id="+plan, "product_id=20005", "first_charge=1e2").problems(t), "first_charge")
	assert.Contains(t, b.post("subscriptions/change", "invoice_id="+plan, "product_id=20005", unixPair("charge_date", start)).problems(t), "charge_date")
	assert.Contains(t, b.post("subscriptions/usage", "invoice_id="+plan, "units=1.5").problems(t), "units")
	assert.Len(t, b.Ledger(), 2)
}

func TestReactivate(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	invoice := b.buy(purchase(proPlan)...)
	b.post("subscriptions/cancel", "invoice_id="+invoice).object(t)
	next := start.Add(5 * day)
	o := b.post("subscriptions/re-activate", "invoice_id="+invoice, unixPair("date", next)).object(t)
	assert.Equal(t, true, o["status"])
	assert.Equal(t, "200", fmt.Sprint(o["code"]))
	assert.NotContains(t, o, "success")
	assert.Equal(t, []string{"subscription-cancelled", "subscription-updated"}, b.events(2))
	updated := verified(t, b.IPNSecret, b.Notifications()[3].Body)
	assert.NotContains(t, updated, "next_billing_date")
	assert.NotContains(t, updated, "transaction_type")
	b.Advance(5 * day)
	require.Len(t, b.Ledger(), 3)
	assert.Equal(t, next, b.Ledger()[2].At)
	b.Advance(20 * day)
	assert.Len(t, b.Ledger(), 3, "the old schedule is gone")
}

func TestReactivateTakesBackAScheduledCancellation(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	invoice := b.buy(purchase(proPlan)...)
	b.post("subscriptions/cancel", "invoice_id="+invoice, unixPair("cancel_at", start.Add(3*day))).object(t)
	b.post("subscriptions/re-activate", "invoice_id="+invoice, unixPair("date", start.Add(9*day))).object(t)
	b.Advance(10 * day)
	assert.Equal(t, []string{"29", "29"}, amounts(b.Ledger()))
}

func TestChange(t *testing.T) {
	t.Parallel()
	// 31 days from 10 March to 10 April: 99/31 - 29/31 a day, over 15.5 days, is 35.
	tests := map[string]struct {
		pairs  []string
		ledger []string // after the change, and after the next charge
		events []string
	}{
		"prorated":         {nil, []string{"29", "35", "99"}, []string{"sales", "subscription-changed"}},
		"no first charge":  {[]string{"first_charge=0"}, []string{"29", "99"}, []string{"subscription-changed"}},
		"own first charge": {[]string{"first_charge=12.50"}, []string{"29", "12.5", "99"}, []string{"sales", "subscription-changed"}},
		"credit":           {[]string{"first_charge=-20"}, []string{"29", "79"}, []string{"subscription-changed"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBox(t)
			old := b.buy(purchase(proPlan)...)
			b.Advance(31 * day / 2)
			o := b.post("subscriptions/change", append([]string{"invoice_id=" + old, "product_id=" + teamPlan}, tt.pairs...)...).object(t)
			invoice := o["invoice_id"].(string)
			require.NotEqual(t, old, invoice)
			assert.Equal(t, tt.events, b.events(2))
			last := b.Notifications()[len(b.Notifications())-1]
			assert.Equal(t, old, verified(t, b.IPNSecret, last.Body)["old_invoice_id"])
			assert.Equal(t, invoice, last.InvoiceID)
			assert.Equal(t, "0", fmt.Sprint(b.subscription(old)["status"]))
			assert.Equal(t, "2026-04-10 12:00:00", b.subscription(invoice)["next_date"])
			b.Advance(20 * day)
			assert.Equal(t, tt.ledger, amounts(b.Ledger()))
		})
	}
}

func TestCreditLastsOverSeveralCharges(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	old := b.buy(purchase(teamPlan)...)
	b.post("subscriptions/change", "invoice_id="+old, "product_id="+proPlan, "first_charge=-40").object(t)
	b.Advance(100 * day)
	assert.Equal(t, []string{"99", "18", "29"}, amounts(b.Ledger()), "29 and 11 are paid by the credit")
}

func TestChangeWithADeclinedCardChangesNothing(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	invoice := b.buy(append(without(purchase(proPlan), "stripeToken"), "stripeToken="+sandbox.TokenRebillFails)...)
	o := b.post("subscriptions/change", "invoice_id="+invoice, "product_id="+teamPlan).object(t)
	assert.Equal(t, "0", fmt.Sprint(o["success"]))
	assert.Len(t, b.Ledger(), 1)
	assert.Len(t, b.Notifications(), 2)
	assert.Equal(t, "1", fmt.Sprint(b.subscription(invoice)["status"]))
}

func TestAllowedUnitsCountForOnePeriod(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	old := b.buy(purchase(proPlan)...)
	o := b.post("subscriptions/change", "invoice_id="+old, "product_id="+teamPlan, "first_charge=0", "allowed_units=10").object(t)
	invoice := o["invoice_id"].(string)
	b.post("subscriptions/usage", "invoice_id="+invoice, "units=14").object(t)
	b.Advance(31 * day)
	b.post("subscriptions/usage", "invoice_id="+invoice, "units=14").object(t)
	b.Advance(30 * day)
	assert.Equal(t, []string{"29", "101", "99"}, amounts(b.Ledger()))
}

func TestUsage(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	invoice := b.buy(purchase(teamPlan)...)
	usage := func(units string) {
		o := b.post("subscriptions/usage", "invoice_id="+invoice, "units="+units, "notes=some").object(t)
		require.Equal(t, "1", fmt.Sprint(o["success"]))
	}
	usage("130")
	usage("-10")
	b.Advance(31 * day)
	assert.Equal(t, []string{"99", "109"}, amounts(b.Ledger()), "20 units of 0.50 beyond the 100 included")
	usage("104")
	b.post("subscriptions/cancel", "invoice_id="+invoice, "charge_overage=1").object(t)
	assert.Equal(t, []string{"99", "109", "2", "0"}, amounts(b.Ledger()))
}
