package subscriptions

import (
	"encoding/json"

	"github.com/paykickstart-go/sdk/api"
)

// ChangeResult is what PayKickstart answered to [Service.Change]. No PayKickstart material shows that answer, so what
// is read from it is inferred, and all the rest of it is in Extra.
type ChangeResult struct {
	// InvoiceID is the new subscription's purchase ("PK-P..."); "" if it was not sent. The notification
	// "subscription-changed" brings it in any case. Wire: invoice_id.
	InvoiceID string `json:"invoice_id"`
	// Message is PayKickstart's own words, if there are any.
	Message string `json:"message"`
	// Extra holds the members that have no field yet.
	Extra api.Extra `json:"-"`
}

// changeAnswer names the flags too, which the transport has judged already, to keep them out of Extra.
type changeAnswer struct {
	Success json.RawMessage `json:"success"`
	Status  json.RawMessage `json:"status"`
	Code    json.RawMessage `json:"code"`
	// StatusCode is one too.
	StatusCode json.RawMessage `json:"status_code"`
	ChangeResult
}
