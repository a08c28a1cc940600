package transport

import (
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Redirects are never followed: the second host sees nothing at all, and the first sees one request.
func TestRedirectsAreNotFollowed(t *testing.T) {
	t.Parallel()
	var second atomic.Int64
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { second.Add(1) }))
	t.Cleanup(elsewhere.Close)
	for _, status := range []int{300, 301, 302, 303, 304, 305, 307, 308} {
		for name, location := range map[string]string{
			"another host": elsewhere.URL + "/api/thing",
			"the same":     "/api/other",
			"bad":          "http://[::1",
			"a bad escape": "/%zz",
			"none":         "",
		} {
			var first atomic.Int64
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				first.Add(1)
				assert.Empty(t, r.Referer())
				if location != "" {
					w.Header().Set("Location", location)
				}
				w.WriteHeader(status)
			}))
			tr := to(t, srv.URL)
			for _, class := range []answer.Class{answer.Read, answer.Write} {
				first.Store(0)
				err := doRead(t, tr)
				want := []error{api.ErrRedirect}
				if class == answer.Write {
					first.Store(0)
					err, want = doWrite(t, tr), []error{api.ErrRedirect, api.ErrOutcomeUnknown}
				}
				assert.ElementsMatch(t, want, sentinelsOf(err), "%d, %s: %v", status, name, err)
				require.Equal(t, status, failed(t, err).StatusCode)
				assert.Equal(t, int64(1), first.Load(), "%d, %s", status, name)
				assert.NotContains(t, everything(t, err), "[::1", "the address comes from outside")
			}
			srv.Close()
		}
	}
	assert.Zero(t, second.Load(), "the second host was asked")
}
