// Package sandbox is PayKickstart in a box: an HTTP server that behaves as the
// documented API does. With it an integration can be developed and tested before
// anyone is charged. PayKickstart itself has no sandbox.
//
//	sb, err := sandbox.Start()
//	defer sb.Close()
//	client, err := paykickstart.New(sb.AuthToken, paykickstart.WithBaseURL(sb.URL))
//
// A [Sandbox] plays a small invented vendor ([DefaultVendor]). It
//
//   - keeps state: what is bought makes transactions, licenses and subscriptions;
//   - has a clock that can be moved: [Sandbox.Advance] runs rebills, trial ends and
//     scheduled cancellations;
//   - sends signed notifications ([WithNotify]);
//   - keeps a ledger of what was really charged ([Sandbox.Ledger]);
//   - fails on request ([WithFaults]);
//   - is reached from other languages too ([WithControl]); as a program it is
//     cmd/paykickstart-sandbox.
//
// It plays no 3-D Secure and no pending payment. All money is USD, all times are UTC. Nothing is shared between two
// sandboxes, and all methods are safe for concurrent use.
//
// # What is documented
//
// The routes, parameters and members of successful answers are those of PayKickstart's
// API document (2018/2019), with its misspellings and loose types. These come from newer
// PayKickstart material alone: licenses/, subscriptions/re-activate, change and usage,
// affiliates/all and billing-customer; the parameters charge_overage, quantity and
// coupon_apply_to; the fields hash, currency, quantity, is_rebill, next_billing_date,
// transaction_type, tax and coupon of notifications.
//
// Where documents contradict each other both ways are taken: product_id and
// coupon_product_id of a coupon, cycles left out, empty or "null". Two samples call
// dev.paykickstart.com: that is no public test system.
//
// # What is a guess
//
// Every refusal is a guess, because the API documents not one error answer. A request
// that is not as documented is refused: an unknown, missing or badly typed parameter,
// another method, parameters in the wrong place. The answers are what a Laravel
// application plausibly gives:
//
//   - 401 and 405 with a JSON message;
//   - 404 with an HTML page for an unknown route, and with a JSON message for an unknown id;
//   - 422 with {"message", "errors": {field: [text]}} for bad parameters;
//   - 400, 413 and 415 with a JSON message for a body that cannot be read, is too large or
//     is no form;
//   - 200 with a falsy success or status and a message where the state does not allow
//     the call;
//   - 200 with a top-level "errors" for a declined card.
//
// All limits of values, such as two decimals, are the sandbox's.
//
// These are guesses too:
//
//   - Requests: that every read takes POST beside GET, with everything in the body; that
//     an address may have an empty second line and state; that a payment is exactly one
//     processor's fields, all of them; that installments and a recurring product exclude
//     each other; that a product has a highest quantity; that licenses/ needs one of its
//     two parameters; that charge_date counts unix seconds; that updateCcPw is not checked.
//   - Answers: all of subscriptions/change and subscriptions/usage; that a license in
//     licenses/ has key, status and GUID alone; success 1 where the sample of licenses/data
//     has 0 ([WithZeroLicenseData]); url null and type 1 of every purchase; amount, status
//     and count of a purchase and its subscription; the name of the processor Easy Pay
//     Direct; which transactions created_at means ([WithCreatedAt]). What the sandbox does
//     not play, such as browser, funnel or failed_email_sent, has an invented value.
//   - Licenses: 0 as the number of a disabled one; valid for enabled and active for
//     activated; that one that is in use elsewhere cannot be activated; that a purchase
//     brings its licenses once, whatever its quantity; that a change brings new ones.
//   - Money: that a free trial makes no transaction; how a change is prorated, credit kept
//     and usage charged; that installments are monthly; that a trial is paid per piece;
//     that a failed charge is tried again three times, a day apart, and then cancels; that
//     a monthly charge on a day that a month lacks comes in the first days of the next
//     month; that a subscription ends after its last payment without a notification; that a
//     cancellation in the past is one at once; that a coupon takes at most 100 percent.
//   - Notifications: which events a purchase, a trial, a change or a reactivation sends
//     together (also [WithFirstSubscriptionPayment]); that an event without a transaction
//     of its own repeats the last one's id, time and amount; the amount of a refund;
//     transaction_type, always primary; that custom fields of a purchase come back, under
//     names as PHP reads them, of which equal ones leave the last; that hash covers the
//     bytes as sent ([WithLatin1Hash]); over which fields the verification_code of a
//     receipt is made; which sales an affiliate is told of; that a failed delivery is not
//     repeated by itself.
//   - Affiliates, leads, portal: the commission; what a second confirmation and an unknown
//     buyer are answered.
//
// Coupons can be created and seen ([Sandbox.Coupons]) and change no price: no document
// shows a purchase by API that takes one. None shows a refund by API either:
// [Sandbox.Refund] is the vendor's button.
package sandbox
