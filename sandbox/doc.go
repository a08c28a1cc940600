// Package sandbox is PayKickstart in a box: an HTTP server that behaves as the
// documented API does, so that an integration can be developed and tested before
// anyone is charged. PayKickstart itself has no sandbox.
//
//	sb, err := sandbox.Start()
//	defer sb.Close()
//	client, err := paykickstart.New(sb.AuthToken, paykickstart.WithBaseURL(sb.URL))
//
// A Sandbox holds a small invented vendor ([DefaultVendor]), keeps state (what is
// bought makes transactions, licenses and subscriptions), has a clock that can be
// moved ([Sandbox.Advance] runs rebills, trial ends and scheduled cancellations),
// sends signed notifications ([WithNotify]), keeps a ledger of what was really
// charged ([Sandbox.Ledger]) and fails on request ([WithFaults]). As a program it is
// cmd/paykickstart-sandbox.
//
// # What is documented and what is a guess
//
// Routes, parameters and the members of successful answers are as documented,
// with the documented misspellings and loose types. A request that is not as
// documented is refused: an unknown, missing or badly typed parameter, another
// method, parameters in the wrong place.
//
// The API documents not one error answer. Every refusal here is a guess at what a
// Laravel application plausibly gives: 401 and 405 with a JSON message, 404 with
// an HTML page for an unknown route and a JSON message for an unknown id, 422
// with {"message", "errors": {field: [text]}} for bad parameters, and a falsy
// success or status with a message where the state does not allow the call. A
// declined card is 200 with a top-level "errors". Also guesses: the answers of
// subscriptions/change and subscriptions/usage, which events a change or a
// reactivation sends, which sales an affiliate is told of, and how failed rebills
// are tried again.
//
// Coupons can be created and seen ([Sandbox.Coupons]) and change no price: the API's
// purchase takes none, only PayKickstart's own checkout pages do. Refunds have no
// API call either: [Sandbox.Refund] is the vendor's button.
//
// Nothing is shared between two sandboxes, and all methods are safe for
// concurrent use.
package sandbox
