package kartra

// Kind says what a transaction is (wire: transaction_type, on both surfaces). It is open.
type Kind string

// The kinds that Kartra's documents name.
const (
	// KindSale: a first payment, or a one-time one.
	KindSale Kind = "sale"
	// KindRebill: a later payment of a subscription, or the one after a trial.
	KindRebill Kind = "rebill"
	// KindFailed: a payment failed; the full amount is what was due.
	KindFailed Kind = "failed"
	// KindRefund and KindPartialRefund: ParentID is the transaction that was refunded.
	KindRefund        Kind = "refund"
	KindPartialRefund Kind = "partial_refund"
	// KindChargeback: the bank took a payment back. What else such a notification holds is not documented.
	KindChargeback Kind = "chargeback"
	// KindCancellation: a subscription was cancelled. It carries no amounts.
	KindCancellation Kind = "cancellation"
)
