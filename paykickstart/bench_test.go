package paykickstart_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/payments"
)

// stub answers every request with the same body.
type stub []byte

func (s stub) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		_ = req.Body.Close()
	}
	return &http.Response{
		StatusCode: http.StatusOK, ContentLength: int64(len(s)), Request: req,
		Header: http.Header{"Content-Type": {"application/json"}},
		Body:   io.NopCloser(bytes.NewReader(s)),
	}, nil
}

// byHand is the same call without this module: net/http and strict encoding/json.
func byHand(ctx context.Context, client *http.Client, route string, query url.Values, out any) error {
	query.Set("auth_token", "BENCHTOKEN0001")
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://app.paykickstart.com/api/"+route+"?"+query.Encode(), http.NoBody)
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return json.Unmarshal(body, out)
}

// compare runs both in turn, so that the machine's drift meets both, and reports the module's time as a ratio of the other's.
func compare(b *testing.B, module, hand func() error) {
	b.Helper()
	var times [2]time.Duration
	const batch = 8
	b.ReportAllocs()
	for b.Loop() {
		for i, do := range []func() error{module, hand} {
			start := time.Now()
			for range batch {
				if err := do(); err != nil {
					b.Fatal(err)
				}
			}
			times[i] += time.Since(start)
		}
	}
	calls := float64(b.N * batch)
	b.ReportMetric(float64(times[0])/float64(times[1]), "ratio")
	b.ReportMetric(float64(times[0])/calls, "module-ns/call")
	b.ReportMetric(float64(times[1])/calls, "byhand-ns/call")
	b.ReportMetric(0, "ns/op")
}

func sample(b *testing.B, name string) []byte {
	b.Helper()
	body, err := os.ReadFile("../payments/testdata/" + name)
	if err != nil {
		b.Fatal(err)
	}
	return body
}

// BenchmarkGetPurchase: one call through the client; ratio is to net/http and strict encoding/json by hand. The bar is 0.9.
func BenchmarkGetPurchase(b *testing.B) {
	httpClient := &http.Client{Transport: stub(sample(b, "purchase_get.json"))}
	client, err := paykickstart.New("BENCHTOKEN0001", paykickstart.WithHTTPClient(httpClient))
	if err != nil {
		b.Fatal(err)
	}
	ctx := context.Background()
	compare(b, func() error {
		_, err := client.Purchases.Get(ctx, "PK-P5RLOOPDL7")
		return err
	}, func() error {
		var p strictPurchase
		return byHand(ctx, httpClient, "purchase/get", url.Values{"id": {"PK-P5RLOOPDL7"}}, &p)
	})
}

// BenchmarkListTransactions: 100 documented transactions; ratio as above. The bar is 0.75.
func BenchmarkListTransactions(b *testing.B) {
	httpClient := &http.Client{Transport: stub(hundred(b))}
	client, err := paykickstart.New("BENCHTOKEN0001", paykickstart.WithHTTPClient(httpClient))
	if err != nil {
		b.Fatal(err)
	}
	ctx := context.Background()
	compare(b, func() error {
		_, err := client.Transactions.List(ctx, payments.ListTransactionsParams{})
		return err
	}, func() error {
		var list struct {
			Transactions []strictListedTransaction `json:"transactions"`
		}
		return byHand(ctx, httpClient, "transactions", url.Values{}, &list)
	})
}

// hundred repeats the documented rows.
func hundred(b *testing.B) []byte {
	b.Helper()
	var documented struct {
		Transactions []json.RawMessage `json:"transactions"`
	}
	if err := json.Unmarshal(sample(b, "transactions.json"), &documented); err != nil {
		b.Fatal(err)
	}
	var rows []json.RawMessage
	for len(rows) < 100 {
		rows = append(rows, documented.Transactions...)
	}
	body, err := json.Marshal(map[string]any{"transactions": rows[:100]})
	if err != nil {
		b.Fatal(err)
	}
	return body
}
