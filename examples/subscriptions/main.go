// Subscriptions cancels a subscription at the end of what was paid for, re-activates it, changes it to another product
// with the difference computed by PayKickstart, and reports usage.
//
//	go run ./examples/subscriptions
//
// It uses a sandbox on this machine; no account, no network.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/paykickstart-go/sdk/sandbox"
	"github.com/paykickstart-go/sdk/subscriptions"
)

func main() {
	if err := run(); err != nil {
		log.Fatal(fmt.Errorf("subscriptions: %w", err))
	}
}

func run() error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	box, err := sandbox.Start()
	if err != nil {
		return err
	}
	defer func() { _ = box.Close() }()
	client, err := paykickstart.New(box.AuthToken, paykickstart.WithBaseURL(box.URL))
	if err != nil {
		return err
	}
	invoiceID, err := subscribe(ctx, client)
	if err != nil {
		return err
	}
	if err := cancelAndReturn(ctx, client.Subscriptions, invoiceID); err != nil {
		return err
	}
	return upgrade(ctx, client.Subscriptions, invoiceID)
}

func subscribe(ctx context.Context, client *paykickstart.Client) (string, error) {
	// A charge gets a context of its own: cut off in flight, it may be made and nobody knows.
	buying, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Minute)
	defer cancel()
	receipt, err := client.Purchases.Create(buying, payments.CreateParams{
		CampaignID: sandbox.CampaignID,
		ProductID:  sandbox.ProPlanID,
		FirstName:  "Ada", LastName: "Example", Email: "ada@example.com",
		Payment: payments.StripeCard{Token: "tok_made_in_the_browser"},
	})
	if err != nil {
		return "", err
	}
	if receipt.Notification == nil {
		return "", errors.New("not paid yet: the buyer has to go on at " + receipt.URL)
	}
	fmt.Printf("subscribed: %s to %s\n", receipt.Notification.InvoiceID, receipt.Notification.ProductName)
	return receipt.Notification.InvoiceID, nil
}

func cancelAndReturn(ctx context.Context, service *subscriptions.Service, invoiceID string) error {
	ends, err := service.CancelAtPeriodEnd(ctx, invoiceID)
	if err != nil {
		return err
	}
	fmt.Printf("will be cancelled in %d days, before the next charge\n", int(time.Until(ends).Hours()/24))
	err = service.Reactivate(ctx, subscriptions.ReactivateParams{InvoiceID: invoiceID, NextCharge: time.Now().AddDate(0, 1, 0)})
	if err != nil {
		return err
	}
	fmt.Println("re-activated; the next charge is in a month")
	return nil
}

func upgrade(ctx context.Context, service *subscriptions.Service, invoiceID string) error {
	change, err := service.Change(ctx, subscriptions.ChangeParams{InvoiceID: invoiceID, ProductID: sandbox.TeamPlanID})
	if err != nil {
		return err
	}
	fmt.Printf("changed to the team plan: %s\n", change.Message)
	if change.InvoiceID == "" {
		fmt.Println("the new invoice id comes with the notification subscription-changed")
		return nil
	}
	err = service.ReportUsage(ctx, subscriptions.UsageParams{InvoiceID: change.InvoiceID, Units: 250, Notes: "seats in November"})
	if err != nil {
		return err
	}
	fmt.Println("reported 250 units of usage")
	return nil
}
