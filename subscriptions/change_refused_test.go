package subscriptions_test

import (
	"errors"
	"net/http"
	"testing"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/subscriptions"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A change charges. A refusal that names an invoice which the call did not name may come after the charge.
func TestChangeThatIsRefusedBesideANewInvoice(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		body    string
		unknown bool
	}{
		"plain":           {`{"success":0,"message":"no"}`, false},
		"its own invoice": {`{"success":0,"message":"no","data":{"invoice_id":"` + testInvoice + `"}}`, false},
		"a new invoice":   {`{"success":0,"message":"license mail failed","data":{"invoice_id":"PK-PNEW00000A"}}`, true},
		"a new charge":    {`{"success":0,"message":"no","data":{"transaction_id":"PK-TNEW00000A"}}`, true},
	} {
		f := apitest.New(t).Answer(http.MethodPost, "subscriptions/change", http.StatusOK, test.body)
		_, err := subscriptions.New(f.Transport()).Change(t.Context(), subscriptions.ChangeParams{InvoiceID: testInvoice, ProductID: 20002})
		require.Error(t, err, name)
		assert.Equal(t, test.unknown, errors.Is(err, api.ErrOutcomeUnknown), name)
		assert.Equal(t, !test.unknown, errors.Is(err, api.ErrRejected), name)
	}
}
