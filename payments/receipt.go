package payments

import (
	"encoding/json"
	"errors"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/loosejson"
	"github.com/paykickstart-go/sdk/ipn"
)

// Receipt is the answer to a purchase (2.4.1).
type Receipt struct {
	// Notification is what was bought, in the form of the notification that follows (wire: data). It came over the client's
	// own connection and carries no usable signature: its VerifiedBy is 0. Nil when the answer has none.
	Notification *ipn.Notification
	// URL is where the buyer has to go (wire: url), usually "". Without a Notification the purchase is not complete: send
	// the buyer there (likely for 3-D Secure or PayPal; inferred) and grant nothing before the notification arrives.
	URL string
	// Type is undocumented; 1 was seen (wire: type).
	Type int64
	// ProductID is the product that was bought (wire: plan).
	ProductID int64
	// Extra holds members without a field of their own. It holds data too if that could not be read at all.
	Extra api.Extra
}

// receiptAnswer is the answer on the wire, and the receipt that it becomes.
type receiptAnswer struct {
	Data  json.RawMessage `json:"data"`
	URL   string          `json:"url"`
	Type  int64           `json:"type"`
	Plan  int64           `json:"plan"`
	Extra api.Extra       `json:"-"`

	receipt *Receipt
}

var errNothingBought = errors.New("the answer names neither an invoice or transaction nor an address to go on at")

// check makes the receipt, and reports what is wrong with it.
func (a *receiptAnswer) check() error {
	a.receipt = &Receipt{URL: a.URL, Type: a.Type, ProductID: a.Plan, Extra: a.Extra}
	data, err := loosejson.Parse(a.Data)
	if len(a.Data) > 0 && err == nil && !data.Empty() {
		a.receipt.Notification, err = notificationOf(data)
		if a.receipt.Notification == nil {
			a.keepData()
		}
		if err != nil {
			return err
		}
	}
	if a.URL == "" && !a.bought() {
		return errNothingBought
	}
	return nil
}

// bought reports whether the answer names an invoice or a transaction.
func (a *receiptAnswer) bought() bool {
	data, err := loosejson.Parse(a.Data)
	return err == nil && (named(data.Get("invoice_id")) || named(data.Get("transaction_id")))
}

func named(id loosejson.Value) bool {
	text, ok := id.Text()
	return ok && !id.Empty() && text != "0"
}

// result returns the receipt of a call that ended with err. One that names what was bought is kept beside the error.
func (a *receiptAnswer) result(err error) (*Receipt, error) {
	if err == nil {
		return a.receipt, nil
	}
	if !a.bought() {
		return nil, err
	}
	// A refusal beside the data leaves the receipt unmade. What is wrong with it is then the lesser news.
	_ = a.check()
	return a.receipt, err
}

func (a *receiptAnswer) keepData() {
	if a.receipt.Extra == nil {
		a.receipt.Extra = api.Extra{}
	}
	a.receipt.Extra["data"] = a.Data
}
