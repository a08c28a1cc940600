package licenses_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/paykickstart-go/sdk/sandbox"
)

// bought plays a shop that sold one license, and returns a client, the key, and what ends the play.
func bought() (*paykickstart.Client, string, func(), error) {
	sb, err := sandbox.Start()
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
		CampaignID: sb.CampaignID, ProductID: sb.ProductID, FirstName: "Ada", LastName: "Example", Email: "ada@example.com",
		Payment: payments.StripeCard{Token: "tok_from_the_browser"},
	})
	if err == nil && (receipt.Notification == nil || len(receipt.Notification.Licenses) == 0) {
		err = errors.New("no license came with the purchase")
	}
	if err != nil {
		done()
		return nil, "", nil, err
	}
	return client, receipt.Notification.Licenses[0], done, nil
}

// What a license is for. To decide who may use it, call Check.
func ExampleService_Get() {
	client, key, done, err := bought() // in your program: paykickstart.New(authToken)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer done()

	license, err := client.Licenses.Get(context.Background(), key)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("product %d, activated: %t\n", license.ProductID, license.GUID != "")
	// Output: product 20001, activated: false
}

// A license that is taken away, and given back.
func ExampleService_Disable() {
	client, key, done, err := bought() // in your program: paykickstart.New(authToken)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer done()
	ctx := context.Background()

	if err := client.Licenses.Disable(ctx, key); err != nil {
		fmt.Println("not disabled:", err)
		return
	}
	status, err := client.Licenses.Status(ctx, key)
	if err != nil {
		fmt.Println("could not ask:", err)
		return
	}
	fmt.Println("usable:", status.OK())

	if err := client.Licenses.Enable(ctx, key); err != nil {
		fmt.Println("not enabled:", err)
		return
	}
	license, err := client.Licenses.Get(ctx, key)
	if err != nil {
		fmt.Println("could not ask:", err)
		return
	}
	fmt.Println(license.State)
	// Output:
	// usable: false
	// enabled
}

// A license that is no longer tied to a machine. Move does this and the next activation in one call.
func ExampleService_Clear() {
	client, key, done, err := bought() // in your program: paykickstart.New(authToken)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer done()
	ctx := context.Background()

	if _, err := client.Licenses.Activate(ctx, key, "the-old-machine"); err != nil {
		fmt.Println(err)
		return
	}
	if err := client.Licenses.Clear(ctx, key); err != nil {
		fmt.Println("still tied:", err)
		return
	}
	license, err := client.Licenses.Activate(ctx, key, "the-new-machine")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("active at", license.GUID)
	// Output: active at the-new-machine
}
