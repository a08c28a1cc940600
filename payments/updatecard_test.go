package payments_test

import (
	"maps"
	"net/http"
	"testing"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestUpdateCardSendsEachPaymentMethod(t *testing.T) {
	t.Parallel()
	for name, c := range methods() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service, fake := serve(t, http.MethodPost, "purchase/update-cc", apitest.Testdata(t, "update_cc.json"))

			err := service.UpdateCard(t.Context(), payments.UpdateCardParams{InvoiceID: "PK-P1", Payment: c.method})

			require.NoError(t, err)
			want := form("invoice_id", "PK-P1")
			maps.Copy(want, form(c.sent...))
			fake.RequireSent(apitest.Post("purchase/update-cc", want))
		})
	}
}

func TestUpdateCardRefusesBadParams(t *testing.T) {
	t.Parallel()
	token := payments.Braintree{Nonce: "nonce"}
	for name, c := range map[string]struct {
		params payments.UpdateCardParams
		fields []string
	}{
		"everything missing": {payments.UpdateCardParams{}, []string{"InvoiceID", "Payment"}},
		"blank id":           {payments.UpdateCardParams{InvoiceID: " ", Payment: token}, []string{"InvoiceID"}},
		"nil pointer":        {payments.UpdateCardParams{InvoiceID: "PK-P1", Payment: (*payments.Braintree)(nil)}, []string{"Payment"}},
		"stored profile":     {payments.UpdateCardParams{InvoiceID: "PK-P1", Payment: payments.StoredProfile{InvoiceID: "PK-P2"}}, []string{"Payment"}},
		"stored profile, pointer": {
			payments.UpdateCardParams{InvoiceID: "PK-P1", Payment: &payments.StoredProfile{InvoiceID: "PK-P2"}}, []string{"Payment"},
		},
		"blank password": {payments.UpdateCardParams{InvoiceID: "PK-P1", Payment: token, Password: " "}, []string{"Password"}},
		"bad card": {
			payments.UpdateCardParams{InvoiceID: "PK-P1", Payment: payments.StripeCard{Token: "tok", Card: payments.Card{ExpMonth: 1}}},
			[]string{"Payment.Card.Last4", "Payment.Card.ExpYear"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fake := apitest.New(t)
			err := payments.NewPurchaseService(fake.Transport()).UpdateCard(t.Context(), c.params)
			fake.RequireInvalid("Purchases.UpdateCard", err, c.fields...)
		})
	}
}

func TestUpdateCardRefusals(t *testing.T) {
	t.Parallel()
	params := payments.UpdateCardParams{InvoiceID: "PK-P1", Payment: payments.Braintree{Nonce: "nonce-of-the-browser"}, Password: "update-password"}
	for name, c := range map[string]struct {
		status int
		body   string
		is     error
		not    error
	}{
		"falsy flag": {http.StatusOK, `{"success":0,"message":"nonce-of-the-browser update-password declined"}`, api.ErrDeclined, api.ErrOutcomeUnknown},
		"errors":     {http.StatusOK, `{"errors":["declined"]}`, api.ErrDeclined, api.ErrOutcomeUnknown},
		"in data":    {http.StatusOK, `{"success":1,"data":{"status":"declined"}}`, api.ErrDeclined, api.ErrOutcomeUnknown},
		"a mistake":  {http.StatusOK, `{"success":0,"message":"Purchase not found"}`, api.ErrRejected, api.ErrDeclined},
		"no flag":    {http.StatusOK, `{"message":"nonce-of-the-browser"}`, api.ErrOutcomeUnknown, api.ErrRejected},
		"status 422": {http.StatusUnprocessableEntity, `{"message":"declined nonce-of-the-browser"}`, api.ErrDeclined, api.ErrOutcomeUnknown},
		"status 500": {http.StatusInternalServerError, `oops nonce-of-the-browser`, api.ErrOutcomeUnknown, api.ErrRejected},
		"HTML":       {http.StatusOK, `<html>`, api.ErrOutcomeUnknown, api.ErrRejected},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fake := apitest.New(t).Answer(http.MethodPost, "purchase/update-cc", c.status, c.body)

			err := payments.NewPurchaseService(fake.Transport()).UpdateCard(t.Context(), params)

			require.ErrorIs(t, err, c.is)
			require.NotErrorIs(t, err, c.not)
			var e *api.Error
			require.ErrorAs(t, err, &e)
			for _, secret := range []string{"nonce-of-the-browser", "update-password", apitest.Token} {
				assert.NotContains(t, err.Error()+string(e.Body), secret)
			}
			assert.Len(t, fake.Sent(), 1)
		})
	}
}
