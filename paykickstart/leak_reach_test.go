package paykickstart_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/affiliates"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/payments"
)

// diffOf is what testify prints of a value that is not the expected one.
func diffOf(v any) string {
	var said apitest.Recorder
	assert.Equal(&said, reflect.Zero(reflect.TypeOf(v)).Interface(), v)
	return said.String()
}

// requireHidden fails if a printer gets at a secret of the calls.
func requireHidden(t *testing.T, what string, v any) {
	t.Helper()
	w := &witness{}
	_, _ = w.Write([]byte(diffOf(v) + apitest.Printed(v)))
	w.requireClean(t, what)
}

// A transport keeps what it has sent in its buffers, the token included. A client must not lead there either.
func TestAClientIsNotReachedAfterCalls(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		assert.NoError(t, r.ParseForm())
		assert.Equal(t, leakToken, r.Form.Get("auth_token"))
		_, _ = w.Write([]byte(`{"success":1}`))
	}))
	t.Cleanup(server.Close)
	wire := &http.Transport{}
	t.Cleanup(wire.CloseIdleConnections)
	client := newClient(t, wire, paykickstart.WithBaseURL(server.URL))
	_, err := client.Call(context.Background(), http.MethodGet, "licenses/data", url.Values{"license_key": {"AAAA"}})
	require.NoError(t, err)
	_, err = client.Call(context.Background(), http.MethodPost, "purchase", url.Values{"stripeToken": {leakPayment}})
	require.NoError(t, err)
	for _, v := range []any{client, *client, client.Purchases, *client.Licenses, struct{ c any }{client}} {
		requireHidden(t, "client", v)
	}
}

// What comes back in results is printed by programs and compared in their tests.
func TestResultsHoldNoSecret(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for name, call := range map[string]func(c *paykickstart.Client) (any, error){
		"license":     func(c *paykickstart.Client) (any, error) { return c.Licenses.Get(ctx, "AAAA-BBBB") },
		"purchase":    func(c *paykickstart.Client) (any, error) { return c.Purchases.Get(ctx, "PK-P1") },
		"transaction": func(c *paykickstart.Client) (any, error) { return c.Transactions.Get(ctx, "PK-T1") },
		"promo":       func(c *paykickstart.Client) (any, error) { return c.Affiliates.PromoMaterial(ctx, 7) },
		"receipt": func(c *paykickstart.Client) (any, error) {
			return c.Purchases.Create(ctx, purchaseBy(payments.StripeCard{Token: leakPayment}))
		},
		"call": func(c *paykickstart.Client) (any, error) {
			return c.Call(ctx, http.MethodPost, "purchase", url.Values{"stripeToken": {leakPayment}})
		},
	} {
		for spelling, write := range inAnswers() {
			secrets := leakToken + " " + leakToken
			if name == "receipt" || name == "call" {
				secrets = leakToken + " " + leakPayment
			}
			echo := write(secrets)
			body := strings.ReplaceAll(`{"success":1,"license_key":"AAAA-BBBB","pk_id":"1","guid":"ECHO","payment_processor":"ECHO","note":"ECHO",
				"banner":[{"notes":"ECHO"}],"data":{"invoice_id":"PK-P1","event":"sales","license_key":"AAAA-BBBB","guid":"ECHO",
				"buyer_first_name":"ECHO","note":"ECHO"}}`, "ECHO", echo)
			result, err := call(newClient(t, roundTrip(func(*http.Request) (*http.Response, error) { return answer(http.StatusOK, body), nil })))
			require.NoError(t, err, name)
			require.Regexp(t, `\[redacted\]( |\\u0020)\[redacted\]`, apitest.Reachable(result), "%s, %s: the echo is in the result", name, spelling)
			requireHidden(t, name+", "+spelling, result)
		}
	}
}

// inAnswers writes a text for a JSON answer, between the quotes.
func inAnswers() map[string]func(string) string {
	all := map[string]func(string) string{"escapes": everyEscape}
	for name := range spelled("") {
		if strings.Contains(name, "JSON") {
			all[name] = func(text string) string { return strings.Trim(spelled(text)[name], `"`) }
		}
	}
	return all
}

// An account's secrets in a result are for those who ask for them.
func TestAnAffiliateIsNotReached(t *testing.T) {
	t.Parallel()
	body := strings.ReplaceAll(`[{"id":1,"email":"a@example.test","password":"X","auth_token":"X","remember_token":"X","paypal_secret":"X","paypal_token":"X"}]`,
		"X", leakPassword[len(leakPassword)-12:])
	client := newClient(t, roundTrip(func(*http.Request) (*http.Response, error) { return answer(http.StatusOK, body), nil }))
	list, err := client.Affiliates.List(context.Background(), 7)
	require.NoError(t, err)
	require.Len(t, list, 1)
	assert.Equal(t, "LEAKpassword", list[0].Password.Reveal())
	for _, v := range []any{list, list[0], &list[0], map[string]affiliates.Affiliate{"a": list[0]}} {
		requireHidden(t, "affiliate", v)
	}
}
