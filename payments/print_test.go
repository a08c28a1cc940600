package payments_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"testing"

	"github.com/paykickstart-go/sdk/payments"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// hidden is in every field that must not be printed.
const hidden = "hidden"

func tokens() map[string]payments.PaymentMethod {
	return map[string]payments.PaymentMethod{
		"payments.StripeCard[redacted]": payments.StripeCard{Token: hidden, Card: payments.Card{Last4: hidden}},
		"payments.StripeSEPA[redacted]": payments.StripeSEPA{SourceID: hidden, Last4: hidden},
		"payments.StripeACH[redacted]": payments.StripeACH{
			SourceID: hidden, BankToken: hidden, RoutingNumber: hidden, AccountLast4: hidden,
		},
		"payments.Braintree[redacted]":     payments.Braintree{Nonce: hidden},
		"payments.AuthorizeNet[redacted]":  payments.AuthorizeNet{DataValue: hidden},
		"payments.EasyPayDirect[redacted]": payments.EasyPayDirect{SaleToken: hidden, CustomerToken: hidden},
		"payments.StoredProfile[redacted]": payments.StoredProfile{InvoiceID: hidden},
	}
}

func hiddenPurchase(m payments.PaymentMethod) payments.CreateParams {
	address := payments.Address{Line1: hidden, City: hidden, Zip: hidden, Country: hidden}
	return payments.CreateParams{
		CampaignID: 80, ProductID: 137, AffiliateID: 11, TestMode: true,
		FirstName: hidden, LastName: hidden, Email: hidden, Payment: m,
		Billing: &address, Shipping: &address, CustomFields: map[string]string{hidden: hidden}, Params: url.Values{hidden: {hidden}},
	}
}

// printed are the values with their only text.
func printed() map[any]string {
	all := map[any]string{}
	for text, method := range tokens() {
		create := hiddenPurchase(method)
		update := payments.UpdateCardParams{InvoiceID: "PK-P1", Payment: method, Password: hidden}
		all[method] = "[redacted]"
		all[&create] = "payments.CreateParams{CampaignID:80 ProductID:137 AffiliateID:11 TestMode:true Payment:" + text + "}"
		all[&update] = "payments.UpdateCardParams{InvoiceID:PK-P1 Payment:" + text + "}"
	}
	return all
}

// value returns what a pointer points to, so that both are tried.
func value(v any) any {
	switch v := v.(type) {
	case *payments.CreateParams:
		return *v
	case *payments.UpdateCardParams:
		return *v
	default:
		return v
	}
}

func TestTokensPrintRedactedWithEveryVerb(t *testing.T) {
	t.Parallel()
	// No p, T and w: of a value that is no pointer or error fmt takes p and w for a slip, which go vet reports.
	for v, want := range printed() {
		for _, verb := range "vsdqxXcbeEfFgGoOtU" {
			for _, flags := range []string{"%", "%+", "%#", "%-8.3", "% 0"} {
				assert.Equal(t, want, fmt.Sprintf(flags+string(verb), v))
				assert.Equal(t, want, fmt.Sprintf(flags+string(verb), value(v)))
			}
		}
		assert.Equal(t, want, fmt.Sprint(v))
	}
}

func TestTokensPrintRedactedInsideOthers(t *testing.T) {
	t.Parallel()
	for v, want := range printed() {
		nested := struct{ Params any }{value(v)}
		for _, text := range []string{fmt.Sprintf("%v", nested), fmt.Sprintf("%+v", []any{nested}), fmt.Sprintf("%#v", nested)} {
			assert.Contains(t, text, want)
			assert.NotContains(t, text, hidden)
		}
	}
}

func TestTokensAreRedactedInLogs(t *testing.T) {
	t.Parallel()
	for v, want := range printed() {
		for name, handler := range map[string]func(*strings.Builder) slog.Handler{
			"text": func(b *strings.Builder) slog.Handler { return slog.NewTextHandler(b, nil) },
			"JSON": func(b *strings.Builder) slog.Handler { return slog.NewJSONHandler(b, nil) },
		} {
			for _, attribute := range []any{v, value(v), struct{ Params any }{v}, []any{value(v)}, map[string]any{"params": value(v)}} {
				var b strings.Builder
				slog.New(handler(&b)).Info("bought", "params", attribute)
				assert.Contains(t, b.String(), want, name)
				assert.NotContains(t, b.String(), hidden, name)
			}
		}
	}
}

func TestTokensAreRedactedInJSON(t *testing.T) {
	t.Parallel()
	for v, want := range printed() {
		text, err := json.Marshal(map[string]any{"params": value(v)})
		require.NoError(t, err)
		assert.Equal(t, `{"params":"`+want+`"}`, string(text))
	}
	var card payments.StripeCard
	text, err := json.Marshal(payments.StripeCard{Token: hidden})
	require.NoError(t, err)
	require.Error(t, json.Unmarshal(text, &card), "what was redacted must not pass for a token")
}

func TestParamsPrintWhateverTheMethodIs(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		method payments.PaymentMethod
		want   string
	}{
		"none":            {nil, "Payment:none}"},
		"nil pointer":     {(*payments.StripeCard)(nil), "Payment:none}"},
		"foreign":         {struct{ payments.PaymentMethod }{}, "Payment:none}"},
		"foreign, filled": {struct{ payments.PaymentMethod }{payments.Braintree{Nonce: hidden}}, "Payment:none}"},
		"pointer":         {&payments.Braintree{Nonce: hidden}, "Payment:payments.Braintree[redacted]}"},
	} {
		for _, text := range []string{
			fmt.Sprintf("%+v", hiddenPurchase(c.method)), hiddenPurchase(c.method).LogValue().String(),
			fmt.Sprintf("%+v", payments.UpdateCardParams{Payment: c.method}),
		} {
			assert.True(t, strings.HasSuffix(text, c.want), "%s: %s", name, text)
			assert.NotContains(t, text, hidden, name)
		}
	}
}
