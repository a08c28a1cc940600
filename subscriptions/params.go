package subscriptions

import (
	"net/url"
	"time"

	"github.com/paykickstart-go/sdk/internal/params"
	"github.com/shopspring/decimal"
)

// CancelParams says which subscription [Service.Cancel] cancels, and how.
type CancelParams struct {
	// InvoiceID is the purchase ("PK-P..."). Required. Wire: invoice_id.
	InvoiceID string
	// CancelAt is when to cancel, in any time zone, to the second; the zero time means at once. A time in the past is sent
	// as it is; what it means is not documented. Wire: cancel_at, unix seconds.
	CancelAt time.Time
	// SuppressEvents keeps PayKickstart from firing any cancellation event, the notification to your IPN URL included.
	// Wire: fire_event=0.
	SuppressEvents bool
	// ChargeOverage bills the usage over the limit first (newer). Wire: charge_overage=1.
	ChargeOverage bool
}

func (p CancelParams) validate(op string) error {
	var problems params.Problems
	problems.Text("InvoiceID", p.InvoiceID)
	checkTime(&problems, "CancelAt", p.CancelAt)
	return problems.Err(op)
}

func (p CancelParams) wire() cancelWire {
	w := cancelWire{InvoiceID: p.InvoiceID, CancelAt: p.CancelAt, ChargeOverage: p.ChargeOverage}
	if p.SuppressEvents {
		w.FireEvent = new(int)
	}
	return w
}

// ReactivateParams says which subscription [Service.Reactivate] brings back.
type ReactivateParams struct {
	// InvoiceID is the purchase ("PK-P..."). Required. Wire: invoice_id.
	InvoiceID string
	// NextCharge is when the buyer is charged next, in any time zone, to the second. Required. Wire: date, unix seconds.
	NextCharge time.Time
}

func (p ReactivateParams) validate(op string) error {
	var problems params.Problems
	problems.Text("InvoiceID", p.InvoiceID)
	if p.NextCharge.IsZero() {
		problems.Add("NextCharge", "must be set")
	}
	checkTime(&problems, "NextCharge", p.NextCharge)
	return problems.Err(op)
}

func (p ReactivateParams) wire() reactivateWire {
	return reactivateWire(p)
}

// ChangeParams says which subscription [Service.Change] moves to which product. It prints and marshals its ids alone, and
// encoding/gob refuses it: Params may hold a payment token.
type ChangeParams struct {
	// InvoiceID is the purchase ("PK-P..."). Required. Wire: invoice_id.
	InvoiceID string
	// ProductID is the product to move to: a recurring one of the same campaign. Required. Wire: product_id.
	ProductID int64
	// ChargeDate is when the next regular charge is due, in any time zone, to the second; the zero time leaves it as it is.
	// Wire: charge_date, unix seconds (the unit is inferred).
	ChargeDate time.Time
	// FirstCharge is the pro-rata amount to charge now, at most two decimals; a negative one is a credit. Nil lets
	// PayKickstart compute it, zero charges and credits nothing. Wire: first_charge.
	FirstCharge *decimal.Decimal
	// AllowedUnits is the usage limit of the pro-rata period; nil does not send one. Wire: allowed_units.
	AllowedUnits *int64
	// Params are parameters of the route that have no field here yet, by their names on the wire. They are sent as they are.
	// Refused is what Params of payments.CreateParams refuses: auth_token, a name that has a field here, card data, two names
	// that PHP makes one, and several values under a name without []. A token under a name that no document knows is not
	// masked in errors. Package sandbox refuses names that it does not know.
	Params url.Values
}

func (p ChangeParams) validate(op string) error {
	var problems params.Problems
	problems.Text("InvoiceID", p.InvoiceID)
	problems.ID("ProductID", p.ProductID)
	checkTime(&problems, "ChargeDate", p.ChargeDate)
	if p.FirstCharge != nil {
		problems.Cents("FirstCharge", *p.FirstCharge)
	}
	if p.AllowedUnits != nil && *p.AllowedUnits < 0 {
		problems.Add("AllowedUnits", "must not be negative")
	}
	if len(p.Params) > 0 {
		problems.More("Params", params.More(p.Params), params.Names(changeWire{}))
	}
	return problems.Err(op)
}

func (p ChangeParams) wire() changeWire {
	return changeWire{
		InvoiceID:    p.InvoiceID,
		ProductID:    p.ProductID,
		ChargeDate:   p.ChargeDate,
		FirstCharge:  params.OptionalMoney(p.FirstCharge),
		AllowedUnits: p.AllowedUnits,
		Params:       params.More(p.Params),
	}
}

// UsageParams says what [Service.ReportUsage] reports.
type UsageParams struct {
	// InvoiceID is the purchase ("PK-P..."). Required. Wire: invoice_id.
	InvoiceID string
	// Units is what was used since the last report; a negative number is a credit. Zero reports nothing and is refused.
	// Wire: units.
	Units int64
	// Notes is a remark for the record; "" is not sent. Wire: notes.
	Notes string
}

func (p UsageParams) validate(op string) error {
	var problems params.Problems
	problems.Text("InvoiceID", p.InvoiceID)
	if p.Units == 0 {
		problems.Add("Units", "must not be 0")
	}
	if p.Notes != "" {
		problems.Text("Notes", p.Notes)
	}
	return problems.Err(op)
}

func (p UsageParams) wire() usageWire {
	return usageWire(p)
}

// checkTime notes a time that unix seconds cannot say: PHP takes 0 for "not set".
func checkTime(problems *params.Problems, field string, t time.Time) {
	if !t.IsZero() && t.Unix() <= 0 {
		problems.Add(field, "must be after 1970-01-01 00:00:00 UTC")
	}
}
