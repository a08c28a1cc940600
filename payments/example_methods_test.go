package payments_test

import (
	"context"
	"fmt"
	"time"

	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/paykickstart-go/sdk/sandbox"
)

// The newest transactions of the account, and one of them read again by its id.
func ExampleTransactionService_List() {
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
	if _, err := client.Purchases.Create(buying, payments.CreateParams{
		CampaignID: sb.CampaignID, ProductID: sb.ProductID, FirstName: "Dana", LastName: "Miller", Email: "dana@example.com",
		Payment: payments.StripeCard{Token: "tok_from_the_browser"},
	}); err != nil {
		fmt.Println(err)
		return
	}

	newest, err := client.Transactions.List(ctx, payments.ListTransactionsParams{}) // at most 100
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, listed := range newest {
		transaction, err := client.Transactions.Get(ctx, listed.TransactionID)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(transaction.Amount, "approved:", transaction.IsApproved, "refunded:", transaction.IsRefund)
	}
	// Output: 29 approved: true refunded: false
}
