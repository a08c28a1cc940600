package licenses_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/licenses"
	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/paykickstart-go/sdk/sandbox"
)

// The gate of a program. This runs on the vendor's server, which alone has the auth token.
func ExampleService_Check() {
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

	// What the program sent: its key, and what names its machine.
	key, machine := "D3WS-UCTG-IDFZ-AAAA", "the-hardware-id"
	if machine == "" {
		fmt.Println("an empty GUID would compare nothing")
		return
	}
	verdict, err := client.Licenses.Check(context.Background(), key, licenses.Want{
		GUID:       machine,
		ProductIDs: []int64{sb.ProductID},
	})
	switch {
	case err != nil:
		fmt.Println("could not ask, the last good verdict stands for some days:", err)
	case verdict.Valid:
		fmt.Println("welcome,", verdict.License.LicenseKey)
	case verdict.Reason == licenses.ReasonRefused:
		fmt.Println("look yourself before you take anything away")
	default:
		fmt.Println("not valid:", verdict.Reason)
	}
	// Output: not valid: unknown key
}

// A license is good for one place at a time.
func ExampleService_Activate() {
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

	for _, key := range receipt.Notification.Licenses {
		for _, place := range []string{"https://shop.example.com", "https://other.example.com"} {
			license, err := client.Licenses.Activate(ctx, key, place)
			switch {
			case errors.Is(err, api.ErrRejected):
				fmt.Println("in use elsewhere, clear it first")
			case err != nil:
				fmt.Println(err)
			default:
				fmt.Println(license.State, "at", license.GUID)
			}
		}
	}
	// Output:
	// enabled at https://shop.example.com
	// in use elsewhere, clear it first
}

// A buyer has a new machine.
func ExampleService_Move() {
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

	license, err := client.Licenses.Move(context.Background(), "D3WS-UCTG-IDFZ-AAAA", "the-new-machine")
	switch {
	case errors.Is(err, licenses.ErrCleared) && errors.Is(err, api.ErrOutcomeUnknown):
		fmt.Println("cleared, and perhaps active at the new place: look with Get")
	case errors.Is(err, licenses.ErrCleared):
		fmt.Println("cleared, and active nowhere")
	case err != nil:
		fmt.Println("nothing was activated:", errors.Is(err, api.ErrRejected))
	default:
		fmt.Println("active at", license.GUID)
	}
	// Output: nothing was activated: true
}

// What a buyer holds.
func ExampleService_List() {
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
		CampaignID: sb.CampaignID, ProductID: sb.ProductID, FirstName: "Ada", LastName: "Example", Email: "ada@example.com",
		Payment: payments.StripeCard{Token: "tok_from_the_browser"},
	}); err != nil {
		fmt.Println(err)
		return
	}

	list, err := client.Licenses.List(ctx, licenses.ListParams{CampaignID: sb.CampaignID, BuyerEmail: "ada@example.com"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, license := range list {
		fmt.Printf("%s, activated: %t\n", license.State, license.GUID != "")
	}
	// Output: enabled, activated: false
}
