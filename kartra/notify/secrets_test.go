package notify_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/kartra/notify"
)

// Neither the secrets nor their digests are reached by a printer, and what was read of a body holds none.
func TestSecretsAreNotReached(t *testing.T) {
	t.Parallel()
	verifier, err := notify.NewVerifier(secret)
	require.NoError(t, err)
	read, err := verifier.Verify([]byte("transaction_type=sale&secret_key=" + secret + "&unknown=1"))
	require.NoError(t, err)
	_, refused := verifier.Verify([]byte("transaction_type=sale&secret_key=" + secret + "x"))
	require.ErrorIs(t, refused, notify.ErrBadSecret)
	query, err := notify.QuerySecret("key", secret)
	require.NoError(t, err)
	header, err := notify.HeaderSecret("X-Key", secret)
	require.NoError(t, err)
	shut := query.Check(httptest.NewRequest("POST", "/?key="+secret+"x", nil))
	require.ErrorIs(t, shut, notify.ErrBadSecret)

	digest := sha256.Sum256([]byte(secret))
	for _, v := range []any{
		verifier, *verifier, query, *query, header, struct{ g *notify.Gate }{header}, read, refused, shut,
		notify.NewIPNHandler(verifier, func(context.Context, *notify.IPN) error { return nil }),
	} {
		text := shown(v)
		for _, form := range []string{secret, string(digest[:]), fmt.Sprintf("%x", digest), strings.Trim(fmt.Sprint(digest), "[]")} {
			assert.False(t, strings.Contains(text, form), "%T shows %q", v, form) //nolint:testifylint // the text is long
		}
	}
}

// shown is all that printers make of a value, testify's diff included.
func shown(v any) string {
	var said apitest.Recorder
	assert.Equal(&said, reflect.Zero(reflect.TypeOf(v)).Interface(), v)
	return said.String() + apitest.Printed(v)
}
