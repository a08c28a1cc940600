// Kartra shows one callback for two platforms: it decodes the refund that Kartra's page documents, a verified IPN of Kartra
// and a verified notification of PayKickstart, and prints what the three have in common.
//
//	go run ./examples/kartra
//
// It needs no account and no network, and ends by itself. In a server, notify.NewOutboundHandler, notify.NewIPNHandler and
// ipn.NewHandler do the same with HTTP requests.
package main

import (
	"context"
	_ "embed"
	"fmt"
	"log"
	"time"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/ipntest"
	"github.com/paykickstart-go/sdk/ipn/payment"
	"github.com/paykickstart-go/sdk/kartra/notify"
)

// refund is a body of the Outbound API.
//
//go:embed refund.json
var refund []byte

// rebill is a body of the IPN. Its secret_key is the one that you chose in Kartra.
const rebill = "transaction_id=2002&transaction_full_amount=49.00&transaction_type=rebill&transaction_date=2024-05-03+09%3A30%3A00" +
	"&transaction_subscription_id=I-TEST00000001&product_id=77&product_name=Demo+Course&trial_amount=N%2FA" +
	"&lead_first_name=Ada&lead_last_name=Example&lead_email=ada%40example.com&secret_key=" + kartraSecret

const (
	kartraSecret       = "chosen-in-kartra"
	paykickstartSecret = "TESTSECRET12"
)

func main() {
	if err := run(context.Background()); err != nil {
		log.Fatal(fmt.Errorf("kartra: %w", err))
	}
}

func run(ctx context.Context) error {
	for _, decode := range []func(context.Context) (payment.Payment, bool, error){fromOutbound, fromIPN, fromPayKickstart} {
		p, ok, err := decode(ctx)
		if err != nil {
			return err
		}
		if ok {
			onPayment(p)
		}
	}
	return nil
}

// fromOutbound decodes without a request, so nothing vouches for it: see the proof that is printed.
func fromOutbound(context.Context) (payment.Payment, bool, error) {
	o, err := notify.DecodeOutbound(refund)
	if err != nil {
		return payment.Payment{}, false, err
	}
	fmt.Printf("%s: lead %d with a score of %d, GDPR %s, %s = %s\n", o.Action, o.Lead.ID, o.Lead.Score, o.Lead.GDPR.Status,
		o.Lead.CustomFields[0].Identifier, o.Lead.CustomFields[0].Options[0].Value)
	p, ok := payment.FromKartraOutbound(o)
	return p, ok, nil
}

func fromIPN(context.Context) (payment.Payment, bool, error) {
	verifier, err := notify.NewVerifier(kartraSecret)
	if err != nil {
		return payment.Payment{}, false, err
	}
	n, err := verifier.Verify([]byte(rebill))
	if err != nil {
		return payment.Payment{}, false, err
	}
	p, ok := payment.FromKartraIPN(n)
	return p, ok, nil
}

func fromPayKickstart(ctx context.Context) (payment.Payment, bool, error) {
	verifier, err := ipn.NewVerifier(ipn.Secrets(paykickstartSecret))
	if err != nil {
		return payment.Payment{}, false, err
	}
	n, err := verifier.Verify(ctx, ipntest.New(ipn.EventSales).Body(paykickstartSecret))
	if err != nil {
		return payment.Payment{}, false, err
	}
	p, ok := payment.FromIPN(n)
	return p, ok, nil
}

// onPayment is the one callback.
func onPayment(p payment.Payment) {
	amount := "no amount"
	if p.Amount != nil {
		amount = p.Amount.StringFixed(2)
	}
	if p.Currency == "" {
		p.Currency = "(no currency sent)"
	}
	fmt.Printf("%-12s %-7s %s %s, %q for %s, transaction %s, subscription %s, %s, proof: %s\n", p.Platform, p.Kind, amount,
		p.Currency, p.ProductName, p.Buyer.Email, p.TransactionID, p.SubscriptionID, p.Time.Format(time.RFC3339), p.Proof)
}
