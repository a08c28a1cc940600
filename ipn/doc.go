// Package ipn receives PayKickstart's Instant Payment Notifications (2.1): it verifies them exactly as PHP signs them, decodes
// them, and calls your code once for each.
//
//	verifier, err := ipn.NewVerifier(ipn.Keys(secret)) // the campaign's IPN secret key
//	mux := ipn.NewMux()
//	mux.HandleFunc(ipn.EventSales, grant)
//	mux.HandleFunc(ipn.EventRefund, revoke)
//	http.Handle("/ipn", ipn.NewHandler(verifier, mux,
//		ipn.WithProducts(map[int64][]int64{10001: {20001}}), // what each campaign sells
//		ipn.WithStore(ipn.NewMemoryStore())))
//
// It stands alone: nothing of the API client is linked in. Package ipntest makes signed notifications for your tests.
// [Payment] is what notifications of several platforms have in common, for one callback for all of them. Package
// [github.com/paykickstart-go/sdk/ipn/kartra] receives those of Kartra.
//
// # What a verified notification proves
//
// Somebody who knows the campaign's secret signed these values. It does not prove more:
//
//   - The campaign named in the body picks the secret, and nothing binds the other values to it: who knows the secret of one
//     campaign can sign a sale of any product, in the name of that campaign. Check CampaignID and ProductID together:
//     [WithProducts] does. One secret for several campaigns speaks for all of them.
//   - Values are signed, names are not. Who has captured a notification can move a value to another name, and add or take away
//     fields that are empty or "0", and the code still fits. Array fields are not covered: see Notification.Unsigned.
//   - Values are joined with bars. Whoever may type a value (a name, a custom field) can put bars into it, and who also captures
//     that notification can cut it up into fields of any content: event, amount, product, buyer.
//   - Newer documents sign a conversion to ISO-8859-1 that drops what does not map, older ones the bytes as sent; which is in use
//     is not known, so both fit. Where only the converted form of a hash fits, characters from beyond it may have been put into
//     any value but the ids, times, amount, currency, event, mode, payment processor, transaction type, licenses, the buyer's
//     e-mail address and the URL for updating the card.
//   - There is no time and no nonce in the signature: a captured notification can be sent again for ever. The handler claims
//     Key and every sound code in the [Store], so neither a repeated nor a relabelled body about a payment is handled twice
//     while the store remembers. Under the name of an event that changes a state it is handed on, marked: see
//     [Notification.Repeated]. The handler cannot know a relabelled body whose original has never arrived.
//   - A test is signed with the same secret as a sale, and nobody has paid for it. The handler refuses all that is not
//     live, unless [WithTestMode] is given. But mode is a name too: who has captured a test that holds the word "live" in
//     some other field, which the buyer can see to in Custom, can relabel it as live. The refusal keeps out mistakes, not
//     forgers.
//   - Custom is whatever the buyer typed into the checkout's URL. It may say which account to credit. It never says what was
//     bought or for how much, and another buyer may have typed it.
//   - [DecodeAffiliate] reads a notification that is not signed at all.
//
// So take https for the URL, keep it out of pages and logs, and verify every event: a forged refund takes access away.
//
// # When to confirm
//
// The API client's [github.com/paykickstart-go/sdk/payments.PurchaseService.Confirm] reads the purchase and the transaction back and
// compares them with the notification. It can vouch only for what the API says of them, and its documentation names that for
// each event. It does not vouch for any other field: not for Custom, the names of persons, the licenses or the amount of a
// refund. It costs one or two requests. Hand it to [WithConfirm]; what it read is the callback's [Notification.Confirmation]:
//
//	ipn.WithConfirm(func(ctx context.Context, n *ipn.Notification) (any, error) {
//		read, err := client.Purchases.Confirm(ctx, n)
//		switch {
//		case errors.Is(err, payments.ErrMismatch):
//			return nil, ipn.Permanent(err) // not true: 403
//		case errors.Is(err, payments.ErrRefunded):
//			return read, nil // true, but over: the callback sees the refund and grants nothing
//		}
//		return read, err // nil: true; else could not ask: 503
//	})
//
// Use it before you grant what is valuable or cannot be taken back, when the amount decides what you grant, and for
// everything once the URL, a body or a secret may have leaked. Otherwise, and for what can be revoked later, a license key
// say, the signature will do as long as nobody reads along: that is what https is for. [WithSchemes] with SchemeHash alone
// refuses the older code, which leaves names free.
//
// # Order and duplicates
//
// Events come in any order and more than once: one payment may send sales, subscription-payment and subscription-created, a
// product may have several IPN URLs, and a failed delivery is sent again by hand from PayKickstart's logs. Grant on sales
// or on subscription-payment, not on both. Let your code read the state instead of counting events.
//
// No event carries its own time, so who cancels, comes back and cancels again sends the same notification twice. Events that
// change a state (all but sales, subscription-payment, refund and subscription-payment-failed) are therefore never dropped as
// duplicates: they are handed on again, with [Notification.Repeated]. Make that work idempotent.
//
// The promise is: handled at least once, and once only while the store remembers. A claim is taken before your code is
// called and completed after it has returned nil; a crash in between frees the claim after its lease, and the next delivery is
// handled again. A callback that ignores its context keeps its claim for as long as it runs, at most ten budgets. So make the work itself safe to repeat, for example by a unique index on [Notification.Key]. A [MemoryStore]
// forgets with the process; without a store nothing is remembered.
//
// # Slow work
//
// PayKickstart waits 20 seconds in all, 5 of them to connect and 15 for the request, and documents no repeating by itself (both
// newer material). When the work is slow or can fail for long, accept first: let
// the callback store n.Form.Raw() under n.Key() in your database and return nil, which answers 200. A worker reads it from
// there, calls [ParseForm] and [Decode] (it was verified before it was stored), and tries as often as it needs.
package ipn
