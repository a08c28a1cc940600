package sandbox

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/paykickstart-go/sdk/internal/phpsign"
)

// The documented events (2.1.1).
const (
	eventSales         = "sales"
	eventRefund        = "refund"
	eventPayment       = "subscription-payment"
	eventCreated       = "subscription-created"
	eventCancelled     = "subscription-cancelled"
	eventTrialStart    = "subscription-trial-start"
	eventTrialEnd      = "subscription-trial-end"
	eventPaymentFailed = "subscription-payment-failed"
	eventUpdated       = "subscription-updated"
	eventChanged       = "subscription-changed"
)

// Notification is an Instant Payment Notification as it is sent: Body is the
// signed form, in PayKickstart's wire order. With an AffiliateID it is an affiliate
// IPN instead: another form, without event and signature.
type Notification struct {
	ID            int64     `json:"id"` // 1, 2, 3, ... in order of happening
	Event         string    `json:"event"`
	At            time.Time `json:"at"` // UTC
	InvoiceID     string    `json:"invoice_id"`
	TransactionID string    `json:"transaction_id"` // "" after a free trial's start
	CampaignID    int64     `json:"campaign_id"`
	ProductID     int64     `json:"product_id"`
	AffiliateID   int64     `json:"affiliate_id"` // 0: to the vendor
	Body          []byte    `json:"body"`
}

// notify makes an event known. Without a transaction it is about the last one
// that was approved.
func (st *state) notify(event string, p *purchase, t *transaction) {
	if t == nil {
		t = p.lastApproved()
	}
	fields := st.fields(event, p, t)
	st.post(p, t, fields)
	if event == eventSales && p.affiliate != nil && p.affiliate.NotifyURL != "" {
		st.postToAffiliate(p, t, fields)
	}
}

func (st *state) notifyRefund(t *transaction, amount decimal.Decimal) {
	fields := st.fields(eventRefund, t.purchase, t)
	fields["amount"] = fixed(amount)
	fields["transaction_time"] = unix(st.now)
	st.post(t.purchase, t, fields)
}

func (st *state) post(p *purchase, t *transaction, fields map[string]string) {
	st.send(p, t, Notification{Event: fields["event"], Body: phpsign.Encode(st.sign(p, fields))})
}

// send puts a notification about a purchase into the outbox.
func (st *state) send(p *purchase, t *transaction, n Notification) {
	st.sent++
	n.ID, n.At, n.InvoiceID, n.CampaignID, n.ProductID = st.sent, st.now, p.invoiceID, p.campaign.ID, p.product.ID
	if t != nil {
		n.TransactionID = t.pkID
	}
	st.outbox = append(st.outbox, n)
}

func (st *state) takeOutbox() []Notification {
	out := st.outbox
	st.outbox = nil
	return out
}

// sign puts the fields into wire order, by name and then the three last ones, and
// signs them with both schemes.
func (st *state) sign(p *purchase, values map[string]string) []phpsign.Field {
	secret := p.campaign.IPNSecret
	var fields []phpsign.Field
	for _, name := range slices.Sorted(maps.Keys(values)) {
		fields = append(fields, phpsign.Field{Name: name, Value: values[name]})
	}
	fields = append(fields, phpsign.Field{Name: "licenses", Value: p.licenseText()})
	hash := phpsign.Hash
	if st.conf.latin1 {
		hash = phpsign.HashLatin1
	}
	fields = append(fields, phpsign.Field{Name: "hash", Value: hash(secret, fields)})
	return append(fields, phpsign.Field{Name: "verification_code", Value: phpsign.VerificationCode(secret, fields)})
}

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
