package params

import (
	"net/url"
	"strings"

	"github.com/google/go-querystring/query"
)

// TokenField is the field that carries the auth token.
const TokenField = "auth_token"

// Encode turns the params of a call into its form.
func Encode(params any) (url.Values, error) {
	switch p := params.(type) {
	case nil:
		return url.Values{}, nil
	case url.Values:
		return p, nil
	default:
		return query.Values(p)
	}
}

// IsTokenField reports whether PHP would read a field of that name as the auth token, which only the transport may send.
func IsTokenField(name string) bool {
	name, _, _ = strings.Cut(name, "\x00")
	name = strings.TrimLeft(name, " ")
	base, _, _ := strings.Cut(name, "[")
	// A bracket that is never closed is an underscore to PHP.
	return underscores.Replace(base) == TokenField || underscores.Replace(name) == TokenField
}

var underscores = strings.NewReplacer(".", "_", " ", "_", "[", "_")
