package payments_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func buy(t *testing.T, status int, answer string) (*payments.Receipt, error) {
	t.Helper()
	fake := apitest.New(t).Answer(http.MethodPost, "purchase", status, answer)
	receipt, err := payments.New(fake.Transport()).Create(t.Context(), minimal())
	require.Len(t, fake.Sent(), 1)
	return receipt, err
}

func TestReceiptOfTheDocumentedAnswer(t *testing.T) {
	t.Parallel()
	receipt, err := buy(t, http.StatusOK, apitest.Testdata(t, "purchase_create.json"))

	require.NoError(t, err)
	assert.Empty(t, receipt.URL)
	assert.Equal(t, int64(1), receipt.Type)
	assert.Equal(t, int64(2425), receipt.ProductID)
	assert.Nil(t, receipt.Extra)
	n := receipt.Notification
	require.NotNil(t, n)
	assert.Equal(t, ipn.Scheme(0), n.VerifiedBy())
	assert.Equal(t, "c2601e15e083a1d613186aea39ae9dabaebc62e1", n.Form.Get("verification_code"))
	n.Form = nil
	assert.Equal(t, "9", n.Amount.String())
	n.Amount = decimal.Zero
	assert.Equal(t, &ipn.Notification{
		Event:            ipn.EventSales,
		Mode:             ipn.ModeLive,
		PaymentProcessor: "stripe",
		Buyer:            ipn.Buyer{IP: "203.0.113.7", FirstName: "Dana", LastName: "Miller", Email: "dana.miller@example.com"},
		Vendor:           ipn.Person{FirstName: "Vera", LastName: "Vendorson", Email: "vera@example.org"},
		TransactionID:    "PK-TORW2N8NE5",
		InvoiceID:        "PK-PN7E5R9NW5",
		TransactionTime:  time.Date(2017, 2, 1, 9, 6, 41, 0, time.UTC),
		ProductID:        2425,
		ProductName:      "TEst product",
		CampaignID:       258,
		CampaignName:     "Test Demo Campaign",
		Affiliate:        ipn.Commission{FirstName: "Alex", LastName: "Affiliate"},
	}, n)
}

func TestReceiptVariants(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		data  string
		check func(*testing.T, *ipn.Notification)
	}{
		"licenses as an array": {
			`"licenses":["A-1","B&2"]`,
			func(t *testing.T, n *ipn.Notification) { assert.Equal(t, []string{"A-1", "B&2"}, n.Licenses) },
		},
		"licenses as a numbered object": {
			`"licenses":{"0":"A-1","2":"B-2"}`,
			func(t *testing.T, n *ipn.Notification) { assert.Equal(t, []string{"A-1", "B-2"}, n.Licenses) },
		},
		"no licenses":      {`"licenses":[]`, func(t *testing.T, n *ipn.Notification) { assert.Empty(t, n.Licenses) }},
		"amount as number": {`"amount":1234.50`, func(t *testing.T, n *ipn.Notification) { assert.Equal(t, "1234.5", n.Amount.String()) }},
		"null":             {`"buyer_email":null,"amount":null`, func(t *testing.T, n *ipn.Notification) { assert.Empty(t, n.Buyer.Email) }},
		"flag true":        {`"is_rebill":true`, func(t *testing.T, n *ipn.Notification) { assert.True(t, n.IsRebill) }},
		"flag false":       {`"is_rebill":false`, func(t *testing.T, n *ipn.Notification) { assert.False(t, n.IsRebill) }},
		"text false": {
			`"coupon_code":false,"buyer_tax_number":true`,
			func(t *testing.T, n *ipn.Notification) {
				assert.Empty(t, n.Coupon.Code)
				assert.Equal(t, "1", n.Buyer.TaxNumber)
			},
		},
		"campaign spelt":    {`"campaign_id":"258"`, func(t *testing.T, n *ipn.Notification) { assert.Equal(t, int64(258), n.CampaignID) }},
		"campaign misspelt": {`"campgaign_id":258`, func(t *testing.T, n *ipn.Notification) { assert.Equal(t, int64(258), n.CampaignID) }},
		"campaign in both spellings": {
			`"campgaign_id":1,"campaign_id":258`,
			func(t *testing.T, n *ipn.Notification) { assert.Equal(t, int64(258), n.CampaignID) },
		},
		"campaign in both spellings, the other way round": {
			`"campaign_id":258,"campgaign_id":1`,
			func(t *testing.T, n *ipn.Notification) { assert.Equal(t, int64(258), n.CampaignID) },
		},
		"text that needs escaping": {
			`"buyer_first_name":"A&b=c+d%20 é\u00e9","custom_a b":"1"`,
			func(t *testing.T, n *ipn.Notification) {
				assert.Equal(t, "A&b=c+d%20 éé", n.Buyer.FirstName)
				assert.Equal(t, map[string]string{"a_b": "1"}, n.Custom)
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			receipt, err := buy(t, http.StatusOK, `{"data":{"event":"sales","invoice_id":"PK-P1",`+c.data+`}}`)

			require.NoError(t, err)
			assert.Equal(t, "PK-P1", receipt.Notification.InvoiceID)
			c.check(t, receipt.Notification)
		})
	}
}

func TestReceiptWithoutNotification(t *testing.T) {
	t.Parallel()
	for _, data := range []string{`null`, `""`, `[]`, `{}`, `false`} {
		receipt, err := buy(t, http.StatusOK, `{"data":`+data+`,"url":"https://bank.test/3ds","type":"2","plan":"137","seats":1}`)

		require.NoError(t, err, data)
		assert.Nil(t, receipt.Notification)
		assert.Equal(t, "https://bank.test/3ds", receipt.URL)
		assert.Equal(t, int64(2), receipt.Type)
		assert.Equal(t, int64(137), receipt.ProductID)
		assert.Equal(t, []string{"seats"}, receipt.Extra.Names())
	}
}

func TestCreateWithoutProofOfAPurchase(t *testing.T) {
	t.Parallel()
	for _, answer := range []string{
		`{}`, `{"data":null,"url":null}`, `{"data":[],"url":""}`, `{"type":1,"plan":137}`, `{"success":1}`, `{"data":"ok"}`,
		`{"data":"ok","url":"https://bank.test/3ds"}`, `[]`, `null`, ``, `<html>`, `{"data":{"invoice_id":"PK-P1"}`,
		`{"url":"javascript:alert(1)"}`, `{"url":"/3ds/1"}`, `{"url":"https:"}`, `{"url":true}`, `{"url":["https://bank.test"]}`, `{"url":"bank.test"}`,
		`{"url":"data:text/html,x"}`, `{"url":"https:///3ds"}`, `{"url":" https://bank.test"}`, `{"message":"Unauthenticated."}`,
	} {
		receipt, err := buy(t, http.StatusOK, answer)

		assert.Nil(t, receipt, answer)
		require.ErrorIs(t, err, api.ErrBadResponse, answer)
		require.ErrorIs(t, err, api.ErrOutcomeUnknown, answer)
		require.NotErrorIs(t, err, api.ErrRejected, answer)
	}
}

// What is no receipt is shown all the same, beside the error: somebody has to look at it.
func TestCreateWithAnOddReceipt(t *testing.T) {
	t.Parallel()
	bodies := []string{
		`{"data":{"event":"sales"}}`, `{"data":{"event":"sales"},"url":"https://bank.test/3ds"}`, `{"data":{"event":"sales","invoice_id":"","transaction_id":0}}`,
		`{"data":{"event":"sales","invoice_id":"PK-P1","transaction_id":"false"}}`, `{"data":{"event":"sales","invoice_id":true,"transaction_id":"PK-T1"}}`,
		`{"data":{"invoice_id":"PK-P1","amount":"9.00"}}`, `{"data":{"event":"sales","invoice_id":{"a":1}}}`,
	}
	for _, id := range []string{`true`, `false`, `null`, `0`, `1`, `"true"`, `"FALSE"`, `" null "`, `"0"`, `""`, `" "`, `[]`, `["PK-P1"]`} {
		bodies = append(bodies, `{"data":{"event":"sales","invoice_id":`+id+`}}`, `{"data":{"event":"sales","transaction_id":`+id+`}}`)
	}
	for _, event := range []string{
		"refund", "subscription-payment-failed", "subscription-cancelled", "subscription-trial-end", "subscription-updated",
		"subscription-changed", "", "declined", "Sales!", "0",
	} {
		bodies = append(bodies, `{"data":{"event":"`+event+`","invoice_id":"PK-P1"}}`)
	}
	for _, status := range []string{`"declined"`, `"failed"`, `0`, `false`, `"pending"`, `"requires_action"`, `400`, `[]`} {
		bodies = append(bodies, `{"data":{"event":"sales","invoice_id":"PK-P1","status":`+status+`}}`)
	}
	for _, body := range bodies {
		receipt, err := buy(t, http.StatusOK, body)

		require.ErrorIs(t, err, api.ErrOutcomeUnknown, body)
		require.NotErrorIs(t, err, api.ErrRejected, body)
		require.NotNil(t, receipt, body)
		require.NotNil(t, receipt.Notification, body)
	}
}

func TestReceiptOfEveryEventOfAPurchase(t *testing.T) {
	t.Parallel()
	for _, event := range []ipn.Event{
		ipn.EventSales, ipn.EventSubscriptionPayment, ipn.EventSubscriptionCreated, ipn.EventSubscriptionTrialStart,
	} {
		for _, ids := range []string{
			`"invoice_id":"PK-P1"`, `"transaction_id":"PK-T1"`, `"invoice_id":"x","transaction_id":""`, `"invoice_id":"00","transaction_id":null`,
			`"invoice_id":"PK-P1","transaction_id":false`, `"invoice_id":"PK-P1","status":"approved"`, `"invoice_id":"PK-P1","status":1`,
		} {
			receipt, err := buy(t, http.StatusOK, `{"data":{"event":"`+string(event)+`",`+ids+`}}`)

			require.NoError(t, err, ids)
			assert.Equal(t, event, receipt.Notification.Event)
		}
	}
}

// A page may be sent to an address that is one. A receipt does not hang on it.
func TestReceiptTakesNoOddURL(t *testing.T) {
	t.Parallel()
	const bought = `{"data":{"event":"sales","invoice_id":"PK-P1"},"url":`
	for _, odd := range []string{`"javascript:alert(1)"`, `"/3ds"`, `"ftp://bank.test"`, `"https://"`, `"JavaScript://x.test/%0aalert(1)"`, `7`, `{"a":1}`} {
		receipt, err := buy(t, http.StatusOK, bought+odd+`}`)

		require.NoError(t, err, odd)
		assert.Empty(t, receipt.URL, odd)
		assert.JSONEq(t, odd, string(receipt.Extra["url"]))
	}
	for _, fine := range []string{"https://bank.test/3ds?a=b#c", "http://bank.test", "HTTPS://bank.test:8443/"} {
		receipt, err := buy(t, http.StatusOK, bought+`"`+fine+`"}`)

		require.NoError(t, err, fine)
		assert.Equal(t, fine, receipt.URL)
		assert.Nil(t, receipt.Extra)
	}
}

func TestCreateTellsADeclineFromAMistake(t *testing.T) {
	t.Parallel()
	for answer, message := range map[string]string{
		`{"errors":{"payment":["Your card was declined."]}}`:            "Your card was declined.",
		`{"errors":["Card declined"]}`:                                  "Card declined",
		`{"data":{"status":"declined","message":"Insufficient funds"}}`: "Insufficient funds",
	} {
		receipt, err := buy(t, http.StatusOK, answer)

		assert.Nil(t, receipt, answer)
		require.ErrorIs(t, err, api.ErrDeclined, answer)
		require.ErrorIs(t, err, api.ErrRejected, answer)
		require.NotErrorIs(t, err, api.ErrOutcomeUnknown, answer)
		var e *api.Error
		require.ErrorAs(t, err, &e)
		assert.Equal(t, message, e.Message)
	}
	_, err := buy(t, http.StatusUnprocessableEntity, `{"errors":{"email":["The email must be a valid email address."]}}`)
	require.ErrorIs(t, err, api.ErrRejected)
	require.NotErrorIs(t, err, api.ErrDeclined)
	assert.ErrorContains(t, err, "email: The email must be a valid email address.")
}

func TestCreateRejected(t *testing.T) {
	t.Parallel()
	for _, answer := range []string{
		`{"errors":["Card declined"]}`, `{"error":"Card declined"}`, `{"success":0,"message":"Card declined"}`,
		`{"data":{"event":"sales"},"errors":"Card declined"}`, `{"data":[],"errors":{"card":["Card declined"]}}`,
	} {
		receipt, err := buy(t, http.StatusOK, answer)

		assert.Nil(t, receipt, answer)
		require.ErrorIs(t, err, api.ErrRejected, answer)
		require.NotErrorIs(t, err, api.ErrOutcomeUnknown, answer)
		assert.Contains(t, err.Error(), "Card declined")
	}
}

func TestCreateReturnsTheReceiptBesideARefusal(t *testing.T) {
	t.Parallel()
	const bought = `"data":{"invoice_id":"PK-P1","amount":"9.00"}`
	for answer, status := range map[string]int{
		`{` + bought + `,"errors":["Mail not sent"]}`:             http.StatusOK,
		`{"success":0,` + bought + `}`:                            http.StatusOK,
		`{` + bought + `,"message":"Mail not sent"}`:              http.StatusUnprocessableEntity,
		`{` + bought + `,"message":"Mail not sent","status":500}`: http.StatusInternalServerError,
	} {
		receipt, err := buy(t, status, answer)

		require.ErrorIs(t, err, api.ErrOutcomeUnknown, answer)
		require.NotErrorIs(t, err, api.ErrRejected, answer)
		require.NotNil(t, receipt, answer)
		assert.Equal(t, "PK-P1", receipt.Notification.InvoiceID)
		assert.Equal(t, "9", receipt.Notification.Amount.String())
	}
}

func TestCreateWithAFieldThatDoesNotParse(t *testing.T) {
	t.Parallel()
	receipt, err := buy(t, http.StatusOK, `{"data":{"invoice_id":"PK-P1","transaction_id":"PK-T1","amount":"lots"}}`)

	require.ErrorIs(t, err, ipn.ErrBadField)
	require.ErrorIs(t, err, api.ErrBadResponse)
	require.ErrorIs(t, err, api.ErrOutcomeUnknown)
	require.NotErrorIs(t, err, api.ErrRejected)
	assert.Contains(t, err.Error(), "amount")
	require.NotNil(t, receipt)
	assert.Equal(t, "PK-P1", receipt.Notification.InvoiceID)
	assert.Equal(t, "PK-T1", receipt.Notification.TransactionID)
	assert.True(t, receipt.Notification.Amount.IsZero())
}

func TestCreateShowsNoTokenInErrors(t *testing.T) {
	t.Parallel()
	fake := apitest.New(t).
		Answer(http.MethodPost, "purchase", http.StatusUnprocessableEntity, `{"message":"tok_of_the_browser of card 0042 declined"}`)

	_, err := payments.New(fake.Transport()).Create(t.Context(), full())

	require.ErrorIs(t, err, api.ErrRejected)
	var e *api.Error
	require.ErrorAs(t, err, &e)
	assert.NotContains(t, err.Error()+string(e.Body), "tok_of_the_browser")
	assert.NotContains(t, err.Error()+string(e.Body), "0042")
}
