package subscriptions_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/paykickstart-go/sdk/sandbox"
	"github.com/paykickstart-go/sdk/subscriptions"
)

// subscribed plays a shop that sold one subscription, and returns a client, the invoice id, and what ends the play.
func subscribed(productID int64) (*paykickstart.Client, string, func(), error) {
	sb, err := sandbox.Start(sandbox.WithClock(time.Date(2031, 3, 1, 18, 0, 0, 0, time.UTC)))
	if err != nil {
		return nil, "", nil, err
	}
	done := func() { _ = sb.Close() }
	client, err := paykickstart.New(sb.AuthToken, paykickstart.WithBaseURL(sb.URL))
	if err != nil {
		done()
		return nil, "", nil, err
	}
	buying, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	receipt, err := client.Purchases.Create(buying, payments.CreateParams{
		CampaignID: sb.CampaignID, ProductID: productID, FirstName: "Ada", LastName: "Example", Email: "ada@example.com",
		Payment: payments.StripeCard{Token: "tok_from_the_browser"},
	})
	if err == nil && receipt.Notification == nil {
		err = errors.New("not paid yet")
	}
	if err != nil {
		done()
		return nil, "", nil, err
	}
	return client, receipt.Notification.InvoiceID, done, nil
}

// A buyer comes back, and is charged next on a day of your choice.
func ExampleService_Reactivate() {
	client, invoiceID, done, err := subscribed(sandbox.ProPlanID) // in your program: paykickstart.New(authToken)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer done()
	ctx := context.Background()
	if err := client.Subscriptions.Cancel(ctx, subscriptions.CancelParams{InvoiceID: invoiceID}); err != nil {
		fmt.Println(err)
		return
	}

	err = client.Subscriptions.Reactivate(ctx, subscriptions.ReactivateParams{
		InvoiceID:  invoiceID,
		NextCharge: time.Date(2031, 5, 1, 0, 0, 0, 0, time.UTC),
	})
	if err != nil {
		fmt.Println("not reactivated:", err)
		return
	}
	purchase, err := client.Purchases.Get(ctx, invoiceID)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range purchase.Subscriptions {
		fmt.Println("next charge:", s.NextDate.Format(time.DateOnly))
	}
	// Output: next charge: 2031-05-01
}

// Each report counts, so an unknown outcome is looked into, never repeated.
func ExampleService_ReportUsage() {
	client, invoiceID, done, err := subscribed(sandbox.TeamPlanID) // in your program: paykickstart.New(authToken)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer done()

	err = client.Subscriptions.ReportUsage(context.Background(), subscriptions.UsageParams{
		InvoiceID: invoiceID,
		Units:     1200,
		Notes:     "March",
	})
	switch {
	case errors.Is(err, api.ErrOutcomeUnknown):
		fmt.Println("it may have been counted: ask a person to look")
	case err != nil:
		fmt.Println("not counted:", err)
	default:
		fmt.Println("counted")
	}
	// Output: counted
}
