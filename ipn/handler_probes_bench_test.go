package ipn_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/ipn"
)

// BenchmarkHexWords compares a body of nearly 1 MB that is full of words that look like codes with one of the same length of
// other text, in turns in the same run: "of-text" is the ratio. The bar is 3.
func BenchmarkHexWords(b *testing.B) {
	words := hexWords(25_000)
	text := strings.ReplaceAll(words, "0", "z") // as cheap to read as the words are
	h := receiver(b, answering(nil), ipn.WithStore(ipn.NewMemoryStore()))
	var ofText []float64
	for b.Loop() {
		n := 2 * len(ofText) // none is a duplicate: that would be found out before its words are looked at
		hex, other := shortest(oldSale(n, words)), shortest(oldSale(n+1, text))
		ofText = append(ofText, float64(handle(b, h, hex))/float64(handle(b, h, other)))
	}
	b.ReportMetric(0, "ns/op") // it has the signing in it
	b.ReportMetric(median(ofText), "of-text")
}

// shortest writes bars as a sender may, so that more words fit into a body.
func shortest(body []byte) []byte { return bytes.ReplaceAll(body, []byte("%7C"), []byte("|")) }

func handle(b *testing.B, h http.Handler, body []byte) time.Duration {
	b.Helper()
	start := time.Now()
	if code := deliver(b, h, body).Code; code != http.StatusOK {
		b.Fatalf("answered %d", code)
	}
	return time.Since(start)
}
