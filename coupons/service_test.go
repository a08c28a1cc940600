package coupons_test

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/coupons"
	"github.com/paykickstart-go/sdk/internal/apitest"
)

// least returns the least params that are good.
func least() coupons.CreateParams {
	return coupons.CreateParams{Name: "My Coupon", Code: "discount", Rate: decimal.NewFromInt(25), Type: coupons.Amount}
}

func leastSent() url.Values {
	return url.Values{"coupon_name": {"My Coupon"}, "coupon_code": {"discount"}, "coupon_rate": {"25"}, "coupon_type": {"amount"}}
}

func TestDocumentedExchange(t *testing.T) {
	t.Parallel()
	params := coupons.CreateParams{
		Name:           "My Coupon Name",
		Code:           "discountcode",
		Rate:           decimal.RequireFromString("12.50"),
		Type:           coupons.Percentage,
		AppliesTo:      []coupons.Charge{coupons.FirstChargeWithoutSplitPay},
		Start:          time.Date(2017, 6, 20, 23, 0, 59, 0, time.UTC),
		End:            time.Date(2017, 6, 30, 11, 0, 0, 0, time.UTC),
		MaxRedemptions: 100,
		ProductIDs:     []int64{2391, 2382},
		CampaignID:     223,
	}
	sent := apitest.Post("coupons", url.Values{
		"coupon_name":           {"My Coupon Name"},
		"coupon_code":           {"discountcode"},
		"coupon_rate":           {"12.5"},
		"coupon_type":           {"percentage"},
		"coupon_is_recurring":   {"0"},
		"coupon_apply_to[]":     {"1"},
		"coupon_start_date":     {"06/20/2017 11:00 PM"},
		"coupon_end_date":       {"06/30/2017 11:00 AM"},
		"coupon_max_redemption": {"100"},
		"plan_ids[]":            {"2391", "2382"},
		"product_id":            {"223"},
	})
	got, err := coupons.New(mocked(t, sent, http.StatusOK, apitest.Testdata(t, "create.json"))).Create(t.Context(), params)
	require.NoError(t, err)
	require.Equal(t, &coupons.Coupon{ID: 27, Message: "Coupon was created successfully"}, got)
	apitest.RequireNoExtra(t, got)

	got, err = coupons.New(mocked(t, sent, http.StatusOK, apitest.Refusal)).Create(t.Context(), params)
	apitest.RequireRefused(t, "Coupons.Create", err)
	require.Nil(t, got)
}

func TestCreateSendsWhatIsSet(t *testing.T) {
	t.Parallel()
	newYork := time.FixedZone("EDT", -4*3600)
	noon := time.Date(2030, 1, 2, 16, 5, 0, 0, time.UTC)
	tests := map[string]struct {
		set  func(*coupons.CreateParams)
		want url.Values
	}{
		"least":              {func(*coupons.CreateParams) {}, nil},
		"a million":          {func(p *coupons.CreateParams) { p.Rate = decimal.New(1, 6) }, url.Values{"coupon_rate": {"1000000"}}},
		"the whole price":    {func(p *coupons.CreateParams) { p.Type, p.Rate = coupons.Percentage, decimal.NewFromInt(100) }, url.Values{"coupon_rate": {"100"}, "coupon_type": {"percentage"}}},
		"empty lists":        {func(p *coupons.CreateParams) { p.AppliesTo, p.ProductIDs = []coupons.Charge{}, []int64{} }, nil},
		"rebills":            {appliesTo(coupons.Rebills), url.Values{"coupon_apply_to[]": {"3"}, "coupon_is_recurring": {"1"}}},
		"first and rebills":  {appliesTo(1, 3), url.Values{"coupon_apply_to[]": {"1", "3"}, "coupon_is_recurring": {"2"}}},
		"rebills and first":  {appliesTo(3, 1), url.Values{"coupon_apply_to[]": {"3", "1"}, "coupon_is_recurring": {"2"}}},
		"first of any kind":  {appliesTo(coupons.FirstCharge), url.Values{"coupon_apply_to[]": {"2"}}},
		"split payments":     {appliesTo(coupons.SplitPayments), url.Values{"coupon_apply_to[]": {"4"}}},
		"all":                {appliesTo(1, 2, 3, 4), url.Values{"coupon_apply_to[]": {"1", "2", "3", "4"}}},
		"first, any rebills": {appliesTo(2, 3), url.Values{"coupon_apply_to[]": {"2", "3"}}},
		"a zone for input":   {func(p *coupons.CreateParams) { p.Start = noon.In(newYork) }, url.Values{"coupon_start_date": {"01/02/2030 04:05 PM"}}},
		"a zone for output":  {func(p *coupons.CreateParams) { p.End, p.Location = noon, newYork }, url.Values{"coupon_end_date": {"01/02/2030 12:05 PM"}}},
		"past midnight":      {func(p *coupons.CreateParams) { p.End = noon.Add(8 * time.Hour) }, url.Values{"coupon_end_date": {"01/03/2030 12:05 AM"}}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			params, want := least(), leastSent()
			test.set(&params)
			maps.Copy(want, test.want)
			f := apitest.New(t).Answer(http.MethodPost, "coupons", http.StatusOK, `{"success":true,"coupon_id":1}`)
			_, err := coupons.New(f.Transport()).Create(context.Background(), params)
			require.NoError(t, err)
			f.RequireSent(apitest.Post("coupons", want))
		})
	}
}

func appliesTo(charges ...coupons.Charge) func(*coupons.CreateParams) {
	return func(p *coupons.CreateParams) { p.AppliesTo = charges }
}

func TestCreateAnswers(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status int
		body   string
		want   *coupons.Coupon
		errs   []error
	}{
		"loose":     {200, `{"success":"1","coupon_id":"27","message":null}`, &coupons.Coupon{ID: 27}, nil},
		"no id":     {200, `{"success":true,"message":"ok"}`, &coupons.Coupon{Message: "ok"}, nil},
		"unknown":   {200, `{"success":1,"coupon_id":1,"code":200,"url":"u"}`, &coupons.Coupon{ID: 1, Extra: api.Extra{"code": []byte("200"), "url": []byte(`"u"`)}}, nil},
		"falsy":     {200, `{"success":false,"message":"The code is taken"}`, nil, []error{api.ErrRejected}},
		"no flag":   {200, `{"coupon_id":1}`, nil, []error{api.ErrBadResponse, api.ErrOutcomeUnknown}},
		"errors":    {200, `{"errors":{"coupon_code":["taken"]}}`, nil, []error{api.ErrRejected}},
		"422":       {422, `{"errors":{"coupon_code":["taken"]}}`, nil, []error{api.ErrRejected}},
		"500":       {500, ``, nil, []error{api.ErrServer, api.ErrOutcomeUnknown}},
		"HTML":      {200, `<html>`, nil, []error{api.ErrBadResponse, api.ErrOutcomeUnknown}},
		"no object": {200, `[]`, nil, []error{api.ErrBadResponse, api.ErrOutcomeUnknown}},
		"bad id":    {200, `{"success":true,"coupon_id":"x"}`, nil, []error{api.ErrBadResponse, api.ErrOutcomeUnknown}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := apitest.New(t).Answer(http.MethodPost, "coupons", test.status, test.body)
			got, err := coupons.New(f.Transport()).Create(context.Background(), least())
			require.Len(t, f.Sent(), 1)
			if test.errs == nil {
				require.NoError(t, err)
			}
			for _, want := range test.errs {
				require.ErrorIs(t, err, want)
			}
			require.Equal(t, test.want, got)
		})
	}
}
