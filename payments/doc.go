// Package payments charges buyers and reads purchases and transactions back (2.4).
//
// A purchase has two parts. In the buyer's browser a payment processor's script turns the card or bank account into a
// token; [TokenizeScript] builds the address of PayKickstart's own script for that. On your server [PurchaseService.Create] sends
// the token with what is bought. No parameter takes a full card number or a CVC.
//
// PayKickstart documents no idempotency key: read what [PurchaseService.Create] says about its context and [api.ErrOutcomeUnknown]
// before going live.
//
// # Names
//
// Names go by meaning. Old parts of the API call a campaign "product" and a product "plan"; here a campaign is always
// CampaignID and a product ProductID, PK-P… is an InvoiceID and PK-T… a TransactionID. Each field's comment names the
// member or parameter on the wire.
//
// Section numbers such as 2.4.1 are those of PayKickstart's API document, edition of 2018/2019. Newer means: in later
// PayKickstart material alone. Inferred means: concluded from either or from programs that work, and in neither.
//
// # Personal data
//
// A Purchase and a Transaction hold the buyer's personal data: mind where you print and store them. json.Marshal of them
// writes PayKickstart's names (product_id is the campaign there), secrets as [redacted], and nothing of Extra.
// [CreateParams], [UpdateCardParams] and the payment methods print and marshal without tokens and without the buyer.
//
// # Tests
//
// Service is a struct. Declare the interface that you need in your own package, *payments.PurchaseService satisfies it; or run
// package sandbox.
package payments
