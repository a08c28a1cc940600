package payments

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/url"
	"strings"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/loosejson"
	"github.com/paykickstart-go/sdk/ipn"
)

// Receipt is the answer to a purchase (2.4.1). The document shows the answer in a sample and explains no member.
type Receipt struct {
	// Notification is what was bought, presumably as a notification would carry it (wire: data). Nil when the answer has none.
	// It is not verified: its VerifiedBy is 0, and whether its code covers these fields is not documented. It came over the
	// client's own connection.
	//
	// Without an error beside the receipt it has an InvoiceID or a TransactionID: either may be "". Custom is empty (a guess of
	// package sandbox), so do not look for your order id here. Its Event is [ipn.EventSales],
	// [ipn.EventSubscriptionPayment], [ipn.EventSubscriptionCreated] or [ipn.EventSubscriptionTrialStart].
	Notification *ipn.Notification
	// URL is where the buyer has to go (wire: url), usually "". It is an http or https address; anything else is left in
	// Extra. Without a Notification the purchase is not complete: send the buyer there (likely for 3-D Secure or PayPal;
	// inferred) and grant nothing before the notification arrives.
	URL string
	// Type is undocumented; 1 was seen (wire: type).
	Type int64
	// ProductID is the product that was bought (wire: plan).
	ProductID int64
	// Extra holds members without a field of their own. It holds data too if that could not be read at all, and url if it is
	// no address.
	Extra api.Extra
}

// receiptAnswer is the answer on the wire, and the receipt that it becomes.
type receiptAnswer struct {
	Data  json.RawMessage `json:"data"`
	URL   json.RawMessage `json:"url"`
	Type  int64           `json:"type"`
	Plan  int64           `json:"plan"`
	Extra api.Extra       `json:"-"`

	receipt *Receipt
}

var (
	errNothingBought = errors.New("the answer names neither an invoice or transaction nor an address to go on at")
	errNoID          = errors.New("the answer's data names neither an invoice nor a transaction")
	errNoPurchase    = errors.New("the event in the answer's data is no payment, no trial start and no creation")
)

// check makes the receipt, and reports what is wrong with it.
func (a *receiptAnswer) check() error {
	a.receipt = &Receipt{Type: a.Type, ProductID: a.Plan, Extra: a.Extra}
	a.setURL()
	data := parsed(a.Data)
	if data.Empty() {
		if a.receipt.URL == "" {
			return errNothingBought
		}
		return nil
	}
	notification, err := notificationOf(data)
	a.receipt.Notification = notification
	switch {
	case notification == nil:
		a.keep("data", a.Data)
		return cmp.Or(err, errNothingBought)
	case err != nil:
		return err
	case !a.bought() || isJunk(data.Get("invoice_id")) || isJunk(data.Get("transaction_id")):
		return errNoID
	case !isPurchase(notification.Event):
		return errNoPurchase
	}
	return nil
}

// setURL takes an address that a browser may be sent to. A script, or a path without a host, is none.
func (a *receiptAnswer) setURL() {
	value := parsed(a.URL)
	text, _ := value.Text()
	address, err := url.Parse(text)
	if err == nil && address.Host != "" && (address.Scheme == "https" || address.Scheme == "http") {
		a.receipt.URL = text
		return
	}
	if !value.Empty() {
		a.keep("url", a.URL)
	}
}

// bought reports whether the answer names an invoice or a transaction.
func (a *receiptAnswer) bought() bool {
	data := parsed(a.Data)
	return isID(data.Get("invoice_id")) || isID(data.Get("transaction_id"))
}

// isID reports whether a value can be an id. Ids are opaque, but PHP writes a missing one in many ways.
func isID(v loosejson.Value) bool {
	text, _ := v.Text()
	text = strings.ToLower(strings.TrimSpace(text))
	return v.Kind() == loosejson.String && text != "" && text != "0" && !isWord(text)
}

// isJunk reports whether a value stands where an id belongs and is neither one nor PHP's "there is none".
func isJunk(v loosejson.Value) bool {
	text, _ := v.Text()
	return !v.Empty() && isWord(strings.ToLower(strings.TrimSpace(text)))
}

func isWord(text string) bool {
	switch text {
	case "true", "false", "null", "none", "undefined", "n/a", "nan":
		return true
	}
	return false
}

// isPurchase reports whether an event is one that a purchase has when it worked.
func isPurchase(event ipn.Event) bool {
	switch event {
	case ipn.EventSales, ipn.EventSubscriptionPayment, ipn.EventSubscriptionCreated, ipn.EventSubscriptionTrialStart:
		return true
	default:
		return false
	}
}

// result returns the receipt of a call that ended with err. Beside an open outcome it is kept, if the answer holds any data:
// what is wrong with it is then the lesser news.
func (a *receiptAnswer) result(err error) (*Receipt, error) {
	if err == nil {
		return a.receipt, nil
	}
	if !errors.Is(err, api.ErrOutcomeUnknown) || parsed(a.Data).Kind() != loosejson.Object || parsed(a.Data).Empty() {
		return nil, err
	}
	_ = a.check()
	return a.receipt, err
}

// parsed returns a member of the answer; the zero Value if it is not there.
func parsed(raw json.RawMessage) loosejson.Value {
	if len(raw) == 0 {
		return loosejson.Value{}
	}
	// What was decoded has been parsed before.
	v, _ := loosejson.Parse(raw)
	return v
}

func (a *receiptAnswer) keep(name string, raw json.RawMessage) {
	if a.receipt.Extra == nil {
		a.receipt.Extra = api.Extra{}
	}
	a.receipt.Extra[name] = raw
}
