package sandbox

import (
	"errors"
	"fmt"
	"strings"
)

// check names everything that is wrong with a vendor.
func (v *Vendor) check() error {
	var problems vendorProblems
	if len(v.Campaigns) == 0 || len(v.Campaigns[0].Products) == 0 {
		problems.add("the vendor needs a campaign with a product")
	}
	campaigns, products := map[int64]bool{}, map[int64]bool{}
	for _, c := range v.Campaigns {
		if c.ID <= 0 || campaigns[c.ID] {
			problems.add("campaign id %d is not positive or used twice", c.ID)
		}
		campaigns[c.ID] = true
		c.check(products, &problems)
	}
	for _, a := range v.Affiliates {
		for _, id := range a.CampaignIDs {
			if !campaigns[id] {
				problems.add("affiliate %d: no campaign %d", a.ID, id)
			}
		}
		if err := (Endpoint{URL: a.NotifyURL}).check(); a.NotifyURL != "" && err != nil {
			problems = append(problems, err)
		}
	}
	v.checkCoupons(&problems)
	return errors.Join(problems...)
}

func (v *Vendor) checkCoupons(problems *vendorProblems) {
	codes := map[string]bool{}
	for _, c := range v.Coupons {
		if c.Code == "" || codes[c.Code] {
			problems.add("coupon code %q is empty or used twice", c.Code)
		}
		codes[c.Code] = true
	}
}

type vendorProblems []error

func (p *vendorProblems) add(format string, args ...any) {
	*p = append(*p, fmt.Errorf("sandbox: "+format, args...))
}

// check adds the ids of its products to those that are taken.
func (c *Campaign) check(taken map[int64]bool, problems *vendorProblems) {
	if strings.TrimSpace(c.IPNSecret) == "" || strings.TrimSpace(c.IPNSecret) != c.IPNSecret {
		problems.add("campaign %d needs an IPN secret without surrounding blanks", c.ID)
	}
	for _, p := range c.Products {
		if p.ID <= 0 || taken[p.ID] {
			problems.add("product id %d is not positive or used twice", p.ID)
		}
		taken[p.ID] = true
		if problem := p.problem(); problem != "" {
			problems.add("product %d: %s", p.ID, problem)
		}
	}
}

func (p *Product) problem() string {
	switch {
	case p.Price.IsNegative():
		return "the price is negative"
	case p.Recurring != nil && (p.Recurring.Every < 1 || !isPeriod(p.Recurring.Unit)):
		return "recurring needs every >= 1 and unit day, month or year"
	case p.Trial != nil && p.Recurring == nil:
		return "a trial needs recurring"
	case p.Trial != nil && (p.Trial.Days < 1 || p.Trial.Amount.IsNegative()):
		return "a trial needs at least a day and no negative amount"
	case p.Usage != nil && p.Recurring == nil:
		return "usage needs recurring"
	case p.SplitPay != nil && p.Recurring != nil:
		return "split pay and recurring exclude each other"
	case p.SplitPay != nil && (p.SplitPay.Installments < 2 || !p.SplitPay.Price.IsPositive()):
		return "split pay needs at least two installments and a price"
	}
	for _, e := range p.Notify {
		if err := e.check(); err != nil {
			return err.Error()
		}
	}
	return ""
}

func isPeriod(unit string) bool { return unit == "day" || unit == "month" || unit == "year" }

func (v *Vendor) campaign(id int64) *Campaign {
	for i := range v.Campaigns {
		if v.Campaigns[i].ID == id {
			return &v.Campaigns[i]
		}
	}
	return nil
}

func (c *Campaign) product(id int64) *Product {
	for i := range c.Products {
		if c.Products[i].ID == id {
			return &c.Products[i]
		}
	}
	return nil
}

func (v *Vendor) affiliate(id int64) *Affiliate {
	for i := range v.Affiliates {
		if v.Affiliates[i].ID == id {
			return &v.Affiliates[i]
		}
	}
	return nil
}
