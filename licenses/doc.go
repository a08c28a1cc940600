// Package licenses asks about license keys, activates and clears them, and turns them on and off (2.2).
//
// A program that starts only with a good license wants [Service.Check]. The other methods are for back offices. A refund or
// a cancellation does not end a license by itself: [Service.Disable] tells when to do it.
//
// Keys are opaque. Go on with the LicenseKey of an answer, which is PayKickstart's spelling, not with what a buyer typed.
//
// Never ship the auth token in a program that others run: it opens the whole account, charges and affiliates included. Such
// a program asks the vendor's own server, and the server calls Check.
//
// What sections, newer and inferred mean, and how to test, is told once in package api.
package licenses
