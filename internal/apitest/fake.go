// Package apitest holds what the tests of the service packages share: a PayKickstart that answers as told, and checks of
// what was sent to it and of what came back. It is for tests alone.
package apitest

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/paykickstart-go/sdk/internal/transport"
)

// What every Transport is made with.
const (
	Token   = "test-token-0000"
	BaseURL = "https://api.test/api/"
)

// Fake stands for PayKickstart. As an http.RoundTripper it answers as told, keeps what was sent, and fails the test for
// every other request. It is safe for concurrent use.
type Fake struct {
	t       testing.TB
	mu      sync.Mutex
	answers map[string]answer
	sent    []Request
}

type answer struct {
	status int
	body   string
}

// New returns a Fake that has no answer yet.
func New(t testing.TB) *Fake { return &Fake{t: t, answers: map[string]answer{}} }

// Answer tells the answer to all requests of that method and route from now on, and returns the Fake. A route has no
// leading slash, such as "licenses/data".
func (f *Fake) Answer(method, route string, status int, body string) *Fake {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.answers[method+" "+BaseURL+route] = answer{status, body}
	return f
}

// RoundTrip implements http.RoundTripper.
func (f *Fake) RoundTrip(r *http.Request) (*http.Response, error) {
	f.t.Helper()
	request := read(f.t, r)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sent = append(f.sent, request)
	address := *r.URL
	address.RawQuery = ""
	told, ok := f.answers[r.Method+" "+address.String()]
	if !ok {
		f.t.Errorf("unexpected request: %s %s", r.Method, address.String())
		told = answer{http.StatusTeapot, "{}"}
	}
	return &http.Response{
		StatusCode:    told.status,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        http.Header{},
		Body:          io.NopCloser(strings.NewReader(told.body)),
		ContentLength: -1,
		Request:       r,
	}, nil
}

// Transport returns a new Transport on the Fake, which sends every call once.
func (f *Fake) Transport() *transport.Transport {
	f.t.Helper()
	return Transport(f.t, f)
}

// Sent returns all requests up to now, unexpected ones too, in the order in which they came.
func (f *Fake) Sent() []Request {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.sent)
}

// Transport returns a new Transport that sends every call once, by that RoundTripper.
func Transport(t testing.TB, wire http.RoundTripper) *transport.Transport {
	t.Helper()
	tr, err := transport.New(transport.Config{
		AuthToken:  Token,
		BaseURL:    BaseURL,
		HTTPClient: &http.Client{Transport: wire},
		Retry:      transport.Retry{MaxAttempts: 1},
	})
	if err != nil {
		t.Fatal(err)
	}
	return tr
}
