// Package payments charges buyers and reads purchases and transactions back (2.4).
//
// A purchase has two parts. In the buyer's browser a payment processor's script turns the card or bank account into a
// token; [TokenizeScript] builds the address of PayKickstart's own script for that. On your server [PurchaseService.Create]
// sends the token with what is bought. No parameter takes a full card number or a security code.
//
// PayKickstart documents no idempotency key. Read what [PurchaseService.Create] says about its context and about
// [api.ErrOutcomeUnknown] before going live.
//
// A [Purchase] and a [Transaction] hold the buyer's personal data: mind where you print and store them. [CreateParams],
// [UpdateCardParams] and the payment methods print and marshal without tokens and without the buyer.
//
// What sections, newer and inferred mean, the rule of the names, and how to test, is told once in package api.
package payments
