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

func TestGet(t *testing.T) {
	t.Parallel()
	f := apitest.New(t).Answer(http.MethodGet, "licenses/data", http.StatusOK, apitest.Testdata(t, "data.json"))
	got, err := licenses.New(f.Transport()).Get(context.Background(), testKey)
	require.NoError(t, err, "good data wins over the falsy flag of the documented answer")
	f.RequireSent(apitest.Get("licenses/data", url.Values{"license_key": {testKey}}))
	require.Equal(t, &licenses.License{
		LicenseKey: testKey, InvoiceID: "PK-P0000000AA", ProductID: 1234, State: licenses.StateEnabled,
	}, got)
	apitest.RequireNoExtra(t, got)
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

func TestStatus(t *testing.T) {
	t.Parallel()
	f := apitest.New(t).Answer(http.MethodGet, "licenses/status", http.StatusOK, apitest.Testdata(t, "status.json"))
	got, err := licenses.New(f.Transport()).Status(context.Background(), testKey)
	require.NoError(t, err)
	f.RequireSent(apitest.Get("licenses/status", url.Values{"license_key": {testKey}}))
	require.Equal(t, &licenses.Status{Valid: true, Active: true}, got)
	require.True(t, got.OK())
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

func TestActivate(t *testing.T) {
	t.Parallel()
	f := apitest.New(t).Answer(http.MethodPost, "licenses/activate", http.StatusOK, apitest.Testdata(t, "activate.json"))
	got, err := licenses.New(f.Transport()).Activate(context.Background(), testKey, testGUID)
	require.NoError(t, err)
	f.RequireSent(apitest.Post("licenses/activate", url.Values{"license_key": {testKey}, "guid": {testGUID}}))
	require.Equal(t, &licenses.License{LicenseKey: otherKey, State: licenses.StateEnabled, GUID: testGUID}, got)
	apitest.RequireNoExtra(t, got)
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

// writes are the calls that take a key and report success alone.
var writes = map[string]func(*licenses.Service, string) error{
	"clear":   func(s *licenses.Service, key string) error { return s.Clear(context.Background(), key) },
	"enable":  func(s *licenses.Service, key string) error { return s.Enable(context.Background(), key) },
	"disable": func(s *licenses.Service, key string) error { return s.Disable(context.Background(), key) },
}

func TestWrites(t *testing.T) {
	t.Parallel()
	for name, call := range writes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			route := "licenses/" + name
			f := apitest.New(t).Answer(http.MethodPost, route, http.StatusOK, apitest.Testdata(t, name+".json"))
			require.NoError(t, call(licenses.New(f.Transport()), testKey))
			f.RequireSent(apitest.Post(route, url.Values{"license_key": {testKey}}))

			f = apitest.New(t).Answer(http.MethodPost, route, http.StatusOK, `{"success":false,"message":"No such license"}`)
			err := call(licenses.New(f.Transport()), testKey)
			require.ErrorIs(t, err, api.ErrRejected)
			require.NotErrorIs(t, err, api.ErrOutcomeUnknown)
			require.ErrorContains(t, err, "No such license")

			f = apitest.New(t).Answer(http.MethodPost, route, http.StatusBadGateway, ``)
			require.ErrorIs(t, call(licenses.New(f.Transport()), testKey), api.ErrOutcomeUnknown)
			require.Len(t, f.Sent(), 1)
		})
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
