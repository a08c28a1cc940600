package subscriptions_test

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"testing"

	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/subscriptions"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestChangeParamsPrintTheirIDsAlone(t *testing.T) {
	t.Parallel()
	p := subscriptions.ChangeParams{InvoiceID: "PK-P1", ProductID: 137, Params: url.Values{"stripeToken": {"hidden"}}}
	const want = "subscriptions.ChangeParams{InvoiceID:PK-P1 ProductID:137}"
	for _, v := range []any{p, &p} {
		for _, verb := range "vsdqxXcbeEfFgGoOtU" {
			for _, flags := range []string{"%", "%+", "%#", "%-8.3", "% 0"} {
				assert.Equal(t, want, fmt.Sprintf(flags+string(verb), v))
			}
		}
		text, err := json.Marshal(map[string]any{"params": v})
		require.NoError(t, err)
		assert.Equal(t, `{"params":"`+want+`"}`, string(text))
		var b strings.Builder
		slog.New(slog.NewTextHandler(&b, nil)).Info("x", "v", v)
		slog.New(slog.NewJSONHandler(&b, nil)).Info("x", "v", v)
		assert.Equal(t, 2, strings.Count(b.String(), want))
		assert.NotContains(t, b.String(), "hidden")
		require.Error(t, gob.NewEncoder(&bytes.Buffer{}).Encode(v))
	}
	assert.NotContains(t, fmt.Sprintf("%+v", struct{ P any }{p}), "hidden")
}

func TestChangeErrorsRepeatNoToken(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"stripeToken", "stripeToken[]", " stripeToken", "payment[stripeToken]", "Payment.stripeToken"} {
		fake := apitest.New(t).Answer("POST", "subscriptions/change", 422, `{"message":"bad token tok_secret_98765"}`)
		_, err := subscriptions.New(fake.Transport()).Change(t.Context(), subscriptions.ChangeParams{
			InvoiceID: "PK-P1", ProductID: 3, Params: url.Values{name: {"tok_secret_98765"}},
		})
		require.Error(t, err, name)
		assert.Contains(t, err.Error(), "bad token", name)
		assert.NotContains(t, fmt.Sprintf("%v %+v", err, err), "tok_secret", name)
	}
}
