// Package licenses asks about license keys, activates and clears them, and turns them on and off (2.2).
//
// A program that starts only with a good license wants [Service.Check]; the other methods are for back offices. A refund or
// a cancellation does not end a license by itself: call [Service.Disable].
//
// Keys are opaque. Go on with the LicenseKey of an answer, which is PayKickstart's spelling, not with what a buyer typed.
//
// Never ship the auth token in a program that others run: it opens the whole account, charges and affiliates included. Such
// a program asks the vendor's own server, and the server calls Check.
//
// Section numbers such as 2.2.1 are those of PayKickstart's API document, edition of 2018/2019. Inferred means: concluded
// from newer PayKickstart material or from programs that work, and not in that document.
//
// json.Marshal of a License or Status writes PayKickstart's names (purchase_id for InvoiceID) and nothing of Extra.
//
// For tests: Service is a struct. Declare the interface that you need in your own package, *licenses.Service satisfies it;
// or run package sandbox.
package licenses
