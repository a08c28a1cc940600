package ipn_test

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/ipntest"
)

// Secrets from a database. Its failures are answered 503: PayKickstart then shows the delivery as failed.
func ExampleSecretFunc() {
	find := ipn.SecretFunc(func(_ context.Context, campaignID int64) ([]string, error) {
		if campaignID != 10001 {
			return nil, ipn.ErrNoSecret
		}
		return nil, errors.New("database is down")
	})
	verifier, err := ipn.NewVerifier(find)
	if err != nil {
		fmt.Println(err)
		return
	}
	grant := ipn.HandlerFunc(func(context.Context, *ipn.Notification) error { return nil })
	handler := ipn.NewHandler(verifier, grant)

	r, err := ipntest.New(ipn.EventSales).Request(context.Background(), "https://vendor.example/ipn", "TESTSECRET12")
	if err != nil {
		fmt.Println(err)
		return
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	fmt.Print(w.Code, " ", w.Body)
	// Output: 503 not handled now: send again later
}

// What a second delivery cannot cure is acknowledged, so that nobody sends it again.
func ExamplePermanent() {
	verifier, err := ipn.NewVerifier(ipn.Secrets("TESTSECRET12"))
	if err != nil {
		fmt.Println(err)
		return
	}
	grant := ipn.HandlerFunc(func(_ context.Context, n *ipn.Notification) error {
		switch n.ProductID {
		case 20001:
			return errors.New("disk full") // shows as failed, so that somebody sends it again
		default:
			return ipn.Permanent(fmt.Errorf("no product %d", n.ProductID))
		}
	})
	handler := ipn.NewHandler(verifier, grant)

	for _, product := range []string{"20001", "20009"} {
		sale := ipntest.New(ipn.EventSales).Set("product_id", product)
		r, err := sale.Request(context.Background(), "https://vendor.example/ipn", "TESTSECRET12")
		if err != nil {
			fmt.Println(err)
			return
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		fmt.Print(w.Code, " ", w.Body)
	}
	// Output:
	// 500 not handled: see the receiver's log, then send again
	// 200 OK
}

// Read a sale back before granting it. In a program, confirm calls Purchases.Confirm of the client: the package documentation has
// the function.
func ExampleWithConfirm() {
	verifier, err := ipn.NewVerifier(ipn.Secrets("TESTSECRET12"))
	if err != nil {
		fmt.Println(err)
		return
	}
	confirm := func(_ context.Context, n *ipn.Notification) (any, error) {
		if n.InvoiceID != "PK-P0000000AA" {
			return nil, ipn.Permanent(errors.New("the API knows no such purchase"))
		}
		return "what was read", nil
	}
	grant := ipn.HandlerFunc(func(_ context.Context, n *ipn.Notification) error {
		fmt.Println("grant", n.InvoiceID, "by", n.Confirmation())
		return nil
	})
	handler := ipn.NewHandler(verifier, grant, ipn.WithConfirm(confirm))

	for _, invoice := range []string{"PK-P0000000AA", "PK-P0000000AB"} {
		sale := ipntest.New(ipn.EventSales).Set("invoice_id", invoice)
		r, err := sale.Request(context.Background(), "https://vendor.example/ipn", "TESTSECRET12")
		if err != nil {
			fmt.Println(err)
			return
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		fmt.Print(w.Code, " ", w.Body)
	}
	// Output:
	// grant PK-P0000000AA by what was read
	// 200 OK
	// 403 not confirmed
}

// Each campaign's secret speaks for its own products alone.
func ExampleWithProducts() {
	verifier, err := ipn.NewVerifier(ipn.CampaignSecrets(map[int64][]string{10001: {"FIRSTSECRET1"}, 10002: {"NEXTSECRET12"}}))
	if err != nil {
		fmt.Println(err)
		return
	}
	grant := ipn.HandlerFunc(func(_ context.Context, n *ipn.Notification) error {
		fmt.Println("grant", n.ProductID, "of", n.CampaignID)
		return nil
	})
	handler := ipn.NewHandler(verifier, grant, ipn.WithProducts(map[int64][]int64{10001: {20001}, 10002: {20002}}))

	for _, product := range []string{"20001", "20002"} {
		sale := ipntest.New(ipn.EventSales).Set("product_id", product)
		r, err := sale.Request(context.Background(), "https://vendor.example/ipn", "FIRSTSECRET1")
		if err != nil {
			fmt.Println(err)
			return
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		fmt.Print(w.Code, " ", w.Body)
	}
	// Output:
	// grant 20001 of 10001
	// 200 OK
	// 403 this receiver knows no such product of this campaign
}

// Unknown events need no release of this module.
func ExampleMux() {
	mux := ipn.NewMux()
	mux.HandleFunc("subscription-paused", func(_ context.Context, n *ipn.Notification) error {
		fmt.Println("pause", n.InvoiceID)
		return nil
	})
	mux.Fallback(ipn.HandlerFunc(func(_ context.Context, n *ipn.Notification) error {
		fmt.Println("nothing to do for", n.Event)
		return nil
	}))
	for _, event := range []ipn.Event{"subscription-paused", ipn.EventSales} {
		if err := mux.HandleNotification(context.Background(), &ipn.Notification{Event: event, InvoiceID: "PK-P0000000AA"}); err != nil {
			fmt.Println(err)
		}
	}
	// Output:
	// pause PK-P0000000AA
	// nothing to do for sales
}
