package sandbox

import (
	"encoding/json"
	"maps"
	"slices"
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

// events are those that the sandbox sends, in the order of the document.
var events = []string{
	eventSales, eventRefund, eventPayment, eventCreated, eventCancelled, eventTrialStart, eventTrialEnd,
	eventPaymentFailed, eventUpdated, eventChanged,
}

// Notification is an Instant Payment Notification as it is sent. One with an
// AffiliateID is an affiliate IPN (2.1.2) instead: another form, without event and
// signature.
type Notification struct {
	ID            int64     `json:"id"`    // 1, 2, 3, ... in order of happening
	Event         string    `json:"event"` // such as "sales"; "" in an affiliate IPN
	At            time.Time `json:"at"`    // the box's time, in UTC and whole seconds
	InvoiceID     string    `json:"invoice_id"`
	TransactionID string    `json:"transaction_id"` // "" while nothing was charged, as in a free trial
	CampaignID    int64     `json:"campaign_id"`
	ProductID     int64     `json:"product_id"`
	AffiliateID   int64     `json:"affiliate_id"` // 0 when it goes to the vendor
	// Body is the signed form, in PayKickstart's wire order. It is not to be changed.
	Body []byte `json:"body"`
}

// notify sends a notification of an event. With t nil it carries the last approved
// transaction.
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

// affiliateFields are all that the affiliate IPN has (2.1.2), in the documented order.
var affiliateFields = []string{
	"amount", "buyer_first_name", "buyer_last_name", "tracking_id", "transaction_time", "product_name", "campaign_name",
	"affiliate_first_name", "affiliate_last_name", "affiliate_email", "affiliate_commission_amount",
}

// postToAffiliate tells the affiliate of a sale. That it is sent for sales alone is
// a guess: the documents say "events related to transactions".
func (st *state) postToAffiliate(p *purchase, t *transaction, values map[string]string) {
	var fields []phpsign.Field
	for _, name := range affiliateFields {
		fields = append(fields, phpsign.Field{Name: name, Value: values[name]})
	}
	st.send(p, t, Notification{AffiliateID: p.affiliate.ID, Body: phpsign.Encode(fields)})
}

// plainNotification is a Notification without its methods.
type plainNotification Notification

// notificationJSON is a Notification whose body is a text.
type notificationJSON struct {
	plainNotification
	Body string `json:"body"`
}

// MarshalJSON writes the body as a text instead of base64, so that it can be read in
// the answers of [WithControl].
func (n Notification) MarshalJSON() ([]byte, error) {
	return json.Marshal(notificationJSON{plainNotification(n), string(n.Body)})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (n *Notification) UnmarshalJSON(text []byte) error {
	var read notificationJSON
	if err := json.Unmarshal(text, &read); err != nil {
		return err
	}
	*n = Notification(read.plainNotification)
	n.Body = []byte(read.Body)
	return nil
}
