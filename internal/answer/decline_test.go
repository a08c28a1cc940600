package answer

import (
	"testing"

	"github.com/paykickstart-go/sdk/api"
	"github.com/stretchr/testify/assert"
)

var (
	// declines are answers that speak of the payment.
	declinedAnswers = []string{
		`{"errors":{"payment":["Your card was declined."]}}`, `{"errors":["Card declined"]}`, `{"error":"card_declined"}`,
		`{"error":{"code":"card_declined","message":"No."}}`, `{"success":0,"message":"Insufficient funds"}`, `{"success":false,"message":"DO NOT HONOR"}`,
		`{"success":false,"message":"Do-not-honour (05)"}`, `{"success":0,"message":"Expired card"}`, `{"status":"declined"}`, `{"success":"Declined"}`,
		`{"success":true,"data":{"error":"declined"}}`, `{"success":true,"data":{"status":"declined"}}`, `{"errors":"Payment failed: bank account closed"}`,
		`{"errors":{"stripeToken":["No such token"]}}`, `{"errors":{"ccNum":["is wrong"]}}`, `{"errors":{"pay_method_nonce":["Cannot use it more than once"]}}`,
		`{"success":0,"message":"Please use another card."}`, `{"success":0,"data":{"message":"The bank declined the charge"}}`,
	}
	// mistakes are answers that refuse what the caller did.
	mistakes = []string{
		`{"errors":{"email":["The email must be a valid email address."]}}`, `{"success":0}`, `{"errors":{"plan":["The selected plan is invalid."]}}`,
		`{"success":0,"message":"Purchase not found"}`, `{"error":true}`, `{"status":"unauthorized"}`, `{"success":0,"message":"Discarded, on the wildcard"}`,
		`{"errors":{"payment":["A payment token is required."]}}`, `{"errors":{"stripeToken":["The stripe token field is required."]}}`,
		`{"errors":{"ccNum":["The cc num must be 4 digits."]}}`, `{"errors":["The email declined@card.example is taken"]}`, `{"success":0,"message":"Cardinal"}`,
		`{"message":"The given data was invalid.","success":0,"errors":{"tos-read":["The tos-read must be accepted."]}}`, `{"errors":[1001]}`,
	}
)

func TestADeclineIsNoMistakeOfTheCaller(t *testing.T) {
	t.Parallel()
	payment := writeCall(Want{Payment: true, DataStatus: true})
	declined := both(api.ErrDeclined, api.ErrRejected)
	for _, status := range []int{200, 402, 422} {
		for _, body := range declinedAnswers {
			err := judged(status, body, payment)
			assert.Equal(t, declined, sentinelsOf(err), "%d %s", status, body)
		}
		for _, body := range mistakes {
			err := judged(status, body, payment)
			assert.Equal(t, rejected, sentinelsOf(err), "%d %s", status, body)
		}
	}
	for status, want := range map[int][]error{
		401: {api.ErrUnauthorized}, 404: {api.ErrNotFound}, 429: {api.ErrRateLimited}, 500: both(api.ErrServer, api.ErrOutcomeUnknown),
	} {
		err := judged(status, declinedAnswers[0], payment)
		assert.Equal(t, want, sentinelsOf(err), status)
	}
	err := judged(200, declinedAnswers[0], writeCall(Want{}))
	assert.Equal(t, rejected, sentinelsOf(err), "a call that pays nothing is not declined")
}
