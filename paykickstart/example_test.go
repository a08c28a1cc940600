package paykickstart_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/licenses"
	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/paykickstart-go/sdk/sandbox"
	"github.com/shopspring/decimal"
)

// box starts a sandbox and a client of it, and returns what ends both.
func box() (*paykickstart.Client, func()) {
	sb, err := sandbox.Start()
	if err != nil {
		panic(err)
	}
	client, err := paykickstart.New(sb.AuthToken, paykickstart.WithBaseURL(sb.URL))
	if err != nil {
		panic(err)
	}
	return client, func() { _ = sb.Close() }
}

func Example() {
	client, done := box() // in your program: paykickstart.New(authToken)
	defer done()

	verdict, err := client.Licenses.Check(context.Background(), "D3WS-UCTG-IDFZ-ASHU", licenses.Want{
		GUID:       "the-machine-that-asks",
		ProductIDs: []int64{1234},
	})
	switch {
	case err != nil:
		fmt.Println("could not ask:", err) // not the same as invalid
	case !verdict.Valid:
		fmt.Println("not licensed:", verdict.Reason)
	default:
		fmt.Println("licensed")
	}
	// Output: not licensed: unknown key
}

func ExampleNew() {
	_, err := paykickstart.New("  ", paykickstart.WithBaseURL("http://example.com/api"))
	fmt.Println(errors.Is(err, api.ErrInvalidParams))

	_, err = paykickstart.New("SANDBOXTOKEN0001",
		paykickstart.WithTimeout(20*time.Second), // per attempt; the context bounds the whole call
		paykickstart.WithRetry(paykickstart.Retry{MaxAttempts: 5, MaxWait: 30 * time.Second}),
		paykickstart.WithLogger(slog.New(slog.NewTextHandler(io.Discard, nil))),
		paykickstart.WithObserver(func(_ context.Context, a api.Attempt) {
			fmt.Println(a.Op, a.Number, a.StatusCode)
		}),
	)
	fmt.Println(err)
	// Output:
	// true
	// <nil>
}

func Example_charge() {
	client, done := box()
	defer done()

	ctx := context.Background() // of the buyer's request
	// A charge gets a context of its own: cut off in flight, it may be made and nobody knows.
	buying, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Minute)
	defer cancel()
	price := decimal.RequireFromString("49.90")
	receipt, err := client.Purchases.Create(buying, payments.CreateParams{
		CampaignID: sandbox.CampaignID, ProductID: sandbox.EbookID,
		FirstName: "Ada", LastName: "Example", Email: "ada@example.com",
		Payment:      payments.StripeCard{Token: "tok_made_in_the_browser"},
		Price:        &price,
		CustomFields: map[string]string{"order": "A-1001"}, // comes back in Custom["order"] of the notification
	})
	switch {
	case errors.Is(err, api.ErrOutcomeUnknown):
		fmt.Println("it may have been charged: wait for the notification of order A-1001")
	case errors.Is(err, api.ErrDeclined):
		fmt.Println("ask for another card:", err)
	case err != nil:
		fmt.Println("refused, and not charged:", err)
	case receipt.Notification == nil:
		fmt.Println("not paid yet: send the buyer on to", receipt.URL) // 3-D Secure, most likely
	default:
		fmt.Println("charged", receipt.Notification.Amount.StringFixed(2))
	}
	// Output: charged 49.90
}

func ExampleClient_Call() {
	client, done := box()
	defer done()

	answer, err := client.Call(context.Background(), http.MethodGet, "licenses/status", url.Values{"license_key": {"AAAA-BBBB-CCCC-DDDD"}})
	fmt.Println(len(answer), errors.Is(err, api.ErrRejected) || errors.Is(err, api.ErrNotFound))
	// Output: 0 true
}
