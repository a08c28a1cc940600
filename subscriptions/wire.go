package subscriptions

import (
	"time"

	"github.com/paykickstart-go/sdk/internal/params"
)

type cancelWire struct {
	InvoiceID     string    `url:"invoice_id"`
	CancelAt      time.Time `url:"cancel_at,unix,omitempty"`
	FireEvent     *int      `url:"fire_event,omitempty"`
	ChargeOverage bool      `url:"charge_overage,int,omitempty"`
}

type reactivateWire struct {
	InvoiceID  string    `url:"invoice_id"`
	NextCharge time.Time `url:"date,unix"`
}

type changeWire struct {
	InvoiceID    string        `url:"invoice_id"`
	ProductID    int64         `url:"product_id"`
	ChargeDate   time.Time     `url:"charge_date,unix,omitempty"`
	FirstCharge  *params.Money `url:"first_charge,omitempty"`
	AllowedUnits *int64        `url:"allowed_units,omitempty"`
	Params       params.More   `url:"params,omitempty"`
}

type usageWire struct {
	InvoiceID string `url:"invoice_id"`
	Units     int64  `url:"units"`
	Notes     string `url:"notes,omitempty"`
}

type purchaseWire struct {
	InvoiceID string `url:"id"`
}
