package coupons_test

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/jarcoal/httpmock"
	"github.com/shopspring/decimal"

	"github.com/paykickstart-go/sdk/coupons"
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

func ExampleService_Create() {
	client := answering(http.MethodPost, "coupons", `{"success":true,"coupon_id":27,"message":"Coupon was created successfully"}`)

	coupon, err := client.Coupons.Create(context.Background(), coupons.CreateParams{
		Name:       "Spring sale",
		Code:       "SPRING25",
		Rate:       decimal.NewFromInt(25),
		Type:       coupons.Percentage,
		AppliesTo:  []coupons.Charge{coupons.FirstChargeWithoutSplitPay, coupons.Rebills},
		Start:      time.Date(2031, 3, 1, 0, 0, 0, 0, time.UTC),
		End:        time.Date(2031, 4, 1, 0, 0, 0, 0, time.UTC),
		ProductIDs: []int64{2382, 2391},
		CampaignID: 223,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(coupon.ID, coupon.Message)
	// Output: 27 Coupon was created successfully
}

// Bad params are named all at once, and nothing is sent.
func ExampleService_Create_badParams() {
	client := answering(http.MethodPost, "coupons", `{}`)

	_, err := client.Coupons.Create(context.Background(), coupons.CreateParams{
		Name: "Spring sale", Rate: decimal.NewFromInt(125), Type: coupons.Percentage,
	})
	fmt.Println(err)
	// Output: paykickstart: coupons.Create: invalid parameters; Code: must not be empty or blank; Rate: must not be above 100 as a percentage
}
