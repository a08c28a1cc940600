package params

import "strings"

// mostKeys is how deep PHP nests; it drops what is deeper.
const mostKeys = 64

// phpPath returns a name as PHP reads it, such as base[key][], and where in it the base and each key end. What stands behind
// the keys does not count, and a bracket that holds one blank is empty.
func phpPath(name string) (path string, ends []int) {
	name = strings.TrimLeft(name, " ")
	base, rest, _ := strings.Cut(name, "[")
	if !strings.Contains(rest, "]") {
		path = underscores.Replace(name)
		return path, []int{len(path)}
	}
	path = underscores.Replace(base)
	ends = []int{len(path)}
	for rest = "[" + rest; strings.HasPrefix(rest, "[") && len(ends) <= mostKeys; {
		key, after, closed := strings.Cut(rest[1:], "]")
		if !closed {
			break
		}
		if len(key) == 1 && strings.Contains(" \t\n\v\f\r", key) {
			key = ""
		}
		path += "[" + key + "]"
		ends = append(ends, len(path))
		rest = after
	}
	return path, ends
}

// paths finds names of which PHP would keep one alone: the same name in two spellings, a value where an array is, as x and
// x[a], and x[] beside a key that it may come to have.
type paths map[claim]string

// claim is what a name makes of a path.
type claim struct {
	kind kind
	path string
}

type kind byte

const (
	value kind = iota
	array
	listed // an array with []
	keyed  // an array with a key
)

// rivals are the kinds that a path cannot be as well.
func (k kind) rivals() []kind {
	return map[kind][]kind{value: {value, array}, array: {value}, listed: {keyed}, keyed: {listed}}[k]
}

// add returns a name that was added before and does not go with this one.
func (p paths) add(name string) (other string, clash bool) {
	claims := claimsOf(name)
	for _, c := range claims {
		for _, rival := range c.kind.rivals() {
			if other, clash = p[claim{rival, c.path}]; clash {
				return other, true
			}
		}
	}
	for _, c := range claims {
		p[c] = name
	}
	return "", false
}

func claimsOf(name string) []claim {
	path, ends := phpPath(name)
	claims := []claim{{value, path}}
	for i, end := range ends[:len(ends)-1] {
		element := keyed
		if path[end:ends[i+1]] == "[]" {
			element = listed
		}
		claims = append(claims, claim{array, path[:end]}, claim{element, path[:end]})
	}
	return claims
}
