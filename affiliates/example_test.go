package affiliates_test

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

func ExampleService_List() {
	client := answering(http.MethodGet, "affiliate/all",
		`[{"id":319,"first_name":"Ada","email":"ada@example.com","password":"$2y$10$000000","auth_token":"000000"}]`)

	list, err := client.Affiliates.List(context.Background(), 123)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, affiliate := range list {
		fmt.Println(affiliate.ID, affiliate.FirstName, affiliate.Email, affiliate.Password)
	}
	// Output: 319 Ada ada@example.com [redacted]
}

func ExampleService_PromoMaterial() {
	client := answering(http.MethodGet, "promo-material",
		`{"banner":[],"email":[{"id":115,"email_text":"{\"subject\":\"New!\nSimple \"trick\"\",\"body\":\"<p>{{$tracking_link}}</p>\"}"}],"contests":[]}`)

	promo, err := client.Affiliates.PromoMaterial(context.Background(), 123)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, email := range promo.Emails {
		fmt.Printf("%q\n%s\n", email.Subjects, email.Body)
	}
	// Output:
	// ["New!" "Simple \"trick\""]
	// <p>{{$tracking_link}}</p>
}
