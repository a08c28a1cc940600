// Package ipn receives PayKickstart's Instant Payment Notifications (2.1). It verifies them exactly as PHP signs them, decodes
// them, and calls your code once for each.
//
//	verifier, err := ipn.NewVerifier(ipn.Secrets(secret)) // the campaign's IPN secret key
//	mux := ipn.NewMux()
//	mux.HandleFunc(ipn.EventSales, grant)
//	mux.HandleFunc(ipn.EventRefund, revoke)
//	http.Handle("/ipn", ipn.NewHandler(verifier, mux,
//		ipn.WithProducts(map[int64][]int64{10001: {20001}}), // what each campaign sells
//		ipn.WithStore(ipn.NewMemoryStore())))
//
// The package stands alone: no client of the API is linked in. Three packages belong to it:
//
//   - [github.com/paykickstart-go/sdk/ipn/ipntest] makes signed notifications for your tests.
//   - [github.com/paykickstart-go/sdk/ipn/payment] is what notifications of PayKickstart and Kartra have in common, for one
//     callback for both.
//   - [github.com/paykickstart-go/sdk/kartra/notify] receives those of Kartra.
//
// # What a verified notification proves
//
// Somebody who knows the campaign's secret signed these values. It does not prove more:
//
//   - Not that the product is the campaign's. The campaign that the body names picks the secret, and nothing binds the other
//     values to it. Who knows the secret of one campaign can sign a sale of any product in the name of that campaign. Check
//     CampaignID and ProductID together: [WithProducts] does. One secret for several campaigns speaks for all of them.
//   - Not which value belongs to which name. Values are signed, names are not. Who has captured a notification can move a value
//     to another name, and can add or take away fields that are empty or "0": the code still fits. Array fields are not covered
//     at all: see Notification.Unsigned.
//   - Not where a value begins and ends. Values are joined with bars. A buyer can type bars into a name or a custom field.
//     Who also captures that notification can cut it up into fields of any content: event, amount, product, buyer.
//   - Not every character. Newer documents sign a conversion to ISO-8859-1 that drops what it does not have; older ones sign
//     the bytes as sent. Which of them is in use is not known, so both are accepted. Where only the converted form of a hash
//     fits, characters that ISO-8859-1 does not have may have been put into any value but these: ids, times, amount, currency,
//     event, mode, payment processor, transaction type, licenses, the buyer's e-mail address, and the URL for updating the card.
//   - Not that it is new. No time and no nonce is signed: a captured notification can be sent again for ever. The [Store]
//     remembers Key and the verified code, so that a relabelled body is not handled after its original, and one about a payment
//     not twice. An event that changes a state is handed on again under its own Key, marked: see [Notification.Repeated]. A
//     relabelled body whose original has never arrived cannot be recognised.
//   - Not that anybody paid. A test is signed with the same secret as a sale. The handler refuses all that is not live, unless
//     [WithTestMode] is given. That keeps out mistakes, not forgers: mode is a name too, and who has captured a test with the
//     word "live" in another field, which the buyer can see to in Custom, can relabel it as live.
//   - Not what Custom says. It is whatever the buyer typed into the checkout's URL. It may say which account to credit. It never
//     says what was bought or for how much, and another buyer may have typed it.
//
// [DecodeAffiliate] reads a notification that is not signed at all.
//
// So use https, keep the URL out of pages and logs, and verify every event: a forged refund takes access away.
//
// # When to confirm
//
// [github.com/paykickstart-go/sdk/payments.PurchaseService.Confirm] reads the purchase and the transaction back from the API and
// compares them with the notification. It costs one to three requests. It vouches for what its documentation names for each
// event, and for no other field: not for Custom, names of persons, licenses or the amount of a refund. Hand it to
// [WithConfirm]; what it read is then the callback's [Notification.Confirmation]:
//
//	ipn.WithConfirm(func(ctx context.Context, n *ipn.Notification) (any, error) {
//		if n.Event != ipn.EventSales {
//			return nil, nil // not one that you confirm: this is asked for every event, handled by your Mux or not
//		}
//		read, err := client.Purchases.Confirm(ctx, n)
//		switch {
//		case err == nil, errors.Is(err, payments.ErrRefunded):
//			return read, nil // true, or true but over: the callback looks at read.Refunded
//		case errors.Is(err, payments.ErrPending):
//			return nil, err // not yet true: 503
//		case errors.Is(err, payments.ErrMismatch), errors.Is(err, api.ErrInvalidParams):
//			return nil, ipn.Permanent(err) // not true: 403
//		default:
//			return nil, err // could not ask: 503
//		}
//	})
//
// A 503 only marks the delivery as failed in PayKickstart's log; nothing is known to repeat it by itself. Where pending payments
// happen, accept first and confirm in a worker of yours: see "Slow work".
//
// Confirm before you grant what is valuable or cannot be taken back, before you take anything away, when the amount decides what
// you grant, and everything once the URL, a body or a secret may have leaked. For what can be revoked later, a license key for
// one, the signature will do as long as nobody reads along: https is for that. [WithSchemes] with SchemeHash alone refuses the
// older code.
//
// # Order and duplicates
//
// Events come in any order and more than once. One payment may send sales, subscription-payment and subscription-created. A
// product may have several IPN URLs, and failed deliveries can be sent again by hand from PayKickstart's logs (both newer
// material). So grant on sales or on subscription-payment, not on both. Free trials likely send no sales (a guess of package
// sandbox): grant those on subscription-trial-start, unless it is repeated. Let your code read the state instead of counting
// events.
//
// No event carries its own time: who cancels, comes back and cancels again sends the same notification twice. Events that
// change a state (all but sales, subscription-payment, refund and subscription-payment-failed) are therefore not dropped as
// duplicates when their Key is done. They are handed on again, marked with [Notification.Repeated]. Make the work for them
// idempotent.
//
// The promise is: handled at least once, and once only while the store remembers. It is kept by claims: see [Store]. Work can be
// cut off by a crash and is then done again, so make it safe to repeat, for payments by a unique index on [Notification.Key]. A
// [MemoryStore] forgets with the process. Without a store nothing is remembered.
//
// # Slow work
//
// PayKickstart waits 20 seconds in all, 5 of them to connect and 15 for the request, and documents no repeating by itself (both
// newer material). When the work is slow or can fail for long, accept first: let the callback store n.Form.Raw() under n.Key()
// in your database and return nil, which answers 200. A worker reads it from there, calls [ParseForm] and [Decode] (it was
// verified before it was stored), and tries as often as it needs.
//
// Store ReceivedAt, Repeated, VerifiedBy and Unsigned beside it: what Decode returns has none of them. The key is unique for
// sales, subscription-payment, refund and subscription-payment-failed. For all other events upsert, and let the worker do
// the row again: a second real cancellation has the key of the first.
package ipn
