package customers_test

import (
	"context"
	"fmt"
	"net/http"

	"github.com/jarcoal/httpmock"

	"github.com/paykickstart-go/sdk/paykickstart"
)

// answering returns a client that gets one answer and needs no network. A program gets its client by
// paykickstart.New(authToken).
func answering(method, route, answer string) *paykickstart.Client {
	mock := httpmock.NewMockTransport()
	mock.RegisterResponder(method, "https://app.paykickstart.com/api/"+route, httpmock.NewStringResponder(http.StatusOK, answer))
	client, err := paykickstart.New("test-token-0000", paykickstart.WithHTTPClient(&http.Client{Transport: mock}))
	if err != nil {
		panic(err)
	}
	return client
}

func ExampleService_PortalLogin() {
	client := answering(http.MethodGet, "billing-customer", `{"status":true,"secret":"00aaBB11ccDD"}`)

	session, err := client.Customers.PortalLogin(context.Background(), "ada@example.com")
	if err != nil {
		fmt.Println(err)
		return
	}
	address := session.URL("my-portal")
	fmt.Println("safe to log:", session.Secret, address)
	fmt.Println("for the buyer only:", address.Reveal())
	// Output:
	// safe to log: [redacted] [redacted]
	// for the buyer only: https://app.paykickstart.com/billing?portal=my-portal&secret=00aaBB11ccDD
}
