package subscriptions_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/jarcoal/httpmock"
	"github.com/shopspring/decimal"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/subscriptions"
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

func ExampleService_Cancel() {
	client := answering(http.MethodPost, "subscriptions/cancel", `{"success":1,"message":"Subscription was cancelled"}`)

	err := client.Subscriptions.Cancel(context.Background(), subscriptions.CancelParams{
		InvoiceID: "PK-P0000000AA",
		CancelAt:  time.Date(2031, 4, 1, 0, 0, 0, 0, time.UTC),
	})
	if errors.Is(err, api.ErrOutcomeUnknown) {
		fmt.Println("read the purchase before trying again:", err)
		return
	}
	fmt.Println("cancelled:", err == nil)
	// Output: cancelled: true
}

// A zero FirstCharge charges nothing now; a nil one lets PayKickstart compute the pro-rata amount.
func ExampleService_Change() {
	client := answering(http.MethodPost, "subscriptions/change", `{"success":1,"message":"Changed","invoice_id":"PK-P0000000BB"}`)

	result, err := client.Subscriptions.Change(context.Background(), subscriptions.ChangeParams{
		InvoiceID:   "PK-P0000000AA",
		ProductID:   20002,
		FirstCharge: &decimal.Zero,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("the subscription goes on as", result.InvoiceID)
	// Output: the subscription goes on as PK-P0000000BB
}

func ExampleService_CancelAtPeriodEnd() {
	client := answering(http.MethodGet, "purchase/get", `{"id":1,"pk_id":"PK-P0000000AA","subscriptions":[]}`)

	at, err := client.Subscriptions.CancelAtPeriodEnd(context.Background(), "PK-P0000000AA")
	switch {
	case errors.Is(err, subscriptions.ErrNoNextCharge):
		fmt.Println("nothing more will be charged anyway")
	case err != nil:
		fmt.Println(err)
	default:
		fmt.Println("runs until", at)
	}
	// Output: nothing more will be charged anyway
}
