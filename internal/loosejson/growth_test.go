package loosejson

import (
	"math"
	"strings"
	"testing"
	"time"
)

// Ten times the input takes about ten times the time, whatever the input looks like; more than fifteen is too much.
func BenchmarkTimeGrowsWithTheInput(b *testing.B) {
	const small = 300
	// Long rows: with short ones the time goes into fresh memory, of which the system hands out the more the slower.
	row := `{"a":"` + strings.Repeat("text ", 200) + `","c":1}`
	shapes := map[string]func(n int) string{
		"rows":           func(n int) string { return `{"k":[` + strings.Repeat(row+",", n) + `{}]}` },
		"nesting":        func(n int) string { return strings.Repeat(`{"l":`, n) + `{}` + strings.Repeat(`}`, n) },
		"unknown nested": func(n int) string { return `{"x":` + strings.Repeat(`[`, n) + strings.Repeat(`]`, n) + `}` },
		"unknown names":  func(n int) string { return `{` + strings.Repeat(`"x1":1,"\u0078":2,`, n) + `"y":1}` },
		"escapes":        func(n int) string { return `{"a":"` + strings.Repeat(`\ud83d\ude00\"`, n) + `"}` },
		"broken UTF-8":   func(n int) string { return `{"a":"` + strings.Repeat("\xff\xe2\x82", n) + `"}` },
		"digits":         func(n int) string { return `{"a":` + strings.Repeat(`1`, 10*n) + `}` },
		"numeric keys":   func(n int) string { return `{"r":{` + strings.Repeat(`"0":{"1":true},`, n) + `"1":""}}` },
		"empty lists":    func(n int) string { return `{"r":[` + strings.Repeat(`[],`, n) + `[]]}` },
		"space":          func(n int) string { return `{"l":[` + strings.Repeat(" \n", 10*n) + `]}` },
	}
	for name, shape := range shapes {
		b.Run(name, func(b *testing.B) {
			short, long := shape(small), shape(10*small)
			ratio := math.Inf(1)
			for b.Loop() {
				// A busy machine can only make one of the two look slow, so the least ratio is the one to believe.
				ratio = min(ratio, float64(fastest(long))/float64(fastest(short)))
			}
			b.ReportMetric(ratio, "times-the-time")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func fastest(text string) time.Duration {
	best := time.Hour
	for range 10 {
		begin := time.Now()
		_ = decode([]byte(text), &rich{})
		best = min(best, time.Since(begin))
	}
	return best
}
