package coupons_test

import (
	"context"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/paykickstart-go/sdk/coupons"
	"github.com/paykickstart-go/sdk/internal/apitest"
)

func TestCreateBadParams(t *testing.T) {
	t.Parallel()
	start := time.Date(2030, 1, 2, 12, 0, 10, 0, time.UTC)
	rate := func(text string) func(*coupons.CreateParams) {
		return func(p *coupons.CreateParams) { p.Rate = decimal.RequireFromString(text) }
	}
	tests := map[string]struct {
		set    func(*coupons.CreateParams)
		fields []string
	}{
		"nothing": {
			func(p *coupons.CreateParams) { *p = coupons.CreateParams{} }, []string{"Name", "Code", "Rate", "Type"},
		},
		"all that can be bad": {
			func(p *coupons.CreateParams) {
				*p = coupons.CreateParams{
					Name: " ", Code: "\t", Rate: decimal.NewFromInt(-1), Type: "gift", AppliesTo: []coupons.Charge{0}, Start: start, End: start,
					MaxRedemptions: -1, ProductIDs: []int64{0}, CampaignID: -1,
				}
			},
			[]string{"Name", "Code", "Rate", "Type", "AppliesTo", "End", "MaxRedemptions", "ProductIDs", "CampaignID"},
		},
		"no rate":           {rate("0"), []string{"Rate"}},
		"a tenth of a cent": {rate("9.999"), []string{"Rate"}},
		"over the price": {
			func(p *coupons.CreateParams) {
				p.Type, p.Rate = coupons.Percentage, decimal.RequireFromString("100.01")
			}, []string{"Rate"},
		},
		"charge of another number": {appliesTo(5), []string{"AppliesTo"}},
		"charge twice":             {appliesTo(1, 3, 1), []string{"AppliesTo"}},
		"product twice":            {func(p *coupons.CreateParams) { p.ProductIDs = []int64{7, 7} }, []string{"ProductIDs"}},
		"negative product":         {func(p *coupons.CreateParams) { p.ProductIDs = []int64{7, -7} }, []string{"ProductIDs"}},
		"end before start":         {func(p *coupons.CreateParams) { p.Start, p.End = start, start.Add(-time.Hour) }, []string{"End"}},
		"end in the same minute":   {func(p *coupons.CreateParams) { p.Start, p.End = start, start.Add(40*time.Second) }, []string{"End"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			params := least()
			test.set(&params)
			f := apitest.New(t)
			_, err := coupons.New(f.Transport()).Create(context.Background(), params)
			f.RequireInvalid("Coupons.Create", err, test.fields...)
		})
	}
}

func TestChargeString(t *testing.T) {
	t.Parallel()
	names := map[coupons.Charge]string{
		coupons.FirstChargeWithoutSplitPay: "first charge without split pay",
		coupons.FirstCharge:                "first charge",
		coupons.Rebills:                    "rebills",
		coupons.SplitPayments:              "split payments",
		coupons.Charge(7):                  "Charge(7)",
	}
	for charge, name := range names {
		assert.Equal(t, name, charge.String())
	}
}
