package ipn_test

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/ipntest"
)

// A whole receiver: verified, routed by event, handled once. In a program, register handler with
// http.Handle("/ipn", handler).
func Example() {
	verifier, err := ipn.NewVerifier(ipn.Secrets("TESTSECRET12")) // the campaign's IPN secret key
	if err != nil {
		fmt.Println(err)
		return
	}
	mux := ipn.NewMux()
	mux.HandleFunc(ipn.EventSales, func(_ context.Context, n *ipn.Notification) error {
		fmt.Println("grant", n.ProductName, "for", n.Amount, n.Currency)
		return nil
	})
	mux.HandleFunc(ipn.EventRefund, func(_ context.Context, n *ipn.Notification) error {
		fmt.Println("revoke", n.ProductName)
		return nil
	})
	handler := ipn.NewHandler(verifier, mux,
		ipn.WithProducts(map[int64][]int64{10001: {20001}}), // what the campaign sells
		ipn.WithStore(ipn.NewMemoryStore()))

	sale := ipntest.New(ipn.EventSales)
	for _, body := range [][]byte{
		sale.Body("TESTSECRET12"),
		sale.Body("TESTSECRET12"), // a second delivery of the same
		ipntest.New(ipn.EventRefund).Body("TESTSECRET12"),
		sale.Body("somebody's own"),
	} {
		r, err := ipntest.NewRequest(context.Background(), "https://vendor.example/ipn", body)
		if err != nil {
			fmt.Println(err)
			return
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		fmt.Print(w.Code, " ", w.Body)
	}
	// Output:
	// grant Demo Plan for 47 USD
	// 200 OK
	// 200 OK
	// revoke Demo Plan
	// 200 OK
	// 403 not verified: check that the receiver has this campaign's IPN secret and that nothing rewrites the body
}

func ExampleParseForm() {
	form, err := ipn.ParseForm([]byte("event=sales&custom.user=7&licenses[]=A-1&licenses[]=B-2"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(form.Get("event"), form.Get("custom_user"), form.Values("licenses"))
	// Output: sales 7 [A-1 B-2]
}

// Decode verifies nothing: use it on what was verified before it was stored.
func ExampleDecode() {
	form, err := ipn.ParseForm([]byte("event=sales&amount=47.00&currency=USD&custom_user=7"))
	if err != nil {
		fmt.Println(err)
		return
	}
	n, err := ipn.Decode(form)
	fmt.Println(n.Event, n.Amount, n.Custom["user"], n.VerifiedBy(), err)

	form, err = ipn.ParseForm([]byte("event=sales&amount=abc"))
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = ipn.Decode(form)
	fmt.Println(errors.Is(err, ipn.ErrBadField), err)
	// Output:
	// sales 47 7 none <nil>
	// true ipn: bad field: amount
}

func ExampleVerifier_Verify() {
	verifier, err := ipn.NewVerifier(ipn.Secrets("TESTSECRET12"))
	if err != nil {
		fmt.Println(err)
		return
	}
	body := ipntest.New(ipn.EventSales).Body("TESTSECRET12")
	n, err := verifier.Verify(context.Background(), body)
	fmt.Println(n.InvoiceID, "verified by", n.VerifiedBy(), err)

	forged, err := ipntest.Tamper(body, ipntest.ChangeValue("amount", "0.01"))
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = verifier.Verify(context.Background(), forged)
	fmt.Println(errors.Is(err, ipn.ErrBadSignature))
	// Output:
	// PK-P0000000AA verified by hash <nil>
	// true
}

// One URL for several campaigns; the second is replacing its secret.
func ExampleCampaignSecrets() {
	verifier, err := ipn.NewVerifier(ipn.CampaignSecrets(map[int64][]string{
		10001: {"FIRSTSECRET1"},
		10002: {"NEWSECRET123", "OLDSECRET123"},
	}))
	if err != nil {
		fmt.Println(err)
		return
	}
	sale := ipntest.New(ipn.EventSales).Set("campaign_id", "10002")
	n, err := verifier.Verify(context.Background(), sale.Body("OLDSECRET123"))
	fmt.Println(n.CampaignID, err)
	_, err = verifier.Verify(context.Background(), sale.Body("FIRSTSECRET1"))
	fmt.Println(errors.Is(err, ipn.ErrBadSignature))

	_, err = ipn.NewVerifier(ipn.CampaignSecrets(map[int64][]string{10001: {""}}))
	fmt.Println(err != nil)
	// Output:
	// 10002 <nil>
	// true
	// true
}

// Key tells events of one invoice apart, and a second delivery of one event not.
func ExampleNotification_Key() {
	for _, body := range []string{
		"campaign_id=10001&event=sales&transaction_id=PK-T1&invoice_id=PK-P1&transaction_time=1575306452&amount=47.00",
		"campaign_id=10001&event=refund&transaction_id=PK-T1&invoice_id=PK-P1&transaction_time=1575309999&amount=47.00",
	} {
		form, err := ipn.ParseForm([]byte(body))
		if err != nil {
			fmt.Println(err)
			return
		}
		n, err := ipn.Decode(form)
		fmt.Println(n.Key(), err)
	}
	// Output:
	// v1|10001|sales|PK-T1|PK-P1|1575306452|47 <nil>
	// v1|10001|refund|PK-T1|PK-P1|1575309999|47 <nil>
}
