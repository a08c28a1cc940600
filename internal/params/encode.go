package params

import (
	"net/url"

	"github.com/google/go-querystring/query"
)

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
