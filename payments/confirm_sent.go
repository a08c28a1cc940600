package payments

import (
	"encoding/json"

	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/shopspring/decimal"
)

// A result holds the zero value for what the API did not send, and Confirm must not take that for an answer. So it reads
// these members a second time: nil is what was null, "" or missing.

type sentPurchase struct {
	Transactions  *[]json.RawMessage `json:"transactions"`
	Subscriptions []sentSubscription `json:"subscriptions"`
}

type sentSubscription struct {
	Status *int64 `json:"status"`
}

// ended reports whether the API says so of the subscription at that place.
func (s sentPurchase) ended(at int) bool {
	return at < len(s.Subscriptions) && s.Subscriptions[at].Status != nil && *s.Subscriptions[at].Status == 0
}

type sentTransaction struct {
	Amount     *decimal.Decimal `json:"amount"`
	IsApproved *bool            `json:"is_approved"`
}

// readTwice is want, but reads the answer into sent as well.
func readTwice(want answer.Want, sent any) answer.Want {
	var raw json.RawMessage
	into := want.Into
	want.Into = &raw
	want.Check = func() error {
		value := parsed(raw)
		if err := value.Decode(into); err != nil {
			return err
		}
		return value.Decode(sent)
	}
	return want
}
