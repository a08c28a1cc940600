package subscriptions_test

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/subscriptions"
)

// purchase has a status and a code of its own, which are no flags of the answer.
func purchase(schedules string) string {
	return `{"id":1,"status":0,"code":7,"pk_id":"` + testInvoice + `","update_cc_pw":"not-for-errors","subscriptions":` + schedules + `}`
}

func payingAgain(t *testing.T, schedules string) *apitest.Fake {
	t.Helper()
	return apitest.New(t).
		Answer(http.MethodGet, "purchase/get", http.StatusOK, purchase(schedules)).
		Answer(http.MethodPost, "subscriptions/cancel", http.StatusOK, apitest.Testdata(t, "cancel.json"))
}

// cancelIn2000 calls where it is 2000-01-01 00:00:00 UTC, or so much later.
func cancelIn2000(t *testing.T, f *apitest.Fake, later ...time.Duration) (at time.Time, err error) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		for _, wait := range later {
			time.Sleep(wait)
		}
		at, err = subscriptions.New(f.Transport()).CancelAtPeriodEnd(context.Background(), testInvoice)
	})
	return at, err
}

// Today is 2000-01-01. What has passed is not sent, and not returned as if it lay ahead.
func TestCancelAtPeriodEndTooLate(t *testing.T) {
	t.Parallel()
	const midnight, afternoon = 0, 14 * time.Hour
	tests := map[string]struct {
		now  time.Duration
		next string
		want string // "": too late
	}{
		"tomorrow's charge":            {afternoon, "2000-01-02 10:00:00", "2000-01-02T00:00:01Z"},
		"today's charge":               {afternoon, "2000-01-01 18:00:00", ""},
		"today's charge, at midnight":  {midnight, "2000-01-01 18:00:00", "2000-01-01T00:00:01Z"},
		"this very second":             {time.Second, "2000-01-01 18:00:00", ""},
		"a moment before that second":  {time.Second - 1, "2000-01-01 18:00:00", "2000-01-01T00:00:01Z"},
		"charge at midnight tomorrow":  {afternoon, "2000-01-02 00:00:00", "2000-01-01T23:59:59Z"},
		"charge at midnight, just now": {midnight, "2000-01-01 00:00:00", ""},
		"overdue since yesterday":      {afternoon, "1999-12-31 18:00:00", ""},
		"overdue for long":             {afternoon, "1998-01-01 18:00:00", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := payingAgain(t, `[{"status":1,"next_date":"`+test.next+`"}]`)
			at, err := cancelIn2000(t, f, test.now)
			if test.want != "" {
				require.NoError(t, err)
				require.Equal(t, test.want, at.Format(time.RFC3339))
				require.Len(t, f.Sent(), 2)
				return
			}
			require.ErrorIs(t, err, subscriptions.ErrTooLate)
			require.NotErrorIs(t, err, api.ErrOutcomeUnknown)
			var e *api.Error
			require.ErrorAs(t, err, &e)
			require.Equal(t, "Subscriptions.CancelAtPeriodEnd", e.Op)
			require.True(t, at.IsZero())
			f.RequireSent(apitest.Get("purchase/get", url.Values{"id": {testInvoice}}))
		})
	}
}

func TestCancelAtPeriodEnd(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ schedules, want string }{
		"one":                        {`[{"status":1,"next_date":"2031-04-01 14:07:24","cancel_at":null}]`, "2031-04-01T00:00:01Z"},
		"no status":                  {`[{"next_date":"2031-04-01 14:07:24"}]`, "2031-04-01T00:00:01Z"},
		"loose types, a sparse list": {`{"3":{"status":"1","next_date":1932818844}}`, "2031-04-01T00:00:01Z"},
		"reactivated, or asked for twice": {
			`[{"status":1,"next_date":"2031-04-01 14:07:24","cancel_at":"2031-04-01 00:00:01"}]`, "2031-04-01T00:00:01Z",
		},
		"charge at midnight":     {`[{"status":1,"next_date":"2031-04-01 00:00:00"}]`, "2031-03-31T23:59:59Z"},
		"charge at second one":   {`[{"status":1,"next_date":"2031-04-01 00:00:01"}]`, "2031-04-01T00:00:00Z"},
		"charge at second two":   {`[{"status":1,"next_date":"2031-04-01 00:00:02"}]`, "2031-04-01T00:00:01Z"},
		"charge at the last one": {`[{"status":1,"next_date":"2031-04-01 23:59:59"}]`, "2031-04-01T00:00:01Z"},
		"the earliest that goes on": {
			`[{"status":0,"next_date":"2031-01-01 10:00:00"},{"status":1,"next_date":"2031-06-01 10:00:00"},` +
				`{"status":1,"next_date":"2031-05-01 10:00:00"},{"status":1,"next_date":null}]`, "2031-05-01T00:00:01Z",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := payingAgain(t, test.schedules)
			at, err := cancelIn2000(t, f)
			require.NoError(t, err)
			assert.Equal(t, test.want, at.Format(time.RFC3339))
			f.RequireSent(
				apitest.Get("purchase/get", url.Values{"id": {testInvoice}}),
				apitest.Post("subscriptions/cancel", url.Values{
					"invoice_id": {testInvoice}, "cancel_at": {strconv.FormatInt(at.Unix(), 10)},
				}),
			)
		})
	}
}

func TestCancelAtPeriodEndWithoutNextCharge(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"documented, ended":   apitest.Testdata(t, "purchase.json"),
		"no subscriptions":    purchase(`[]`),
		"null":                purchase(`null`),
		"not there":           `{"pk_id":"` + testInvoice + `"}`,
		"no date":             purchase(`[{"status":1,"next_date":null}]`),
		"zero date":           purchase(`[{"status":1,"next_date":"0000-00-00 00:00:00"}]`),
		"ended":               purchase(`[{"status":"0","next_date":"2031-04-01 14:07:24","cancel_at":null}]`),
		"cancelled, no state": purchase(`[{"next_date":"2031-04-01 14:07:24","cancel_at":"2030-03-31 14:08:05"}]`),
	}
	for name, body := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := apitest.New(t).Answer(http.MethodGet, "purchase/get", http.StatusOK, body)
			at, err := subscriptions.New(f.Transport()).CancelAtPeriodEnd(context.Background(), testInvoice)
			require.ErrorIs(t, err, subscriptions.ErrNoNextCharge)
			require.NotErrorIs(t, err, api.ErrOutcomeUnknown)
			var e *api.Error
			require.ErrorAs(t, err, &e)
			require.Equal(t, "Subscriptions.CancelAtPeriodEnd", e.Op)
			require.True(t, at.IsZero())
			f.RequireSent(apitest.Get("purchase/get", url.Values{"id": {testInvoice}}))
		})
	}
}

func TestCancelAtPeriodEndUnreadablePurchase(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status int
		body   string
		want   error
	}{
		"not found":  {404, ``, api.ErrNotFound},
		"empty":      {200, `[]`, api.ErrNotFound},
		"refused":    {200, `{"success":0}`, api.ErrRejected},
		"no id":      {200, `{"subscriptions":[]}`, api.ErrBadResponse},
		"bad date":   {200, purchase(`[{"status":1,"next_date":"soon"}]`), api.ErrBadResponse},
		"bad status": {200, purchase(`[{"status":"on","next_date":"2031-04-01 14:07:24"}]`), api.ErrBadResponse},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := apitest.New(t).Answer(http.MethodGet, "purchase/get", test.status, test.body)
			at, err := subscriptions.New(f.Transport()).CancelAtPeriodEnd(context.Background(), testInvoice)
			require.ErrorIs(t, err, test.want)
			require.True(t, at.IsZero())
			require.Len(t, f.Sent(), 1, "no POST")
			var e *api.Error
			require.ErrorAs(t, err, &e)
			require.NotContains(t, string(e.Body), "not-for-errors")
		})
	}
}

func TestCancelAtPeriodEndOutcomeUnknown(t *testing.T) {
	t.Parallel()
	f := apitest.New(t).
		Answer(http.MethodGet, "purchase/get", http.StatusOK, purchase(`[{"status":1,"next_date":"2031-04-01 14:07:24"}]`)).
		Answer(http.MethodPost, "subscriptions/cancel", http.StatusInternalServerError, ``)
	at, err := cancelIn2000(t, f)
	require.ErrorIs(t, err, api.ErrOutcomeUnknown)
	require.True(t, at.IsZero())
	require.Len(t, f.Sent(), 2)
}
