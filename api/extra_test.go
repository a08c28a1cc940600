package api_test

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log/slog"
	"testing"

	"github.com/paykickstart-go/sdk/api"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestExtraPrintsNamesOnly(t *testing.T) {
	t.Parallel()
	type result struct {
		ID    int
		Extra api.Extra
	}
	extra := api.Extra{"new_token": json.RawMessage(`"` + plain + `"`), "beta": json.RawMessage("1")}
	r := result{ID: 1, Extra: extra}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
		assert.NotContains(t, fmt.Sprintf(verb, extra), plain)
		assert.NotContains(t, fmt.Sprintf(verb, r), plain)
		assert.NotContains(t, fmt.Sprintf(verb, &r), plain)
	}
	assert.Equal(t, "[beta new_token]", extra.String())
	assert.Equal(t, "[beta new_token]", fmt.Sprintf("%#v", extra))
	assert.Equal(t, []string{"beta", "new_token"}, extra.Names())

	written, err := json.Marshal(r)
	require.NoError(t, err)
	assert.Equal(t, `{"ID":1,"Extra":{"beta":"[redacted]","new_token":"[redacted]"}}`, string(written))
	var out bytes.Buffer
	slog.New(slog.NewTextHandler(&out, nil)).Info("x", "extra", extra, "result", r)
	slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "extra", extra, "result", r)
	assert.NotContains(t, out.String(), plain)
}

func TestExtraGivesItsValuesWhenAsked(t *testing.T) {
	t.Parallel()
	extra := api.Extra{"seats": json.RawMessage("12")}
	assert.Equal(t, "12", string(extra["seats"]))
	written, err := json.Marshal(map[string]json.RawMessage(extra))
	require.NoError(t, err)
	assert.Equal(t, `{"seats":12}`, string(written))

	written, err = json.Marshal(api.Extra(nil))
	require.NoError(t, err)
	assert.Equal(t, "null", string(written))
}

func TestExtraHidesItsValuesFromOtherEncoders(t *testing.T) {
	t.Parallel()
	type result struct {
		ID    int
		Extra api.Extra
	}
	full := result{ID: 1, Extra: api.Extra{"new_token": json.RawMessage(`"` + plain + `"`)}}
	for _, sent := range []result{full, {ID: 1}} {
		var out bytes.Buffer
		require.NoError(t, gob.NewEncoder(&out).Encode(sent))
		assert.NotContains(t, out.String(), plain)
		var got result
		require.NoError(t, gob.NewDecoder(&out).Decode(&got))
		assert.Equal(t, sent.ID, got.ID)
		assert.Equal(t, sent.Extra.Names(), got.Extra.Names())
		assert.NotContains(t, string(got.Extra["new_token"]), plain)
	}
	written, err := xml.Marshal(full)
	require.NoError(t, err)
	assert.Equal(t, "<result><ID>1</ID><Extra>[new_token]</Extra></result>", string(written))
	for _, v := range []any{full.Extra, &full.Extra, &full} {
		assert.NotContains(t, fmt.Sprintf("%p %T", v, v), plain)
	}
}
