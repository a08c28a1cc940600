package payments_test

import (
	"testing"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// The name transaction_id is not signed. An event that comes without one is held against all that the purchase was paid by.
func TestConfirmLooksAtThePurchaseWhereNoTransactionIsNamed(t *testing.T) {
	t.Parallel()
	paid := members{"pk_id": "PK-T1", "is_approved": 1, "processor": "stripe"}
	refunded := members{"pk_id": "PK-T2", "is_approved": 1, "is_refund": 1, "processor": "stripe"}
	pending := members{"pk_id": "PK-T3", "is_approved": 0, "is_pending": 1, "processor": "stripe"}
	declined := members{"pk_id": "PK-T4", "is_approved": 0, "processor": "stripe"}
	for name, tc := range map[string]struct {
		transactions []members
		want         error
		differ       string
	}{
		"paid":              {[]members{paid}, nil, ""},
		"none, a trial":     {[]members{}, nil, ""},
		"refunded":          {[]members{refunded}, payments.ErrRefunded, ""},
		"refunded and paid": {[]members{paid, refunded}, payments.ErrRefunded, ""},
		"pending":           {[]members{pending}, payments.ErrPending, "Transaction.IsPending"},
		"paid, one pending": {[]members{paid, pending}, nil, ""},
		"declined":          {[]members{declined}, payments.ErrMismatch, "Transaction.IsApproved"},
		"declined, paid":    {[]members{declined, paid}, nil, ""},
	} {
		states := trueStates()
		for _, event := range []ipn.Event{created, trial, changed} {
			state := states[event]
			fake := state.account(t, members{"transactions": tc.transactions}, nil)
			n := state.announced(event)
			n.TransactionID, n.Amount = "", decimal.Zero
			got, err := payments.NewPurchaseService(fake.Transport()).Confirm(t.Context(), n)
			if tc.want == nil {
				require.NoError(t, err, "%s, %s", event, name)
				continue
			}
			require.ErrorIs(t, err, tc.want, "%s, %s", event, name)
			require.NotNil(t, got)
			if tc.differ != "" {
				requireMismatch(t, got, err, tc.differ)
			}
		}
	}
}
