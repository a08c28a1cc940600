package ipn

// Event says what happened. It is open: values without a constant pass with all their fields.
type Event string

// The documented events (2.1.1). One transaction can send several of them, in any order, and each more than once (inferred).
//
// Sales, refund, subscription-payment and subscription-payment-failed are about one payment each. All others change a state. They
// carry the transaction, amount and time of the last payment (inferred), and no time of their own. So the handler hands them on
// when they come again: see [Notification.Repeated].
const (
	// EventSales: any successful transaction, rebills included. A free trial likely sends none (a guess of package sandbox).
	EventSales Event = "sales"
	// EventRefund: a transaction was refunded; that a refund of a part sends it too is inferred.
	EventRefund Event = "refund"
	// EventSubscriptionPayment: a rebill succeeded; some receivers see it for the first payment too.
	EventSubscriptionPayment Event = "subscription-payment"
	// EventSubscriptionCreated: a subscription was created.
	EventSubscriptionCreated Event = "subscription-created"
	// EventSubscriptionCancelled: a subscription was cancelled. Nothing in it says when: TransactionTime is when it was last
	// paid for.
	EventSubscriptionCancelled Event = "subscription-cancelled"
	// EventSubscriptionTrialStart: a trial began. Grant free trials on it, unless it is [Notification.Repeated].
	EventSubscriptionTrialStart Event = "subscription-trial-start"
	// EventSubscriptionTrialEnd: a trial ended; also before a successful conversion (newer material).
	EventSubscriptionTrialEnd Event = "subscription-trial-end"
	// EventSubscriptionPaymentFailed: a rebill failed; UpdateBillingURL is set.
	EventSubscriptionPaymentFailed Event = "subscription-payment-failed"
	// EventSubscriptionUpdated: reactivated in PayKickstart's own pages; also seen around a cancellation. Read the purchase.
	EventSubscriptionUpdated Event = "subscription-updated"
	// EventSubscriptionChanged: up- or downgraded; OldInvoiceID is set and InvoiceID is new.
	EventSubscriptionChanged Event = "subscription-changed"
)

// Mode tells a live notification from a test. It is open.
type Mode string

// The documented modes (2.1.1).
const (
	ModeLive Mode = "live"
	ModeTest Mode = "test"
)

// Processor is who moved the money. It is open: others than these pass.
type Processor string

// The processors that were seen (newer material).
const (
	ProcessorStripe       Processor = "stripe"
	ProcessorPayPal       Processor = "paypaladaptive"
	ProcessorBraintree    Processor = "braintree"
	ProcessorAuthorizeNet Processor = "authnet"
	// ProcessorTestMode: nobody's money; it comes with ModeTest.
	ProcessorTestMode Processor = "testmode"
)
