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

// clean takes out of an answer's head what can repeat a secret. The address of a redirect, which is never followed, can
// repeat all parameters.
func (x *exchange) clean(resp *http.Response) {
	resp.Status = strconv.Itoa(resp.StatusCode) + " " + http.StatusText(resp.StatusCode)
	resp.Header.Del("Location")
	for _, values := range resp.Header {
		for i, value := range values {
			values[i] = x.redact.Text(value)
		}
	}
}
