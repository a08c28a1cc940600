package payments_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCreateSendsParamsThatHaveNoField(t *testing.T) {
	t.Parallel()
	service, fake := serve(t, http.MethodPost, "purchase", apitest.Testdata(t, "purchase_create.json"))
	p := minimal()
	p.Params = url.Values{"currency": {"EUR"}, "bump_ids[]": {"7", "8"}}

	_, err := service.Create(t.Context(), p)

	require.NoError(t, err)
	body := posted(t, fake)
	assert.Equal(t, []string{"EUR"}, body["currency"])
	assert.Equal(t, []string{"7", "8"}, body["bump_ids[]"])
	assert.Equal(t, []string{p.Email}, body["email"])
}

func TestCreateRefusesParamsThatHaveAField(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"auth_token", "auth.token", "product", "plan[]", "first name", "email", "ref_purchase", " ref.purchase", "stripeToken",
		"price", "has trial", "test_mode", "tos-read", "wt-type", "billing_zip", "shipping.address 1", "capture_billing_address",
		"custom_field[order]", "custom.field[order]", "ccNum", "ccCSV", "cvc", "card[number]",
	} {
		fake := apitest.New(t)
		p := minimal()
		p.Params = url.Values{name: {"tok_hidden"}}
		_, err := payments.NewPurchaseService(fake.Transport()).Create(t.Context(), p)
		fake.RequireInvalid("Purchases.Create", err, "Params")
		assert.NotContains(t, err.Error(), "tok_hidden", name)
	}
	fake := apitest.New(t)
	p := minimal()
	p.Params = url.Values{"note": {"4242 4242 4242 4242"}}
	_, err := payments.NewPurchaseService(fake.Transport()).Create(t.Context(), p)
	fake.RequireInvalid("Purchases.Create", err, "Params")
	assert.NotContains(t, err.Error(), "4242")
}

func TestCreateRefusesCustomNamesThatPHPMakesOne(t *testing.T) {
	t.Parallel()
	fake := apitest.New(t)
	p := minimal()
	p.CustomFields = map[string]string{"a b": "1", "a.b": "2"}

	_, err := payments.NewPurchaseService(fake.Transport()).Create(t.Context(), p)

	fake.RequireInvalid("Purchases.Create", err, "CustomFields")
	var e *api.Error
	require.ErrorAs(t, err, &e)
	assert.Equal(t, []string{`"a b" and "a.b" are one name to PHP, so one of the values would be lost`}, e.Fields["CustomFields"])
}
