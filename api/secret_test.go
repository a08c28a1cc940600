package api_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log/slog"
	"testing"

	"github.com/paykickstart-go/sdk/api"
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
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t", "%e", "%c", "%U", "%10.3s", "%b", "%o"} {
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
