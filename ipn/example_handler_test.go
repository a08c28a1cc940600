package ipn_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/ipntest"
)

// Secrets from a database. Its failures are answered 503: PayKickstart then shows the delivery as failed.
func ExampleKeyFunc() {
	find := ipn.KeyFunc(func(_ context.Context, campaignID int64) ([]string, error) {
		if campaignID != 10001 {
			return nil, ipn.ErrNoKey
		}
		return nil, errors.New("database is down")
	})
	verifier, err := ipn.NewVerifier(find)
	if err != nil {
		fmt.Println(err)
		return
	}
	done := ipn.HandlerFunc(func(context.Context, *ipn.Notification) error { return nil })
	exampleDelivery(ipn.NewHandler(verifier, done, quietly()), ipntest.New(ipn.EventSales).Body(exampleSecret))
	// Output: 503 not handled now: send again later
}

// What a second delivery cannot cure is acknowledged, so that nobody sends it again.
func ExamplePermanent() {
	verifier, err := ipn.NewVerifier(ipn.Keys(exampleSecret))
	if err != nil {
		fmt.Println(err)
		return
	}
	grant := ipn.HandlerFunc(func(_ context.Context, n *ipn.Notification) error {
		switch n.ProductID {
		case 20001:
			return errors.New("disk full") // send it again later
		default:
			return ipn.Permanent(fmt.Errorf("no product %d", n.ProductID))
		}
	})
	handler := ipn.NewHandler(verifier, grant, quietly())
	exampleDelivery(handler, ipntest.New(ipn.EventSales).Body(exampleSecret))
	exampleDelivery(handler, ipntest.New(ipn.EventSales).Set("product_id", "20009").Body(exampleSecret))
	// Output:
	// 500 not handled: see the receiver's log, then send again
	// 200 OK
}

// Read a sale back before granting it. In a program, confirm calls Purchases.Confirm of the client and wraps an error that
// matches payments.ErrMismatch in Permanent.
func ExampleWithConfirm() {
	verifier, err := ipn.NewVerifier(ipn.Keys(exampleSecret))
	if err != nil {
		fmt.Println(err)
		return
	}
	confirm := func(_ context.Context, n *ipn.Notification) error {
		if n.Event == ipn.EventSales && n.InvoiceID != "PK-P0000000AA" {
			return ipn.Permanent(errors.New("the API knows no such purchase"))
		}
		return nil
	}
	grant := ipn.HandlerFunc(func(_ context.Context, n *ipn.Notification) error {
		fmt.Println("grant", n.InvoiceID)
		return nil
	})
	handler := ipn.NewHandler(verifier, grant, ipn.WithConfirm(confirm), quietly())
	exampleDelivery(handler, ipntest.New(ipn.EventSales).Body(exampleSecret))
	exampleDelivery(handler, ipntest.New(ipn.EventSales).Number(7).Body(exampleSecret))
	// Output:
	// grant PK-P0000000AA
	// 200 OK
	// 403 not confirmed
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
