// Package notify reads the notifications of Kartra, which come on two surfaces that share no format:
//
//   - The Outbound API ("If a transaction is refunded" and 24 more) posts one JSON object: [DecodeOutbound],
//     [NewOutboundHandler].
//   - The IPN ("The IPN system") posts form fields: [DecodeIPN], [NewVerifier], [NewIPNHandler].
//
// Kartra lists rebills, failed payments and chargebacks for the IPN only, and tags, lists, memberships and the like for the
// Outbound API only. Whether a rebill sends [ActionBuyProduct] too is not documented. A purchase may come on both: have your
// money handled by one of them.
//
// # What vouches for a notification
//
// Kartra signs nothing. Package ipn's signature has no counterpart here.
//
// The IPN carries secret_key, a text that you chose in Kartra. That it is right proves that the sender knows it, and nothing
// else: it is not bound to the other fields, so whoever sees one body can change and repeat it, or write another. It travels
// in every body, in clear but for https, and stands in whatever logs bodies. Kartra's documents show it on cancellations for
// certain; on other kinds it is likely.
//
// The Outbound API carries no secret at all. The only gate is one that you put into the URL yourself ([QuerySecret]), or
// into a header that your own proxy adds ([HeaderSecret]). URLs stand in access logs: keep them out of yours.
//
// So take https only, choose long random secrets, one for each URL, and replace them when in doubt: both gates take
// several secrets at once. Before you give away much, read the transaction back through Kartra's own API.
//
// # Times
//
// Kartra writes times without an offset. Its documents say "EST" for the IPN and for a lead's date_joined, and not whether
// that means New York's summer time too; for the other times of the Outbound API they name no zone. Times here are read as
// fixed EST (UTC-5) everywhere unless [WithLocation] says otherwise (inferred), and are in UTC afterwards. The text as sent
// stands beside each; [GDPR] has the text alone.
//
// # What Kartra leaves open
//
// No currency, no test flag, no event id and no order of delivery. The sign of refunded amounts, and whether the full amount
// of a partial refund is the part or the whole, is not documented: amounts pass as they come. See [GDPR] for a field whose
// documents contradict each other.
//
// # Sources
//
// Names, values and types are those of Kartra's pages. The pages of the IPN, and of the Outbound API those of refunds,
// cancellations and surveys, were read themselves. The actions of the others, and the spelling of [ActionBuyProduct] and
// [ActionCancelSubscription], are from a third party's copy of the pages, with which working receivers agree where there
// are any. Comments that say inferred, likely or presumably go beyond both.
//
// Sections and generations in the comments: "2020" and "2024" are the editions of Kartra's pages; the later one renamed
// buyer_* to lead_*. Both occur, and fill the same fields; the later name wins when both are filled.
package notify
