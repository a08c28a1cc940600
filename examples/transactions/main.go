// Transactions pages through all transactions, in whatever order they come, and adds up what was charged. Transactions carry
// no currency: adding them up assumes that the account sells in one.
//
//	go run ./examples/transactions
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
	"github.com/shopspring/decimal"
)

func main() {
	if err := run(); err != nil {
		log.Fatal(fmt.Errorf("transactions: %w", err))
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
	if err := sell(ctx, client, box, 250); err != nil {
		return err
	}
	return addUp(ctx, client, box.Now().Add(-24*time.Hour))
}

// sell makes more transactions than one answer holds, a minute apart by the sandbox's own clock.
func sell(ctx context.Context, client *paykickstart.Client, box *sandbox.Sandbox, n int) error {
	// A charge gets a context of its own: cut off in flight, it may be made and nobody knows.
	buying, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Minute)
	defer cancel()
	for range n {
		_, err := client.Purchases.Create(buying, payments.CreateParams{
			CampaignID: sandbox.CampaignID,
			ProductID:  sandbox.EbookID,
			FirstName:  "Ada", LastName: "Example", Email: "ada@example.com",
			Payment: payments.StripeCard{Token: "tok_made_in_the_browser"},
		})
		if err != nil {
			return err
		}
		box.Advance(time.Minute)
	}
	return nil
}

func addUp(ctx context.Context, client *paykickstart.Client, since time.Time) error {
	count, total := 0, decimal.Zero
	for t, err := range client.Transactions.All(ctx, since) {
		if errors.Is(err, payments.ErrTransactionGap) {
			return fmt.Errorf("the API does not hand all of them out; range again from a later time: %w", err)
		}
		if err != nil {
			return err
		}
		if t.IsApproved && !t.IsRefund {
			count++
			total = total.Add(t.Amount)
		}
	}
	fmt.Printf("%d approved transactions since %s, %s in all\n", count, since.Format(time.DateOnly), total.StringFixed(2))
	return nil
}
