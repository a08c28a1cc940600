package notify_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/url"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/payment"
	"github.com/paykickstart-go/sdk/kartra/notify"
)

// requireTyped demands one of the documented outcomes.
func requireTyped(t *testing.T, err error, result bool) {
	t.Helper()
	switch {
	case err == nil, errors.Is(err, ipn.ErrBadField):
		assert.True(t, result)
	case errors.Is(err, ipn.ErrMalformed), errors.Is(err, ipn.ErrTooLarge):
		assert.False(t, result)
	default:
		t.Fatalf("an error of no documented kind: %v", err)
	}
}

func FuzzDecodeOutbound(f *testing.F) {
	f.Add(document(f, "refund_2020"))
	f.Add(document(f, "refund_2024"))
	f.Add(withNumbers(f, document(f, "refund_2020"), 2))
	f.Add(outbound(notify.ActionSurveyComplete, `{"survey":{"questions":[{"answers":[{"option_id":"2"}]}]}}`))
	f.Add(outbound(notify.ActionReachesScore, `{"points":"1e3"}`))
	for _, body := range []string{"", "[]", "null", "{", `{"action":1}`, `{"action":"a","action":"b","lead":[[]]}`} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		before := bytes.Clone(body)
		o, err := notify.DecodeOutbound(body)
		requireTyped(t, err, o != nil)
		assert.Equal(t, before, body)
		if o == nil {
			return
		}
		var strict map[string]any
		assert.NoError(t, json.Unmarshal(bytes.TrimPrefix(body, []byte("\ufeff")), &strict))
		assert.Equal(t, before, o.Raw())
		assert.False(t, o.Gated())
		again, _ := notify.DecodeOutbound(o.Raw())
		assert.Equal(t, o, again)
		_, _ = payment.FromKartraOutbound(o)
		assert.NotEmpty(t, o.Key())
	})
}

func FuzzDecodeIPN(f *testing.F) {
	for _, kind := range kinds {
		f.Add(encode(documentedIPN(kind)...))
	}
	for _, body := range []string{"", "&", "=", "transaction_type=a&secret_key[a=1", "transaction.type=a&secret%2ekey=b", "transaction_type[]=a"} {
		f.Add([]byte(body))
	}
	v := verifier(f, secret)
	f.Fuzz(func(t *testing.T, body []byte) {
		n, err := notify.DecodeIPN(body)
		requireTyped(t, err, n != nil)
		if n == nil {
			return
		}
		assert.False(t, n.Verified())
		again, err := notify.DecodeIPN(n.Raw())
		requireTyped(t, err, again != nil)
		assert.Equal(t, n, again, "the secret changes nothing else")
		if form, err := url.ParseQuery(string(n.Raw())); err == nil {
			assert.NotContains(t, form, "secret_key")
		}
		if found, err := v.Verify(body); err == nil {
			assert.True(t, found.Verified())
			assert.Contains(t, unescaped(body), secret)
		}
		if utf8.Valid(body) {
			assert.NotEmpty(t, n.Key())
		}
	})
}

func unescaped(body []byte) string {
	text, err := url.QueryUnescape(string(body))
	if err != nil {
		return string(body)
	}
	return text
}
