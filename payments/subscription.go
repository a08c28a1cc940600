package payments

import (
	"time"

	"github.com/paykickstart-go/sdk/api"
)

// Subscription is the schedule of a purchase (2.4.3, inside a purchase). Package subscriptions cancels and changes by the
// purchase's InvoiceID. The API document shows it in a sample and explains no member: what the comments say of a member is
// inferred. Times are in UTC (inferred) and zero when null.
type Subscription struct {
	// ID is the internal number (wire: id).
	ID int64 `json:"id"`
	// PurchaseID is the purchase's [Purchase.ID] (wire: purchase_id).
	PurchaseID int64 `json:"purchase_id"`
	// SubscriptionUUID is the payment processor's id (wire: subscription_uuid).
	SubscriptionUUID string `json:"subscription_uuid"`
	// Count is the number of payments made (wire: count).
	Count int64 `json:"count"`
	// SplitCount is presumably the number of installments paid (wire: split_count).
	SplitCount int64 `json:"split_count"`
	// Status is 0 for an ended subscription, and where the API sent none; 1 presumably means active (wire: status).
	Status int64 `json:"status"`
	// FailedAttempts counts failed charges (wire: failed_attempts).
	FailedAttempts int64 `json:"failed_attempts"`
	// TrialExpireNotified says that the buyer was told of the trial's end (wire: trial_expire_notified).
	TrialExpireNotified bool `json:"trial_expire_notified"`
	// TrialEnds is the end of the trial (wire: trial_ends).
	TrialEnds time.Time `json:"trial_ends"`
	// NextDate is when the next charge is tried. It stays set after the end (wire: next_date).
	NextDate time.Time `json:"next_date"`
	// CancelNote is why it was cancelled (wire: cancel_note).
	CancelNote string `json:"cancel_note"`
	// CancelledBy is who cancelled, as an id or a text (wire: cancelled_by).
	CancelledBy string `json:"cancelled_by"`
	// CancelAt is when it was or will be cancelled (wire: cancel_at).
	CancelAt time.Time `json:"cancel_at"`
	// InQueue says that a charge waits (wire: in_queue).
	InQueue bool `json:"in_queue"`
	// AttemptedAt is when a charge was tried last (wire: attempted_at).
	AttemptedAt time.Time `json:"attempted_at"`
	// CreatedAt is when the subscription began (wire: created_at).
	CreatedAt time.Time `json:"created_at"`
	// UpdatedAt is when it changed last (wire: updated_at).
	UpdatedAt time.Time `json:"updated_at"`
	// Extra holds members without a field of their own.
	Extra api.Extra `json:"-"`
}
