package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/payments"
)

// readLive lists the newest transactions of a live account, or of a sandbox that runs as a program. It changes nothing there.
func readLive(ctx context.Context, out io.Writer) error {
	if secret := os.Getenv("PAYKICKSTART_IPN_SECRET"); secret != "" {
		if _, err := ipn.NewVerifier(ipn.Secrets(secret)); err != nil {
			return fmt.Errorf("PAYKICKSTART_IPN_SECRET: %w", err)
		}
		fmt.Fprintln(out, "your IPN secret is well formed")
	}
	token := os.Getenv("PAYKICKSTART_AUTH_TOKEN")
	if token == "" {
		return errors.New("-live needs PAYKICKSTART_AUTH_TOKEN (platform settings, \"API Key\")")
	}
	var opts []paykickstart.Option
	if base := os.Getenv("PAYKICKSTART_BASE_URL"); base != "" {
		opts = append(opts, paykickstart.WithBaseURL(base))
	}
	client, err := paykickstart.New(token, opts...)
	if err != nil {
		return err
	}
	transactions, err := client.Transactions.List(ctx, payments.ListTransactionsParams{})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "your account has %d recent transactions\n", len(transactions))
	for _, t := range transactions[:min(5, len(transactions))] {
		fmt.Fprintf(out, "  %s  %s  %s\n", t.CreatedAt.Format("2006-01-02"), t.TransactionID, t.Amount.StringFixed(2))
	}
	return nil
}
