package coupons

import (
	"slices"
	"time"

	"github.com/paykickstart-go/sdk/internal/params"
	"github.com/shopspring/decimal"
)

func (p CreateParams) validate(op string) error {
	var problems params.Problems
	problems.Text("Name", p.Name)
	problems.Text("Code", p.Code)
	p.checkRate(&problems)
	p.checkLists(&problems)
	if !p.Start.IsZero() && !p.End.IsZero() && !toMinute(p.End).After(toMinute(p.Start)) {
		problems.Add("End", "must be a minute or more after Start")
	}
	if p.MaxRedemptions < 0 {
		problems.Add("MaxRedemptions", "must not be negative")
	}
	if p.CampaignID < 0 {
		problems.Add("CampaignID", "must not be negative")
	}
	return problems.Err(op)
}

func (p CreateParams) checkRate(problems *params.Problems) {
	if !p.Rate.IsPositive() {
		problems.Add("Rate", "must be above 0")
	}
	problems.Cents("Rate", p.Rate)
	switch p.Type {
	case Amount:
	case Percentage:
		if p.Rate.GreaterThan(decimal.NewFromInt(100)) {
			problems.Add("Rate", "must not be above 100 as a percentage")
		}
	default:
		problems.Add("Type", "must be Amount or Percentage")
	}
}

func (p CreateParams) checkLists(problems *params.Problems) {
	for i, charge := range p.AppliesTo {
		if charge < FirstChargeWithoutSplitPay || charge > SplitPayments {
			problems.Add("AppliesTo", "%d is no Charge", int(charge))
		}
		if slices.Contains(p.AppliesTo[:i], charge) {
			problems.Add("AppliesTo", "%d is there twice", int(charge))
		}
	}
	for i, id := range p.ProductIDs {
		problems.ID("ProductIDs", id)
		if slices.Contains(p.ProductIDs[:i], id) {
			problems.Add("ProductIDs", "%d is there twice", id)
		}
	}
}

// toMinute cuts what the wire cannot say.
func toMinute(t time.Time) time.Time { return t.Truncate(time.Minute) }
