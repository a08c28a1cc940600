package kartra

import (
	"cmp"

	"github.com/shopspring/decimal"

	"github.com/paykickstart-go/sdk/ipn"
)

// Payment returns what n has in common with other platforms; ok is false when its kind is none of the documented ones.
func (n *IPN) Payment() (p ipn.Payment, ok bool) {
	if n == nil {
		return ipn.Payment{}, false
	}
	kind, ok := paymentKinds[n.Kind]
	if !ok {
		return ipn.Payment{}, false
	}
	return n.payment(kind, n.Key(), n.Verified()), true
}

// Payment returns what o has in common with other platforms; ok is false when its action is about no payment. A purchase is
// what its transaction_type says (a rebill, perhaps), and a sale if that is absent or none of the documented ones. Buyer
// members that the transaction lacks are taken from the lead.
func (o *Outbound) Payment() (p ipn.Payment, ok bool) {
	if o == nil {
		return ipn.Payment{}, false
	}
	kind, ok := actionKinds[o.Action]
	if !ok {
		return ipn.Payment{}, false
	}
	t := o.Transaction
	if t == nil {
		t = new(Transaction)
	}
	if said := paymentKinds[t.Kind]; said != "" && o.Action == ActionBuyProduct {
		kind = said
	}
	p = t.payment(kind, o.Key(), o.Gated())
	p.Buyer = ipn.Person{
		FirstName: cmp.Or(p.Buyer.FirstName, o.Lead.FirstName),
		LastName:  cmp.Or(p.Buyer.LastName, o.Lead.LastName),
		Email:     cmp.Or(p.Buyer.Email, o.Lead.Email),
	}
	return p, true
}

var paymentKinds = map[Kind]ipn.PaymentKind{
	KindSale:          ipn.PaymentSale,
	KindRebill:        ipn.PaymentRebill,
	KindFailed:        ipn.PaymentFailed,
	KindRefund:        ipn.PaymentRefund,
	KindPartialRefund: ipn.PaymentPartialRefund,
	KindChargeback:    ipn.PaymentChargeback,
	KindCancellation:  ipn.PaymentCancellation,
}

var actionKinds = map[Action]ipn.PaymentKind{
	ActionBuyProduct:           ipn.PaymentSale,
	ActionRefundProduct:        ipn.PaymentRefund,
	ActionPartialRefundProduct: ipn.PaymentPartialRefund,
	ActionCancelSubscription:   ipn.PaymentCancellation,
}

func (t *Transaction) payment(kind ipn.PaymentKind, key string, secret bool) ipn.Payment {
	p := ipn.Payment{
		Platform:            ipn.PlatformKartra,
		Kind:                kind,
		Buyer:               ipn.Person{FirstName: t.Buyer.FirstName, LastName: t.Buyer.LastName, Email: t.Buyer.Email},
		ProductID:           t.ProductID,
		ProductName:         t.ProductName,
		Amount:              decimal.NullDecimal{Decimal: t.FullAmount, Valid: t.amountSent || !t.FullAmount.IsZero()},
		TransactionID:       t.TransactionID,
		ParentTransactionID: t.ParentID,
		SubscriptionID:      t.SubscriptionID,
		Time:                t.Date,
		Key:                 key,
	}
	if secret {
		p.Proof = ipn.ProofSharedSecret
	}
	return p
}
