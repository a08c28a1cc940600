package coupons_test

import (
	"context"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/paykickstart-go/sdk/coupons"
	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/sandbox"
)

func ExampleService_Create() {
	// A sandbox stands for PayKickstart. With an account: paykickstart.New(authToken).
	sb, err := sandbox.Start()
	if err != nil {
		fmt.Println(err)
		return
	}
	defer sb.Close()
	client, err := paykickstart.New(sb.AuthToken, paykickstart.WithBaseURL(sb.URL))
	if err != nil {
		fmt.Println(err)
		return
	}

	coupon, err := client.Coupons.Create(context.Background(), coupons.CreateParams{
		Name:       "Spring sale",
		Code:       "SPRING25",
		Rate:       decimal.NewFromInt(25),
		Type:       coupons.Percentage,
		AppliesTo:  []coupons.Charge{coupons.FirstChargeWithoutSplitPay, coupons.Rebills},
		Start:      time.Date(2031, 3, 1, 0, 0, 0, 0, time.UTC),
		End:        time.Date(2031, 4, 1, 0, 0, 0, 0, time.UTC),
		ProductIDs: []int64{sandbox.ProPlanID, sandbox.EbookID},
		CampaignID: sandbox.CampaignID,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(coupon.ID > 0, coupon.Message)
	// Output: true Coupon was created successfully
}

// Bad params are named all at once, and nothing is sent.
func ExampleService_Create_badParams() {
	client, err := paykickstart.New("your-auth-token")
	if err != nil {
		fmt.Println(err)
		return
	}

	_, err = client.Coupons.Create(context.Background(), coupons.CreateParams{
		Name: "Spring sale", Rate: decimal.NewFromInt(125), Type: coupons.Percentage,
	})
	fmt.Println(err)
	// Output: paykickstart: Coupons.Create: invalid parameters; Code: must not be empty or blank; Rate: must not be above 100 as a percentage
}
