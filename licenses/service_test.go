package licenses_test

import (
	"context"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/licenses"
)

const (
	testKey  = "D3WS-UCTG-IDFZ-AAAA"
	otherKey = "A4FE-UPYH-EN5Z-BBBB"
	testGUID = "00B4560CC-128A-6EDA-439F-80623S00"
)

func TestDocumentedExchanges(t *testing.T) {
	t.Parallel()
	key := url.Values{"license_key": {testKey}}
	tests := map[string]struct {
		op     string
		call   func(context.Context, *licenses.Service) (any, error)
		sent   apitest.Request
		answer string
		want   any
	}{
		"get, where good data wins over the falsy flag": {
			"Licenses.Get",
			func(ctx context.Context, s *licenses.Service) (any, error) { return s.Get(ctx, testKey) },
			apitest.Get("licenses/data", key), apitest.Testdata(t, "data.json"),
			&licenses.License{LicenseKey: testKey, InvoiceID: "PK-P0000000AA", ProductID: 1234, State: licenses.StateEnabled},
		},
		"status": {
			"Licenses.Status",
			func(ctx context.Context, s *licenses.Service) (any, error) { return s.Status(ctx, testKey) },
			apitest.Get("licenses/status", key), apitest.Testdata(t, "status.json"),
			&licenses.Status{Valid: true, Active: true},
		},
		"list": {
			"Licenses.List",
			func(ctx context.Context, s *licenses.Service) (any, error) {
				return s.List(ctx, licenses.ListParams{CampaignID: 223, BuyerEmail: "ada+x@example.com"})
			},
			apitest.Get("licenses/", url.Values{"campaign_id": {"223"}, "buyer_email": {"ada+x@example.com"}}), apitest.Testdata(t, "list.json"),
			[]licenses.License{
				{LicenseKey: testKey, State: licenses.StateEnabled},
				{LicenseKey: otherKey, State: licenses.StateDisabled, GUID: testGUID},
			},
		},
		"activate": {
			"Licenses.Activate",
			func(ctx context.Context, s *licenses.Service) (any, error) { return s.Activate(ctx, testKey, testGUID) },
			apitest.Post("licenses/activate", url.Values{"license_key": {testKey}, "guid": {testGUID}}), apitest.Testdata(t, "activate.json"),
			&licenses.License{LicenseKey: otherKey, State: licenses.StateEnabled, GUID: testGUID},
		},
		"clear": {
			"Licenses.Clear",
			func(ctx context.Context, s *licenses.Service) (any, error) { return nil, s.Clear(ctx, testKey) },
			apitest.Post("licenses/clear", key), apitest.Testdata(t, "clear.json"), nil,
		},
		"enable": {
			"Licenses.Enable",
			func(ctx context.Context, s *licenses.Service) (any, error) { return nil, s.Enable(ctx, testKey) },
			apitest.Post("licenses/enable", key), apitest.Testdata(t, "enable.json"), nil,
		},
		"disable": {
			"Licenses.Disable",
			func(ctx context.Context, s *licenses.Service) (any, error) { return nil, s.Disable(ctx, testKey) },
			apitest.Post("licenses/disable", key), apitest.Testdata(t, "disable.json"), nil,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := test.call(t.Context(), licenses.New(mocked(t, test.sent, http.StatusOK, test.answer)))
			require.NoError(t, err)
			require.Equal(t, test.want, got)
			if got != nil {
				apitest.RequireNoExtra(t, got)
			}
		})
		t.Run(name+" is refused", func(t *testing.T) {
			t.Parallel()
			got, err := test.call(t.Context(), licenses.New(mocked(t, test.sent, http.StatusOK, apitest.Refusal)))
			apitest.RequireRefused(t, test.op, err)
			require.Nil(t, got)
		})
	}
}

func TestGetVariants(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		body string
		want licenses.License
	}{
		"truthy flag": {
			`{"success":true,"data":{"license_key":"` + testKey + `","status":"0","guid":"here"}}`,
			licenses.License{LicenseKey: testKey, State: licenses.StateDisabled, GUID: "here"},
		},
		"numbers as text": {
			`{"success":"0","data":{"license_key":"` + testKey + `","product_id":"12","status":"1","guid":7}}`,
			licenses.License{LicenseKey: testKey, ProductID: 12, State: licenses.StateEnabled, GUID: "7"},
		},
		"no flag, unknown member": {
			`{"data":{"license_key":"` + testKey + `","seats":5}}`,
			licenses.License{LicenseKey: testKey, Extra: api.Extra{"seats": []byte("5")}},
		},
		"another spelling of the key beside a falsy flag": {
			`{"success":0,"data":{"license_key":"d3ws-uctg-idfz-aaaa"}}`,
			licenses.License{LicenseKey: "d3ws-uctg-idfz-aaaa"},
		},
		"another key beside a truthy flag": {
			`{"success":1,"data":{"license_key":"` + otherKey + `"}}`,
			licenses.License{LicenseKey: otherKey},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := apitest.New(t).Answer(http.MethodGet, "licenses/data", http.StatusOK, test.body)
			got, err := licenses.New(f.Transport()).Get(context.Background(), testKey)
			require.NoError(t, err)
			require.Equal(t, &test.want, got)
		})
	}
}

func TestGetRefusals(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status int
		body   string
		want   error
	}{
		"falsy flag, another key": {200, `{"success":0,"data":{"license_key":"` + otherKey + `"}}`, api.ErrRejected},
		"falsy flag, no data":     {200, `{"success":0,"message":"Unknown license","data":[]}`, api.ErrRejected},
		"errors beside the data":  {200, `{"success":1,"errors":"no","data":{"license_key":"` + testKey + `"}}`, api.ErrRejected},
		"empty data":              {200, `{"success":1,"data":[]}`, api.ErrNotFound},
		"data without a key":      {200, `{"success":1,"data":{"status":1}}`, api.ErrBadResponse},
		"unreadable member":       {200, `{"success":1,"data":{"license_key":"k","product_id":"x"}}`, api.ErrBadResponse},
		"404":                     {404, `<html>`, api.ErrNotFound},
		"422":                     {422, `{"message":"bad"}`, api.ErrRejected},
		"500":                     {500, ``, api.ErrServer},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := apitest.New(t).Answer(http.MethodGet, "licenses/data", test.status, test.body)
			got, err := licenses.New(f.Transport()).Get(context.Background(), testKey)
			require.ErrorIs(t, err, test.want)
			require.Nil(t, got)
		})
	}
}

func TestStatusVariants(t *testing.T) {
	t.Parallel()
	tests := map[string]licenses.Status{
		`{"valid":"1","active":true}`:   {Valid: true, Active: true},
		`{"valid":1,"active":"0"}`:      {Valid: true},
		`{"valid":false,"active":1}`:    {Active: true},
		`{"valid":0,"active":0}`:        {},
		`{"valid":1}`:                   {Valid: true},
		`{"valid":1,"active":1,"a":[]}`: {Valid: true, Active: true, Extra: api.Extra{"a": []byte("[]")}},
	}
	for data, want := range tests {
		t.Run(data, func(t *testing.T) {
			t.Parallel()
			f := apitest.New(t).Answer(http.MethodGet, "licenses/status", http.StatusOK, `{"success":1,"data":`+data+`}`)
			got, err := licenses.New(f.Transport()).Status(context.Background(), testKey)
			require.NoError(t, err)
			require.Equal(t, &want, got)
			require.Equal(t, want.Valid && want.Active, got.OK())
		})
	}
}

func TestActivateDecidesByTheFlag(t *testing.T) {
	t.Parallel()
	data := `{"license_key":"` + testKey + `","status":1,"guid":"` + testGUID + `"}`
	tests := map[string]struct {
		status int
		body   string
		wants  []error
	}{
		"truthy, empty data":      {200, `{"success":1,"message":"","data":[]}`, nil},
		"truthy, no data":         {200, `{"success":"1"}`, nil},
		"falsy, with data":        {200, `{"success":0,"data":` + data + `}`, []error{api.ErrRejected}},
		"errors":                  {200, `{"errors":{"guid":["taken"]}}`, []error{api.ErrRejected}},
		"500":                     {500, data, []error{api.ErrServer, api.ErrOutcomeUnknown}},
		"429":                     {429, ``, []error{api.ErrRateLimited}},
		"no object is no success": {200, `"in use"`, []error{api.ErrBadResponse, api.ErrOutcomeUnknown}},
		"a list is no success":    {200, `[]`, []error{api.ErrBadResponse, api.ErrOutcomeUnknown}},
		"HTML":                    {200, `<html>`, []error{api.ErrBadResponse, api.ErrOutcomeUnknown}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := apitest.New(t).Answer(http.MethodPost, "licenses/activate", test.status, test.body)
			got, err := licenses.New(f.Transport()).Activate(context.Background(), testKey, testGUID)
			require.Len(t, f.Sent(), 1)
			if test.wants == nil {
				require.NoError(t, err)
				require.Equal(t, &licenses.License{}, got)
				return
			}
			require.Nil(t, got)
			for _, want := range test.wants {
				require.ErrorIs(t, err, want)
			}
		})
	}
}

func TestWritesOfAnUnknownOutcome(t *testing.T) {
	t.Parallel()
	for name, call := range map[string]func(*licenses.Service) error{
		"clear":   func(s *licenses.Service) error { return s.Clear(t.Context(), testKey) },
		"enable":  func(s *licenses.Service) error { return s.Enable(t.Context(), testKey) },
		"disable": func(s *licenses.Service) error { return s.Disable(t.Context(), testKey) },
	} {
		sent := apitest.Post("licenses/"+name, url.Values{"license_key": {testKey}})
		require.ErrorIs(t, call(licenses.New(mocked(t, sent, http.StatusBadGateway, ""))), api.ErrOutcomeUnknown, name)
	}
}

func TestBadArguments(t *testing.T) {
	t.Parallel()
	f := apitest.New(t)
	s, ctx := licenses.New(f.Transport()), context.Background()
	for _, bad := range []string{"", " ", "\t\n", "a\x00b", " " + testKey, testKey + " ", testKey + "\n", "\u00a0" + testKey} {
		_, err := s.Get(ctx, bad)
		f.RequireInvalid("Licenses.Get", err, "key")
		_, err = s.Status(ctx, bad)
		f.RequireInvalid("Licenses.Status", err, "key")
		_, err = s.Check(ctx, bad, licenses.Want{})
		f.RequireInvalid("Licenses.Check", err, "key")
		_, err = s.Activate(ctx, bad, bad)
		f.RequireInvalid("Licenses.Activate", err, "key", "guid")
		_, err = s.Activate(ctx, testKey, bad)
		f.RequireInvalid("Licenses.Activate", err, "guid")
		_, err = s.Move(ctx, bad, testGUID)
		f.RequireInvalid("Licenses.Move", err, "key")
		_, err = s.Move(ctx, testKey, bad)
		f.RequireInvalid("Licenses.Move", err, "guid")
		f.RequireInvalid("Licenses.Clear", s.Clear(ctx, bad), "key")
		f.RequireInvalid("Licenses.Enable", s.Enable(ctx, bad), "key")
		f.RequireInvalid("Licenses.Disable", s.Disable(ctx, bad), "key")
	}
}
