package params

import "strings"

// TokenField is the field that carries the auth token.
const TokenField = "auth_token"

// IsTokenField reports whether PHP would read a field of that name as the auth token, which only the transport may send.
func IsTokenField(name string) bool { return isField(name, TokenField) }

// isField reports whether PHP would read name as a field, or as a part of it.
func isField(name, field string) bool {
	name, _, _ = strings.Cut(name, "\x00")
	name = strings.TrimLeft(name, " ")
	base, _, _ := strings.Cut(name, "[")
	// A bracket that is never closed is an underscore to PHP.
	return underscores.Replace(base) == field || underscores.Replace(name) == field
}

var underscores = strings.NewReplacer(".", "_", " ", "_", "[", "_")

// SameInPHP returns two of the names that PHP makes one when they stand behind a prefix such as custom_.
func SameInPHP(names []string) (a, b string, ok bool) {
	seen := map[string]string{}
	for _, name := range names {
		read := underscores.Replace(name)
		if other, twice := seen[read]; twice {
			return other, name, true
		}
		seen[read] = name
	}
	return "", "", false
}
