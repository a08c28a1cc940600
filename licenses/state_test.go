package licenses_test

import (
	"context"
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/licenses"
)

func TestStateString(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "enabled", licenses.StateEnabled.String())
	assert.Equal(t, "disabled", licenses.StateDisabled.String())
	assert.Equal(t, "unknown", licenses.StateUnknown.String())
	assert.Equal(t, "State(7)", licenses.State(7).String())
	assert.Equal(t, licenses.StateUnknown, licenses.License{}.State, "what was not sent is not known")
}

func TestStateOnTheWire(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct {
		state licenses.State
		json  string
	}{
		`1`: {licenses.StateEnabled, `1`}, `"1"`: {licenses.StateEnabled, `1`}, `true`: {licenses.StateEnabled, `1`},
		`0`: {licenses.StateDisabled, `0`}, `"0"`: {licenses.StateDisabled, `0`}, `false`: {licenses.StateDisabled, `0`},
		`null`: {licenses.StateUnknown, `null`}, `""`: {licenses.StateUnknown, `null`}, `7`: {licenses.State(7), `7`},
	} {
		f := apitest.New(t).Answer(http.MethodGet, "licenses/data", http.StatusOK, dataOf(`"status":`+text))
		got, err := licenses.New(f.Transport()).Get(context.Background(), testKey)
		require.NoError(t, err, text)
		require.Equal(t, want.state, got.State, text)
		written, err := json.Marshal(got)
		require.NoError(t, err)
		require.Contains(t, string(written), `"status":`+want.json+`,`)
		var read licenses.License
		require.NoError(t, json.Unmarshal(written, &read))
		require.Equal(t, got.State, read.State, text)
	}
	var state licenses.State
	for _, text := range []string{`"on"`, `[]`, `{"a":1}`, `1.5`} {
		require.Error(t, json.Unmarshal([]byte(text), &state), text)
	}
}
