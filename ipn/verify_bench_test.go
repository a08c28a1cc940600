package ipn_test

import (
	"context"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
)

const benchSecret = "TESTSECRET12"

// seedSample is the documented sample (2.1.1): its fields in its order, with a verification_code.
func seedSample(tb testing.TB) []byte {
	tb.Helper()
	body, err := os.ReadFile("testdata/sample_2016.txt")
	require.NoError(tb, err)
	return []byte(strings.TrimSpace(string(body)))
}

// newSample is a message of the wire order since 2019-12, with a hash.
func newSample(tb testing.TB) []byte {
	tb.Helper()
	body, err := os.ReadFile("testdata/sample_2019.txt")
	require.NoError(tb, err)
	return []byte(strings.TrimSpace(string(body)))
}

// BenchmarkVerify compares parse, verification and full decoding with url.ParseQuery alone, on the same body in the same
// run: "of-ParseQuery" is the ratio. The bars are 0.8 for the documented sample and 1.0 for the newer wire order, and 16
// allocations.
func BenchmarkVerify(b *testing.B) {
	for _, sample := range []struct {
		name string
		body []byte
	}{
		{"verification_code", seedSample(b)},
		{"hash", newSample(b)},
	} {
		b.Run(sample.name, func(b *testing.B) {
			verifier, err := ipn.NewVerifier(ipn.Secrets(benchSecret))
			require.NoError(b, err)
			benchRatio(b, func() {
				if _, err := verifier.Verify(context.Background(), sample.body); err != nil {
					b.Fatal(err)
				}
			}, func() {
				if _, err := url.ParseQuery(string(sample.body)); err != nil {
					b.Fatal(err)
				}
			})
		})
	}
}

// benchRatio runs both in turns, so that a change of the machine's speed meets both.
func benchRatio(b *testing.B, ours, baseline func()) {
	b.Helper()
	const turn = 64
	var spent, base time.Duration
	b.ReportMetric(testing.AllocsPerRun(100, ours), "allocs/verify")
	b.ResetTimer()
	for range b.N {
		start := time.Now()
		for range turn {
			ours()
		}
		middle := time.Now()
		for range turn {
			baseline()
		}
		spent += middle.Sub(start)
		base += time.Since(middle)
	}
	b.ReportMetric(float64(spent.Nanoseconds())/float64(b.N*turn), "ns/verify")
	b.ReportMetric(float64(base.Nanoseconds())/float64(b.N*turn), "ns/ParseQuery")
	b.ReportMetric(float64(spent)/float64(base), "of-ParseQuery")
	b.ReportMetric(testing.AllocsPerRun(100, ours), "allocs/verify")
}

// BenchmarkRefuse shows that an oversized body costs next to nothing: the bar is 50 ms.
func BenchmarkRefuse(b *testing.B) {
	verifier, err := ipn.NewVerifier(ipn.Secrets(benchSecret))
	require.NoError(b, err)
	for _, big := range []struct {
		name string
		body []byte
	}{
		{"100000fields", []byte(strings.Repeat("a[]=1&", 100_000))},
		{"2MB", []byte("a=" + strings.Repeat("%41", 2<<20/3))},
		{"1000fieldsSlowest", []byte(strings.Repeat("a[x][y][]=%41%41+&", 999) + "hash=" + strings.Repeat("0", 40))},
	} {
		b.Run(big.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := verifier.Verify(context.Background(), big.body); err == nil {
					b.Fatal("not refused")
				}
			}
		})
	}
}
