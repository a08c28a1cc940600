package payments_test

import (
	"html/template"
	"net/url"
	"strings"
	"testing"

	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func fullScript() payments.TokenizeScript {
	return payments.TokenizeScript{
		Base:    "https://app.paykickstart.test/tokenize.js?campaign=80",
		Form:    "el-form",
		Card:    payments.CardElements{Number: "el-number", ExpMonth: "el-month", ExpYear: "el-year", CVC: "el-cvc", Button: "el-pay"},
		SEPA:    payments.SEPAElements{AccountHolder: "el-holder", Email: "el-email", IBAN: "el-iban", Button: "el-sepa"},
		ACH:     payments.ACHElements{RoutingNumber: "el-routing", AccountNumber: "el-account", Button: "el-ach"},
		Billing: payments.BillingElements{Line1: "el-1", Line2: "el-2", City: "el-city", State: "el-state", Zip: "el-zip", Country: "el-country"},
	}
}

func TestTokenizeScriptSendsEveryID(t *testing.T) {
	t.Parallel()
	address, err := fullScript().URL()

	require.NoError(t, err)
	u, err := url.Parse(address)
	require.NoError(t, err)
	assert.Equal(t, "https://app.paykickstart.test/tokenize.js", strings.TrimSuffix(address, "?"+u.RawQuery))
	assert.Equal(t, url.Values{
		"campaign": {"80"}, "form": {"el-form"},
		"ccNum": {"el-number"}, "ccExpireMonth": {"el-month"}, "ccExpireYear": {"el-year"}, "ccCSV": {"el-cvc"}, "ccBtn": {"el-pay"},
		"wt_account_holder_name": {"el-holder"}, "sepa_email": {"el-email"}, "iban_number": {"el-iban"}, "sepaBtn": {"el-sepa"},
		"route_number": {"el-routing"}, "account_number": {"el-account"}, "achBtn": {"el-ach"},
		"billing_address_1": {"el-1"}, "billing_address_2": {"el-2"}, "billing_city": {"el-city"},
		"billing_state": {"el-state"}, "billing_zip": {"el-zip"}, "billing_country": {"el-country"},
	}, u.Query())
}

func TestTokenizeScriptOmitsWhatThePageLacks(t *testing.T) {
	t.Parallel()
	address, err := payments.TokenizeScript{Base: "https://a.test/t.js#x", Card: payments.CardElements{Number: "n"}}.URL()
	require.NoError(t, err)
	assert.Equal(t, "https://a.test/t.js?ccNum=n", address)
}

func TestTokenizeScriptRefuses(t *testing.T) {
	t.Parallel()
	for _, base := range []string{
		"", " ", "http://a.test/t.js", "//a.test/t.js", "/t.js", "javascript:alert(1)", "https://", "https://:443/", "https:a.test",
		"https://user:pass@a.test/t.js", "https://a.test/%zz", "https://a.test/?a=%zz",
	} {
		script := fullScript()
		script.Base = base
		script.SEPA.IBAN = "two words"

		address, err := script.URL()
		assert.Empty(t, address)
		apitest.New(t).RequireInvalid("payments.TokenizeScript", err, "Base", "SEPA.IBAN")

		tag, err := script.Tag()
		assert.Empty(t, tag)
		apitest.New(t).RequireInvalid("payments.TokenizeScript", err, "Base", "SEPA.IBAN")
	}
}

func TestTokenizeScriptTagIsSafe(t *testing.T) {
	t.Parallel()
	script := payments.TokenizeScript{Base: `https://a.test/"><b>'t.js?x="><i>`, Form: `"><script>alert(1)</script>`}
	tag, err := script.Tag()
	require.NoError(t, err)

	var page strings.Builder
	require.NoError(t, template.Must(template.New("").Parse(`<body>{{.}}</body>`)).Execute(&page, tag))

	address, err := script.URL()
	require.NoError(t, err)
	assert.Equal(t, `<body><script src="`+strings.NewReplacer("&", "&amp;", "'", "&#39;").Replace(address)+`"></script></body>`, page.String())
	assert.Equal(t, 1, strings.Count(page.String(), "<script"))
	assert.Equal(t, 2, strings.Count(page.String(), `"`))
}

func TestPaymentMethodFromForm(t *testing.T) {
	t.Parallel()
	cases := methods()
	delete(cases, "pointer")
	for name, c := range cases {
		posted := form(c.sent...)
		posted.Set("first_name", "Dana")
		got, err := payments.PaymentMethodFromForm(posted)
		require.NoError(t, err, name)
		assert.Equal(t, c.method, got, name)
	}
	got, err := payments.PaymentMethodFromForm(form("stripeToken", "tok_1", "ccNum", "0042", "ccExpireMonth", "05", "ccExpireYear", "2031"))
	require.NoError(t, err)
	assert.Equal(t, payments.StripeCard{Token: "tok_1", Card: payments.Card{Last4: "0042", ExpMonth: 5, ExpYear: 2031}}, got)
}

func TestPaymentMethodFromFormRefuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		posted url.Values
		fields []string
	}{
		"nothing":             {nil, []string{"Payment"}},
		"no token":            {form("ccNum", "4242"), []string{"Payment"}},
		"a stored profile":    {form("ref_purchase", "PK-P1"), []string{"Payment"}},
		"two tokens":          {form("stripeToken", "tok_1", "pay_method_nonce", "nonce_1"), []string{"Payment"}},
		"full card number":    {form("stripeToken", "tok_1", "ccNum", "4242424242424242", "ccExpireMonth", "1", "ccExpireYear", "2030"), []string{"Payment.Card.Last4"}},
		"spaced card number":  {form("stripeToken", "tok_1", "ccNum", "4242 4242 4242 4242"), []string{"Payment.Card.Last4"}},
		"month in letters":    {form("stripeToken", "tok_1", "ccNum", "4242", "ccExpireMonth", "May", "ccExpireYear", "2030"), []string{"Payment.Card.ExpMonth"}},
		"no expiry":           {form("stripeToken", "tok_1", "ccNum", "4242"), []string{"Payment.Card"}},
		"no month":            {form("stripeToken", "tok_1", "ccNum", "4242", "ccExpireYear", "2030"), []string{"Payment.Card.ExpMonth"}},
		"no year":             {form("stripeToken", "tok_1", "ccNum", "4242", "ccExpireMonth", "5"), []string{"Payment.Card.ExpYear"}},
		"half a token set":    {form("epdSaleToken", "sale_1"), []string{"Payment.CustomerToken"}},
		"SEPA without digits": {form("stripeSourceId", "src_1"), []string{"Payment.Last4"}},
		"full account number": {
			form("stripeSourceId", "src_1", "stripeBAToken", "btok_1", "route_number", "110000000", "account_number", "000123456789"),
			[]string{"Payment.AccountLast4"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := payments.PaymentMethodFromForm(c.posted)
			assert.Nil(t, got)
			apitest.New(t).RequireInvalid("payments.PaymentMethodFromForm", err, c.fields...)
			assert.NotContains(t, err.Error(), "4242")
			assert.NotContains(t, err.Error(), "123456789")
		})
	}
}

func TestPaymentMethodFromFormSaysWhatToDoAboutACard(t *testing.T) {
	t.Parallel()
	for want, posted := range map[string]url.Values{
		"Payment.Card.Last4: ccNum holds more than four digits: remove the input's name attribute, a full card number must not reach your server": form("ccNum", "4242-4242-4242-4242", "ccExpireMonth", "5"),
		"Payment.Card: ccNum is there without ccExpireMonth and ccExpireYear: all three or none":                                                  form("ccNum", "4242"),
		"Payment.Card.ExpMonth: must be 1 to 12": form("ccNum", "4242", "ccExpireMonth", "May", "ccExpireYear", "2030"),
	} {
		posted.Set("stripeToken", "tok_1")
		_, err := payments.PaymentMethodFromForm(posted)
		require.EqualError(t, err, "paykickstart: payments.PaymentMethodFromForm: invalid parameters; "+want)
	}
}

// Full numbers are refused whatever else is in the form, and wherever in it they stand.
func TestPaymentMethodFromFormRefusesFullNumbers(t *testing.T) {
	t.Parallel()
	cases := methods()
	delete(cases, "pointer")
	cases["no method"] = struct {
		method payments.PaymentMethod
		sent   []string
	}{}
	for name, c := range cases {
		for field, inputs := range map[string][][]string{
			"Payment.Card.Last4": {
				{"ccNum", "4242424242424242"}, {"ccNum", "4242 4242 4242 4242"}, {"ccNum", "42424"}, {"ccNum", "424"}, {"ccNum", "42a2"},
				{"ccNum", "", "4242424242424242"}, {"ccNum", "4242", "4242424242424242"},
			},
			"Payment.AccountLast4": {{"account_number", "000123456789"}, {"account_number", "12345"}, {"account_number", "678"}},
			"Payment.Last4":        {{"sepa", "DE89370400440532013000"}, {"sepa", "300"}, {"iban_number", "DE89370400440532013000"}},
			"Payment.Card":         {{"ccCSV", "123"}},
		} {
			for _, input := range inputs {
				posted := form(c.sent...)
				posted.Set("ccExpireMonth", "5")
				posted.Set("ccExpireYear", "2031")
				posted[input[0]] = input[1:]
				got, err := payments.PaymentMethodFromForm(posted)
				assert.Nil(t, got, "%s, %s", name, input)
				apitest.New(t).RequireInvalid("payments.PaymentMethodFromForm", err, field)
				for _, number := range []string{"4242", "12345", "3704"} {
					assert.NotContains(t, err.Error(), number)
				}
			}
		}
	}
}

func TestPaymentMethodFromFormTakesTheCard(t *testing.T) {
	t.Parallel()
	card := payments.Card{Last4: "0042", ExpMonth: 5, ExpYear: 2031}
	for _, c := range []struct {
		posted url.Values
		want   payments.PaymentMethod
	}{
		{form("stripeToken", "tok_1"), payments.StripeCard{Token: "tok_1", Card: card}},
		{form("pay_method_nonce", "nonce_1"), payments.Braintree{Nonce: "nonce_1", Card: card}},
		{form("dataValue", "data_1"), payments.AuthorizeNet{DataValue: "data_1", Card: card}},
		{form("epdSaleToken", "sale_1", "epdCustomerToken", "cust_1"), payments.EasyPayDirect{SaleToken: "sale_1", CustomerToken: "cust_1", Card: card}},
		{form("stripeSourceId", "src_1", "sepa", "3000"), payments.StripeSEPA{SourceID: "src_1", Last4: "3000"}},
	} {
		for name, value := range map[string]string{"ccNum": "0042", "ccExpireMonth": "05", "ccExpireYear": "2031"} {
			c.posted.Set(name, value)
		}
		got, err := payments.PaymentMethodFromForm(c.posted)
		require.NoError(t, err)
		assert.Equal(t, c.want, got)
	}
	// A direct debit has no card: what is left in those inputs does not matter, as long as it is no full number.
	_, err := payments.PaymentMethodFromForm(form("stripeSourceId", "src_1", "sepa", "3000", "ccNum", "4242"))
	require.NoError(t, err)
}
