package transport

import (
	"net/url"
	"strings"

	"github.com/google/go-querystring/query"
)

const tokenField = "auth_token"

// encode turns the params of a call into its form.
func encode(params any) (url.Values, error) {
	switch p := params.(type) {
	case nil:
		return url.Values{}, nil
	case url.Values:
		return p, nil
	default:
		return query.Values(p)
	}
}

// IsTokenField reports whether PHP would read a field of that name as the auth token, which only this package may send.
func IsTokenField(name string) bool {
	name, _, _ = strings.Cut(strings.TrimLeft(name, " "), "\x00")
	name, _, _ = strings.Cut(name, "[")
	return strings.NewReplacer(".", "_", " ", "_").Replace(name) == tokenField
}
