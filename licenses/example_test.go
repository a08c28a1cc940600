package licenses_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/jarcoal/httpmock"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/licenses"
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

func ExampleService_Check() {
	client := answering(http.MethodGet, "licenses/status", `{"success":1,"message":"","data":{"valid":1,"active":0}}`)

	verdict, err := client.Licenses.Check(context.Background(), "D3WS-UCTG-IDFZ-AAAA")
	switch {
	case err != nil:
		fmt.Println("could not ask, the last verdict stands:", err)
	case verdict.Valid:
		fmt.Println("welcome")
	default:
		fmt.Println("refused:", verdict.Reason)
	}
	// Output: refused: license is not active
}

func ExampleService_Activate() {
	client := answering(http.MethodPost, "licenses/activate",
		`{"success":1,"message":"","data":{"license_key":"D3WS-UCTG-IDFZ-AAAA","status":1,"guid":"https://shop.example.com"}}`)

	license, err := client.Licenses.Activate(context.Background(), "D3WS-UCTG-IDFZ-AAAA", "https://shop.example.com")
	if errors.Is(err, api.ErrRejected) {
		fmt.Println("the license is in use elsewhere:", err)
		return
	}
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(license.Status, "at", license.GUID)
	// Output: enabled at https://shop.example.com
}

func ExampleService_List() {
	client := answering(http.MethodGet, "licenses/",
		`{"success":1,"data":[{"license_key":"D3WS-UCTG-IDFZ-AAAA","status":1,"guid":null}]}`)

	list, err := client.Licenses.List(context.Background(), licenses.ListParams{CampaignID: 223, BuyerEmail: "ada@example.com"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, license := range list {
		fmt.Println(license.LicenseKey, license.Status)
	}
	// Output: D3WS-UCTG-IDFZ-AAAA enabled
}
