package payments_test

import (
	"testing"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCreateRefusesBadParams(t *testing.T) {
	t.Parallel()
	type params = payments.CreateParams
	pay := func(m payments.PaymentMethod) func(*params) { return func(p *params) { p.Payment = m } }
	card := func(c payments.Card) func(*params) { return pay(payments.StripeCard{Token: "tok_1", Card: c}) }
	for name, c := range map[string]struct {
		change func(*params)
		fields []string
	}{
		"everything missing": {
			func(p *params) { *p = params{} },
			[]string{"CampaignID", "ProductID", "FirstName", "LastName", "Email", "Payment"},
		},
		"negative ids":          {func(p *params) { p.CampaignID, p.ProductID, p.AffiliateID = -1, -2, -3 }, []string{"CampaignID", "ProductID", "AffiliateID"}},
		"blank names":           {func(p *params) { p.FirstName, p.LastName = " ", "\t" }, []string{"FirstName", "LastName"}},
		"no e-mail address":     {func(p *params) { p.Email = "dana" }, []string{"Email"}},
		"negative quantity":     {func(p *params) { p.Quantity = -1 }, []string{"Quantity"}},
		"negative price":        {func(p *params) { p.Price = amount("-1") }, []string{"Price"}},
		"three decimals":        {func(p *params) { p.Price = amount("9.999") }, []string{"Price"}},
		"nil pointer":           {pay((*payments.StripeCard)(nil)), []string{"Payment"}},
		"foreign method":        {pay(struct{ payments.PaymentMethod }{}), []string{"Payment"}},
		"foreign pointer":       {pay(&struct{ payments.PaymentMethod }{}), []string{"Payment"}},
		"empty card":            {pay(payments.StripeCard{}), []string{"Payment.Token"}},
		"blank card token":      {pay(&payments.StripeCard{Token: " "}), []string{"Payment.Token"}},
		"empty SEPA":            {pay(payments.StripeSEPA{}), []string{"Payment.SourceID", "Payment.Last4"}},
		"empty ACH":             {pay(payments.StripeACH{}), []string{"Payment.SourceID", "Payment.BankToken", "Payment.RoutingNumber", "Payment.AccountLast4"}},
		"empty Braintree":       {pay(payments.Braintree{}), []string{"Payment.Nonce"}},
		"empty Authorize.net":   {pay(payments.AuthorizeNet{}), []string{"Payment.DataValue"}},
		"empty Easy Pay Direct": {pay(payments.EasyPayDirect{}), []string{"Payment.SaleToken", "Payment.CustomerToken"}},
		"empty stored profile":  {pay(payments.StoredProfile{}), []string{"Payment.InvoiceID"}},
		"full card number":      {card(payments.Card{Last4: "4242424242424242", ExpMonth: 1, ExpYear: 2030}), []string{"Payment.Card.Last4"}},
		"three digits":          {card(payments.Card{Last4: "424", ExpMonth: 1, ExpYear: 2030}), []string{"Payment.Card.Last4"}},
		"letters":               {card(payments.Card{Last4: "42a2", ExpMonth: 1, ExpYear: 2030}), []string{"Payment.Card.Last4"}},
		"other digits":          {card(payments.Card{Last4: "٤٢", ExpMonth: 1, ExpYear: 2030}), []string{"Payment.Card.Last4"}},
		"month 13":              {card(payments.Card{Last4: "4242", ExpMonth: 13, ExpYear: 2030}), []string{"Payment.Card.ExpMonth"}},
		"month 0":               {card(payments.Card{Last4: "4242", ExpYear: 2030}), []string{"Payment.Card.ExpMonth"}},
		"year of two digits":    {card(payments.Card{Last4: "4242", ExpMonth: 12, ExpYear: 30}), []string{"Payment.Card.ExpYear"}},
		"split pay empty":       {func(p *params) { p.SplitPay = &payments.SplitPay{} }, []string{"SplitPay.Installments", "SplitPay.InstallmentPrice"}},
		"installment of three decimals": {
			func(p *params) {
				p.SplitPay = &payments.SplitPay{Installments: 2, InstallmentPrice: *amount("9.999")}
			},
			[]string{"SplitPay.InstallmentPrice"},
		},
		"installment at the price": {
			func(p *params) {
				p.Price = amount("10")
				p.SplitPay = &payments.SplitPay{Installments: 2, InstallmentPrice: *amount("10.00")}
			},
			[]string{"SplitPay.InstallmentPrice"},
		},
		"recurring empty":  {func(p *params) { p.Recurring = &payments.Recurring{} }, []string{"Recurring.Every", "Recurring.Unit"}},
		"recurring others": {func(p *params) { p.Recurring = &payments.Recurring{Every: 1, Unit: "months", Cycles: -1} }, []string{"Recurring.Unit", "Recurring.Cycles"}},
		"trial empty":      {func(p *params) { p.Trial = &payments.Trial{} }, []string{"Trial.Days"}},
		"trial negative":   {func(p *params) { p.Trial = &payments.Trial{Amount: decimal.NewFromInt(-1), Days: -1} }, []string{"Trial.Amount", "Trial.Days"}},
		"addresses empty": {
			func(p *params) {
				p.Billing, p.Shipping = &payments.Address{}, &payments.Address{Line1: "1 Main St", City: "X", Zip: "1"}
			},
			[]string{"Billing.Line1", "Billing.City", "Billing.Zip", "Billing.Country", "Shipping.Country"},
		},
		"custom field names": {func(p *params) { p.CustomFields = map[string]string{"a[b": "", "a]": "", "a\x00": "", " ": ""} }, []string{"CustomFields"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fake := apitest.New(t)
			p := minimal()
			c.change(&p)

			receipt, err := payments.NewPurchaseService(fake.Transport()).Create(t.Context(), p)

			assert.Nil(t, receipt)
			fake.RequireInvalid("Purchases.Create", err, c.fields...)
			assert.NotContains(t, err.Error(), "4242")
		})
	}
}

func TestCreateNamesEveryCustomField(t *testing.T) {
	t.Parallel()
	p := minimal()
	p.CustomFields = map[string]string{"a[": "", "b]": "", "": "", "c": "\x00"}

	_, err := payments.NewPurchaseService(apitest.New(t).Transport()).Create(t.Context(), p)

	var e *api.Error
	require.ErrorAs(t, err, &e)
	assert.Equal(t, []string{
		"a name must not be empty or blank",
		`the name "a[" must not contain [, ] or NUL`,
		`the name "b]" must not contain [, ] or NUL`,
		`the value of "c" must not contain a NUL`,
	}, e.Fields["CustomFields"])
}
