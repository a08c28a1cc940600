package notify

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/shopspring/decimal"
)

// Key returns what makes this IPN the same as another. Put a unique index on it to handle each once. Its format is frozen.
//
//	kartra-ipn-v1|transaction_type|transaction_id|transaction_date|transaction_full_amount
//	kartra-ipn-v1|refund|1002|2024-05-03 09:30:00|49
//
// Texts are as sent, trimmed; "%" in them becomes "%25" and "|" becomes "%7C". The amount has no trailing zeros; it is empty
// when absent or zero. A second delivery has the same key (inferred: Kartra documents none, and sends no id for a
// notification). Date and amount keep a second partial refund or a second failed attempt apart, should Kartra use one
// transaction id for both.
func (n *IPN) Key() string {
	if n == nil {
		return ""
	}
	return key("kartra-ipn-v1", string(n.Kind), n.TransactionID, n.DateText, amountOf(n.FullAmount))
}

// Key returns what makes this notification the same as another. Its format is frozen. With a transaction that has an id:
//
//	kartra-outbound-v1|action|transaction_id|transaction_date|transaction_full_amount
//	kartra-outbound-v1|refund_product|1002|2024-05-03 09:30:00|49
//
// in the terms of [IPN.Key]. All others have the SHA-256 of the body instead:
//
//	kartra-outbound-v1|assign_tag|sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
//
// Such a body has no id and no time. A tag that is assigned, taken away and assigned again sends the same body twice, and the key
// cannot tell the second event from a second delivery of the first: see [WithEveryActionOnce].
func (o *Outbound) Key() string {
	if o == nil {
		return ""
	}
	if t := o.Transaction; t != nil && t.TransactionID != "" {
		return key("kartra-outbound-v1", string(o.Action), t.TransactionID, t.DateText, amountOf(t.FullAmount))
	}
	digest := sha256.Sum256(o.raw)
	return key("kartra-outbound-v1", string(o.Action), "sha256:"+hex.EncodeToString(digest[:]))
}

var keyEscapes = strings.NewReplacer("%", "%25", "|", "%7C")

func key(version string, parts ...string) string {
	for i, part := range parts {
		parts[i] = keyEscapes.Replace(part)
	}
	return version + "|" + strings.Join(parts, "|")
}

func amountOf(d decimal.Decimal) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}
