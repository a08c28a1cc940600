package subscriptions_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/paykickstart-go/sdk/sandbox"
	"github.com/paykickstart-go/sdk/subscriptions"
)

func ExampleService_Cancel() {
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
	ctx := context.Background() // of the caller's request
	buying, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Minute)
	defer cancel()
	receipt, err := client.Purchases.Create(buying, payments.CreateParams{
		CampaignID: sb.CampaignID, ProductID: sb.ProductID, FirstName: "Ada", LastName: "Example", Email: "ada@example.com",
		Payment: payments.StripeCard{Token: "tok_from_the_browser"},
	})
	if err != nil || receipt.Notification == nil {
		fmt.Println("not bought yet:", err)
		return
	}

	err = client.Subscriptions.Cancel(ctx, subscriptions.CancelParams{InvoiceID: receipt.Notification.InvoiceID})
	switch {
	case errors.Is(err, api.ErrOutcomeUnknown):
		fmt.Println("read the purchase before trying again:", err)
	case err != nil:
		fmt.Println("not cancelled:", err)
	default:
		fmt.Println("cancelled")
	}
	// Output: cancelled
}

func ExampleService_CancelAtPeriodEnd() {
	// A sandbox stands for PayKickstart. With an account: paykickstart.New(authToken).
	sb, err := sandbox.Start(sandbox.WithClock(time.Date(2131, 3, 1, 18, 0, 0, 0, time.UTC)))
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
	ctx := context.Background() // of the caller's request
	buying, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Minute)
	defer cancel()
	receipt, err := client.Purchases.Create(buying, payments.CreateParams{
		CampaignID: sb.CampaignID, ProductID: sb.ProductID, FirstName: "Ada", LastName: "Example", Email: "ada@example.com",
		Payment: payments.StripeCard{Token: "tok_from_the_browser"},
	})
	if err != nil || receipt.Notification == nil {
		fmt.Println("not bought yet:", err)
		return
	}

	at, err := client.Subscriptions.CancelAtPeriodEnd(ctx, receipt.Notification.InvoiceID)
	switch {
	case errors.Is(err, subscriptions.ErrNoNextCharge):
		fmt.Println("nothing more will be charged anyway")
	case errors.Is(err, subscriptions.ErrTooLate):
		fmt.Println("the charge is due today: cancel at once, or tomorrow")
	case err != nil:
		fmt.Println(err)
	default:
		fmt.Println("runs until", at)
	}
	// Output: runs until 2131-04-01 00:00:01 +0000 UTC
}

// A zero FirstCharge charges nothing now; a nil one lets PayKickstart compute the pro-rata amount.
func ExampleService_Change() {
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
	ctx := context.Background() // of the caller's request
	buying, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Minute)
	defer cancel()
	receipt, err := client.Purchases.Create(buying, payments.CreateParams{
		CampaignID: sb.CampaignID, ProductID: sb.ProductID, FirstName: "Ada", LastName: "Example", Email: "ada@example.com",
		Payment: payments.StripeCard{Token: "tok_from_the_browser"},
	})
	if err != nil || receipt.Notification == nil {
		fmt.Println("not bought yet:", err)
		return
	}

	result, err := client.Subscriptions.Change(ctx, subscriptions.ChangeParams{
		InvoiceID:   receipt.Notification.InvoiceID,
		ProductID:   sandbox.TeamPlanID,
		FirstCharge: &decimal.Zero,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("goes on under a new invoice id:", result.InvoiceID != receipt.Notification.InvoiceID)
	// Output: goes on under a new invoice id: true
}
