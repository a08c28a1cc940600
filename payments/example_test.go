package payments_test

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"time"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/paykickstart-go/sdk/sandbox"
	"github.com/shopspring/decimal"
)

func ExamplePurchaseService_Create() {
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

	ctx := context.Background() // of the buyer's request
	// A charge gets a context of its own: cut off in flight, it may be made and nobody knows.
	buying, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Minute)
	defer cancel()
	receipt, err := client.Purchases.Create(buying, payments.CreateParams{
		CampaignID: sb.CampaignID,
		ProductID:  sb.ProductID,
		FirstName:  "Dana",
		LastName:   "Miller",
		Email:      "dana@example.com",
		// An id of your own comes back in Custom["order"] of the notification, also when no answer came.
		CustomFields: map[string]string{"order": "A-1001"},
		Payment:      payments.StripeCard{Token: "tok_from_the_browser", Card: payments.Card{Last4: "4242", ExpMonth: 5, ExpYear: 2031}},
	})
	switch {
	case errors.Is(err, api.ErrOutcomeUnknown):
		fmt.Println("wait for the notification of order A-1001, do not charge again")
	case errors.Is(err, api.ErrDeclined):
		fmt.Println("ask the buyer for another card:", err)
	case err != nil:
		fmt.Println("nothing was charged:", err)
	case receipt.Notification == nil:
		fmt.Println("send the buyer to", receipt.URL)
	default:
		fmt.Println("bought:", receipt.Notification.ProductName, receipt.Notification.Amount)
	}
	// Output: bought: Pro plan 29
}

// Bad params are named all at once, and nothing is sent.
func ExamplePurchaseService_Create_invalid() {
	client, err := paykickstart.New("your-auth-token")
	if err != nil {
		fmt.Println(err)
		return
	}

	buying, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	_, err = client.Purchases.Create(buying, payments.CreateParams{
		CampaignID: 80, ProductID: 137, FirstName: "Dana", LastName: "Miller", Email: "dana@example.com",
		Payment: payments.StripeCard{Token: "tok_from_the_browser"},
		Trial:   &payments.Trial{},
	})
	fmt.Println(err)
	// Output: paykickstart: Purchases.Create: invalid parameters; Trial.Days: must be at least 1
}

func ExamplePurchaseService_UpdateCard() {
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
		CampaignID: sb.CampaignID, ProductID: sb.ProductID, FirstName: "Dana", LastName: "Miller", Email: "dana@example.com",
		Payment: payments.StripeCard{Token: "tok_from_the_browser"},
	})
	if err != nil || receipt.Notification == nil {
		fmt.Println("not bought yet:", err)
		return
	}

	purchase, err := client.Purchases.Get(ctx, receipt.Notification.InvoiceID)
	if err != nil {
		fmt.Println(err)
		return
	}
	err = client.Purchases.UpdateCard(ctx, payments.UpdateCardParams{
		InvoiceID: purchase.InvoiceID,
		Payment:   payments.StripeCard{Token: "tok_new", Card: payments.Card{Last4: "4242", ExpMonth: 5, ExpYear: 2031}},
		Password:  purchase.UpdateCCPW.Reveal(),
	})
	fmt.Println(err)
	// Output: <nil>
}

func ExamplePurchaseService_Get() {
	// A sandbox stands for PayKickstart. With an account: paykickstart.New(authToken).
	sb, err := sandbox.Start(sandbox.WithClock(time.Date(2031, 1, 1, 10, 0, 0, 0, time.UTC)))
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
		CampaignID: sb.CampaignID, ProductID: sb.ProductID, FirstName: "Dana", LastName: "Miller", Email: "dana@example.com",
		Payment: payments.StripeCard{Token: "tok_from_the_browser"},
	})
	if err != nil || receipt.Notification == nil {
		fmt.Println("not bought yet:", err)
		return
	}

	purchase, err := client.Purchases.Get(ctx, receipt.Notification.InvoiceID)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(purchase.ProductName, purchase.Amount, purchase.BaseCurrency)
	for _, s := range purchase.Subscriptions {
		fmt.Println("next charge:", s.NextDate.Format(time.DateOnly))
	}
	// Output:
	// Pro plan 29 USD
	// next charge: 2031-02-01
}

func ExampleTransactionService_All() {
	// A sandbox stands for PayKickstart. With an account: paykickstart.New(authToken).
	sb, err := sandbox.Start(sandbox.WithClock(time.Date(2031, 1, 1, 10, 0, 0, 0, time.UTC)))
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
	sb.Advance(60 * 24 * time.Hour) // and two months of it

	total := decimal.Zero
	for transaction, err := range client.Transactions.All(ctx, time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)) {
		if err != nil {
			fmt.Println("the total is not complete:", err)
			return
		}
		if transaction.IsApproved && !transaction.IsRefund {
			total = total.Add(transaction.Amount)
		}
	}
	fmt.Println(total.StringFixed(2))
	// Output: 87.00
}

func ExampleTokenizeScript() {
	tag, err := payments.TokenizeScript{
		Base: "https://app.paykickstart.test/tokenize.js",
		Form: "checkout",
		Card: payments.CardElements{Number: "card", ExpMonth: "month", ExpYear: "year", CVC: "cvc", Button: "pay"},
	}.Tag()
	fmt.Println(tag, err)
	// Output: <script src="https://app.paykickstart.test/tokenize.js?ccBtn=pay&amp;ccCSV=cvc&amp;ccExpireMonth=month&amp;ccExpireYear=year&amp;ccNum=card&amp;form=checkout"></script> <nil>
}

// Read every notification back before acting on it. What is not true is refused for good (403). What is not yet true, and
// what could not be asked, api.ErrNotFound too, asks for another delivery (503). A payment that has been refunded since is
// true: the callback gets it and looks at the transaction.
func ExamplePurchaseService_Confirm() {
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
	verifier, err := ipn.NewVerifier(ipn.Secrets(sb.IPNSecret)) // the campaign's IPN secret key
	if err != nil {
		fmt.Println(err)
		return
	}

	confirm := func(ctx context.Context, n *ipn.Notification) (any, error) {
		c, err := client.Purchases.Confirm(ctx, n)
		switch {
		case err == nil, errors.Is(err, payments.ErrRefunded):
			return c, nil
		case errors.Is(err, payments.ErrPending):
			return c, err
		case errors.Is(err, payments.ErrMismatch), errors.Is(err, api.ErrInvalidParams):
			return nil, ipn.Permanent(err)
		default:
			return nil, err
		}
	}
	grant := func(_ context.Context, n *ipn.Notification) error {
		if c, ok := n.Confirmation().(*payments.Confirmation); !ok || c.Transaction.IsRefund {
			return nil // refunded since: there is nothing to grant
		}
		fmt.Println("grant", n.ProductName, "to", n.Buyer.Email)
		return nil
	}
	mux := ipn.NewMux()
	mux.HandleFunc(ipn.EventSales, grant)
	handler := ipn.NewHandler(verifier, mux, ipn.WithConfirm(confirm), ipn.WithStore(ipn.NewMemoryStore()))

	// The rest plays a sale.
	server := httptest.NewServer(handler)
	defer server.Close()
	if err := sb.Notify(server.URL, string(ipn.EventSales)); err != nil {
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
	if err := sb.Flush(ctx); err != nil {
		fmt.Println(err)
	}
	// Output: grant Pro plan to dana@example.com
}
