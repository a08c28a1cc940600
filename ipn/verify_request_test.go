package ipn_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
)

func TestVerifyRequest(t *testing.T) {
	t.Parallel()
	v := newVerifier(t)
	post := func(body io.Reader) *http.Request {
		return httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/?event=forged", body)
	}
	n, err := v.VerifyRequest(post(strings.NewReader(s1(t))))
	require.NoError(t, err)
	assert.Equal(t, ipn.EventSales, n.Event)

	_, err = v.VerifyRequest(post(strings.NewReader(strings.Repeat("x", 2<<20))))
	require.ErrorIs(t, err, ipn.ErrTooLarge)

	capped := post(nil)
	capped.Body = http.MaxBytesReader(httptest.NewRecorder(), io.NopCloser(strings.NewReader(s1(t))), 10)
	_, err = v.VerifyRequest(capped)
	require.ErrorIs(t, err, ipn.ErrTooLarge)

	cut := post(io.MultiReader(strings.NewReader("a=1&"), &brokenReader{}))
	_, err = v.VerifyRequest(cut)
	require.ErrorIs(t, err, errBroken)

	read := post(strings.NewReader(s1(t)))
	read.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	require.NoError(t, read.ParseForm())
	_, err = v.VerifyRequest(read)
	require.ErrorIs(t, err, ipn.ErrNoSignature)
	require.ErrorContains(t, err, "ParseForm")

	for name, body := range map[string]io.Reader{"read by a middleware": strings.NewReader(""), "none": http.NoBody} {
		_, err = v.VerifyRequest(post(body))
		require.ErrorIs(t, err, ipn.ErrNoSignature, name)
		require.ErrorContains(t, err, "empty", name)
	}

	none := post(nil)
	none.Body = nil
	_, err = v.VerifyRequest(none)
	require.ErrorIs(t, err, ipn.ErrNoSignature)
}

var errBroken = errors.New("connection reset")

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, errBroken }
