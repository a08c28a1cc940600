package ipntest_test

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/ipntest"
)

// A test of a receiver: every event is delivered as PayKickstart would.
func Example() {
	verifier, err := ipn.NewVerifier(ipn.Secrets("TESTSECRET12"))
	if err != nil {
		fmt.Println(err)
		return
	}
	receiver := ipn.NewHandler(verifier, ipn.HandlerFunc(func(_ context.Context, n *ipn.Notification) error {
		fmt.Println(n.Event, n.InvoiceID, "for user", n.Custom["user"])
		return nil
	}))

	for _, event := range []ipn.Event{ipn.EventSales, ipn.EventRefund} {
		notification := ipntest.New(event).Number(7).Custom("user", "ada")
		r, err := notification.Request(context.Background(), "https://vendor.example/ipn", "TESTSECRET12")
		if err != nil {
			fmt.Println(err)
			return
		}
		w := httptest.NewRecorder()
		receiver.ServeHTTP(w, r)
		fmt.Println(w.Code)
	}
	// Output:
	// sales PK-P000000007 for user ada
	// 200
	// refund PK-P000000007 for user ada
	// 200
}

// A body that was changed after it was signed must be refused.
func ExampleTamper() {
	verifier, err := ipn.NewVerifier(ipn.Secrets("TESTSECRET12"))
	if err != nil {
		fmt.Println(err)
		return
	}
	body := ipntest.New(ipn.EventSales).Body("TESTSECRET12")
	for _, change := range []ipntest.Change{
		ipntest.ChangeValue("amount", "1.00"),
		ipntest.Drop("buyer_email"),
		ipntest.UpperCase("hash"),
	} {
		forged, err := ipntest.Tamper(body, change)
		if err != nil {
			fmt.Println(err)
			return
		}
		_, err = verifier.Verify(context.Background(), forged)
		fmt.Println(errors.Is(err, ipn.ErrBadSignature))
	}
	// Output:
	// true
	// true
	// true
}

// Only a verification_code depends on the order of the fields, and only where no hash is carried.
func ExampleSwap() {
	verifier, err := ipn.NewVerifier(ipn.Secrets("TESTSECRET12"))
	if err != nil {
		fmt.Println(err)
		return
	}
	sale := ipntest.New(ipn.EventSales)
	for _, body := range [][]byte{
		sale.Body("TESTSECRET12"),
		sale.Body("TESTSECRET12", ipn.SchemeVerificationCode),
	} {
		swapped, err := ipntest.Tamper(body, ipntest.Swap("amount", "buyer_email"))
		if err != nil {
			fmt.Println(err)
			return
		}
		_, err = verifier.Verify(context.Background(), swapped)
		fmt.Println(err)
	}
	// Output:
	// <nil>
	// ipn: bad signature
}
