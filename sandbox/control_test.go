package sandbox_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/paykickstart-go/sdk/sandbox"
)

func TestControlRefusesOtherOrigins(t *testing.T) {
	t.Parallel()
	b := newBox(t, sandbox.WithControl())
	r := httptest.NewRequest(http.MethodPost, "/sandbox/advance?by=1h", http.NoBody)
	r.Header.Set("Origin", "https://evil.example")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	w := httptest.NewRecorder()
	b.Handler().ServeHTTP(w, r)
	assert.Equal(t, http.StatusForbidden, w.Code)
}
