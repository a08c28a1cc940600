package api_test

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"fmt"
	htmltemplate "html/template"
	"log/slog"
	"reflect"
	"testing"
	"text/template"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const plain = "s3cr3t-p4ssw0rd"

type holder struct {
	Exported   api.Secret
	unexported api.Secret
	Pointer    *api.Secret
	List       []api.Secret
	ByName     map[string]api.Secret
	Any        any
}

func newHolder() holder {
	s := api.NewSecret(plain)
	return holder{
		Exported: s, unexported: s, Pointer: &s, List: []api.Secret{s},
		ByName: map[string]api.Secret{"a": s}, Any: s,
	}
}

func TestSecretHidesItselfFromEveryVerb(t *testing.T) {
	t.Parallel()
	h := newHolder()
	for _, value := range []any{h, &h, h.Exported, &h.Exported, h.List, h.ByName, []any{h.Exported}, [1]holder{h}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t", "%e", "%c", "%U", "%10.3s", "%b", "%o", "%p", "%T", "%w"} {
			text := fmt.Sprintf(verb, value)
			assert.NotContains(t, text, plain, verb)
			assert.NotContains(t, text, fmt.Sprintf("%x", plain), verb)
		}
	}
	assert.Equal(t, "[redacted]", fmt.Sprint(h.Exported))
	assert.Equal(t, "[redacted]", fmt.Sprintf("%#v", h.Exported))
	assert.Equal(t, "[redacted]", fmt.Sprint(api.Secret{}), "an empty secret must not be told from a filled one")
	assert.Equal(t, plain, h.unexported.Reveal())
}

func TestSecretHidesItselfFromEncodersAndLogs(t *testing.T) {
	t.Parallel()
	h := newHolder()
	asJSON, err := json.Marshal(h)
	require.NoError(t, err)
	assert.NotContains(t, string(asJSON), plain)
	assert.Contains(t, string(asJSON), `"Exported":"[redacted]"`)
	asXML, err := xml.Marshal(h.Exported)
	require.NoError(t, err)
	assert.NotContains(t, string(asXML), plain)

	var out bytes.Buffer
	for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		slog.New(handler).Info("x", "secret", h.Exported, "holder", h, "pointer", &h, slog.Group("g", "list", h.List))
	}
	assert.NotContains(t, out.String(), plain)
	assert.Contains(t, out.String(), "secret=[redacted]")
}

func TestSecretHidesItselfFromTemplates(t *testing.T) {
	t.Parallel()
	const source = `{{.Exported}} {{.Pointer}} {{.}} {{printf "%p" .Exported}} <script>x = {{.Exported}}; y = {{.List}}</script>`
	var out bytes.Buffer
	require.NoError(t, template.Must(template.New("").Parse(source)).Execute(&out, newHolder()))
	require.NoError(t, htmltemplate.Must(htmltemplate.New("").Parse(source)).Execute(&out, newHolder()))
	assert.NotContains(t, out.String(), plain)
	assert.Contains(t, out.String(), `x = "[redacted]"`)
}

func TestSecretIsRefusedByGob(t *testing.T) {
	t.Parallel()
	s := api.NewSecret(plain)
	for _, v := range []any{s, &s, struct{ S api.Secret }{s}, struct{ S []api.Secret }{[]api.Secret{s}}, map[string]api.Secret{"a": s}} {
		var out bytes.Buffer
		require.Error(t, gob.NewEncoder(&out).Encode(v))
		assert.NotContains(t, out.String(), plain)
	}
}

// Printers that follow pointers and ask no methods.
func TestSecretIsNotReached(t *testing.T) {
	t.Parallel()
	h := newHolder()
	for _, v := range []any{h, &h, h.Exported, h.Pointer, h.List, h.ByName, []any{&h}} {
		assert.NotContains(t, apitest.Reachable(v), plain)
		var said apitest.Recorder
		assert.Equal(&said, reflect.Zero(reflect.TypeOf(v)).Interface(), v)
		assert.NotEmpty(t, said.String())
		assert.NotContains(t, said.String(), plain)
	}
}

func TestSecretEqual(t *testing.T) {
	t.Parallel()
	s := api.NewSecret(plain)
	assert.True(t, s.Equal(s))
	assert.True(t, s.Equal(api.NewSecret(plain)))
	assert.True(t, api.Secret{}.Equal(api.NewSecret("")))
	for _, other := range []api.Secret{{}, api.NewSecret(plain + "x"), api.NewSecret("S3cr3t-p4ssw0rd")} {
		assert.False(t, s.Equal(other))
		assert.False(t, other.Equal(s))
	}
	assert.False(t, reflect.TypeFor[api.Secret]().Comparable(), "== must not compile")
}

func TestSecretHoldsItsText(t *testing.T) {
	t.Parallel()
	assert.Equal(t, plain, api.NewSecret(plain).Reveal())
	assert.False(t, api.NewSecret(plain).IsZero())
	assert.True(t, api.NewSecret("").IsZero())
	assert.True(t, api.Secret{}.IsZero())
	assert.Empty(t, api.Secret{}.Reveal())
}

func TestSecretIsNotReadBackFromItsMask(t *testing.T) {
	t.Parallel()
	var read struct{ S api.Secret }
	require.NoError(t, json.Unmarshal([]byte(`{"S":"`+plain+`"}`), &read))
	assert.Equal(t, plain, read.S.Reveal())

	written, err := json.Marshal(read)
	require.NoError(t, err)
	require.Error(t, json.Unmarshal(written, &read), "a mask that passes for a secret would be used as one")
}
