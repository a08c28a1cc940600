package notify_test

import (
	"fmt"
	"os"

	"github.com/paykickstart-go/sdk/kartra/notify"
)

func ExampleDecodeOutbound() {
	body, err := os.ReadFile("testdata/refund_2024.json")
	if err != nil {
		fmt.Println(err)
		return
	}
	o, err := notify.DecodeOutbound(body)
	if err != nil {
		fmt.Println(err) // names the fields that do not parse; the rest is there
		return
	}
	fmt.Println(o.Action, o.Transaction.TransactionID, o.Transaction.FullAmount.StringFixed(2))
	// Output: refund_product 1002 49.00
}

func ExampleVerifier_Verify() {
	verifier, err := notify.NewVerifier("the secret of this notification", "its predecessor")
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
