package kartra_test

import (
	"encoding/json"
	"net/url"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/ipn/kartra"
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
		_, err := kartra.DecodeOutbound(body)
		return err
	}, func() error {
		var v map[string]any
		return json.Unmarshal(body, &v)
	})
}

// BenchmarkDecodeIPN and BenchmarkVerifyIPN beside url.ParseQuery alone, a documented sale.
func BenchmarkDecodeIPN(b *testing.B) {
	body := encode(documentedIPN(kartra.KindSale)...)
	compare(b, func() error {
		_, err := kartra.DecodeIPN(body)
		return err
	}, func() error {
		_, err := url.ParseQuery(string(body))
		return err
	})
}

func BenchmarkVerifyIPN(b *testing.B) {
	body, v := encode(documentedIPN(kartra.KindSale)...), verifier(b, secret)
	compare(b, func() error {
		_, err := v.Verify(body)
		return err
	}, func() error {
		_, err := url.ParseQuery(string(body))
		return err
	})
}
