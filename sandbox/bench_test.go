package sandbox_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"

	"github.com/paykickstart-go/sdk/sandbox"
)

// BenchmarkPurchases says how many purchases a second the box takes on loopback from
// two clients per processor, against a bare handler in the same run, and how much
// memory each leaves behind: all that the box keeps is its state.
func BenchmarkPurchases(b *testing.B) {
	b.Run("sandbox", func(b *testing.B) {
		sb, err := sandbox.Start()
		if err != nil {
			b.Fatal(err)
		}
		defer func() { _ = sb.Close() }()
		before := heap()
		benchmarkPost(b, sb.URL+"/purchase", "auth_token="+sb.AuthToken+"&"+strings.Join(purchase(proPlan), "&"))
		b.ReportMetric(float64(int64(heap())-int64(before))/float64(b.N), "kept-B/op")
		if n := len(sb.Ledger()); n != b.N {
			b.Fatalf("%d charges, not %d", n, b.N)
		}
	})
	b.Run("bare-handler", func(b *testing.B) {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			_, _ = w.Write([]byte(`{"success":1}`))
		}))
		defer server.Close()
		benchmarkPost(b, server.URL, strings.Join(purchase(proPlan), "&"))
	})
}

// BenchmarkReads shows that what only reads leaves nothing behind.
func BenchmarkReads(b *testing.B) {
	sb, err := sandbox.New()
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = sb.Close() }()
	target := "/api/licenses/?buyer_email=ada@example.com&auth_token=" + sb.AuthToken
	before := heap()
	for b.Loop() {
		rec := httptest.NewRecorder()
		sb.Handler().ServeHTTP(rec, httptest.NewRequestWithContext(b.Context(), http.MethodGet, target, nil))
		if rec.Code != http.StatusOK {
			b.Fatal(rec.Code)
		}
	}
	b.ReportMetric(float64(int64(heap())-int64(before))/float64(b.N), "kept-B/op")
}

// heap is what is in use after a collection.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func benchmarkPost(b *testing.B, target, form string) {
	b.Helper()
	transport := &http.Transport{MaxIdleConnsPerHost: 2 * runtime.GOMAXPROCS(0)}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport}
	b.ReportAllocs()
	b.SetParallelism(2)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if err := postForm(b, client, target, form); err != nil {
				b.Error(err)
				return
			}
		}
	})
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "purchases/s")
}

func postForm(b *testing.B, client *http.Client, target, form string) error {
	b.Helper()
	req, err := http.NewRequestWithContext(b.Context(), http.MethodPost, target, strings.NewReader(form))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK {
		b.Error(resp.Status)
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}
