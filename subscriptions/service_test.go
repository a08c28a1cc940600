package subscriptions_test

import (
	"context"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/subscriptions"
)

const testInvoice = "PK-P0000000AA"

// offZone shows that a time goes out by its instant, whatever its zone.
var offZone = time.FixedZone("off", -7*3600)

func ptr[T any](v T) *T { return &v }

func money(text string) *decimal.Decimal { return ptr(decimal.RequireFromString(text)) }

// The answers to a change and to a report of usage are not documented.
func TestDocumentedExchanges(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		op     string
		call   func(context.Context, *subscriptions.Service) (any, error)
		sent   apitest.Request
		answer string
		want   any
	}{
		"cancel at once": {
			"Subscriptions.Cancel",
			func(ctx context.Context, s *subscriptions.Service) (any, error) {
				return nil, s.Cancel(ctx, subscriptions.CancelParams{InvoiceID: testInvoice})
			},
			apitest.Post("subscriptions/cancel", url.Values{"invoice_id": {testInvoice}}), apitest.Testdata(t, "cancel.json"), nil,
		},
		"cancel, all": {
			"Subscriptions.Cancel",
			func(ctx context.Context, s *subscriptions.Service) (any, error) {
				return nil, s.Cancel(ctx, subscriptions.CancelParams{
					InvoiceID: testInvoice, CancelAt: time.Unix(1535702710, 999).In(offZone), SuppressEvents: true, ChargeOverage: true,
				})
			},
			apitest.Post("subscriptions/cancel", url.Values{
				"invoice_id": {testInvoice}, "cancel_at": {"1535702710"}, "fire_event": {"0"}, "charge_overage": {"1"},
			}),
			apitest.Testdata(t, "cancel.json"), nil,
		},
		"reactivate": {
			"Subscriptions.Reactivate",
			func(ctx context.Context, s *subscriptions.Service) (any, error) {
				return nil, s.Reactivate(ctx, subscriptions.ReactivateParams{InvoiceID: testInvoice, NextCharge: time.Unix(1735689600, 0).In(offZone)})
			},
			apitest.Post("subscriptions/re-activate", url.Values{"invoice_id": {testInvoice}, "date": {"1735689600"}}),
			apitest.Testdata(t, "re-activate.json"), nil,
		},
		"change, all": {
			"Subscriptions.Change",
			func(ctx context.Context, s *subscriptions.Service) (any, error) {
				return s.Change(ctx, subscriptions.ChangeParams{
					InvoiceID: testInvoice, ProductID: 20002,
					ChargeDate: time.Unix(1735689600, 0).In(offZone), FirstCharge: money("9.99"), AllowedUnits: ptr(int64(500)),
				})
			},
			apitest.Post("subscriptions/change", url.Values{
				"invoice_id": {testInvoice}, "product_id": {"20002"},
				"charge_date": {"1735689600"}, "first_charge": {"9.99"}, "allowed_units": {"500"},
			}),
			`{"success":1}`, &subscriptions.ChangeResult{},
		},
		"usage, all": {
			"Subscriptions.ReportUsage",
			func(ctx context.Context, s *subscriptions.Service) (any, error) {
				return nil, s.ReportUsage(ctx, subscriptions.UsageParams{InvoiceID: testInvoice, Units: 1200, Notes: "May & June"})
			},
			apitest.Post("subscriptions/usage", url.Values{"invoice_id": {testInvoice}, "units": {"1200"}, "notes": {"May & June"}}), `{}`, nil,
		},
		"usage, a credit": {
			"Subscriptions.ReportUsage",
			func(ctx context.Context, s *subscriptions.Service) (any, error) {
				return nil, s.ReportUsage(ctx, subscriptions.UsageParams{InvoiceID: testInvoice, Units: -3})
			},
			apitest.Post("subscriptions/usage", url.Values{"invoice_id": {testInvoice}, "units": {"-3"}}), `{}`, nil,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := test.call(t.Context(), subscriptions.New(mocked(t, test.sent, http.StatusOK, test.answer)))
			require.NoError(t, err)
			require.Equal(t, test.want, got)
		})
		t.Run(name+" is refused", func(t *testing.T) {
			t.Parallel()
			got, err := test.call(t.Context(), subscriptions.New(mocked(t, test.sent, http.StatusOK, apitest.Refusal)))
			apitest.RequireRefused(t, test.op, err)
			require.Nil(t, got)
		})
	}
}

func TestChangeSendsWhatIsSet(t *testing.T) {
	t.Parallel()
	base := url.Values{"invoice_id": {testInvoice}, "product_id": {"20002"}}
	tests := map[string]struct {
		params subscriptions.ChangeParams
		want   url.Values
	}{
		"least":            {subscriptions.ChangeParams{}, url.Values{}},
		"no first charge":  {subscriptions.ChangeParams{FirstCharge: money("0.00")}, url.Values{"first_charge": {"0"}}},
		"credit":           {subscriptions.ChangeParams{FirstCharge: money("-4.50")}, url.Values{"first_charge": {"-4.5"}}},
		"charge a million": {subscriptions.ChangeParams{FirstCharge: ptr(decimal.New(1, 6))}, url.Values{"first_charge": {"1000000"}}},
		"no units":         {subscriptions.ChangeParams{AllowedUnits: ptr(int64(0))}, url.Values{"allowed_units": {"0"}}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for field, values := range base {
				test.want[field] = values
			}
			test.params.InvoiceID, test.params.ProductID = testInvoice, 20002
			f := apitest.New(t).Answer(http.MethodPost, "subscriptions/change", http.StatusOK, `{"success":1}`)
			_, err := subscriptions.New(f.Transport()).Change(context.Background(), test.params)
			require.NoError(t, err)
			f.RequireSent(apitest.Post("subscriptions/change", test.want))
		})
	}
}

func TestChangeResult(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		body string
		want subscriptions.ChangeResult
	}{
		"by success":    {`{"success":1,"message":"Changed","invoice_id":"PK-P0000000BB"}`, subscriptions.ChangeResult{InvoiceID: "PK-P0000000BB", Message: "Changed"}},
		"by status":     {`{"code":200,"status":true,"message":null}`, subscriptions.ChangeResult{}},
		"no flag":       {`{"message":"ok","invoice_id":"PK-P0000000BB"}`, subscriptions.ChangeResult{InvoiceID: "PK-P0000000BB", Message: "ok"}},
		"nothing":       {`{}`, subscriptions.ChangeResult{}},
		"other members": {`{"success":"1","data":{"a":1}}`, subscriptions.ChangeResult{Extra: api.Extra{"data": []byte(`{"a":1}`)}}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := apitest.New(t).Answer(http.MethodPost, "subscriptions/change", http.StatusOK, test.body)
			got, err := subscriptions.New(f.Transport()).Change(context.Background(), subscriptions.ChangeParams{InvoiceID: testInvoice, ProductID: 1})
			require.NoError(t, err)
			require.Equal(t, &test.want, got)
		})
	}
}

// writes are the calls that change a subscription, each with the least params.
var writes = map[string]func(*subscriptions.Service) error{
	"subscriptions/cancel": func(s *subscriptions.Service) error {
		return s.Cancel(context.Background(), subscriptions.CancelParams{InvoiceID: testInvoice})
	},
	"subscriptions/re-activate": func(s *subscriptions.Service) error {
		return s.Reactivate(context.Background(), subscriptions.ReactivateParams{InvoiceID: testInvoice, NextCharge: time.Unix(2e9, 0)})
	},
	"subscriptions/change": func(s *subscriptions.Service) error {
		got, err := s.Change(context.Background(), subscriptions.ChangeParams{InvoiceID: testInvoice, ProductID: 1})
		if (got == nil) != (err != nil) {
			panic("a result beside an error, or neither")
		}
		return err
	},
	"subscriptions/usage": func(s *subscriptions.Service) error {
		return s.ReportUsage(context.Background(), subscriptions.UsageParams{InvoiceID: testInvoice, Units: 1})
	},
}

func TestWriteAnswers(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status int
		body   string
		wants  []error
		nots   []error
	}{
		"flags as text": {200, `{"success":"1"}`, nil, nil},
		"status":        {200, `{"status":1,"code":"200"}`, nil, nil},
		"falsy success": {200, `{"success":"0","message":"no"}`, []error{api.ErrRejected}, []error{api.ErrOutcomeUnknown}},
		"falsy status":  {200, `{"code":422,"status":false}`, []error{api.ErrRejected}, []error{api.ErrOutcomeUnknown}},
		"errors":        {200, `{"errors":["no"]}`, []error{api.ErrRejected}, []error{api.ErrOutcomeUnknown}},
		"unprocessable": {422, `{"message":"no"}`, []error{api.ErrRejected}, []error{api.ErrOutcomeUnknown}},
		"rate limit":    {429, ``, []error{api.ErrRateLimited}, []error{api.ErrOutcomeUnknown}},
		"server error":  {500, ``, []error{api.ErrServer, api.ErrOutcomeUnknown}, nil},
		"timed out":     {408, ``, []error{api.ErrServer, api.ErrOutcomeUnknown}, nil},
		"redirect":      {302, ``, []error{api.ErrRedirect, api.ErrOutcomeUnknown}, nil},
		"HTML":          {200, `<html>`, []error{api.ErrBadResponse, api.ErrOutcomeUnknown}, nil},
		"no object":     {200, `[]`, []error{api.ErrBadResponse, api.ErrOutcomeUnknown}, nil},
		"message alone": {200, `{"message":"Unauthenticated."}`, []error{api.ErrBadResponse, api.ErrOutcomeUnknown}, []error{api.ErrRejected}},
		"unknown word":  {200, `{"status":"pending","invoice_id":"PK-P1"}`, []error{api.ErrBadResponse, api.ErrOutcomeUnknown}, []error{api.ErrRejected}},
		"failed server": {200, `{"status":500,"message":"Server Error"}`, []error{api.ErrServer, api.ErrOutcomeUnknown}, []error{api.ErrRejected}},
		"error in data": {200, `{"success":true,"data":{"error":"no"}}`, []error{api.ErrRejected}, []error{api.ErrOutcomeUnknown}},
	}
	for route, call := range writes {
		for name, test := range tests {
			t.Run(route+" "+name, func(t *testing.T) {
				t.Parallel()
				f := apitest.New(t).Answer(http.MethodPost, route, test.status, test.body)
				err := call(subscriptions.New(f.Transport()))
				require.Len(t, f.Sent(), 1)
				if test.wants == nil {
					require.NoError(t, err)
				}
				for _, want := range test.wants {
					require.ErrorIs(t, err, want)
				}
				for _, not := range test.nots {
					require.NotErrorIs(t, err, not)
				}
			})
		}
	}
}

// Of the calls about subscriptions only those whose answer nobody has documented take one without a flag.
func TestAnswersWithoutAFlag(t *testing.T) {
	t.Parallel()
	for route, call := range writes {
		f := apitest.New(t).Answer(http.MethodPost, route, http.StatusOK, `{"invoice_id":"PK-P1"}`)
		err := call(subscriptions.New(f.Transport()))
		if route == "subscriptions/change" || route == "subscriptions/usage" {
			require.NoError(t, err, route)
			continue
		}
		require.ErrorIs(t, err, api.ErrOutcomeUnknown, route)
		require.ErrorIs(t, err, api.ErrBadResponse, route)
	}
}

func TestChangeIsDeclined(t *testing.T) {
	t.Parallel()
	f := apitest.New(t).Answer(http.MethodPost, "subscriptions/change", http.StatusOK, `{"success":0,"message":"Your card was declined."}`)
	err := writes["subscriptions/change"](subscriptions.New(f.Transport()))
	require.ErrorIs(t, err, api.ErrDeclined)
	require.NotErrorIs(t, err, api.ErrOutcomeUnknown)
}
