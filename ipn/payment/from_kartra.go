package payment

import (
	"cmp"
	"context"

	"github.com/shopspring/decimal"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/kartra/notify"
)

var kartraKinds = map[notify.Kind]Kind{
	notify.KindSale:          KindSale,
	notify.KindRebill:        KindRebill,
	notify.KindFailed:        KindFailed,
	notify.KindRefund:        KindRefund,
	notify.KindPartialRefund: KindPartialRefund,
	notify.KindChargeback:    KindChargeback,
	notify.KindCancellation:  KindCancellation,
}

var kartraActions = map[notify.Action]Kind{
	notify.ActionBuyProduct:           KindSale,
	notify.ActionRefundProduct:        KindRefund,
	notify.ActionPartialRefundProduct: KindPartialRefund,
	notify.ActionCancelSubscription:   KindCancellation,
}

// FromKartraIPN returns what a notification of Kartra's IPN has in common with other platforms. ok is false when its kind is none
// of the documented ones, and for nil.
func FromKartraIPN(n *notify.IPN) (p Payment, ok bool) {
	if n == nil || kartraKinds[n.Kind] == "" {
		return Payment{}, false
	}
	return fromTransaction(&n.Transaction, kartraKinds[n.Kind], n.Key(), n.Verified()), true
}

// FromKartraOutbound returns what a notification of Kartra's Outbound API has in common with other platforms. ok is false when
// its action is about no payment, and for nil.
//
// A purchase is what its transaction_type says (a rebill, perhaps), and a sale if that is absent or none of the documented
// ones. What the transaction does not say of the buyer is taken from the lead.
func FromKartraOutbound(o *notify.Outbound) (p Payment, ok bool) {
	if o == nil || kartraActions[o.Action] == "" {
		return Payment{}, false
	}
	t := o.Transaction
	if t == nil {
		t = new(notify.Transaction)
	}
	kind := kartraActions[o.Action]
	if said := kartraKinds[t.Kind]; said != "" && o.Action == notify.ActionBuyProduct {
		kind = said
	}
	p = fromTransaction(t, kind, o.Key(), o.Gated())
	p.Buyer = ipn.Person{
		FirstName: cmp.Or(p.Buyer.FirstName, o.Lead.FirstName),
		LastName:  cmp.Or(p.Buyer.LastName, o.Lead.LastName),
		Email:     cmp.Or(p.Buyer.Email, o.Lead.Email),
	}
	return p, true
}

func fromTransaction(t *notify.Transaction, kind Kind, key string, knowsSecret bool) Payment {
	p := Payment{
		Platform:            PlatformKartra,
		Kind:                kind,
		Buyer:               ipn.Person{FirstName: t.Buyer.FirstName, LastName: t.Buyer.LastName, Email: t.Buyer.Email},
		ProductID:           t.ProductID,
		ProductName:         t.ProductName,
		TransactionID:       t.TransactionID,
		ParentTransactionID: t.ParentID,
		SubscriptionID:      t.SubscriptionID,
		Time:                t.Date,
		Key:                 key,
	}
	if t.HasFullAmount() {
		p.Amount = new(decimal.Decimal)
		*p.Amount = t.FullAmount
	}
	if knowsSecret {
		p.Proof = ProofSharedSecret
	}
	return p
}

// KartraIPN returns a callback for [notify.NewIPNHandler] that calls f for every IPN that is a [Payment], and acknowledges all
// others. Do not use [KartraOutbound] beside it: one purchase would be two payments. It panics at start when f is nil.
func KartraIPN(f Func) notify.IPNFunc { return payments("KartraIPN", f, FromKartraIPN) }

// KartraOutbound returns a callback for [notify.NewOutboundHandler] that calls f for every notification that is a [Payment], and
// acknowledges all others. Do not use [KartraIPN] beside it: one purchase would be two payments. It panics at start when f is
// nil.
func KartraOutbound(f Func) notify.OutboundFunc {
	return payments("KartraOutbound", f, FromKartraOutbound)
}

func payments[N any](name string, f Func, from func(N) (Payment, bool)) func(context.Context, N) error {
	if f == nil {
		panic("payment: " + name + ": nil function")
	}
	return func(ctx context.Context, n N) error {
		if p, ok := from(n); ok {
			return f(ctx, p)
		}
		return nil
	}
}
