package payments_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/paykickstart-go/sdk/sandbox"
	"github.com/shopspring/decimal"
)

// What each answer of Confirm means to the receiver of a notification.
func ExamplePurchaseService_Confirm_answers() {
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
	judge := func(n *ipn.Notification) string {
		c, err := client.Purchases.Confirm(context.Background(), n)
		switch {
		case errors.Is(err, payments.ErrRefunded):
			return fmt.Sprintf("true, but Refunded is %t: %s", c.Refunded, c.Purchase.ProductName)
		case err == nil:
			return "true: " + c.Purchase.ProductName
		case errors.Is(err, payments.ErrPending):
			return "not yet: confirm it again later"
		case errors.Is(err, payments.ErrMismatch), errors.Is(err, api.ErrInvalidParams):
			return "not true: answer 403"
		default:
			return "could not ask: confirm it again later"
		}
	}

	sale := sell(client, sb)
	fmt.Println(judge(sale))
	forged := *sale
	forged.Event = ipn.EventSubscriptionCancelled
	fmt.Println(judge(&forged))
	if err := sb.Refund(sale.TransactionID, decimal.NewFromInt(1)); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(judge(sale))
	// Output:
	// true: Pro plan
	// not true: answer 403
	// true, but Refunded is true: Pro plan
}

// sell plays a sale and returns its notification, which nobody verified.
func sell(client *paykickstart.Client, sb *sandbox.Sandbox) *ipn.Notification {
	buying, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	receipt, err := client.Purchases.Create(buying, payments.CreateParams{
		CampaignID: sb.CampaignID, ProductID: sb.ProductID, FirstName: "Dana", LastName: "Miller", Email: "dana@example.com",
		Payment: payments.StripeCard{Token: "tok_from_the_browser"},
	})
	if err != nil {
		fmt.Println(err)
		return nil
	}
	return receipt.Notification
}
