package payment

import (
	"context"

	"github.com/shopspring/decimal"

	"github.com/paykickstart-go/sdk/internal/phptext"
	"github.com/paykickstart-go/sdk/ipn"
)

// kinds leaves out subscription-payment: it tells of a transaction that sales tells of too.
var kinds = map[ipn.Event]Kind{
	ipn.EventSales:                     KindSale,
	ipn.EventRefund:                    KindRefund,
	ipn.EventSubscriptionPaymentFailed: KindFailed,
	ipn.EventSubscriptionCancelled:     KindCancellation,
}

// FromIPN returns what a notification of PayKickstart has in common with other platforms. ok is false for events that are none
// of the kinds, and for nil.
//
// EventSales is a rebill if IsRebill says so. EventSubscriptionPayment is not ok: PayKickstart reports each successful
// transaction as EventSales, rebills included, and a second Payment would count it twice. A free trial moves no money, so it
// likely sends no EventSales (a guess of package sandbox) and is no Payment: handle EventSubscriptionTrialStart yourself.
func FromIPN(n *ipn.Notification) (p Payment, ok bool) {
	if n == nil || kinds[n.Event] == "" {
		return Payment{}, false
	}
	p = Payment{
		Platform:       PlatformPayKickstart,
		Kind:           kinds[n.Event],
		Mode:           n.Mode,
		Buyer:          ipn.Person{FirstName: n.Buyer.FirstName, LastName: n.Buyer.LastName, Email: n.Buyer.Email},
		ProductID:      n.ProductID,
		ProductName:    n.ProductName,
		CampaignID:     n.CampaignID,
		Amount:         amountOf(n),
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
	if p.Kind == KindSale && n.IsRebill {
		p.Kind = KindRebill
	}
	return p, true
}

// amountOf is the amount that the event moved. A cancellation moves none.
func amountOf(n *ipn.Notification) *decimal.Decimal {
	if n.Event == ipn.EventSubscriptionCancelled {
		return nil
	}
	if n.Amount.IsZero() && phptext.Trim(n.Form.Get("amount")) == "" {
		return nil
	}
	amount := n.Amount
	return &amount
}

// Func is a callback for payments of all platforms, and an [ipn.Handler]: it is called for notifications that are a [Payment],
// and acknowledges all others. See [KartraIPN] and [KartraOutbound] for the handlers of Kartra's notifications.
type Func func(ctx context.Context, p Payment) error

// HandleNotification calls f if n is a [Payment].
func (f Func) HandleNotification(ctx context.Context, n *ipn.Notification) error {
	if p, ok := FromIPN(n); ok {
		return f(ctx, p)
	}
	return nil
}
