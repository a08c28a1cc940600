package notify_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/kartra/notify"
)

func TestOutboundRefusesWhatIsNone(t *testing.T) {
	t.Parallel()
	good := document(t, "refund_2020")
	deep := func(n int) string { return strings.Repeat(`{"a":[`, n) + strings.Repeat(`]}`, n) }
	for name, test := range map[string]struct {
		body []byte
		want error
	}{
		"nil":                    {nil, ipn.ErrMalformed},
		"empty":                  {[]byte(" \n"), ipn.ErrMalformed},
		"list":                   {[]byte("[]"), ipn.ErrMalformed},
		"null":                   {[]byte("null"), ipn.ErrMalformed},
		"text":                   {[]byte(`"action"`), ipn.ErrMalformed},
		"no action":              {[]byte("{}"), ipn.ErrMalformed},
		"empty action":           {[]byte(`{"action":" "}`), ipn.ErrMalformed},
		"action is a list":       {[]byte(`{"action":["a"]}`), ipn.ErrMalformed},
		"truncated":              {good[:len(good)/2], ipn.ErrMalformed},
		"last byte missing":      {bytes.TrimRight(good, "}\n"), ipn.ErrMalformed},
		"two":                    {append(bytes.Clone(good), good...), ipn.ErrMalformed},
		"form":                   {[]byte("transaction_type=sale"), ipn.ErrMalformed},
		"HTML":                   {[]byte("<html>"), ipn.ErrMalformed},
		"2 MB":                   {bytes.Repeat([]byte(" "), 2<<20), ipn.ErrTooLarge},
		"2 MB of brackets":       {bytes.Repeat([]byte("["), 2<<20), ipn.ErrTooLarge},
		"1 MB of brackets":       {bytes.Repeat([]byte("["), 1<<20), ipn.ErrTooLarge},
		"deep":                   {[]byte(`{"action":"a","x":` + deep(33) + `}`), ipn.ErrTooLarge},
		"deep in a detail":       {[]byte(`{"action":"a","action_details":{"calendar":{"events":` + deep(32) + `}}}`), ipn.ErrTooLarge},
		"deep after an escape":   {[]byte(`{"action":"a","x":"\"\\","y":` + deep(33) + `}`), ipn.ErrTooLarge},
		"brackets inside a text": {[]byte(`{"action":"a","x":"` + strings.Repeat(`[`, 200) + `"}`), nil},
		"many, but flat":         {[]byte(`{"action":"a","x":[` + strings.Repeat(`[],`, 200) + `1]}`), nil},
		"as deep as can be":      {[]byte(`{"action":"a","x":` + deep(31) + `}`), nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o, err := notify.DecodeOutbound(test.body)
			if test.want == nil {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, test.want)
			assert.Nil(t, o)
			assert.Less(t, len(err.Error()), 200)
		})
	}
}
