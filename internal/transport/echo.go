package transport

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/paykickstart-go/sdk/internal/answer"
)

// What comes back from the wire can repeat what was sent. Middleware sees it, and writes errors and headers into spans.

// shown returns a wire's error without any value that was sent with the call, in a text of bounded length.
func (x *exchange) shown(err error) error {
	var sent []string
	form, _ := url.ParseQuery(x.form.Get())
	for _, values := range form {
		sent = append(sent, values...)
	}
	return x.redact.With(sent).Err(answer.Shorten(err, answer.MaskWindow))
}

// cleaned returns an answer whose head repeats no secret. It is a copy: the wire's own may be shared with others. The address
// of a redirect, which is never followed, can repeat all parameters, and trailers come too late to be masked.
func (x *exchange) cleaned(resp *http.Response, req *http.Request) *http.Response {
	clean := *resp
	clean.Status = strconv.Itoa(resp.StatusCode) + " " + http.StatusText(resp.StatusCode)
	clean.Request, clean.Trailer = req, nil
	if clean.Header = resp.Header.Clone(); clean.Header == nil {
		clean.Header = http.Header{}
	}
	clean.Header.Del("Location")
	for name, values := range clean.Header {
		if x.redact.Text(name) != name {
			delete(clean.Header, name)
		}
		for i, value := range values {
			values[i] = x.redact.Text(value)
		}
	}
	return &clean
}
