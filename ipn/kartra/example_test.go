package kartra_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"

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
			fmt.Println("grant", p.ProductID, "to", p.Buyer.Email)
		case ipn.PaymentRefund, ipn.PaymentChargeback, ipn.PaymentCancellation:
			fmt.Println("take", p.ProductID, "from", p.Buyer.Email)
		}
		return nil
	})
	// Leads come to the Outbound API; payments are left to the IPN, which tells of rebills and failures too.
	onLead := kartra.ByAction(map[kartra.Action]kartra.OutboundFunc{
		kartra.ActionAssignTag: func(_ context.Context, o *kartra.Outbound) error {
			fmt.Println("tag", o.Lead.Email, "with", o.Tag.Name)
			return nil
		},
	}, nil)
	paykickstart, err1 := ipn.NewVerifier(ipn.Keys("the IPN secret of PayKickstart"))
	verifier, err2 := kartra.NewVerifier("the secret of this notification")
	gate, err3 := kartra.QuerySecret("key", "a-long-random-secret")
	if err := errors.Join(err1, err2, err3); err != nil {
		fmt.Println(err)
		return
	}
	store := ipn.NewMemoryStore()
	mux := http.NewServeMux()
	mux.Handle("/paykickstart", ipn.NewHandler(paykickstart, onPayment, ipn.WithStore(store)))
	mux.Handle("/kartra/ipn", kartra.NewIPNHandler(verifier, kartra.IPNPayments(onPayment), kartra.WithStore(store)))
	mux.Handle("/kartra/leads", kartra.NewOutboundHandler(gate, onLead))

	deliver := func(url, body string) {
		answer := httptest.NewRecorder()
		mux.ServeHTTP(answer, httptest.NewRequest(http.MethodPost, url, strings.NewReader(body)))
		fmt.Println(answer.Code)
	}
	deliver("/kartra/ipn", "transaction_type=rebill&transaction_id=2002&transaction_full_amount=49.00&product_id=77&"+
		"lead_email=ada%40example.com&secret_key=the+secret+of+this+notification")
	deliver("/kartra/leads?key=a-long-random-secret",
		`{"action":"assign_tag","lead":{"email":"ada@example.com"},"action_details":{"tag":{"tag_id":5,"tag_name":"vip"}}}`)
	// Output:
	// grant 77 to ada@example.com
	// 200
	// tag ada@example.com with vip
	// 200
}
