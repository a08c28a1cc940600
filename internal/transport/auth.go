package transport

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/params"
)

// heldBack is why auth did not hand a request on. Trying again cannot help.
type heldBack string

// Error says what the request was held back for. That it was not sent is said by what wraps it.
func (e heldBack) Error() string { return string(e) }

const (
	errForeignHost = heldBack("the request does not go to the base URL's scheme and host")
	errOtherCall   = heldBack("a middleware has changed the method or the path of the request")
	errNoAttempt   = heldBack("a middleware has dropped the request's context")
)

func isHeldBack(err error) bool {
	var held heldBack
	return errors.As(err, &held)
}

// auth is the innermost link: it adds the query or the body, and the token, and only for the scheme and host of the base
// URL. Nothing above it ever sees them.
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
func (h *auth) RoundTrip(req *http.Request) (*http.Response, error) {
	// What a middleware put into the body is not sent.
	if req.Body != nil {
		_ = req.Body.Close()
	}
	a := attemptOf(req.Context())
	if err := h.check(req, a); err != nil {
		return nil, err
	}
	if err := a.pass(); err != nil {
		return nil, err
	}
	resp, err := h.next.RoundTrip(h.sign(req, a))
	if err != nil {
		if resp != nil && resp.Body != nil {
			_ = resp.Body.Close()
		}
		a.back(nil, err)
		return nil, a.x.shown(err)
	}
	if resp == nil {
		a.back(nil, errNoStatus)
		return nil, errNoStatus
	}
	clean := a.x.cleaned(resp, req)
	a.back(clean, nil)
	return clean, nil
}

func (h *auth) check(req *http.Request, a *attempt) error {
	switch {
	case req.URL == nil || req.URL.Scheme != h.base.Scheme || req.URL.Host != h.base.Host || (req.Host != "" && req.Host != h.base.Host):
		return errForeignHost
	case a == nil:
		return errNoAttempt
	case req.Method != a.x.method || req.URL.Path != a.x.url.Path:
		return errOtherCall
	}
	return nil
}

// sign returns the request as it goes to the wire. GetBody stays nil: net/http sends again what it can get a body for.
func (h *auth) sign(req *http.Request, a *attempt) *http.Request {
	signed := req.WithContext((&sending{a: a}).watch(req.Context()))
	form := joinForm(a.x.form.Get(), params.TokenField+"="+url.QueryEscape(h.token.Reveal()))
	u := *a.x.url
	// An HTTP/2 connection may still read the header of a request that has ended.
	signed.Header = req.Header.Clone()
	signed.URL, signed.Body, signed.GetBody, signed.ContentLength = &u, nil, nil, 0
	if req.Method == http.MethodGet {
		u.RawQuery = form
		return signed
	}
	signed.Body = &onceBody{a: a, form: strings.NewReader(form)}
	signed.ContentLength = int64(len(form))
	return signed
}

func joinForm(form, pair string) string {
	if form == "" {
		return pair
	}
	return form + "&" + pair
}

// onceBody is a body that can be read once, within its attempt, and never again. It is safe for concurrent use: net/http
// closes a body while it reads it.
type onceBody struct {
	a    *attempt
	form *strings.Reader
}

// Read implements io.Reader.
func (b *onceBody) Read(p []byte) (int, error) {
	b.a.mu.Lock()
	defer b.a.mu.Unlock()
	// What was decided at the attempt's end, that the request never left, must stay true.
	if b.form == nil || b.a.over {
		return 0, http.ErrBodyReadAfterClose
	}
	b.a.bodyRead = true
	n, err := b.form.Read(p)
	if errors.Is(err, io.EOF) {
		b.form = strings.NewReader("")
	}
	return n, err
}

// Close implements io.Closer. What has been read stays read.
func (b *onceBody) Close() error {
	b.a.mu.Lock()
	defer b.a.mu.Unlock()
	b.form = nil
	return nil
}
