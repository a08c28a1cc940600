// Package subscriptions cancels, reactivates and changes subscriptions and reports their metered usage. Only Cancel is in the
// API document (2.3). The rest is newer.
//
// To PayKickstart a purchase is the subscription: every call takes the purchase's invoice id ("PK-P..."). The API documents
// no call to pause a subscription; that exists in PayKickstart's user interface.
//
// What sections, newer and inferred mean, and how to test, is told once in package api.
package subscriptions
