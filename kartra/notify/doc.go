// Package notify receives the notifications of Kartra. They come on two surfaces that share no format:
//
//   - The Outbound API ("If a transaction is refunded" and 24 more) posts one JSON object: [DecodeOutbound],
//     [NewOutboundHandler].
//   - The IPN ("The IPN system") posts form fields: [DecodeIPN], [NewVerifier], [NewIPNHandler].
//
// A purchase may come on both: let one of them handle your money. Kartra lists rebills, failed payments and chargebacks for the
// IPN only, and tags, lists, memberships and the like for the Outbound API only. Whether a rebill sends [ActionBuyProduct] too is
// not documented.
//
// Package [github.com/paykickstart-go/sdk/ipn/payment] is what these notifications have in common with PayKickstart's. Stores,
// [ipn.Permanent] and the errors about bodies are those of package ipn.
//
// # What vouches for a notification
//
// Kartra signs nothing.
//
// The IPN carries secret_key, a text that you chose in Kartra. A right one proves that the sender knows it, and nothing
// else. It is not bound to the other fields: whoever sees one body can change it, repeat it, or write another. It travels in
// every body, and stands in whatever logs bodies. Kartra's documents show it on cancellations; that other kinds carry it is
// inferred.
//
// The Outbound API carries no secret at all. Put one into the URL yourself ([QuerySecret]), or into a header that your own proxy
// adds ([HeaderSecret]). URLs stand in access logs: keep query strings out of yours.
//
// So use https only, choose long random secrets, one for each URL, and replace them when in doubt: both take several secrets at
// once. Before you give away much, read the transaction back through Kartra's own API.
//
// # Times
//
// Times are in UTC. Kartra writes them without an offset; they are read as fixed EST, UTC-5, unless [WithLocation] says otherwise
// (inferred). Kartra's documents say "EST" for the IPN and for a lead's date_joined, and not whether that has New York's summer
// time; for the other times of the Outbound API they name no zone. The text as sent stands beside each time; [GDPR] has the text
// alone.
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
