package payments_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"testing"

	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/stretchr/testify/require"
)

// serve returns a service whose route gives that answer, and the fake PayKickstart behind it.
func serve(t testing.TB, method, route, body string) (*payments.PurchaseService, *apitest.Fake) {
	t.Helper()
	fake := apitest.New(t).Answer(method, route, http.StatusOK, body)
	return payments.NewPurchaseService(fake.Transport()), fake
}

// serveTransactions is serve for the other service.
func serveTransactions(t testing.TB, route, body string) (*payments.TransactionService, *apitest.Fake) {
	t.Helper()
	fake := apitest.New(t).Answer(http.MethodGet, route, http.StatusOK, body)
	return payments.NewTransactionService(fake.Transport()), fake
}

// posted returns the body of the one request that was made.
func posted(t testing.TB, fake *apitest.Fake) url.Values {
	t.Helper()
	sent := fake.Sent()
	require.Len(t, sent, 1)
	require.Equal(t, http.MethodPost, sent[0].Method)
	return sent[0].Body
}

func form(pairs ...string) url.Values {
	values := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	return values
}

func toJSON(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text)
}
