package sandbox

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

func (a *Affiliate) in(campaignID int64) bool { return slices.Contains(a.CampaignIDs, campaignID) }

// allAffiliates answers affiliate/all and affiliates/all: a bare array.
func allAffiliates(st *state, in params) answer {
	c := st.vendor.campaign(in.int64("campaign_id"))
	if c == nil {
		return notFound("Campaign")
	}
	rows := []object{}
	for i := range st.vendor.Affiliates {
		a := &st.vendor.Affiliates[i]
		if !a.in(c.ID) {
			continue
		}
		row := a.members()
		row["password"] = fmt.Sprintf("$2y$10$SANDBOXxNOTxAxREALxHASHx%029d", a.ID)
		row["remember_token"] = fmt.Sprintf("sandbox-remember-%043d", a.ID)
		rows = append(rows, row)
	}
	return ok(rows)
}

// oneAffiliate answers affiliate: by e-mail address or id.
func oneAffiliate(st *state, in params) answer {
	c := st.vendor.campaign(in.int64("campaign_id"))
	if c == nil {
		return notFound("Campaign")
	}
	wanted := in.text("affiliate")
	for i := range st.vendor.Affiliates {
		a := &st.vendor.Affiliates[i]
		if a.in(c.ID) && (a.Email == wanted || id(a.ID) == wanted) {
			link := fmt.Sprintf("https://links.vendor.example/%d/%d", c.ID, a.ID)
			return ok(object{"affiliate": a.members(), "links": []string{link}})
		}
	}
	return notFound("Affiliate")
}

// members are those that both routes have. The account secrets are no secrets:
// they only look like them.
func (a *Affiliate) members() object {
	number := strconv.FormatInt(a.ID, 10)
	o := object{
		"id": a.ID, "parent_id": nil, "role": a.Role, "first_name": a.FirstName, "last_name": a.LastName,
		"username": a.Email, "email": a.Email, "vendor_show_quick_start": 0, "affiliate_show_quick_start": 0,
		"is_premium": 1, "is_invited_user": 0, "basic_purchase_id": nil, "premium_purchase_id": nil,
		"company": a.Company, "skype": "", "phone": "", "address_1": a.Company, "address_2": a.Company,
		"city": a.Company, "state": a.State, "country": a.Country, "zip": a.Company,
		"tax_form_type": nil, "tax_form": nil, "pdf_form": nil, "status": 1, "vendor_status": 1,
		"image": "https://img.vendor.example/affiliates/" + number, "image_auto_generated": 0, "token": nil,
		"subdomain": "app", "auth_token": "fake-auth-" + number, "paypal_email": a.PayPalEmail,
		"paypal_secret": nil, "paypal_token": nil, "paypal_note": nil, "ip_address": "192.0.2.50",
		"refresh_permissions": 1, "created_at": date(a.Created), "updated_at": date(a.Created),
	}
	if a.PayPalEmail != nil {
		o["paypal_secret"], o["paypal_token"] = "fake-paypal-secret-"+number, "fake-paypal-token-"+number
		o["tax_form_type"], o["tax_form"] = "w9", number+"_w9.pdf"
	}
	return o
}

// promoMaterial answers promo-material.
func promoMaterial(st *state, in params) answer {
	c := st.vendor.campaign(in.int64("campaign_id"))
	if c == nil {
		return notFound("Campaign")
	}
	banners, emails, contests := []object{}, []object{}, []object{}
	for _, m := range c.Materials {
		if m.Type == "banner" {
			banners = append(banners, m.members(c))
		} else {
			emails = append(emails, m.members(c))
		}
	}
	for _, contest := range c.Contests {
		contests = append(contests, contest.members(st, c))
	}
	return ok(object{"banner": banners, "email": emails, "contests": contests})
}

// never is how the API writes a date that was not set.
const never = "-0001-11-30 00:00:00"

func dateOrNever(t time.Time) string {
	if t.IsZero() {
		return never
	}
	return date(t)
}

func (m Material) members(c *Campaign) object {
	return object{
		"id": m.ID, "product_id": c.ID, "campaign_title": m.Title, "notes": m.Notes, "material_type": m.Type,
		"banner_url": m.BannerURL, "banner_size": "", "email_text": m.EmailText,
		"created_at": never, "updated_at": dateOrNever(m.Updated),
	}
}

func (c Contest) members(st *state, campaign *Campaign) object {
	return object{
		"id": c.ID, "product_id": campaign.ID, "user_id": st.vendor.ID, "type": 0, "name": c.Name,
		"affiliates_count": c.Affiliates, "show_affiliates_count": 1, "start_date": date(c.Start), "end_date": date(c.End),
		"notes": c.Notes, "created_at": date(c.Created), "updated_at": date(c.Created),
	}
}
