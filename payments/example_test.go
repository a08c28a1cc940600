package payments_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/jarcoal/httpmock"
	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/transport"
	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/shopspring/decimal"
)

// purchases stands for client.Purchases of paykickstart.New, with answers that are always these.
func purchases() *payments.Service {
	mock := httpmock.NewMockTransport()
	for route, answer := range map[string]string{
		"POST purchase": `{"data":{"event":"sales","invoice_id":"PK-P1","transaction_id":"PK-T1","amount":"9.00"}}`,
		"GET purchase/get": `{"id":63,"pk_id":"PK-P1","product_id":80,"plan_id":137,"plan_name":"Pro","buyer_email":"dana@example.com",
			"subscriptions":[{"next_date":"2030-02-01 10:00:00"}]}`,
		"GET transaction/get": `{"pk_id":"PK-T1","purchase_id":63,"amount":"9.00","is_approved":1}`,
		"GET transactions": `{"transactions":[{"pk_id":"PK-T2","amount":"9.00","created_at":"2030-01-02 10:00:00"},
			{"pk_id":"PK-T1","amount":"12.10","created_at":"2030-01-01 10:00:00"}]}`,
		"POST purchase/update-cc": `{"success":1,"message":"Card updated"}`,
	} {
		var method, path string
		_, _ = fmt.Sscan(route, &method, &path)
		mock.RegisterResponder(method, "https://api.test/api/"+path, httpmock.NewStringResponder(http.StatusOK, answer))
	}
	t, err := transport.New(transport.Config{
		AuthToken: "example", BaseURL: "https://api.test/api", HTTPClient: &http.Client{Transport: mock},
	})
	if err != nil {
		panic(err)
	}
	return payments.New(t)
}

func ExampleService_Create() {
	receipt, err := purchases().Create(context.Background(), payments.CreateParams{
		CampaignID: 80,
		ProductID:  137,
		FirstName:  "Dana",
		LastName:   "Miller",
		Email:      "dana@example.com",
		Payment:    payments.StripeCard{Token: "tok_from_the_browser", Card: payments.Card{Last4: "4242", ExpMonth: 5, ExpYear: 2031}},
		Recurring:  &payments.Recurring{Every: 1, Unit: payments.Month},
		Trial:      &payments.Trial{Amount: decimal.Zero, Days: 14},
	})
	switch {
	case errors.Is(err, api.ErrOutcomeUnknown):
		fmt.Println("wait for the notification, do not charge again")
	case err != nil:
		fmt.Println("nothing was charged:", err)
	case receipt.Notification == nil:
		fmt.Println("send the buyer to", receipt.URL)
	default:
		fmt.Println("bought:", receipt.Notification.InvoiceID, receipt.Notification.Amount)
	}
	// Output: bought: PK-P1 9
}

func ExampleService_Create_invalid() {
	_, err := purchases().Create(context.Background(), payments.CreateParams{
		CampaignID: 80, ProductID: 137, FirstName: "Dana", LastName: "Miller", Email: "dana@example.com",
		Payment: payments.StripeCard{Token: "tok_from_the_browser"},
		Trial:   &payments.Trial{},
	})
	fmt.Println(err)
	// Output: paykickstart: payments.Create: invalid parameters; Trial.Days: must be at least 1
}

func ExampleService_UpdateCard() {
	err := purchases().UpdateCard(context.Background(), payments.UpdateCardParams{
		InvoiceID: "PK-P1",
		Payment:   payments.StripeCard{Token: "tok_from_the_browser", Card: payments.Card{Last4: "4242", ExpMonth: 5, ExpYear: 2031}},
	})
	fmt.Println(err)
	// Output: <nil>
}

func ExampleService_Get() {
	purchase, err := purchases().Get(context.Background(), "PK-P1")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(purchase.ProductName)
	for _, s := range purchase.Subscriptions {
		fmt.Println("next charge:", s.NextDate.Format(time.DateOnly))
	}
	// Output:
	// Pro
	// next charge: 2030-02-01
}

func ExampleService_Transactions() {
	since := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	total := decimal.Zero
	for transaction, err := range purchases().Transactions(context.Background(), since) {
		if err != nil {
			fmt.Println("the total is not complete:", err)
			return
		}
		total = total.Add(transaction.Amount)
	}
	fmt.Println(total.StringFixed(2))
	// Output: 21.10
}

func ExampleService_Confirm() {
	// A notification as it comes from an ipn.Verifier.
	n := &ipn.Notification{
		Event: ipn.EventSales, InvoiceID: "PK-P1", TransactionID: "PK-T1", CampaignID: 80, ProductID: 137,
		Buyer: ipn.Buyer{Email: "dana@example.com"}, Amount: decimal.RequireFromString("900.00"),
	}
	_, err := purchases().Confirm(context.Background(), n)
	var mismatch *payments.MismatchError
	if errors.As(err, &mismatch) {
		fmt.Println("grant nothing, these differ:", mismatch.Fields)
	}
	// Output: grant nothing, these differ: [Amount]
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
