// Package customers logs buyers in to their billing portal, where they see their purchases, change their cards and cancel.
//
// All of it is newer: from later PayKickstart material alone. The API document, edition of 2018/2019, does not have it.
//
// json.Marshal of a PortalSession writes PayKickstart's names, the login as [redacted], and nothing of Extra.
//
// For tests: Service is a struct. Declare the interface that you need in your own package, *customers.Service satisfies it;
// or run package sandbox.
package customers
