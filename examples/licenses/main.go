// Licenses activates a license for one machine, moves it to another one, and is the gate that a program would have at its
// start.
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

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/licenses"
	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/paykickstart-go/sdk/sandbox"
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
	key, err := buyKey(ctx, client)
	if err != nil {
		return err
	}
	if err := move(ctx, client.Licenses, key); err != nil {
		return err
	}
	for _, candidate := range []string{key, "AAAA-BBBB-CCCC-DDDD"} {
		if err := gate(ctx, client.Licenses, candidate); err != nil {
			return err
		}
	}
	return nil
}

func buyKey(ctx context.Context, client *paykickstart.Client) (string, error) {
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
	if receipt.Notification == nil || len(receipt.Notification.Licenses) == 0 {
		return "", errors.New("the purchase brought no license yet")
	}
	return receipt.Notification.Licenses[0], nil
}

// gate tells the three outcomes apart: valid, invalid, could not ask. The last one is no reason to lock anybody out.
func gate(ctx context.Context, service *licenses.Service, key string) error {
	verdict, err := service.Check(ctx, key)
	switch {
	case err != nil:
		return fmt.Errorf("could not ask: %w", err)
	case verdict.Valid:
		fmt.Printf("%s is valid\n", key)
	default:
		fmt.Printf("%s is invalid: %s\n", key, verdict.Reason)
	}
	return nil
}

// move shows that a license is held by one place at a time.
func move(ctx context.Context, service *licenses.Service, key string) error {
	license, err := service.Activate(ctx, key, "old-laptop")
	if err != nil {
		return err
	}
	fmt.Printf("activated for %s\n", license.GUID)
	if _, err = service.Activate(ctx, key, "new-laptop"); errors.Is(err, api.ErrRejected) {
		fmt.Println("a second machine is refused")
	}
	if err := service.Clear(ctx, key); err != nil {
		return err
	}
	if license, err = service.Activate(ctx, key, "new-laptop"); err != nil {
		return err
	}
	fmt.Printf("cleared, and activated for %s\n", license.GUID)
	return nil
}
