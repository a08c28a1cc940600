package notify_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/kartra/notify"
)

// A list with a few faults is read to its end, and each of them named.
func TestCustomFieldsBesideFaults(t *testing.T) {
	t.Parallel()
	o, err := notify.DecodeOutbound([]byte(`{"action":"a","lead":{"custom_fields":[{"field_id":"x"},{"field_id":2,"field_value":[1]},null,7,
		{"field_id":5,"field_value":"five"}]}}`))
	var bad *ipn.FieldError
	require.ErrorAs(t, err, &bad)
	assert.Equal(t, []string{"lead.custom_fields[0].field_id", "lead.custom_fields[1].field_value[0]", "lead.custom_fields[3]"}, bad.Fields)
	assert.Equal(t, []notify.CustomField{{}, {ID: 2}, {}, {}, {ID: 5, Value: "five"}}, o.Lead.CustomFields)
}

func TestCustomFieldsInPHPsSpellings(t *testing.T) {
	t.Parallel()
	want := []notify.CustomField{{ID: 1}, {ID: 2}}
	for in, ok := range map[string]bool{
		`[{"field_id":1},{"field_id":2}]`: true, `{"0":{"field_id":1},"5":{"field_id":2}}`: true,
		`{"a":{"field_id":1}}`: false, `{"0":{"field_id":1},"a":{}}`: false, `"x"`: false, `1`: false, `true`: false,
	} {
		o, err := notify.DecodeOutbound([]byte(`{"action":"a","lead":{"custom_fields":` + in + `}}`))
		if ok {
			require.NoError(t, err, in)
			assert.Equal(t, want, o.Lead.CustomFields)
			continue
		}
		require.EqualError(t, err, "ipn: bad field: lead.custom_fields", in)
		assert.Empty(t, o.Lead.CustomFields)
	}
}

// After 100 faults the rest is not worked on: ten times as much of it takes no more allocations.
func TestFaultsAreNotCollectedForEver(t *testing.T) {
	const few = 1000
	for name, body := range map[string]func(n int) string{
		"options": func(n int) string {
			return `{"action":"a","lead":{"custom_fields":[{}` + strings.Repeat(`,{"field_value":[1]}`, n) + `]}}`
		},
		"fields": func(n int) string {
			return `{"action":"a","lead":{"custom_fields":[{}` + strings.Repeat(`,{"field_id":"x"}`, n) + `]}}`
		},
		"lists": func(n int) string {
			return `{"action":"a","lead":{"id":1` + strings.Repeat(`,"custom_fields":[{"field_value":[1]}]`, n) + `}}`
		},
		"members": func(n int) string { return `{"action":"a","lead":{"id":1` + strings.Repeat(`,"id":"x"`, n) + `}}` },
		"details": func(n int) string {
			return `{"action":"a","action_details":{"tag":[]` + strings.Repeat(`,"tag":{"tag_id":"x"}`, n) + `}}`
		},
	} {
		t.Run(name, func(t *testing.T) {
			allocations := func(n int) float64 {
				text := []byte(body(n))
				return testing.AllocsPerRun(5, func() {
					if _, err := notify.DecodeOutbound(text); err == nil {
						t.Error("accepted")
					}
				})
			}
			assert.InDelta(t, allocations(few), allocations(10*few), 20)
		})
	}
}
