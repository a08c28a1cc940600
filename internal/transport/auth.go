package transport

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/url"

	"github.com/paykickstart-go/sdk/api"
)

var errForeignHost = errors.New("not sent: the request does not go to the base URL's scheme and host")

// auth is the innermost link: it adds the token, and only for the scheme and host of the base URL. Nothing above it ever
// sees the token.
type auth struct {
	base  *url.URL
	token api.Secret
	next  http.RoundTripper
}

// hidden is a RoundTripper behind a closure, so that no printer that follows pointers comes to what is below: the token, and
// the buffers of a transport, which hold it too.
type hidden func(*http.Request) (*http.Response, error)

// RoundTrip implements http.RoundTripper.
func (h hidden) RoundTrip(req *http.Request) (*http.Response, error) { return h(req) }

// RoundTrip implements http.RoundTripper.
func (a *auth) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.URL.Scheme != a.base.Scheme || req.URL.Host != a.base.Host || (req.Host != "" && req.Host != a.base.Host) {
		closeBody(req)
		return nil, errForeignHost
	}
	signed, err := a.sign(req)
	if err != nil {
		return nil, err
	}
	resp, err := a.next.RoundTrip(signed)
	if resp != nil {
		resp.Request = req
	}
	return resp, err
}

func (a *auth) sign(req *http.Request) (*http.Request, error) {
	signed := *req
	pair := tokenField + "=" + url.QueryEscape(a.token.Reveal())
	if req.Method == http.MethodGet {
		u := *req.URL
		u.RawQuery = joinForm(u.RawQuery, pair)
		signed.URL = &u
		return &signed, nil
	}
	form, err := readBody(req)
	if err != nil {
		return nil, err
	}
	body := []byte(joinForm(string(form), pair))
	signed.Body = io.NopCloser(bytes.NewReader(body))
	signed.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	signed.ContentLength = int64(len(body))
	return &signed, nil
}

func joinForm(form, pair string) string {
	if form == "" {
		return pair
	}
	return form + "&" + pair
}

func readBody(req *http.Request) ([]byte, error) {
	if req.Body == nil {
		return nil, nil
	}
	defer closeBody(req)
	return io.ReadAll(req.Body)
}

func closeBody(req *http.Request) {
	if req.Body != nil {
		_ = req.Body.Close()
	}
}
