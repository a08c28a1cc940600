package ipn

import "strings"

// claimKeys returns what makes n the same as another: the verified code, because a captured body can be sent again under
// other field names, and the key, because one fact can be sent with another code.
func (h *handler) claimKeys(n *Notification) []string {
	return []string{codeKey(n.halfCode), h.key(n)}
}

func codeKey(half string) string { return "code:" + half }

// probeKeys returns the keys of the codes that may stand among n's values. A body that carries both codes fits its
// verification_code under any names, also when its hash is no longer called so; but the hash must still be there, because
// verification_code covers its value.
func probeKeys(n *Notification) []string {
	if n.verifiedBy != SchemeVerificationCode {
		return nil
	}
	var keys []string
	for name, value := range n.Form.All() {
		if name == codeField {
			continue
		}
		for part := range strings.SplitSeq(value, "|") {
			if len(part) == codeLen && strings.Trim(part, "0123456789abcdef") == "" {
				keys = append(keys, codeKey(part[:codeLen/2]))
			}
		}
	}
	return keys
}
