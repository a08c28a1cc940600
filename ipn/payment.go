package ipn

import (
	"context"
	"time"

	"github.com/shopspring/decimal"
)

// Payment is what the notifications of several platforms have in common, for vendors who sell on more than one and want one
// callback: see [Notification.Payment], and IPN.Payment and Outbound.Payment of package kartra. What a platform does not
// send is absent here, never guessed. It is a copy; changing it changes nothing else.
type Payment struct {
	// Platform sent the notification.
	Platform Platform
	// Kind says what happened.
	Kind PaymentKind
	// Proof says what vouches for the notification. Grant nothing on ProofNone.
	Proof Proof
	// Mode is live or test. Kartra does not send it: empty there, test transactions included.
	Mode Mode
	// Buyer is who paid or was to pay.
	Buyer Person
	// ProductID and ProductName are the platform's own.
	ProductID   int64
	ProductName string
	// CampaignID is PayKickstart's campaign, which the notification speaks for; 0 at Kartra. Check it together with ProductID,
	// or use [WithProducts].
	CampaignID int64
	// Amount is as sent, and not Valid when none was. A cancellation has none on either platform: the amount that PayKickstart
	// sends with it is that of the last payment. Sign and scope of a refund are documented by neither.
	Amount decimal.NullDecimal
	// Currency is an ISO code; empty when not sent, as always at Kartra.
	Currency string
	// TransactionID names this payment, ParentTransactionID the one that is refunded or charged back (Kartra only).
	TransactionID, ParentTransactionID string
	// SubscriptionID names what is paid again and cancelled: PayKickstart's invoice id, which one-time purchases have too,
	// or Kartra's subscription id, which they have not.
	SubscriptionID string
	// Time is in UTC, zero when not sent. Kartra's is read in a zone that you may have to set. On a cancellation PayKickstart
	// sends the time of the last payment.
	Time time.Time
	// Repeated and ReceivedAt are what the methods of [Notification] return; false and zero at Kartra.
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

// PaymentKind says what a [Payment] is.
type PaymentKind string

// The kinds that the platforms have in common, and two that only Kartra tells apart.
const (
	// PaymentSale: somebody bought something.
	PaymentSale PaymentKind = "sale"
	// PaymentRebill: a subscription was paid again.
	PaymentRebill PaymentKind = "rebill"
	// PaymentFailed: a payment failed.
	PaymentFailed PaymentKind = "failed"
	// PaymentRefund: a payment was refunded; with PayKickstart in whole or in part, which it does not tell.
	PaymentRefund PaymentKind = "refund"
	// PaymentPartialRefund: a payment was refunded in part (Kartra only).
	PaymentPartialRefund PaymentKind = "partial_refund"
	// PaymentChargeback: the bank took a payment back (Kartra only).
	PaymentChargeback PaymentKind = "chargeback"
	// PaymentCancellation: a subscription was cancelled.
	PaymentCancellation PaymentKind = "cancellation"
)

// Proof says what vouches for a notification. The zero Proof is nothing: anybody may have written it.
type Proof uint8

// What can vouch for a notification, the weakest first.
const (
	// ProofNone: nothing.
	ProofNone Proof = iota
	// ProofSharedSecret: the sender knows a secret that travels beside the content and is not bound to it (Kartra).
	ProofSharedSecret
	// ProofSignature: the values are signed (PayKickstart). Names and time are not: see the package documentation.
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

// paymentKinds leaves out subscription-payment: it tells of a transaction that sales tells of too.
var paymentKinds = map[Event]PaymentKind{
	EventSales:                     PaymentSale,
	EventRefund:                    PaymentRefund,
	EventSubscriptionPaymentFailed: PaymentFailed,
	EventSubscriptionCancelled:     PaymentCancellation,
}

// Payment returns what n has in common with other platforms; ok is false for events that are none of the kinds. EventSales
// is a rebill if IsRebill says so. EventSubscriptionPayment is not ok: PayKickstart reports each successful transaction as
// EventSales, rebills included, and a second Payment would count it twice.
func (n *Notification) Payment() (p Payment, ok bool) {
	if n == nil || paymentKinds[n.Event] == "" {
		return Payment{}, false
	}
	p = Payment{
		Platform:       PlatformPayKickstart,
		Kind:           paymentKinds[n.Event],
		Mode:           n.Mode,
		Buyer:          Person{FirstName: n.Buyer.FirstName, LastName: n.Buyer.LastName, Email: n.Buyer.Email},
		ProductID:      n.ProductID,
		ProductName:    n.ProductName,
		CampaignID:     n.CampaignID,
		Amount:         n.paymentAmount(),
		Currency:       n.Currency,
		TransactionID:  n.TransactionID,
		SubscriptionID: n.InvoiceID,
		Time:           n.TransactionTime,
		Repeated:       n.Repeated(),
		ReceivedAt:     n.ReceivedAt(),
		Key:            n.Key(),
	}
	if n.VerifiedBy() != 0 {
		p.Proof = ProofSignature
	}
	if p.Kind == PaymentSale && n.IsRebill {
		p.Kind = PaymentRebill
	}
	return p, true
}

// paymentAmount is the amount that the event moved. A cancellation moves none.
func (n *Notification) paymentAmount() decimal.NullDecimal {
	if n.Event == EventSubscriptionCancelled {
		return decimal.NullDecimal{}
	}
	return decimal.NullDecimal{Decimal: n.Amount, Valid: !n.Amount.IsZero() || trim(n.Form.Get("amount")) != ""}
}

// PaymentFunc is a [Handler] that is called for notifications that are a [Payment]; all others it acknowledges. Package
// kartra takes the same function.
type PaymentFunc func(ctx context.Context, p Payment) error

// HandleNotification calls f if n is a [Payment].
func (f PaymentFunc) HandleNotification(ctx context.Context, n *Notification) error {
	if p, ok := n.Payment(); ok {
		return f(ctx, p)
	}
	return nil
}
