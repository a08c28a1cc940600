package customers_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/customers"
	"github.com/paykickstart-go/sdk/internal/apitest"
)

const (
	testEmail  = "ada+x@example.com"
	testSecret = "00aaBB11ccDD22eeFF33"
)

func TestDocumentedExchange(t *testing.T) {
	t.Parallel()
	sent := apitest.Get("billing-customer", url.Values{"email": {testEmail}})
	service := customers.New(mocked(t, sent, http.StatusOK, apitest.Testdata(t, "billing-customer.json")))
	got, err := service.PortalLogin(t.Context(), testEmail)
	require.NoError(t, err)
	require.Equal(t, testSecret, got.Secret.Reveal())
	apitest.RequireNoExtra(t, got)

	service = customers.New(mocked(t, sent, http.StatusOK, apitest.Refusal))
	got, err = service.PortalLogin(t.Context(), testEmail)
	apitest.RequireRefused(t, "Customers.PortalLogin", err)
	require.Nil(t, got)
}

func TestPortalLoginVariants(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		body, secret string
		extra        api.Extra
	}{
		"flag as text, login as a number": {`{"status":"1","secret":12345678901234567890}`, "12345678901234567890", nil},
		"no flag, unknown member":         {`{"secret":"s","expires":9}`, "s", api.Extra{"expires": []byte("9")}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := apitest.New(t).Answer(http.MethodGet, "billing-customer", http.StatusOK, test.body)
			got, err := customers.New(f.Transport()).PortalLogin(context.Background(), testEmail)
			require.NoError(t, err)
			require.Equal(t, test.secret, got.Secret.Reveal())
			require.Equal(t, test.extra, got.Extra)
		})
	}
}

func TestPortalLoginRefusals(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status int
		body   string
		want   error
	}{
		"falsy status":         {200, `{"status":false,"message":"no such buyer"}`, api.ErrRejected},
		"falsy beside a login": {200, `{"status":false,"secret":"` + testSecret + `"}`, api.ErrRejected},
		"errors":               {200, `{"error":"no such buyer","secret":"` + testSecret + `"}`, api.ErrRejected},
		"empty":                {200, `[]`, api.ErrNotFound},
		"404":                  {404, ``, api.ErrNotFound},
		"no login":             {200, `{"status":true}`, api.ErrBadResponse},
		"null login":           {200, `{"status":true,"secret":null}`, api.ErrBadResponse},
		"empty login":          {200, `{"status":true,"secret":""}`, api.ErrBadResponse},
		"list for a login":     {200, `{"status":true,"secret":["` + testSecret + `"]}`, api.ErrBadResponse},
		"cut":                  {200, `{"status":true,"secret":"` + testSecret, api.ErrBadResponse},
		"401":                  {401, `{}`, api.ErrUnauthorized},
		"500":                  {500, ``, api.ErrServer},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := apitest.New(t).Answer(http.MethodGet, "billing-customer", test.status, test.body)
			got, err := customers.New(f.Transport()).PortalLogin(context.Background(), testEmail)
			require.ErrorIs(t, err, test.want)
			require.Nil(t, got)
			var e *api.Error
			require.ErrorAs(t, err, &e)
			assert.NotContains(t, fmt.Sprintf("%+v %#v %s", err, *e, e.Body), testSecret)
		})
	}
}

func TestPortalLoginBadArguments(t *testing.T) {
	t.Parallel()
	for _, email := range []string{"", " ", "ada", "ada@", "Ada <ada@example.com>", " ada@example.com"} {
		f := apitest.New(t)
		_, err := customers.New(f.Transport()).PortalLogin(context.Background(), email)
		f.RequireInvalid("Customers.PortalLogin", err, "email")
	}
}

func TestSessionURL(t *testing.T) {
	t.Parallel()
	f := apitest.New(t).Answer(http.MethodGet, "billing-customer", http.StatusOK, `{"status":true,"secret":"a&b=c/+ d"}`)
	session, err := customers.New(f.Transport()).PortalLogin(context.Background(), testEmail)
	require.NoError(t, err)
	address := session.URL("W 1&2").Reveal()
	require.Equal(t, "https://api.test/billing?portal=W+1%262&secret=a%26b%3Dc%2F%2B+d", address)
	parsed, err := url.Parse(address)
	require.NoError(t, err)
	require.Equal(t, url.Values{"portal": {"W 1&2"}, "secret": {"a&b=c/+ d"}}, parsed.Query())

	require.True(t, session.URL("").IsZero())
	require.True(t, session.URL(" ").IsZero())
	require.True(t, (&customers.PortalSession{Secret: api.NewSecret("s")}).URL("W1").IsZero(), "a session from nowhere has no address")
	require.True(t, (*customers.PortalSession)(nil).URL("W1").IsZero())
}

// A plain text would show in every log line that has the session.
func TestLoginIsASecret(t *testing.T) {
	t.Parallel()
	field, ok := reflect.TypeFor[customers.PortalSession]().FieldByName("Secret")
	require.True(t, ok)
	require.Equal(t, reflect.TypeFor[api.Secret](), field.Type)
}

func TestSessionPrintsNoSecret(t *testing.T) {
	t.Parallel()
	f := apitest.New(t).Answer(http.MethodGet, "billing-customer", http.StatusOK, `{"status":true,"secret":"`+testSecret+`","token":"`+testSecret+`"}`)
	session, err := customers.New(f.Transport()).PortalLogin(context.Background(), testEmail)
	require.NoError(t, err)
	var logged bytes.Buffer
	slog.New(slog.NewTextHandler(&logged, nil)).Info("x", "session", session, "value", *session, "url", session.URL("W1"))
	slog.New(slog.NewJSONHandler(&logged, nil)).Info("x", "session", session, "value", *session, "url", session.URL("W1"))
	asJSON, err := json.Marshal(map[string]any{"session": session, "url": session.URL("W1")})
	require.NoError(t, err)
	for _, v := range []any{session, *session, session.URL("W1"), []any{*session}} {
		_, _ = fmt.Fprintf(&logged, "%v %+v %#v %s %q %x", v, v, v, v, v, v)
	}
	require.NotContains(t, logged.String()+string(asJSON), testSecret)
	require.NotContains(t, logged.String(), fmt.Sprintf("%x", testSecret))
}
