// Package subscriptions cancels, reactivates and changes subscriptions and reports their metered usage (2.3).
//
// To PayKickstart a purchase is the subscription: every call takes the purchase's invoice id ("PK-P..."). There is no call
// to pause a subscription; that exists in PayKickstart's user interface only.
//
// Section numbers such as 2.3.1 are those of PayKickstart's API document, edition of 2018/2019. Inferred means: concluded
// from newer PayKickstart material or from programs that work, and not in that document.
//
// json.Marshal of a ChangeResult writes PayKickstart's names (invoice_id for InvoiceID) and nothing of Extra.
//
// For tests: Service is a struct. Declare the interface that you need in your own package, *subscriptions.Service satisfies
// it; or run package sandbox.
package subscriptions
