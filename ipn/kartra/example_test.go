package kartra_test

import (
	"context"
	"fmt"
	"net/http"
	"os"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/kartra"
)

func ExampleDecodeOutbound() {
	body, err := os.ReadFile("testdata/refund_2024.json")
	if err != nil {
		fmt.Println(err)
		return
	}
	o, err := kartra.DecodeOutbound(body)
	if err != nil {
		fmt.Println(err) // names the fields that do not parse; the rest is there
		return
	}
	fmt.Println(o.Action, o.Transaction.TransactionID, o.Transaction.FullAmount.StringFixed(2))
	// Output: refund_product 1002 49.00
}

func ExampleVerifier_Verify() {
	verifier, err := kartra.NewVerifier("the secret of this notification", "its predecessor")
	if err != nil {
		fmt.Println(err)
		return
	}
	n, err := verifier.Verify([]byte("transaction_type=rebill&transaction_id=2002&trial_amount=N%2FA&secret_key=its+predecessor"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(n.Kind, n.TransactionID, n.Verified())
	// Output: rebill 2002 true
}

// One callback serves PayKickstart and both surfaces of Kartra.
func Example() {
	onPayment := ipn.PaymentFunc(func(_ context.Context, p ipn.Payment) error {
		switch p.Kind {
		case ipn.PaymentSale, ipn.PaymentRebill:
			// grant p.ProductID to p.Buyer.Email
		case ipn.PaymentRefund, ipn.PaymentChargeback, ipn.PaymentCancellation:
			// take it away
		}
		return nil
	})
	serve := func(paykickstart *ipn.Verifier, verifier *kartra.Verifier, gate *kartra.Gate, store ipn.Store) *http.ServeMux {
		mux := http.NewServeMux()
		mux.Handle("/paykickstart", ipn.NewHandler(paykickstart, onPayment, ipn.WithStore(store)))
		mux.Handle("/kartra/ipn", kartra.NewIPNHandler(verifier, kartra.IPNPayments(onPayment), kartra.WithStore(store)))
		// Leads come here; payments are left to the IPN, which tells of rebills and failures too.
		mux.Handle("/kartra/leads", kartra.NewOutboundHandler(gate, kartra.ByAction(map[kartra.Action]kartra.OutboundFunc{
			kartra.ActionAssignTag: func(_ context.Context, o *kartra.Outbound) error {
				fmt.Println(o.Tag.Name)
				return nil
			},
		}, nil)))
		return mux
	}
	_ = serve
}
