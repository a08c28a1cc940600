package ipn_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/ipn"
)

// BenchmarkHandlerUnderLoad sends distinct notifications over kept-alive loopback connections to the handler (verify, memory
// store, no-op callback) and, in turns in the same run, to a handler that does nothing. It reports the handler's requests
// per second as a share of the other's; the bar is 0.6.
func BenchmarkHandlerUnderLoad(b *testing.B) {
	noop := serve(b, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	handler := serve(b, receiver(b, answering(nil), ipn.WithStore(ipn.NewMemoryStore())))
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	defer client.CloseIdleConnections()
	const round = 500
	var shares, rates []float64
	for b.Loop() {
		bodies := make([][]byte, round)
		for i := range bodies {
			bodies[i] = sale().Number(len(shares)*round + i).Body(secret)
		}
		noopTime := load(b, client, noop.URL, bodies)
		handlerTime := load(b, client, handler.URL, bodies)
		shares = append(shares, float64(noopTime)/float64(handlerTime))
		rates = append(rates, round/handlerTime.Seconds())
	}
	b.ReportMetric(0, "ns/op") // it would add the two up
	b.ReportMetric(median(rates), "req/s")
	b.ReportMetric(median(shares), "of-noop")
}

// median leaves out the rounds in which the machine did something else.
func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}

// load posts all bodies with a few workers and returns how long that took.
func load(b *testing.B, client *http.Client, target string, bodies [][]byte) time.Duration {
	b.Helper()
	start := time.Now()
	next := make(chan []byte)
	var workers sync.WaitGroup
	for range 4 * runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for body := range next {
				if status := send(client, target, body); status != http.StatusOK {
					b.Errorf("answered %d", status)
				}
			}
		})
	}
	for _, body := range bodies {
		next <- body
	}
	close(next)
	workers.Wait()
	return time.Since(start)
}

// send posts one body and returns the status, 0 when there was no answer.
func send(client *http.Client, target string, body []byte) int {
	r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, target, bytes.NewReader(body))
	if err != nil {
		return 0
	}
	r.Header.Set("Content-Type", formType)
	answer, err := client.Do(r)
	if err != nil {
		return 0
	}
	_, err = io.Copy(io.Discard, answer.Body)
	if closing := answer.Body.Close(); err != nil || closing != nil {
		return 0
	}
	return answer.StatusCode
}

// BenchmarkHandlerRefuses is what a body costs that is far too large or has far too many fields: each is to be refused in under 50 ms.
func BenchmarkHandlerRefuses(b *testing.B) {
	h := receiver(b, answering(nil))
	for name, body := range map[string][]byte{
		"2MB":           bytes.Repeat([]byte("a"), 2<<20),
		"100000-fields": bytes.Repeat([]byte("a=1&"), 100_000),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if code := deliver(b, h, body).Code; code != http.StatusRequestEntityTooLarge {
					b.Fatalf("answered %d", code)
				}
			}
		})
	}
}
