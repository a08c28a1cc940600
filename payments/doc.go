// Package payments charges buyers and reads purchases and transactions back (section 2.4 of PayKickstart's API document).
//
// A purchase has two parts. In the buyer's browser a payment processor's script turns the card or bank account into a
// token; [TokenizeScript] builds the address of PayKickstart's own script for that. On your server [Service.Create] sends
// the token with what is bought. A full card number or a CVC never reaches this package.
//
// PayKickstart has no idempotency key: read what [Service.Create] says about [api.ErrOutcomeUnknown] before going live.
//
// Names go by meaning. Old parts of the API call a campaign "product" and a product "plan"; here a campaign is always
// CampaignID and a product ProductID, PK-P… is an InvoiceID and PK-T… a TransactionID. Each field's comment names the
// member or parameter on the wire.
package payments
