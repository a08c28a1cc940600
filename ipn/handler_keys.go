package ipn

import (
	"strings"

	"github.com/paykickstart-go/sdk/internal/receive"
	"github.com/paykickstart-go/sdk/internal/signature"
)

// claimKeys returns what makes n the same as another: the verified code, because a captured body can be sent again under
// other field names, and the key, because one fact can be sent with another code.
func (h *handler) claimKeys(n *Notification) []string {
	return []string{codeKeys([]string{n.halfCode}, n.secretTag)[0], h.key(n)}
}

const (
	ownPrefix  = "key:"
	codePrefix = "code:"
	codeKeyLen = len(codePrefix) + signature.CodeLen/2 + len(":") + len(signature.Tag{})
)

// ownKey keeps a caller's keys, which buyers may have a say in, apart from the handler's and from each other. Only what could be
// taken for one of the handler's changes, and what could be taken for such a changed one.
func ownKey(key string) string {
	rest := key
	for strings.HasPrefix(rest, ownPrefix) {
		rest = rest[len(ownPrefix):]
	}
	if strings.HasPrefix(rest, codePrefix) || strings.HasPrefix(rest, receive.AgainPrefix) {
		return ownPrefix + key
	}
	return key
}

// movesMoney tells the events that are about one payment each, and so have a key of their own. All others change a state,
// and a second change back and forth has the key of the first.
func movesMoney(e Event) bool {
	switch e {
	case EventSales, EventSubscriptionPayment, EventRefund, EventSubscriptionPaymentFailed:
		return true
	default:
		return false
	}
}

// repeats reports whether n is handled again when its key is done. When its code alone is done, it is not: the same values were
// done under another key, so somebody has relabelled them.
func repeats(n *Notification) bool { return !movesMoney(n.Event) }

func markRepeated(n *Notification) { n.repeated = true }

// probeKeys returns the keys of the codes that may stand among n's values. A body that carries both codes fits its
// verification_code under any names, also when its hash is no longer called so; but the hash must still be there, because
// verification_code covers its value. The buyer has a say in how many there are, so they are looked up and never claimed.
func probeKeys(n *Notification) []string {
	if n.verifiedBy != SchemeVerificationCode {
		return nil
	}
	var halves []string
	for name, value := range n.Form.All() {
		if name == signature.CodeField {
			continue
		}
		for part := range strings.SplitSeq(value, "|") {
			if isCode(part) {
				halves = append(halves, part[:signature.CodeLen/2])
			}
		}
	}
	return codeKeys(halves, n.secretTag)
}

// codeKeys returns the keys of codes: half of each, and the tag of the secret. A relabelled body still fits the secret of its
// original; without the tag, who holds another campaign's secret could make a code done that a buyer has put into a field of
// yours. All keys are parts of one text: a body can hold 25,000 of them, and an allocation each would cost more than
// everything else about it.
func codeKeys(halves []string, tag signature.Tag) []string {
	var text strings.Builder
	text.Grow(len(halves) * codeKeyLen)
	for _, half := range halves {
		text.WriteString(codePrefix)
		text.WriteString(half)
		text.WriteByte(':')
		text.Write(tag[:])
	}
	keys := make([]string, len(halves))
	for i, rest := 0, text.String(); i < len(keys); i++ {
		keys[i], rest = rest[:codeKeyLen], rest[codeKeyLen:]
	}
	return keys
}

// isCode reports whether a word has the form of a code.
func isCode(word string) bool {
	if len(word) != signature.CodeLen {
		return false
	}
	for i := range len(word) {
		if c := word[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
