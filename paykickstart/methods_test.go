package paykickstart_test

import (
	"context"
	"net/http"
	"net/url"
	"reflect"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/coupons"
	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/licenses"
	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/paykickstart-go/sdk/subscriptions"
)

// The secrets of the calls below. Each holds characters that need escaping in a form, in JSON and in HTML around a part
// that every spelling keeps.
const (
	leakToken   = `fake&"token"/é+LEAKauthLEAK0001`
	leakPayment = `tok<fake>/"pay"é+LEAKpaymentLEAK`
	leakDigits  = "8374"

	leakPassword = `pass/"word"+LEAKpassword`
	leakBank     = `btok/"fake"+LEAKbank0001`
	leakCustomer = `cust/"fake"+LEAKcustomer`
	leakRouting  = "LEAKrouting000"
)

// method is one exported method of the client, with arguments that are right.
type method struct {
	name string // as it is found by reflection
	verb string // what it sends first
	call func(context.Context, *paykickstart.Client) error
}

var when = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func methods() []method {
	cents := decimal.RequireFromString("9.99")
	var all []method
	add := func(name, verb string, call func(context.Context, *paykickstart.Client) error) {
		all = append(all, method{name, verb, call})
	}
	add("Licenses.Get", "GET", func(ctx context.Context, c *paykickstart.Client) error {
		_, err := c.Licenses.Get(ctx, "AAAA-BBBB")
		return err
	})
	add("Licenses.Status", "GET", func(ctx context.Context, c *paykickstart.Client) error {
		_, err := c.Licenses.Status(ctx, "AAAA-BBBB")
		return err
	})
	add("Licenses.Check", "GET", func(ctx context.Context, c *paykickstart.Client) error {
		_, err := c.Licenses.Check(ctx, "AAAA-BBBB", licenses.Want{})
		return err
	})
	add("Licenses.Activate", "POST", func(ctx context.Context, c *paykickstart.Client) error {
		_, err := c.Licenses.Activate(ctx, "AAAA-BBBB", "machine-1")
		return err
	})
	add("Licenses.Move", "POST", func(ctx context.Context, c *paykickstart.Client) error {
		_, err := c.Licenses.Move(ctx, "AAAA-BBBB", "machine-1")
		return err
	})
	add("Licenses.Clear", "POST", func(ctx context.Context, c *paykickstart.Client) error { return c.Licenses.Clear(ctx, "AAAA-BBBB") })
	add("Licenses.Enable", "POST", func(ctx context.Context, c *paykickstart.Client) error { return c.Licenses.Enable(ctx, "AAAA-BBBB") })
	add("Licenses.Disable", "POST", func(ctx context.Context, c *paykickstart.Client) error { return c.Licenses.Disable(ctx, "AAAA-BBBB") })
	add("Licenses.List", "GET", func(ctx context.Context, c *paykickstart.Client) error {
		_, err := c.Licenses.List(ctx, licenses.ListParams{CampaignID: 7, BuyerEmail: "buyer@example.test"})
		return err
	})

	add("Subscriptions.Cancel", "POST", func(ctx context.Context, c *paykickstart.Client) error {
		return c.Subscriptions.Cancel(ctx, subscriptions.CancelParams{InvoiceID: "PK-P1"})
	})
	add("Subscriptions.CancelAtPeriodEnd", "GET", func(ctx context.Context, c *paykickstart.Client) error {
		_, err := c.Subscriptions.CancelAtPeriodEnd(ctx, "PK-P1")
		return err
	})
	add("Subscriptions.Reactivate", "POST", func(ctx context.Context, c *paykickstart.Client) error {
		return c.Subscriptions.Reactivate(ctx, subscriptions.ReactivateParams{InvoiceID: "PK-P1", NextCharge: when})
	})
	add("Subscriptions.Change", "POST", func(ctx context.Context, c *paykickstart.Client) error {
		_, err := c.Subscriptions.Change(ctx, subscriptions.ChangeParams{InvoiceID: "PK-P1", ProductID: 7})
		return err
	})
	add("Subscriptions.ReportUsage", "POST", func(ctx context.Context, c *paykickstart.Client) error {
		return c.Subscriptions.ReportUsage(ctx, subscriptions.UsageParams{InvoiceID: "PK-P1", Units: 3})
	})

	add("Purchases.Create", "POST", func(ctx context.Context, c *paykickstart.Client) error {
		_, err := c.Purchases.Create(ctx, purchaseBy(payments.StripeCard{Token: leakPayment, Card: leakCard()}))
		return err
	})
	add("Purchases.UpdateCard", "POST", func(ctx context.Context, c *paykickstart.Client) error {
		return c.Purchases.UpdateCard(ctx, payments.UpdateCardParams{
			InvoiceID: "PK-P1", Payment: payments.StripeCard{Token: leakPayment, Card: leakCard()}, Password: leakPassword,
		})
	})
	add("Purchases.Get", "GET", func(ctx context.Context, c *paykickstart.Client) error {
		_, err := c.Purchases.Get(ctx, "PK-P1")
		return err
	})
	add("Transactions.Get", "GET", func(ctx context.Context, c *paykickstart.Client) error {
		_, err := c.Transactions.Get(ctx, "PK-T1")
		return err
	})
	add("Transactions.List", "GET", func(ctx context.Context, c *paykickstart.Client) error {
		_, err := c.Transactions.List(ctx, payments.ListTransactionsParams{CreatedAt: when})
		return err
	})
	add("Transactions.All", "GET", func(ctx context.Context, c *paykickstart.Client) error {
		for _, err := range c.Transactions.All(ctx, when) {
			if err != nil {
				return err
			}
		}
		return nil
	})
	add("Purchases.Confirm", "GET", func(ctx context.Context, c *paykickstart.Client) error {
		_, err := c.Purchases.Confirm(ctx, &ipn.Notification{Event: ipn.EventSales, InvoiceID: "PK-P1", TransactionID: "PK-T1", Amount: cents})
		return err
	})

	add("Affiliates.List", "GET", func(ctx context.Context, c *paykickstart.Client) error {
		_, err := c.Affiliates.List(ctx, 7)
		return err
	})
	add("Affiliates.Get", "GET", func(ctx context.Context, c *paykickstart.Client) error {
		_, err := c.Affiliates.Get(ctx, 7, "affiliate@example.test")
		return err
	})
	add("Affiliates.PromoMaterial", "GET", func(ctx context.Context, c *paykickstart.Client) error {
		_, err := c.Affiliates.PromoMaterial(ctx, 7)
		return err
	})
	add("Coupons.Create", "POST", func(ctx context.Context, c *paykickstart.Client) error {
		_, err := c.Coupons.Create(ctx, coupons.CreateParams{
			Name: "Summer", Code: "SUMMER", Rate: cents, Type: coupons.Amount, CampaignID: 7, Start: when, End: when.AddDate(0, 1, 0),
			MaxRedemptions: 1, ProductIDs: []int64{7}, AppliesTo: []coupons.Charge{1},
		})
		return err
	})
	add("Leads.Confirm", "POST", func(ctx context.Context, c *paykickstart.Client) error { return c.Leads.Confirm(ctx, "lead-1", 7) })
	add("Customers.PortalLogin", "GET", func(ctx context.Context, c *paykickstart.Client) error {
		_, err := c.Customers.PortalLogin(ctx, "buyer@example.test")
		return err
	})
	add("Call", "POST", func(ctx context.Context, c *paykickstart.Client) error {
		_, err := c.Call(ctx, http.MethodPost, "purchase", url.Values{"stripeToken": {leakPayment}, "ccNum": {leakDigits}, "product": {"7"}})
		return err
	})
	return append(all, paymentMethods()...)
}

// paymentMethods charges once by each of the other payment methods: each brings its own secrets.
func paymentMethods() []method {
	var all []method
	for name, by := range map[string]payments.PaymentMethod{
		"SEPA":          payments.StripeSEPA{SourceID: leakPayment, Last4: leakDigits},
		"ACH":           payments.StripeACH{SourceID: leakPayment, BankToken: leakBank, RoutingNumber: leakRouting, AccountLast4: leakDigits},
		"Braintree":     payments.Braintree{Nonce: leakPayment},
		"AuthorizeNet":  payments.AuthorizeNet{DataValue: leakPayment},
		"EasyPayDirect": payments.EasyPayDirect{SaleToken: leakPayment, CustomerToken: leakCustomer},
		"StoredProfile": payments.StoredProfile{InvoiceID: "PK-P1"},
	} {
		all = append(all, method{"Purchases.Create by " + name, "POST", func(ctx context.Context, c *paykickstart.Client) error {
			_, err := c.Purchases.Create(ctx, purchaseBy(by))
			return err
		}})
	}
	return all
}

func leakCard() payments.Card { return payments.Card{Last4: leakDigits, ExpMonth: 7, ExpYear: 2031} }

func purchaseBy(by payments.PaymentMethod) payments.CreateParams {
	return payments.CreateParams{
		CampaignID: 7, ProductID: 9, FirstName: "Ada", LastName: "Example", Email: "ada@example.test", Payment: by,
	}
}

// Every exported method of the client and its services is in the table, so that a new one cannot escape the tests.
func TestTheTableOfMethodsIsComplete(t *testing.T) {
	t.Parallel()
	table := map[string]bool{}
	for _, m := range methods() {
		table[m.name] = true
	}
	client := reflect.TypeFor[*paykickstart.Client]()
	services := 0
	for i := range client.Elem().NumField() {
		field := client.Elem().Field(i)
		if !field.IsExported() {
			continue
		}
		services++
		for j := range field.Type.NumMethod() {
			assert.True(t, table[field.Name+"."+field.Type.Method(j).Name], "%s.%s is not in the table", field.Name, field.Type.Method(j).Name)
		}
	}
	assert.Equal(t, 8, services)
	notCalls := map[string]bool{"Format": true, "LogValue": true}
	for i := range client.NumMethod() {
		name := client.Method(i).Name
		assert.True(t, notCalls[name] || table[name], "Client.%s is not in the table", name)
	}
}

func TestTheArgumentsOfTheTableAreRight(t *testing.T) {
	t.Parallel()
	for _, m := range methods() {
		var verbs []string
		client := newClient(t, roundTrip(func(r *http.Request) (*http.Response, error) {
			verbs = append(verbs, r.Method)
			return answer(http.StatusUnauthorized, "{}"), nil
		}))
		require.Error(t, m.call(context.Background(), client), m.name)
		require.Equal(t, []string{m.verb}, verbs, m.name)
	}
}
