package sandbox_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/paykickstart-go/sdk/sandbox"
)

// BenchmarkPurchase against BenchmarkBareHandler in the same run is what the box
// costs beyond net/http on loopback.
func BenchmarkPurchase(b *testing.B) {
	sb, err := sandbox.Start()
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = sb.Close() }()
	benchmarkPost(b, sb.URL+"/purchase", "auth_token="+sb.AuthToken+"&"+strings.Join(purchase(proPlan), "&"))
}

func BenchmarkBareHandler(b *testing.B) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		_, _ = w.Write([]byte(`{"success":1}`))
	}))
	defer server.Close()
	benchmarkPost(b, server.URL, strings.Join(purchase(proPlan), "&"))
}

func benchmarkPost(b *testing.B, target, form string) {
	b.Helper()
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport}
	b.ReportAllocs()
	for b.Loop() {
		req, err := http.NewRequestWithContext(b.Context(), http.MethodPost, target, strings.NewReader(form))
		if err != nil {
			b.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		resp, err := client.Do(req)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, resp.Body); err != nil || resp.StatusCode != http.StatusOK {
			b.Fatal(resp.Status, err)
		}
		_ = resp.Body.Close()
	}
}
