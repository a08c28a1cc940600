package payments_test

import (
	"bytes"
	"encoding/gob"
	"encoding/xml"
	"fmt"
	htmltemplate "html/template"
	"testing"
	"text/template"

	"github.com/paykickstart-go/sdk/payments"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What is stored is read back, and must be neither a token nor a mask that passes for one.
func TestTokensAreRefusedByGob(t *testing.T) {
	t.Parallel()
	for v := range printed() {
		for _, sent := range []any{v, value(v), struct{ Params any }{value(v)}, []any{value(v)}, map[string]any{"a": v}} {
			var out bytes.Buffer
			require.Error(t, gob.NewEncoder(&out).Encode(sent))
			assert.NotContains(t, out.String(), hidden)
		}
		// Encoders for other binary formats ask for the same method.
		_, err := value(v).(interface{ MarshalBinary() ([]byte, error) }).MarshalBinary()
		require.ErrorContains(t, err, "not encoded, because it holds secrets")
	}
	var out bytes.Buffer
	for _, sent := range []any{
		payments.StripeCard{Token: hidden}, []payments.Braintree{{Nonce: hidden}}, struct{ By payments.AuthorizeNet }{payments.AuthorizeNet{DataValue: hidden}},
	} {
		require.ErrorContains(t, gob.NewEncoder(&out).Encode(sent), "not encoded")
	}
	assert.NotContains(t, out.String(), hidden)
}

func TestTokensAreRedactedInXMLAndTemplates(t *testing.T) {
	t.Parallel()
	const source = `{{.}} {{printf "%v %+v %q" . . .}} <script>x = {{.}}</script> <p title="{{.}}">`
	for v := range printed() {
		written, err := xml.Marshal(value(v))
		require.NoError(t, err)
		var out bytes.Buffer
		require.NoError(t, template.Must(template.New("").Parse(source)).Execute(&out, value(v)))
		require.NoError(t, htmltemplate.Must(htmltemplate.New("").Parse(source)).Execute(&out, value(v)))
		assert.NotContains(t, string(written)+out.String(), hidden)
	}
}

// For %p and a misplaced %w fmt asks no method of a value that is no pointer. The documentation of api.Redacted says so;
// if this fails, Go has become better, and the sentence can go.
func TestWhatFmtDoesNotAsk(t *testing.T) {
	t.Parallel()
	method := payments.Braintree{Nonce: hidden}
	misplaced := []string{"%p", "%w"} // out of go vet's sight
	for _, verb := range misplaced {
		assert.Contains(t, fmt.Sprintf(verb, method), hidden)
	}
	for _, v := range []any{&method, &payments.CreateParams{FirstName: hidden, Payment: method}, []payments.Braintree{method}, map[string]any{"a": method}} {
		assert.Regexp(t, `^0x[0-9a-f]+$`, fmt.Sprintf(misplaced[0], v))
	}
	own := struct{ method payments.Braintree }{method}
	assert.Contains(t, fmt.Sprintf("%v", own), hidden)
}
