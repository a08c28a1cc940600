// Licenses activates a license for one machine, moves it to another one, is the gate that a program would have at its start,
// and disables a license on a refund, and after a cancellation when the time ends that was paid for.
//
//	go run ./examples/licenses
//
// It uses a sandbox on this machine; no account, no network.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/shopspring/decimal"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/licenses"
	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/paykickstart-go/sdk/sandbox"
	"github.com/paykickstart-go/sdk/subscriptions"
)

func main() {
	if err := run(); err != nil {
		log.Fatal(fmt.Errorf("licenses: %w", err))
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
	shop := &shop{client: client, box: box, endings: newEndings(client)}
	stop, err := shop.receive()
	if err != nil {
		return err
	}
	defer stop()
	for _, part := range []func(context.Context) error{shop.oneMachineAtATime, shop.refund, shop.cancellation} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	return nil
}

// shop is the vendor's server, which alone has the auth token.
type shop struct {
	client  *paykickstart.Client
	box     *sandbox.Sandbox
	endings *endings
}

func (s *shop) buy(ctx context.Context, productID int64) (*ipn.Notification, error) {
	// A charge gets a context of its own: cut off in flight, it may be made and nobody knows.
	buying, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Minute)
	defer cancel()
	receipt, err := s.client.Purchases.Create(buying, payments.CreateParams{
		CampaignID: sandbox.CampaignID,
		ProductID:  productID,
		FirstName:  "Ada", LastName: "Example", Email: "ada@example.com",
		Payment: payments.StripeCard{Token: "tok_made_in_the_browser"},
	})
	if err != nil {
		return nil, err
	}
	if receipt.Notification == nil || len(receipt.Notification.Licenses) == 0 {
		return nil, errors.New("the purchase brought no license yet")
	}
	return receipt.Notification, nil
}

// gate tells the three outcomes apart: valid, invalid, could not ask. The last one is no reason to lock anybody out.
func (s *shop) gate(ctx context.Context, key, machine string, productID int64) error {
	verdict, err := s.client.Licenses.Check(ctx, key, licenses.Want{GUID: machine, ProductIDs: []int64{productID}})
	switch {
	case err != nil:
		return fmt.Errorf("could not ask: %w", err)
	case verdict.Valid:
		fmt.Printf("%s is valid on the %s\n", verdict.License.LicenseKey, machine)
	default:
		fmt.Printf("%s is invalid on the %s: %s\n", key, machine, verdict.Reason)
	}
	return nil
}

// oneMachineAtATime shows that a license is held by one place, and that the gate knows which.
func (s *shop) oneMachineAtATime(ctx context.Context) error {
	sale, err := s.buy(ctx, sandbox.ProPlanID)
	if err != nil {
		return err
	}
	key := sale.Licenses[0]
	if _, err = s.client.Licenses.Activate(ctx, key, "old laptop"); err != nil {
		return err
	}
	if _, err = s.client.Licenses.Activate(ctx, key, "new laptop"); errors.Is(err, api.ErrRejected) {
		fmt.Println("a second machine is refused")
	}
	license, err := s.client.Licenses.Move(ctx, key, "new laptop")
	if errors.Is(err, licenses.ErrCleared) {
		return fmt.Errorf("the old laptop has lost it already, so try again: %w", err)
	}
	if err != nil {
		return err
	}
	fmt.Printf("moved to the %s\n", license.GUID)
	for _, ask := range []struct {
		key, machine string
		productID    int64
	}{
		{key, "new laptop", sandbox.ProPlanID},
		{key, "old laptop", sandbox.ProPlanID},
		{key, "new laptop", sandbox.EbookID},
		{"AAAA-BBBB-CCCC-DDDD", "new laptop", sandbox.ProPlanID},
	} {
		if err := s.gate(ctx, ask.key, ask.machine, ask.productID); err != nil {
			return err
		}
	}
	return nil
}

// refund ends a license at once.
func (s *shop) refund(ctx context.Context) error {
	sale, err := s.buy(ctx, sandbox.EbookID)
	if err != nil {
		return err
	}
	key := sale.Licenses[0]
	if _, err := s.client.Licenses.Activate(ctx, key, "reader"); err != nil {
		return err
	}
	if err := s.box.Refund(sale.TransactionID, decimal.Zero); err != nil {
		return err
	}
	if err := s.box.Flush(ctx); err != nil {
		return err
	}
	fmt.Println("refunded")
	return s.gate(ctx, key, "reader", sandbox.EbookID)
}

// cancellation ends a license when the time is over that was paid for, not before.
func (s *shop) cancellation(ctx context.Context) error {
	sale, err := s.buy(ctx, sandbox.ProPlanID)
	if err != nil {
		return err
	}
	key := sale.Licenses[0]
	if _, err := s.client.Licenses.Activate(ctx, key, "laptop"); err != nil {
		return err
	}
	if err := s.client.Subscriptions.Cancel(ctx, subscriptions.CancelParams{InvoiceID: sale.InvoiceID}); err != nil {
		return err
	}
	if err := s.box.Flush(ctx); err != nil {
		return err
	}
	for _, days := range []int{1, 32} {
		s.box.Advance(time.Duration(days) * 24 * time.Hour)
		if err := s.endings.endDue(ctx, s.box.Now()); err != nil {
			return err
		}
		fmt.Printf("cancelled, and %d more days gone: ", days)
		if err := s.gate(ctx, key, "laptop", sandbox.ProPlanID); err != nil {
			return err
		}
	}
	return nil
}
