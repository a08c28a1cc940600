package sandbox_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"time"

	"github.com/paykickstart-go/sdk/sandbox"
)

// A box for a test: buy, let a month pass, look at the ledger. Any client will do;
// here it is plain net/http.
func Example() {
	sb, err := sandbox.Start(sandbox.WithClock(time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = sb.Close() }()

	client := &http.Client{Timeout: 10 * time.Second}
	resp, err := client.PostForm(sb.URL+"/purchase", url.Values{
		"auth_token": {sb.AuthToken}, "product": {fmt.Sprint(sb.CampaignID)}, "plan": {fmt.Sprint(sb.ProductID)},
		"first_name": {"Ada"}, "last_name": {"Example"}, "email": {"ada@example.com"}, "stripeToken": {"tok_visa"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	_ = resp.Body.Close()

	sb.Advance(31 * 24 * time.Hour)
	for _, e := range sb.Ledger() {
		fmt.Println(e.At.Format(time.DateOnly), e.Kind, e.Amount)
	}
	// Output:
	// 2026-03-01 charge 29
	// 2026-04-01 charge 29
}

// Without a listener: the box under the caller's own server, or with no server.
func ExampleSandbox_Handler() {
	sb, err := sandbox.New()
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = sb.Close() }()
	rec := httptest.NewRecorder()
	sb.Handler().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/api/transactions?auth_token="+sb.AuthToken, nil))
	fmt.Println(rec.Code, strings.TrimSpace(rec.Body.String()))
	// Output: 200 {"transactions":[]}
}
