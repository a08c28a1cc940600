package notify_test

import (
	"bytes"
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/kartra/notify"
)

// compare runs the work and its baseline in turns within one benchmark, and reports the ratio of their times.
func compare(b *testing.B, work, baseline func() error) {
	b.Helper()
	b.ReportAllocs()
	var ours, theirs time.Duration
	run := func(f func() error) time.Duration {
		start := time.Now()
		for range 10 {
			if err := f(); err != nil {
				b.Fatal(err)
			}
		}
		return time.Since(start)
	}
	for b.Loop() {
		ours += run(work)
		theirs += run(baseline)
	}
	b.ReportMetric(float64(ours)/float64(theirs), "of-baseline")
}

// BenchmarkDecodeOutbound beside encoding/json into map[string]any, the documented refund.
func BenchmarkDecodeOutbound(b *testing.B) {
	body := document(b, "refund_2024")
	compare(b, func() error {
		_, err := notify.DecodeOutbound(body)
		return err
	}, func() error {
		var v map[string]any
		return json.Unmarshal(body, &v)
	})
}

// BenchmarkDecodeIPN and BenchmarkVerifyIPN beside url.ParseQuery alone, a documented sale.
func BenchmarkDecodeIPN(b *testing.B) {
	body := encode(documentedIPN(notify.KindSale)...)
	compare(b, func() error {
		_, err := notify.DecodeIPN(body)
		return err
	}, func() error {
		_, err := url.ParseQuery(string(body))
		return err
	})
}

func BenchmarkVerifyIPN(b *testing.B) {
	body, v := encode(documentedIPN(notify.KindSale)...), verifier(b, secret)
	compare(b, func() error {
		_, err := v.Verify(body)
		return err
	}, func() error {
		_, err := url.ParseQuery(string(body))
		return err
	})
}

// BenchmarkRefuseOutbound refuses bodies of 1 MB that are made to be slow, beside encoding/json on a plain one of that size.
func BenchmarkRefuseOutbound(b *testing.B) {
	const size = 1 << 20
	plain := []byte(`{"a":"` + strings.Repeat("a", size-10) + `"}`)
	for name, body := range map[string][]byte{
		"brackets":      bytes.Repeat([]byte("["), size),
		"deep texts":    []byte(strings.Repeat(`{"\\":[`, size/8)),
		"flat brackets": []byte(strings.Repeat(`[],`, size/3)),
		"bad members":   []byte(`{"action":"a","lead":{"id":"x"` + strings.Repeat(`,"id":"x"`, size/10) + `}}`),
		"bad options":   []byte(`{"action":"a","lead":{"custom_fields":[{}` + strings.Repeat(`,{"field_value":[1]}`, size/21) + `]}}`),
	} {
		b.Run(name, func(b *testing.B) {
			compare(b, func() error {
				if _, err := notify.DecodeOutbound(body); err == nil {
					b.Fatal("accepted")
				}
				return nil
			}, func() error {
				var v any
				return json.Unmarshal(plain, &v)
			})
		})
	}
}
