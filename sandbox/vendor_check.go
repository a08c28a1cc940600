package sandbox

import (
	"errors"
	"strings"
)

// check names everything that is wrong with a vendor.
func (v *Vendor) check() error {
	var all problems
	if len(v.Campaigns) == 0 || len(v.Campaigns[0].Products) == 0 {
		all.add("the vendor needs a campaign with a product")
	}
	campaigns, products := map[int64]bool{}, map[int64]bool{}
	for _, c := range v.Campaigns {
		if c.ID <= 0 || campaigns[c.ID] {
			all.add("campaign id %d is not positive or used twice", c.ID)
		}
		campaigns[c.ID] = true
		c.check(products, &all)
	}
	for _, a := range v.Affiliates {
		a.check(campaigns, &all)
	}
	codes := map[string]bool{}
	for _, c := range v.Coupons {
		if c.Code == "" || codes[c.Code] {
			all.add("coupon code %q is empty or used twice", c.Code)
		}
		codes[c.Code] = true
	}
	return errors.Join(all...)
}

func (a *Affiliate) check(campaigns map[int64]bool, all *problems) {
	for _, id := range a.CampaignIDs {
		if !campaigns[id] {
			all.add("affiliate %d: no campaign %d", a.ID, id)
		}
	}
	if a.NotifyURL != "" {
		all.addErr(Endpoint{URL: a.NotifyURL}.check())
	}
}

// check adds the ids of the campaign's products to those that are taken.
func (c *Campaign) check(taken map[int64]bool, all *problems) {
	if strings.TrimSpace(c.IPNSecret) == "" || strings.TrimSpace(c.IPNSecret) != c.IPNSecret {
		all.add("campaign %d needs an IPN secret without surrounding blanks", c.ID)
	}
	for _, product := range c.Products {
		if product.ID <= 0 || taken[product.ID] {
			all.add("product id %d is not positive or used twice", product.ID)
		}
		taken[product.ID] = true
		product.check(all)
	}
}

func (product *Product) check(all *problems) {
	wrong := func(is bool, problem string) {
		if is {
			all.add("product %d: %s", product.ID, problem)
		}
	}
	recurring, trial, split := product.Recurring, product.Trial, product.SplitPay
	wrong(product.Price.IsNegative(), "the price is negative")
	wrong(product.Licenses < 0 || product.MaxQuantity < 0, "the number of licenses and the highest quantity are 0 or more")
	wrong(recurring != nil && (recurring.Every < 1 || recurring.Cycles < 0 || !isPeriod(recurring.Unit)),
		"recurring needs every >= 1, unit day, month or year, and cycles >= 0")
	wrong(trial != nil && recurring == nil, "a trial needs recurring")
	wrong(trial != nil && (trial.Days < 1 || trial.Amount.IsNegative()), "a trial needs at least a day and no negative amount")
	wrong(product.Usage != nil && recurring == nil, "usage needs recurring")
	wrong(split != nil && recurring != nil, "split pay and recurring exclude each other")
	wrong(split != nil && (split.Installments < 2 || !split.Price.IsPositive()), "split pay needs at least two installments and a price")
	for _, e := range product.Notify {
		all.addErr(e.check())
	}
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
