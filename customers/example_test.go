package customers_test

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/paykickstart-go/sdk/sandbox"
)

func ExampleService_PortalLogin() {
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

	session, err := client.Customers.PortalLogin(ctx, "ada@example.com")
	if err != nil {
		fmt.Println(err)
		return
	}
	address := session.URL("my-portal")
	fmt.Println("safe to log:", session.Secret, address)
	// For the buyer only: http.Redirect(w, r, address.Reveal(), http.StatusFound)
	fmt.Println(strings.Contains(address.Reveal(), "/billing?portal=my-portal&secret="))
	// Output:
	// safe to log: [redacted] [redacted]
	// true
}
