package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/ipntest"
)

// sendSome plays PayKickstart, and then a forger.
func sendSome(ctx context.Context, target string) error {
	client := &http.Client{Timeout: 15 * time.Second}
	first := ipntest.New(ipn.EventSales)
	second := ipntest.New(ipn.EventSales).Set("campaign_id", "10002").Number(2)
	cancelled := ipntest.New(ipn.EventSubscriptionCancelled)
	sale := first.Body("FIRSTSECRET1")
	forged, err := ipntest.Tamper(sale, ipntest.ChangeValue("amount", "0.01"))
	if err != nil {
		return err
	}
	for _, delivery := range []struct {
		what string
		body []byte
	}{
		{"a sale of campaign 10001", sale},
		{"the same sale again", sale},
		{"a sale of campaign 10002, signed with its old key", second.Body("OLDSECRET123")},
		{"a sale of campaign 10002, signed with the key of 10001", second.Number(3).Body("FIRSTSECRET1")},
		{"a trial's start", ipntest.New(ipn.EventSubscriptionTrialStart).Body("FIRSTSECRET1")},
		{"a cancellation", cancelled.Body("FIRSTSECRET1")},
		{"the same cancellation again", cancelled.Body("FIRSTSECRET1")},
		{"a sale of what only campaign 10002 sells, signed for 10001", first.Clone().Number(6).Set("product_id", "20002").Body("FIRSTSECRET1")},
		{"a sale of an unknown product", first.Clone().Number(4).Set("product_id", "20009").Body("FIRSTSECRET1")},
		{"a test sale", first.Clone().Number(5).TestMode().Body("FIRSTSECRET1")},
		{"a forged sale", forged},
	} {
		fmt.Println(delivery.what)
		if err := send(ctx, client, target, delivery.body); err != nil {
			return err
		}
	}
	return nil
}

func send(ctx context.Context, client *http.Client, target string, body []byte) error {
	r, err := ipntest.NewRequest(ctx, target, body)
	if err != nil {
		return err
	}
	answer, err := client.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(io.LimitReader(answer.Body, 1<<10))
	fmt.Printf("  answered %d %s", answer.StatusCode, text)
	return err
}
