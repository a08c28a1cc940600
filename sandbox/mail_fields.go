package sandbox

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// fields are the values of a notification without licenses and codes. What is
// absent is sent empty.
func (st *state) fields(event string, p *purchase, t *transaction) map[string]string {
	f := map[string]string{
		"event": event, "mode": p.mode(), "payment_processor": p.processor(),
		"amount": "0.00", "currency": "USD", "transaction_id": "", "invoice_id": p.invoiceID, "tracking_id": "",
		"transaction_time": unix(st.now), "transaction_type": "primary", "next_billing_date": "",
		"product_id": id(p.product.ID), "product_name": p.product.Name,
		"campaign_id": id(p.campaign.ID), "campaign_name": p.campaign.Name,
		"buyer_ip": buyerIP, "buyer_first_name": p.buyer.firstName, "buyer_last_name": p.buyer.lastName, "buyer_email": p.buyer.email,
		"buyer_tax_number": "", "buyer_tax_name": "", "tax_transaction_id": "", "tax_amount": "", "tax_percent": "",
		"coupon_code": "", "coupon_type": "", "coupon_rate": "",
		"vendor_first_name": st.vendor.FirstName, "vendor_last_name": st.vendor.LastName, "vendor_email": st.vendor.Email,
	}
	if t != nil {
		f["amount"], f["transaction_id"], f["transaction_time"] = fixed(t.amount), t.pkID, unix(t.created)
	}
	p.billing.fill(f, "billing_")
	p.shipping.fill(f, "shipping_")
	fillCommission(f, p, t)
	for _, c := range p.custom {
		f["custom_"+phpName.Replace(c.Name)] = c.Value // of names that become equal the last wins, as in PHP
	}
	fillSubscription(f, event, p, t)
	return f
}

// phpName rewrites what PHP rewrites in the name of a received field. Both codes are
// checked over the names that the receiver's PHP sees, so those are signed.
var phpName = strings.NewReplacer(" ", "_", ".", "_", "[", "_")

// fillSubscription adds what only some events have.
func fillSubscription(f map[string]string, event string, p *purchase, t *transaction) {
	if sub := p.sub; sub != nil {
		f["quantity"], f["is_rebill"] = id(p.terms.quantity), "0"
		if t != nil {
			f["is_rebill"] = strconv.Itoa(flag(t.rebill))
		}
		if sub.active {
			f["next_billing_date"] = unix(sub.next)
		}
	}
	switch event {
	case eventUpdated:
		delete(f, "next_billing_date")
		delete(f, "transaction_type")
	case eventPaymentFailed:
		f["update_billing_url"] = "https://billing.vendor.example/update/" + p.invoiceID
	case eventChanged:
		f["old_invoice_id"] = p.parent.invoiceID
	}
}

func fillCommission(f map[string]string, p *purchase, t *transaction) {
	for _, who := range []string{"affiliate_", "ref_affiliate_"} {
		for _, part := range []string{"first_name", "last_name", "email", "commission_amount", "commission_percent"} {
			f[who+part] = ""
		}
	}
	if p.affiliate == nil {
		return
	}
	f["tracking_id"] = id(p.affiliate.ID)
	f["affiliate_first_name"], f["affiliate_last_name"], f["affiliate_email"] = p.affiliate.FirstName, p.affiliate.LastName, p.affiliate.Email
	f["affiliate_commission_percent"] = p.campaign.Commission.String()
	if t != nil {
		f["affiliate_commission_amount"] = fixed(t.amount.Mul(p.campaign.Commission).Div(decimal.NewFromInt(100)))
	}
}

func (a *address) fill(f map[string]string, prefix string) {
	if a == nil {
		a = &address{}
	}
	f[prefix+"address_1"], f[prefix+"address_2"] = a.line1, a.line2
	f[prefix+"city"], f[prefix+"state"] = a.city, a.state
	f[prefix+"zip"], f[prefix+"country"] = a.zip, a.country
}

func (p *purchase) lastApproved() *transaction {
	for _, t := range slices.Backward(p.transactions) {
		if t.approved {
			return t
		}
	}
	return nil
}

// licenseText is how real messages carry several licenses: in one text.
func (p *purchase) licenseText() string {
	var keys []string
	for _, l := range p.licenses {
		keys = append(keys, l.key)
	}
	return strings.Join(keys, ", ")
}

// buyerIP is what PayKickstart's own sample of a purchase by API shows.
const buyerIP = "127.0.0.1"

func (p *purchase) mode() string {
	if p.testMode {
		return "test"
	}
	return "live"
}

func unix(t time.Time) string { return strconv.FormatInt(t.Unix(), 10) }

func id(n int64) string { return strconv.FormatInt(n, 10) }
