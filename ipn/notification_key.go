package ipn

import (
	"strconv"
	"strings"
)

// Key returns what makes this notification the same as another. Its format is frozen. Put a unique index on it for sales,
// subscription-payment, refund and subscription-payment-failed only. For all other events upsert: a second real cancellation
// has the key of the first.
//
//	v1|campaign_id|event|transaction_id|invoice_id|transaction_time|amount
//	v1|10001|sales|PK-TN0LNO7XWR|PK-PZ1WK636WR|1469014598|9.99
//
// The texts are trimmed; "%" in them becomes "%25" and "|" becomes "%7C". The time is in unix seconds, the amount has no
// trailing zeros; campaign, time and amount are empty when absent or zero. A second delivery of one notification has the same
// key: PayKickstart repeats all six (inferred). The campaign is part of it because a secret speaks for its campaign alone.
// Without it, who knows another campaign's secret could make a notification of yours look like a duplicate.
//
// Per event (inferred; the API documents no key):
//
//   - sales, subscription-payment: a payment each. The first payment and each rebill of an invoice differ in transaction_id.
//     The events differ too, so one payment that sends both has two keys.
//   - refund: a refund each. A second partial refund of one transaction differs in time or amount.
//   - subscription-payment-failed: an attempt each, by transaction_id and time.
//   - subscription-created, -cancelled, -trial-start, -trial-end, -updated, -changed: the event on its invoice. No event
//     carries a time of its own, so a second cancellation, after a reactivation, has the key of the first. The handler
//     therefore hands these on again: see [Notification.Repeated].
//
// The key is no secret and proves nothing: names are not signed, so the handler claims the verified code beside it.
func (n *Notification) Key() string {
	if n == nil {
		return ""
	}
	campaign, at, amount := "", "", ""
	if n.CampaignID != 0 {
		campaign = strconv.FormatInt(n.CampaignID, 10)
	}
	if !n.TransactionTime.IsZero() {
		at = strconv.FormatInt(n.TransactionTime.Unix(), 10)
	}
	if !n.Amount.IsZero() {
		amount = n.Amount.String()
	}
	parts := [...]string{campaign, string(n.Event), n.TransactionID, n.InvoiceID, at, amount}
	key := make([]byte, 0, 80)
	key = append(key, "v1"...)
	for _, part := range parts {
		key = append(key, '|')
		key = append(key, keyEscapes.Replace(part)...)
	}
	return string(key)
}

var keyEscapes = strings.NewReplacer("%", "%25", "|", "%7C")
