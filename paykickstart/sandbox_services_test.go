package paykickstart_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/affiliates"
	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/coupons"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/licenses"
	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/sandbox"
)

func TestSandboxLicenses(t *testing.T) {
	t.Parallel()
	for name, opts := range map[string][]sandbox.Option{"success 1": nil, "success 0 beside the data": {sandbox.WithZeroLicenseData()}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBoxed(t, opts...)
			bought := b.buy(order(sandbox.EbookID))
			list, err := b.Licenses.List(t.Context(), licenses.ListParams{CampaignID: sandbox.CampaignID, BuyerEmail: "ada+1@example.com"})
			require.NoError(t, err)
			require.Len(t, list, 2)
			apitest.RequireNoExtra(t, list)
			key := list[0].LicenseKey
			assert.Equal(t, bought.Licenses[0], key)
			verdict := func(want licenses.Want, reason licenses.Reason) {
				t.Helper()
				got, err := b.Licenses.Check(t.Context(), key, want)
				require.NoError(t, err)
				assert.Equal(t, []any{reason == "", reason}, []any{got.Valid, got.Reason})
			}
			here := licenses.Want{GUID: "machine 1", ProductIDs: []int64{sandbox.EbookID}}
			verdict(licenses.Want{}, licenses.ReasonNotActivated)
			verdict(here, licenses.ReasonNotActivated)
			active, err := b.Licenses.Activate(t.Context(), key, "machine 1")
			require.NoError(t, err)
			assert.Equal(t, licenses.License{LicenseKey: key, State: licenses.StateEnabled, GUID: "machine 1"}, *active)
			verdict(licenses.Want{}, "")
			verdict(here, "")
			verdict(licenses.Want{GUID: "machine 2"}, licenses.ReasonOtherMachine)
			verdict(licenses.Want{ProductIDs: []int64{sandbox.ProPlanID}}, licenses.ReasonOtherProduct)
			_, err = b.Licenses.Activate(t.Context(), key, "machine 2")
			require.ErrorIs(t, err, api.ErrRejected)
			moved, err := b.Licenses.Move(t.Context(), key, "machine 2")
			require.NoError(t, err)
			assert.Equal(t, "machine 2", moved.GUID)
			verdict(here, licenses.ReasonOtherMachine)
			_, err = b.Licenses.Move(t.Context(), key, "machine 1")
			require.NoError(t, err)
			require.NoError(t, b.box.Refund(bought.TransactionID, decimal.Zero))
			b.box.Advance(70 * boxDay)
			verdict(here, "") // a refund disables nothing
			require.NoError(t, b.Licenses.Disable(t.Context(), key))
			verdict(here, licenses.ReasonDisabled)
			_, err = b.Licenses.Move(t.Context(), key, "machine 2")
			require.ErrorIs(t, err, licenses.ErrCleared)
			require.NotErrorIs(t, err, api.ErrOutcomeUnknown)
			got, err := b.Licenses.Get(t.Context(), key)
			require.NoError(t, err)
			assert.Equal(t, licenses.License{
				LicenseKey: key, InvoiceID: bought.InvoiceID, ProductID: sandbox.EbookID, State: licenses.StateDisabled,
			}, *got)
			require.NoError(t, b.Licenses.Enable(t.Context(), key))
			require.NoError(t, b.Licenses.Clear(t.Context(), key))
			status, err := b.Licenses.Status(t.Context(), key)
			require.NoError(t, err)
			assert.Equal(t, licenses.Status{Valid: true}, *status)
			_, err = b.Licenses.Get(t.Context(), "NONE")
			require.Error(t, err)
			none, err := b.Licenses.Check(t.Context(), "NONE", here)
			require.NoError(t, err)
			assert.Equal(t, licenses.Verdict{Reason: licenses.ReasonUnknown}, none)
		})
	}
}

func TestSandboxAffiliatesCouponsLeadsAndCustomers(t *testing.T) {
	t.Parallel()
	b := newBoxed(t)
	ctx := t.Context()
	list, err := b.Affiliates.List(ctx, sandbox.CampaignID)
	require.NoError(t, err)
	apitest.RequireNoExtra(t, list)
	require.Len(t, list, 2)
	assert.Equal(t, []any{"Łukasz", false}, []any{list[1].LastName, list[0].Password.IsZero()})
	for _, name := range []string{sandbox.AffiliateEmail, "319"} {
		profile, err := b.Affiliates.Get(ctx, sandbox.CampaignID, name)
		require.NoError(t, err)
		apitest.RequireNoExtra(t, profile)
		assert.Equal(t, sandbox.AffiliateID, profile.Affiliate.ID)
		assert.Len(t, profile.Links, 1)
	}
	_, err = b.Affiliates.Get(ctx, sandbox.CampaignID, "nobody@example.com")
	require.ErrorIs(t, err, api.ErrNotFound)
	promo, err := b.Affiliates.PromoMaterial(ctx, sandbox.CampaignID)
	require.NoError(t, err)
	apitest.RequireNoExtra(t, promo)
	assert.Equal(t, []int{2, 2, 2}, []int{len(promo.Banners), len(promo.Emails), len(promo.Contests)})
	assert.Equal(t, time.Time{}, promo.Banners[1].UpdatedAt)
	assert.True(t, slices.ContainsFunc(promo.Emails, func(m affiliates.Material) bool { return len(m.Subjects) == 2 && m.Body != "" }))

	p := coupons.CreateParams{
		Name: "Spring", Code: "SPRING", Rate: *cents("25.50"), Type: coupons.Percentage, CampaignID: sandbox.CampaignID, MaxRedemptions: 5,
		AppliesTo: []coupons.Charge{coupons.FirstChargeWithoutSplitPay, coupons.Rebills}, Start: when, End: when.Add(boxDay), ProductIDs: []int64{sandbox.ProPlanID},
	}
	coupon, err := b.Coupons.Create(ctx, p)
	require.NoError(t, err)
	apitest.RequireNoExtra(t, coupon)
	kept := b.box.Coupons()
	require.Len(t, kept, 1)
	assert.Equal(t, []any{coupon.ID, "25.5", "percentage", []int64{1, 3}, "2", when, when.Add(boxDay)},
		[]any{kept[0].ID, kept[0].Rate.String(), kept[0].Type, kept[0].AppliesTo, kept[0].Recurring, kept[0].Start, kept[0].End})
	_, err = b.Coupons.Create(ctx, p)
	require.ErrorIs(t, err, api.ErrRejected, "the code is taken")

	require.NoError(t, b.Leads.Confirm(ctx, sandbox.LeadID, sandbox.LeadCampaignID))
	require.ErrorIs(t, b.Leads.Confirm(ctx, sandbox.LeadID, sandbox.LeadCampaignID), api.ErrRejected)
	_, err = b.Customers.PortalLogin(ctx, "ada+1@example.com")
	require.ErrorIs(t, err, api.ErrRejected)
	b.buy(order(sandbox.EbookID))
	session, err := b.Customers.PortalLogin(ctx, "ada+1@example.com")
	require.NoError(t, err)
	apitest.RequireNoExtra(t, session)
	assert.True(t, strings.HasPrefix(session.URL("7").Reveal(), strings.TrimSuffix(b.box.URL, "/api")+"/billing?"))
}

// Every exported method of the client reaches the sandbox, with nothing refused as undocumented.
func TestSandboxAnswersEveryMethod(t *testing.T) {
	t.Parallel()
	b := newBoxed(t, sandbox.WithAuthToken(leakToken))
	for _, m := range methods() {
		err := m.call(t.Context(), b.Client)
		var e *api.Error
		if err != nil {
			require.ErrorAs(t, err, &e, m.name)
			for field, problems := range e.Fields {
				assert.NotContains(t, strings.Join(problems, " "), "not known to this route", "%s: %s", m.name, field)
			}
			assert.NotErrorIs(t, err, api.ErrUnauthorized, m.name)
			assert.NotContains(t, []int{405, 415}, e.StatusCode, m.name)
		}
	}
	client := reflect.TypeFor[paykickstart.Client]()
	for i := range client.NumField() {
		field := client.Field(i)
		for j := 0; field.IsExported() && j < field.Type.NumMethod(); j++ {
			assert.True(t, b.ops[field.Name+"."+field.Type.Method(j).Name], "%s.%s was not called", field.Name, field.Type.Method(j).Name)
		}
	}
	raw, err := b.Call(t.Context(), "GET", "transactions", nil)
	require.NoError(t, err)
	assert.True(t, json.Valid(raw))
}

func TestSandboxRefusals(t *testing.T) {
	t.Parallel()
	b := newBoxed(t)
	stranger, err := paykickstart.New("wrong", paykickstart.WithBaseURL(b.box.URL))
	require.NoError(t, err)
	_, err = stranger.Purchases.Create(t.Context(), order(sandbox.EbookID))
	require.ErrorIs(t, err, api.ErrUnauthorized)
	_, err = b.Purchases.Get(t.Context(), "PK-PNONE")
	require.ErrorIs(t, err, api.ErrNotFound)
	_, err = b.Transactions.Get(t.Context(), "PK-TNONE")
	require.ErrorIs(t, err, api.ErrNotFound)
	_, err = b.Purchases.Create(t.Context(), order(99))
	require.ErrorIs(t, err, api.ErrRejected)
	var e *api.Error
	require.ErrorAs(t, err, &e)
	assert.Contains(t, e.Fields, "plan")
	require.NotErrorIs(t, err, api.ErrOutcomeUnknown)
	assert.Empty(t, b.box.Ledger())
}
