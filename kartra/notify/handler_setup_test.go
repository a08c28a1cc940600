package notify_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/kartra/notify"
)

const urlSecret = "url-secret & more"

var quiet = notify.WithLogger(slog.New(slog.DiscardHandler))

// calls counts and answers err.
type calls struct {
	n   atomic.Int32
	err error
}

func (c *calls) ipn(_ context.Context, n *notify.IPN) error {
	c.n.Add(1)
	if !n.Verified() {
		panic("called back with an IPN that is not verified")
	}
	return c.err
}

func (c *calls) outbound(_ context.Context, o *notify.Outbound) error {
	c.n.Add(1)
	if !o.Gated() {
		panic("called back with a notification that came through no gate")
	}
	return c.err
}

func gate(t testing.TB, secrets ...string) *notify.Gate {
	t.Helper()
	g, err := notify.QuerySecret("key", secrets...)
	require.NoError(t, err)
	return g
}

func ipnReceiver(t testing.TB, f notify.IPNFunc, opts ...notify.HandlerOption) http.Handler {
	t.Helper()
	return notify.NewIPNHandler(verifier(t, secret), f, append([]notify.HandlerOption{quiet}, opts...)...)
}

func outboundReceiver(t testing.TB, f notify.OutboundFunc, opts ...notify.HandlerOption) http.Handler {
	t.Helper()
	return notify.NewOutboundHandler(gate(t, urlSecret), f, append([]notify.HandlerOption{quiet}, opts...)...)
}

// post delivers a body with the right secret in the URL.
func post(h http.Handler, body []byte, change ...func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", "/kartra?key="+url.QueryEscape(urlSecret), bytes.NewReader(body))
	for _, f := range change {
		f(r)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func method(name string) func(*http.Request) { return func(r *http.Request) { r.Method = name } }

func contentType(name string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set("Content-Type", name) }
}

func requireAnswer(t testing.TB, w *httptest.ResponseRecorder, want int, c *calls) {
	t.Helper()
	assert.Equal(t, want, w.Code)
	assert.Equal(t, want == 200, c.n.Load() == 1)
	assert.Less(t, w.Body.Len(), 120, "a short answer")
	if want == 200 {
		assert.Equal(t, "OK\n", w.Body.String())
	}
	if want == 405 {
		assert.Equal(t, "POST", w.Header().Get("Allow"))
	}
}

type failingReader struct{}

func (failingReader) Read([]byte) (int, error) { return 0, errors.New("connection reset") }

func query(raw string) func(*http.Request) { return func(r *http.Request) { r.URL.RawQuery = raw } }

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(b []byte) (int, error) { return f(b) }
