package paykickstart

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/paykickstart-go/sdk/internal/params"
	"github.com/paykickstart-go/sdk/internal/transport"
)

const opCall = "Call"

// Call sends a request to a route that has no method yet, and returns the whole answer. It goes the same way as every other
// call. The route is relative to the base URL ("licenses/data"). GET is a read and may be tried again. POST is a write, and is
// sent again only if it never left. [WithReadsByPOST] changes neither. The auth token is added; params must not hold it, in
// any spelling that PHP takes for it.
//
// Errors are as for every call. A success flag that says no, or errors in the answer, match [api.ErrRejected], and a refusal
// that speaks of a payment [api.ErrDeclined]. What the route answers is not known here. So an answer without a flag is a
// success, all but an object with nothing but a message: look at it before you rely on it. No excerpt of a 2xx answer is kept
// on the error.
//
// Payment tokens and card digits that params hold under their documented names are masked wherever an answer repeats them.
// Secrets under other names are not known and not masked.
func (c *Client) Call(ctx context.Context, method, route string, params url.Values) (json.RawMessage, error) {
	if err := checkCall(method, route, params); err != nil {
		return nil, err
	}
	var result json.RawMessage
	want := answer.Want{Into: &result, AnyShape: true, Payment: true}
	call := transport.Post(opCall, route, params, want)
	if method == http.MethodGet {
		call = transport.Get(opCall, route, params, want)
	}
	call.NoExcerpt, call.KeepMethod = true, true
	if err := c.transport.Do(ctx, call); err != nil {
		return nil, err
	}
	return result, nil
}

func checkCall(method, route string, form url.Values) error {
	var p params.Problems
	checkMethod(&p, method)
	checkRoute(&p, route)
	for name := range form {
		if params.IsTokenField(name) {
			p.Add("params", "must not hold auth_token, which is added on the way")
		}
	}
	return p.Err(opCall)
}

func checkMethod(p *params.Problems, method string) {
	if method != http.MethodGet && method != http.MethodPost {
		p.Add("method", "must be GET or POST")
	}
}

func checkRoute(p *params.Problems, route string) {
	p.Text("route", route)
	if strings.ContainsFunc(route, noPath) || strings.HasPrefix(route, "/") || strings.Contains(route, "..") || strings.Contains(route, "//") {
		p.Add("route", "must be a plain path below the base URL, such as licenses/data, without a query")
	}
}

func noPath(r rune) bool { return strings.ContainsRune(`?#%\ :`, r) || r < ' ' || r == 0x7f }
