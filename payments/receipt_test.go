package payments_test

import (
	"net/http"
	"testing"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func buy(t *testing.T, status int, answer string) (*payments.Receipt, error) {
	t.Helper()
	fake := apitest.New(t).Answer(http.MethodPost, "purchase", status, answer)
	receipt, err := payments.NewPurchaseService(fake.Transport()).Create(t.Context(), minimal())
	require.Len(t, fake.Sent(), 1)
	return receipt, err
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

func TestCreateRejected(t *testing.T) {
	t.Parallel()
	for _, answer := range []string{
		`{"errors":["Card declined"]}`, `{"error":"Card declined"}`, `{"success":0,"message":"Card declined"}`,
		`{"data":{"event":"sales"},"errors":"Card declined"}`, `{"data":[],"errors":{"card":["Card declined"]}}`,
		`{"data":{"invoice_id":"false","transaction_id":"null"},"errors":"Card declined"}`, `{"data":{"invoice_id":true},"errors":"Card declined"}`,
		`{"data":{"errors":"Card declined"}}`, `{"success":1,"data":{"error":["Card declined"]}}`,
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

	_, err := payments.NewPurchaseService(fake.Transport()).Create(t.Context(), full())

	require.ErrorIs(t, err, api.ErrRejected)
	var e *api.Error
	require.ErrorAs(t, err, &e)
	assert.NotContains(t, err.Error()+string(e.Body), "tok_of_the_browser")
	assert.NotContains(t, err.Error()+string(e.Body), "0042")
}
