package main

import (
	"context"
	"fmt"
	"time"

	"github.com/paykickstart-go/sdk/payments"
	"github.com/paykickstart-go/sdk/sandbox"
	"github.com/paykickstart-go/sdk/subscriptions"
	"github.com/shopspring/decimal"
)

// trade is what happens to the shop in two months.
func (s *shop) trade(ctx context.Context) error {
	for _, step := range []func(context.Context) error{s.sell, s.refund, s.rebill, s.deliverAgain, s.cancel, s.closeBooks} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (s *shop) sell(ctx context.Context) error {
	// A charge gets a context of its own: cut off in flight, it may be made and nobody knows.
	buying, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Minute)
	defer cancel()
	for _, order := range []struct {
		firstName string
		productID int64
	}{{"ada", sandbox.ProPlanID}, {"grace", sandbox.EbookID}, {"alan", sandbox.EbookID}} {
		receipt, err := s.client.Purchases.Create(buying, payments.CreateParams{
			CampaignID: sandbox.CampaignID,
			ProductID:  order.productID,
			FirstName:  order.firstName, LastName: "Example", Email: order.firstName + "@example.com",
			Payment: payments.StripeCard{Token: "tok_made_in_the_browser"},
		})
		if err != nil {
			return err
		}
		sale := receipt.Notification
		s.sales = append(s.sales, sale)
		if err := s.say(ctx, fmt.Sprintf("%s bought %s for %s", order.firstName, sale.ProductName, sale.Amount.StringFixed(2))); err != nil {
			return err
		}
	}
	return nil
}

// refund gives the second buyer's money back. The vendor does that in PayKickstart's pages: the API has no such call.
func (s *shop) refund(ctx context.Context) error {
	s.box.Advance(5 * 24 * time.Hour)
	sale := s.sales[1]
	if err := s.box.Refund(sale.TransactionID, decimal.Zero); err != nil {
		return err
	}
	return s.say(ctx, sale.Buyer.FirstName+" got the money back")
}

// rebill lets time pass, past the end of what the first buyer has paid for and all grace.
func (s *shop) rebill(ctx context.Context) error {
	s.box.Advance(40 * 24 * time.Hour)
	return s.say(ctx, s.sales[0].Buyer.FirstName+" was charged for the second month")
}

// deliverAgain sends all notifications a second time, as the Retry button in PayKickstart's log does.
func (s *shop) deliverAgain(ctx context.Context) error {
	before, err := storedFacts(ctx, s.db)
	if err != nil {
		return err
	}
	deliveries := s.box.Deliveries()
	for _, d := range deliveries {
		again, err := s.box.Redeliver(ctx, d.ID)
		if err != nil {
			return err
		}
		if !again.Delivered() {
			return fmt.Errorf("a second %s was answered %d", d.Notification.Event, again.StatusCode)
		}
	}
	after, err := storedFacts(ctx, s.db)
	if err != nil {
		return err
	}
	return s.say(ctx, fmt.Sprintf("%d notifications came again, %d rows more", len(deliveries), len(after)-len(before)))
}

func (s *shop) cancel(ctx context.Context) error {
	sale := s.sales[0]
	if err := s.client.Subscriptions.Cancel(ctx, subscriptions.CancelParams{InvoiceID: sale.InvoiceID}); err != nil {
		return err
	}
	return s.say(ctx, sale.Buyer.FirstName+" cancelled")
}

// closeBooks prints the audit, and fails when the books do not agree.
func (s *shop) closeBooks(ctx context.Context) error {
	ledger := s.box.Ledger()
	problems, err := audit(ctx, s.db, ledger, s.box.Now())
	if err != nil {
		return err
	}
	for _, e := range ledger {
		fmt.Fprintf(s.out, "  ledger: %s\n", factText(e))
	}
	for _, problem := range problems {
		fmt.Fprintf(s.out, "  %s\n", problem)
	}
	if len(problems) > 0 {
		return fmt.Errorf("audit: %d disagreements", len(problems))
	}
	fmt.Fprintf(s.out, "audit: %d ledger entries, the database has the same and gives access accordingly\n", len(ledger))
	return nil
}
