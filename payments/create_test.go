package payments_test

import (
	"maps"
	"net/http"
	"testing"

	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func amount(text string) *decimal.Decimal {
	d := decimal.RequireFromString(text)
	return &d
}

func minimal() payments.CreateParams {
	return payments.CreateParams{
		CampaignID: 80,
		ProductID:  137,
		FirstName:  "Dana",
		LastName:   "Miller",
		Email:      "dana@example.com",
		Payment:    payments.Braintree{Nonce: "nonce-of-the-browser"},
	}
}

func full() payments.CreateParams {
	p := minimal()
	p.Payment = payments.StripeCard{Token: "tok_of_the_browser", Card: payments.Card{Last4: "0042", ExpMonth: 5, ExpYear: 2031}}
	p.AffiliateID = 11
	p.TestMode = true
	p.Price = amount("1000000")
	p.Quantity = 3
	p.SplitPay = &payments.SplitPay{Installments: 4, InstallmentPrice: decimal.RequireFromString("9.90")}
	p.Recurring = &payments.Recurring{Every: 2, Unit: payments.Month, Cycles: 12}
	p.Trial = &payments.Trial{Days: 14}
	p.Billing = &payments.Address{Line1: "1 Main St", City: "Springfield", Zip: "01234", Country: "US"}
	p.Shipping = &payments.Address{Line1: "2 Side St", Line2: "Flat 3", City: "Köln", State: "NW", Zip: "50667", Country: "DE"}
	p.AcceptTerms = true
	p.CustomFields = map[string]string{"seats": "5", "note to us": "a&b=c"}
	return p
}

// methods are the payment methods with what each sends.
func methods() map[string]struct {
	method payments.PaymentMethod
	sent   []string
} {
	return map[string]struct {
		method payments.PaymentMethod
		sent   []string
	}{
		"card without card data": {payments.StripeCard{Token: "tok_1"}, []string{"stripeToken", "tok_1"}},
		"SEPA": {
			payments.StripeSEPA{SourceID: "src_1", Last4: "3000"},
			[]string{"stripeSourceId", "src_1", "sepa", "3000", "wt-type", "sepa"},
		},
		"ACH": {
			payments.StripeACH{SourceID: "src_2", BankToken: "btok_1", RoutingNumber: "110000000", AccountLast4: "6789"},
			[]string{
				"stripeSourceId", "src_2", "stripeBAToken", "btok_1", "route_number", "110000000",
				"account_number", "6789", "wt-type", "ach",
			},
		},
		"Braintree": {payments.Braintree{Nonce: "nonce_1"}, []string{"pay_method_nonce", "nonce_1"}},
		"Authorize.net": {
			payments.AuthorizeNet{DataValue: "data_1"},
			[]string{"dataDescriptor", "COMMON.ACCEPT.INAPP.PAYMENT", "dataValue", "data_1"},
		},
		"Easy Pay Direct": {
			payments.EasyPayDirect{SaleToken: "sale_1", CustomerToken: "cust_1"},
			[]string{"epdSaleToken", "sale_1", "epdCustomerToken", "cust_1"},
		},
		"pointer": {&payments.Braintree{Nonce: "nonce_1"}, []string{"pay_method_nonce", "nonce_1"}},
	}
}

func TestCreateSendsEachPaymentMethod(t *testing.T) {
	t.Parallel()
	cases := methods()
	cases["stored profile"] = struct {
		method payments.PaymentMethod
		sent   []string
	}{payments.StoredProfile{InvoiceID: "PK-P1"}, []string{"ref_purchase", "PK-P1"}}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service, fake := serve(t, http.MethodPost, "purchase", apitest.Testdata(t, "purchase_create.json"))
			p := minimal()
			p.Payment = c.method

			_, err := service.Create(t.Context(), p)

			require.NoError(t, err)
			want := form("product", "80", "plan", "137", "first_name", "Dana", "last_name", "Miller", "email", "dana@example.com")
			maps.Copy(want, form(c.sent...))
			fake.RequireSent(apitest.Post("purchase", want))
		})
	}
}

func TestCreateKeepsMoneyExact(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"0": "0", "0.00": "0", "12": "12", "9.99": "9.99", "10.00": "10", "1e6": "1000000", "123456789012.34": "123456789012.34",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			service, fake := serve(t, http.MethodPost, "purchase", apitest.Testdata(t, "purchase_create.json"))
			p := minimal()
			p.Price = amount(text)
			p.Trial = &payments.Trial{Amount: *amount(text), Days: 1}

			_, err := service.Create(t.Context(), p)

			require.NoError(t, err)
			got := posted(t, fake)
			assert.Equal(t, []string{want}, got["price"])
			assert.Equal(t, []string{want}, got["trial_amount"])
		})
	}
}

func TestCreateOmitsTheEndOfAnEndlessSubscription(t *testing.T) {
	t.Parallel()
	service, fake := serve(t, http.MethodPost, "purchase", apitest.Testdata(t, "purchase_create.json"))
	p := minimal()
	p.Recurring = &payments.Recurring{Every: 1, Unit: payments.Day}

	_, err := service.Create(t.Context(), p)

	require.NoError(t, err)
	got := posted(t, fake)
	assert.Equal(t, "day", got.Get("recurring_freq_type"))
	assert.NotContains(t, got, "cycles")
}

// The document lists the card's fields for every card processor, under other names in a card update.
func TestEveryCardProcessorSendsTheCard(t *testing.T) {
	t.Parallel()
	card := payments.Card{Last4: "0042", ExpMonth: 5, ExpYear: 2031}
	for name, c := range map[string]struct {
		method payments.PaymentMethod
		sent   []string
	}{
		"Stripe":          {payments.StripeCard{Token: "tok_1", Card: card}, []string{"stripeToken", "tok_1"}},
		"Braintree":       {payments.Braintree{Nonce: "nonce_1", Card: card}, []string{"pay_method_nonce", "nonce_1"}},
		"pointer":         {&payments.Braintree{Nonce: "nonce_1", Card: card}, []string{"pay_method_nonce", "nonce_1"}},
		"Authorize.net":   {payments.AuthorizeNet{DataValue: "data_1", Card: card}, []string{"dataDescriptor", "COMMON.ACCEPT.INAPP.PAYMENT", "dataValue", "data_1"}},
		"Easy Pay Direct": {payments.EasyPayDirect{SaleToken: "sale_1", CustomerToken: "cust_1", Card: card}, []string{"epdSaleToken", "sale_1", "epdCustomerToken", "cust_1"}},
	} {
		service, fake := serve(t, http.MethodPost, "purchase", apitest.Testdata(t, "purchase_create.json"))
		p := minimal()
		p.Payment = c.method
		_, err := service.Create(t.Context(), p)
		require.NoError(t, err, name)
		want := form("product", "80", "plan", "137", "first_name", "Dana", "last_name", "Miller", "email", "dana@example.com",
			"ccNum", "0042", "ccExpireMonth", "05", "ccExpireYear", "2031")
		maps.Copy(want, form(c.sent...))
		fake.RequireSent(apitest.Post("purchase", want))

		service, fake = serve(t, http.MethodPost, "purchase/update-cc", apitest.Testdata(t, "update_cc.json"))
		require.NoError(t, service.UpdateCard(t.Context(), payments.UpdateCardParams{InvoiceID: "PK-P1", Payment: c.method}), name)
		want = form("invoice_id", "PK-P1", "ccNum", "0042", "ExpireMonth", "5", "ExpireYear", "2031")
		maps.Copy(want, form(c.sent...))
		fake.RequireSent(apitest.Post("purchase/update-cc", want))
	}
}

func TestEveryCardProcessorRefusesABadCard(t *testing.T) {
	t.Parallel()
	bad := payments.Card{Last4: "4242424242424242", ExpMonth: 13, ExpYear: 31}
	for _, method := range []payments.PaymentMethod{
		payments.StripeCard{Token: "t", Card: bad}, payments.Braintree{Nonce: "n", Card: bad}, payments.AuthorizeNet{DataValue: "d", Card: bad},
		payments.EasyPayDirect{SaleToken: "s", CustomerToken: "c", Card: bad},
	} {
		p, fake := minimal(), apitest.New(t)
		p.Payment = method
		_, err := payments.NewPurchaseService(fake.Transport()).Create(t.Context(), p)
		fake.RequireInvalid("Purchases.Create", err, "Payment.Card.Last4", "Payment.Card.ExpMonth", "Payment.Card.ExpYear")
		err = payments.NewPurchaseService(fake.Transport()).UpdateCard(t.Context(), payments.UpdateCardParams{InvoiceID: "PK-P1", Payment: method})
		fake.RequireInvalid("Purchases.UpdateCard", err, "Payment.Card.Last4", "Payment.Card.ExpMonth", "Payment.Card.ExpYear")
	}
}
