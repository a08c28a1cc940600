package phpform

import "strings"

// addRewritten takes a decoded name that is not plain: it may have to be rewritten, be an array's element, or be dropped.
func (p *parser) addRewritten(name, value string, t *table) {
	name, _, _ = strings.Cut(name, "\x00")
	name = strings.TrimLeft(name, " ")
	base, rest := name, ""
	if i := strings.IndexByte(name, '['); i >= 0 {
		base, rest = name[:i], name[i:]
	}
	if base == "" {
		return
	}
	var room [4]key
	keys, state := splitKeys(room[:0], rest, name, p.nesting)
	if state == unclosed {
		base = name
	}
	plain := underscores.Replace(base)
	switch {
	case forgedPrefix(plain, name):
	case state == tooDeep:
		p.drop(plain, t)
	case len(keys) == 0:
		p.set(plain, value, t)
	default:
		field := p.field(plain, t)
		if field.Array == nil {
			field.Value, field.Array = "", newArray()
		}
		field.Array.set(keys, value)
	}
}

var underscores = strings.NewReplacer(" ", "_", ".", "_", "[", "_")

// forgedPrefix tells a name or key that looks like one that browsers guard though the whole name as sent does not; PHP
// drops it.
func forgedPrefix(plain, name string) bool {
	for _, prefix := range []string{"__Host-", "__Secure-"} {
		if strings.HasPrefix(plain, prefix) && !strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// key is what stands between two brackets; none means the next free number.
type key struct {
	text string
	none bool
	// forged ends the way to the element: neither it nor what would stand in it is set.
	forged bool
}

type keyState int

const (
	closed   keyState = iota
	unclosed          // no bracket is closed: it is no array
	tooDeep           // over the nesting limit
)

// splitKeys appends what "[a][b]…" holds to keys. Text after a bracket that does not open another is ignored, and so is a
// later bracket that never closes, and all after a forged key.
func splitKeys(keys []key, s, name string, nesting int) ([]key, keyState) {
	for strings.HasPrefix(s, "[") {
		if len(keys) == nesting {
			return nil, tooDeep
		}
		if len(keys) > 0 && keys[len(keys)-1].forged {
			return keys, closed
		}
		s = s[1:]
		from := 0
		if s != "" && isSpace(s[0]) {
			from = 1
		}
		end := strings.IndexByte(s[from:], ']')
		if end < 0 && len(keys) == 0 {
			return nil, unclosed
		}
		if end < 0 {
			return keys, closed
		}
		k := key{none: end == 0}
		if !k.none {
			k.text = s[:from+end]
			k.forged = forgedPrefix(k.text, name)
		}
		keys = append(keys, k)
		s = s[from+end+1:]
	}
	return keys, closed
}

// isSpace is C's isspace.
func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }
