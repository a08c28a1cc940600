package subscriptions_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/subscriptions"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestChangeSendsParamsThatHaveNoField(t *testing.T) {
	t.Parallel()
	f := apitest.New(t).Answer(http.MethodPost, "subscriptions/change", http.StatusOK, `{"success":1}`)
	_, err := subscriptions.New(f.Transport()).Change(t.Context(), subscriptions.ChangeParams{
		InvoiceID: testInvoice, ProductID: 7, Params: url.Values{"coupon": {"SUMMER"}},
	})
	require.NoError(t, err)
	f.RequireSent(apitest.Post("subscriptions/change", url.Values{
		"invoice_id": {testInvoice}, "product_id": {"7"}, "coupon": {"SUMMER"},
	}))
}

func TestChangeRefusesParams(t *testing.T) {
	t.Parallel()
	for _, more := range []url.Values{
		{"auth token": {"x"}}, {"invoice_id": {"x"}}, {"product.id": {"7"}}, {"first_charge[]": {"0"}}, {"allowed units": {"1"}},
		{"note": {"4242424242424242"}}, {"cvv": {"123"}}, {"a b": {"1"}, "a.b": {"2"}},
	} {
		f := apitest.New(t)
		_, err := subscriptions.New(f.Transport()).Change(t.Context(), subscriptions.ChangeParams{
			InvoiceID: testInvoice, ProductID: 7, Params: more,
		})
		f.RequireInvalid("Subscriptions.Change", err, "Params")
		assert.NotContains(t, err.Error(), "4242")
	}
}

// A payment's token has no field here. Under its documented name it is masked all the same.
func TestChangeMasksATokenInParams(t *testing.T) {
	t.Parallel()
	const token = "tok_fake_and_secret"
	f := apitest.New(t).Answer(http.MethodPost, "subscriptions/change", http.StatusUnprocessableEntity, `{"message":"`+token+` is used"}`)
	_, err := subscriptions.New(f.Transport()).Change(t.Context(), subscriptions.ChangeParams{
		InvoiceID: testInvoice, ProductID: 7, Params: url.Values{"stripeToken": {token}},
	})
	require.ErrorIs(t, err, api.ErrRejected)
	assert.NotContains(t, err.Error(), token)
	assert.Contains(t, err.Error(), "[redacted] is used")
	var e *api.Error
	require.ErrorAs(t, err, &e)
	assert.NotContains(t, string(e.Body), token)
}
