// Package customers logs buyers in to their billing portal, where they see their purchases, change their cards and cancel.
//
// All of it is newer: the API document, edition of 2018/2019, does not have it. What newer and inferred mean, and how to
// test, is told once in package api.
package customers
