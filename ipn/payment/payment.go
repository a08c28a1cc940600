// Package payment is what the notifications of PayKickstart and of Kartra have in common, for vendors who sell on both and want
// one callback: see [FromIPN], [FromKartraIPN] and [FromKartraOutbound], and [Func].
//
//	onPayment := payment.Func(func(ctx context.Context, p payment.Payment) error { … })
//	http.Handle("/paykickstart", ipn.NewHandler(verifier, onPayment))
//	http.Handle("/kartra/ipn", notify.NewIPNHandler(kartraVerifier, payment.KartraIPN(onPayment)))
//	http.Handle("/kartra/leads", notify.NewOutboundHandler(gate, onLead))
//
// Wire [KartraIPN] or [KartraOutbound]. Never both: Kartra may send a purchase on both, and their keys differ, so no store tells
// that they are one.
//
// What a platform does not send is absent here, never guessed.
package payment

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/paykickstart-go/sdk/ipn"
)

// Payment is one event about money: a copy of what its notification says. Changing it changes nothing else.
type Payment struct {
	// Platform sent the notification.
	Platform Platform
	// Kind says what happened.
	Kind Kind
	// Proof says what vouches for the notification. Grant nothing on ProofNone.
	Proof Proof
	// Mode is live or test. Kartra does not send it: empty there, test transactions included.
	Mode ipn.Mode
	// Buyer is who paid or was to pay.
	Buyer ipn.Person
	// ProductID and ProductName are the platform's own: the same number on the other platform is another product. Decide by
	// Platform and ProductID together.
	ProductID   int64
	ProductName string
	// CampaignID is PayKickstart's campaign, which the notification speaks for; 0 at Kartra. Check it together with ProductID,
	// or use [ipn.WithProducts].
	CampaignID int64
	// Amount is as sent, in units of Currency; nil when none was sent. A cancellation has none on either platform: the amount
	// that PayKickstart sends with it is that of the last payment (inferred). Sign and scope of a refund are documented by
	// neither.
	Amount *decimal.Decimal
	// Currency is an ISO code; empty when not sent, as always at Kartra.
	Currency string
	// TransactionID names this payment, ParentTransactionID the one that is refunded or charged back (Kartra only).
	TransactionID, ParentTransactionID string
	// SubscriptionID names what is paid again and cancelled: PayKickstart's invoice id, which one-time purchases have too,
	// or Kartra's subscription id, which they have not.
	SubscriptionID string
	// Time is in UTC, zero when not sent. Kartra's is read in a zone that you may have to set. On a cancellation PayKickstart
	// sends the time of the last payment (inferred).
	Time time.Time
	// Repeated and ReceivedAt are what the methods of [ipn.Notification] return; false and zero at Kartra.
	Repeated   bool
	ReceivedAt time.Time
	// Key is what Key of the notification returns.
	Key string
}

// Platform is where a notification comes from.
type Platform string

// The platforms that this module reads.
const (
	PlatformPayKickstart Platform = "paykickstart"
	PlatformKartra       Platform = "kartra"
)

// Kind says what a [Payment] is.
type Kind string

// The kinds that the platforms have in common, and two that only Kartra tells apart.
const (
	// KindSale: somebody bought something. A free trial of PayKickstart likely makes none: see [FromIPN].
	KindSale Kind = "sale"
	// KindRebill: a subscription was paid again.
	KindRebill Kind = "rebill"
	// KindFailed: a payment failed.
	KindFailed Kind = "failed"
	// KindRefund: a payment was refunded; with PayKickstart in whole or in part, which it does not tell.
	KindRefund Kind = "refund"
	// KindPartialRefund: a payment was refunded in part (Kartra only).
	KindPartialRefund Kind = "partial_refund"
	// KindChargeback: the bank took a payment back (Kartra only).
	KindChargeback Kind = "chargeback"
	// KindCancellation: a subscription was cancelled.
	KindCancellation Kind = "cancellation"
)

// Proof says what vouches for a notification. The zero Proof is nothing: anybody may have written it.
type Proof uint8

// What can vouch for a notification, the weakest first.
const (
	// ProofNone: nothing.
	ProofNone Proof = iota
	// ProofSharedSecret: the sender knows a secret that travels beside the content and is not bound to it (Kartra).
	ProofSharedSecret
	// ProofSignature: the values are signed (PayKickstart). Names and time are not: see package ipn.
	ProofSignature
)

// String returns the proof's name for logs.
func (p Proof) String() string {
	switch p {
	case ProofSharedSecret:
		return "shared secret"
	case ProofSignature:
		return "signature"
	default:
		return "none"
	}
}
