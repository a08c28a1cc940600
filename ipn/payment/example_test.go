package payment_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/payment"
	"github.com/paykickstart-go/sdk/kartra/notify"
)

// One callback serves PayKickstart and both surfaces of Kartra.
func Example() {
	onPayment := payment.Func(func(_ context.Context, p payment.Payment) error {
		product := fmt.Sprintf("%s's product %d", p.Platform, p.ProductID) // a number is the platform's own
		switch p.Kind {
		case payment.KindSale, payment.KindRebill:
			fmt.Println("grant", product, "to", p.Buyer.Email)
		case payment.KindRefund, payment.KindChargeback:
			fmt.Println("take", product, "from", p.Buyer.Email)
		case payment.KindCancellation:
			fmt.Println("note the end of", product, "for", p.Buyer.Email)
		}
		return nil
	})
	// Leads come to the Outbound API; payments are left to the IPN, which tells of rebills and failures too. Never take payments
	// from both: Kartra may send a purchase on both, and their keys differ.
	onLead := notify.ByAction(map[notify.Action]notify.OutboundFunc{
		notify.ActionAssignTag: func(_ context.Context, o *notify.Outbound) error {
			fmt.Println("tag", o.Lead.Email, "with", o.Tag.Name)
			return nil
		},
	}, nil)
	paykickstart, err1 := ipn.NewVerifier(ipn.Secrets("the IPN secret of PayKickstart"))
	verifier, err2 := notify.NewVerifier("the secret of this notification")
	gate, err3 := notify.QuerySecret("key", "a-long-random-secret")
	if err := errors.Join(err1, err2, err3); err != nil {
		fmt.Println(err)
		return
	}
	store := ipn.NewMemoryStore()
	mux := http.NewServeMux()
	mux.Handle("/paykickstart", ipn.NewHandler(paykickstart, onPayment, ipn.WithStore(store)))
	mux.Handle("/kartra/ipn", notify.NewIPNHandler(verifier, payment.KartraIPN(onPayment), notify.WithStore(store)))
	mux.Handle("/kartra/leads", notify.NewOutboundHandler(gate, onLead))

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
	// grant kartra's product 77 to ada@example.com
	// 200
	// tag ada@example.com with vip
	// 200
}
