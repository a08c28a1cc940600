package leads_test

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

func ExampleService_Confirm() {
	client := answering(http.MethodPost, "leads/confirm", `{"success":true,"message":"Lead is confirmed"}`)

	err := client.Leads.Confirm(context.Background(), "PK-L123456789", 15)
	fmt.Println("confirmed:", err == nil)
	// Output: confirmed: true
}
