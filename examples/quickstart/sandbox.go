package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/licenses"
	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/paykickstart-go/sdk/sandbox"
	"github.com/paykickstart-go/sdk/subscriptions"
)

// inSandbox does the round against a sandbox of its own.
func inSandbox(ctx context.Context, out io.Writer) error {
	inbox, err := listen()
	if err != nil {
		return err
	}
	defer inbox.close()
	box, err := sandbox.Start(sandbox.WithNotify(inbox.url))
	if err != nil {
		return err
	}
	defer func() { _ = box.Close() }()
	if err := inbox.serve(box.IPNSecret); err != nil {
		return err
	}
	client, err := paykickstart.New(box.AuthToken, paykickstart.WithBaseURL(box.URL))
	if err != nil {
		return err
	}
	sale, err := buy(ctx, out, client, inbox)
	if err != nil {
		return err
	}
	if err := useLicense(ctx, out, client, sale); err != nil {
		return err
	}
	if err := listTransactions(ctx, out, client); err != nil {
		return err
	}
	return cancelSubscription(ctx, out, client, sale)
}

// buy charges a buyer and waits for the signed notification, which is what access should be granted on.
func buy(ctx context.Context, out io.Writer, client *paykickstart.Client, inbox *inbox) (*ipn.Notification, error) {
	// A charge gets a context of its own: cut off in flight, it may be made and nobody knows.
	buying, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Minute)
	defer cancel()
	receipt, err := client.Purchases.Create(buying, payments.CreateParams{
		CampaignID: sandbox.CampaignID,
		ProductID:  sandbox.ProPlanID,
		FirstName:  "Ada", LastName: "Example", Email: "ada@example.com",
		Payment: payments.StripeCard{Token: "tok_made_in_the_browser"},
		// An id of your own comes back in the notification: the best cure when a charge gets no answer.
		CustomFields: map[string]string{"order": "A-1001"},
	})
	if err != nil {
		return nil, err
	}
	bought := receipt.Notification
	if bought == nil {
		return nil, errors.New("not paid yet: the buyer has to go on at " + receipt.URL)
	}
	fmt.Fprintf(out, "1. bought          purchase %s, %s for %s\n", bought.InvoiceID, bought.ProductName, bought.Amount.StringFixed(2))
	select {
	case n := <-inbox.sales:
		fmt.Fprintf(out, "2. notification    %s of %s for order %s, verified by %s, %s %s, license %s\n",
			n.Event, n.InvoiceID, n.Custom["order"], n.VerifiedBy(), n.Amount.StringFixed(2), n.Currency, n.Licenses)
		return n, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("waiting for the notification: %w", ctx.Err())
	}
}

func useLicense(ctx context.Context, out io.Writer, client *paykickstart.Client, sale *ipn.Notification) error {
	if len(sale.Licenses) == 0 {
		return errors.New("the sale has no license")
	}
	key := sale.Licenses[0]
	license, err := client.Licenses.Activate(ctx, key, "the-machine-of-ada")
	if err != nil {
		return err
	}
	verdict, err := client.Licenses.Check(ctx, key, licenses.Want{GUID: license.GUID, ProductIDs: []int64{sale.ProductID}})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "3. license         %s activated for %s, checked: valid is %t\n", license.LicenseKey, license.GUID, verdict.Valid)
	return nil
}

func listTransactions(ctx context.Context, out io.Writer, client *paykickstart.Client) error {
	count := 0
	for t, err := range client.Transactions.All(ctx, time.Time{}) {
		if err != nil {
			return err
		}
		count++
		fmt.Fprintf(out, "4. transaction %d   %s of %s by %s\n", count, t.TransactionID, t.Amount.StringFixed(2), t.Processor)
	}
	return nil
}

func cancelSubscription(ctx context.Context, out io.Writer, client *paykickstart.Client, sale *ipn.Notification) error {
	err := client.Subscriptions.Cancel(ctx, subscriptions.CancelParams{InvoiceID: sale.InvoiceID})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "5. cancelled       subscription %s\n", sale.InvoiceID)
	return nil
}
