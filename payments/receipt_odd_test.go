package payments_test

import (
	"net/http"
	"testing"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/ipn"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

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
