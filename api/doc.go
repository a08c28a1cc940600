// Package api holds what every service of the client shares and what callers handle themselves: the [Error] that
// each call returns, the sentinels it matches, [Secret] and [Extra] inside results, and the [Attempt] that an observer
// sees.
//
// PayKickstart documents no error answer, no status code and no rate limit. What an answer means is therefore decided by
// this module, once, in this order: the HTTP status; the number of a failed server's status (408, 5xx) in a flag; then a
// filled "errors" or "error" member, also inside "data"; then the flags "success", "status", "code" and "status_code". A flag
// is a yes (true, 1, "ok", "success", 200 to 299, …), a no (false, 0, "", null, "error", "declined", 400 to 499, …) or, if it
// is in neither list, unreadable: [ErrBadResponse]. Names are compared without case, and a no beats a yes. An answer that
// should have a flag and has none is unreadable too. For a call that changes something, unreadable means
// [ErrOutcomeUnknown].
//
// # What the service packages share
//
// These rules hold in packages licenses, subscriptions, payments, affiliates, coupons, leads and customers.
//
// Sources. A number such as 2.2.1 is a section of PayKickstart's API document, edition of 2018/2019. Newer means: in later
// PayKickstart material alone. Inferred, presumably and likely mean: concluded from either, or from programs that work, and
// in neither.
//
// Names go by meaning. Old parts of the API call a campaign "product" and a product "plan". Here a campaign is always
// CampaignID, a product ProductID, a PK-P… id InvoiceID and a PK-T… id TransactionID. The comment of each field names the
// parameter or member on the wire.
//
// Results. What the API sends as null or "" is zero, or nil where a pointer stands. Times are in UTC. Members that have no
// field are in Extra. json.Marshal writes PayKickstart's names, a [Secret] as [redacted], and nothing of Extra. Results hold
// personal data of buyers and affiliates: mind where you print and store them.
//
// Tests. Each service is a struct. Declare the interface that you need in your own package, and the service satisfies it. Or
// run package sandbox, which answers as PayKickstart does.
package api
