package api_test

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"log/slog"
	"testing"

	"github.com/paykickstart-go/sdk/api"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type held struct {
	api.Redacted

	Token string
}

func TestRedactedHidesTheStructAroundIt(t *testing.T) {
	t.Parallel()
	h := held{Token: plain}
	for _, v := range []any{h, &h, []held{h}, map[string]held{"a": h}, struct{ H held }{h}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			assert.NotContains(t, fmt.Sprintf(verb, v), plain, verb)
		}
		written, err := json.Marshal(v)
		require.NoError(t, err)
		assert.NotContains(t, string(written), plain)
		var out bytes.Buffer
		require.ErrorContains(t, gob.NewEncoder(&out).Encode(v), "not encoded")
		slog.New(slog.NewTextHandler(&out, nil)).Info("x", "v", v)
		slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "v", v)
		assert.NotContains(t, out.String(), plain)
	}
	assert.Equal(t, "[redacted]", fmt.Sprintf("%+v", h))
}
