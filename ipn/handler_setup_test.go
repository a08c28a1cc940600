package ipn_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/ipntest"
)

const (
	secret   = "TESTSECRET12"
	formType = "application/x-www-form-urlencoded"
)

// quiet keeps the handler's log out of the tests' output.
var quiet = ipn.WithLogger(slog.New(slog.DiscardHandler))

func verifier(t testing.TB, keys ipn.SecretSource) *ipn.Verifier {
	t.Helper()
	v, err := ipn.NewVerifier(keys)
	require.NoError(t, err)
	return v
}

// receiver returns a handler for notifications that were signed with secret.
func receiver(t testing.TB, h ipn.Handler, opts ...ipn.HandlerOption) http.Handler {
	t.Helper()
	return ipn.NewHandler(verifier(t, ipn.Secrets(secret)), h, append([]ipn.HandlerOption{quiet}, opts...)...)
}

// deliver posts a body the short way. It may be called in any goroutine.
func deliver(t testing.TB, h http.Handler, body []byte) *httptest.ResponseRecorder {
	t.Helper()
	return deliverFrom(t.Context(), t, h, body)
}

// deliverFrom posts a body for a sender that hangs up when ctx ends.
func deliverFrom(ctx context.Context, t testing.TB, h http.Handler, body []byte) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	r, err := ipntest.NewRequest(ctx, "https://vendor.example/ipn", body)
	if assert.NoError(t, err) {
		h.ServeHTTP(w, r)
	}
	return w
}

// counter counts calls and answers err.
type counter struct {
	calls atomic.Int32
	err   error
}

func (c *counter) HandleNotification(_ context.Context, n *ipn.Notification) error {
	c.calls.Add(1)
	if n.VerifiedBy() == 0 {
		panic("called back with a notification that is not verified")
	}
	return c.err
}

func sale() *ipntest.Builder { return ipntest.New(ipn.EventSales) }

func tampered(t testing.TB, changes ...ipntest.Change) []byte {
	t.Helper()
	body, err := ipntest.Tamper(sale().Body(secret), changes...)
	require.NoError(t, err)
	return body
}
