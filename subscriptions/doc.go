// Package subscriptions cancels, reactivates and changes subscriptions and reports their metered usage (API docs 2.3).
//
// To PayKickstart a purchase is the subscription: every call takes the purchase's invoice id ("PK-P..."). There is no call
// to pause a subscription; that exists in PayKickstart's user interface only.
package subscriptions
