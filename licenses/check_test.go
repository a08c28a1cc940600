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

func TestCheck(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status int
		body   string
		want   licenses.Verdict
	}{
		"documented":        {200, apitest.Testdata(t, "status.json"), licenses.Verdict{Valid: true}},
		"not active":        {200, `{"success":1,"data":{"valid":1,"active":0}}`, licenses.Verdict{Reason: "license is not active"}},
		"not valid":         {200, `{"success":1,"data":{"valid":0,"active":1}}`, licenses.Verdict{Reason: "license is not valid"}},
		"neither":           {200, `{"success":1,"data":{"valid":0,"active":0}}`, licenses.Verdict{Reason: "license is neither valid nor active"}},
		"active is missing": {200, `{"success":1,"data":{"valid":1}}`, licenses.Verdict{Reason: "license is not active"}},
		"refused": {
			200, `{"success":0,"message":"Unknown license","data":{"valid":1,"active":1}}`,
			licenses.Verdict{Reason: "Unknown license"},
		},
		"refused silently": {422, ``, licenses.Verdict{Reason: "license refused"}},
		"empty":            {200, `{"success":1,"data":[]}`, licenses.Verdict{Reason: "license not found"}},
		"empty, friendly":  {200, `{"success":1,"message":"Welcome back","data":[]}`, licenses.Verdict{Reason: "license not found"}},
		"404":              {404, `{"message":"No such license"}`, licenses.Verdict{Reason: "No such license"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := apitest.New(t).Answer(http.MethodGet, "licenses/status", test.status, test.body)
			got, err := licenses.New(f.Transport()).Check(context.Background(), testKey)
			require.NoError(t, err)
			require.Equal(t, test.want, got)
			f.RequireSent(apitest.Get("licenses/status", url.Values{"license_key": {testKey}}))
		})
	}
}

func TestCheckCouldNotAsk(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status int
		body   string
		want   error
	}{
		"wrong API key": {401, `{"message":"x"}`, api.ErrUnauthorized},
		"forbidden":     {403, ``, api.ErrUnauthorized},
		"rate limit":    {429, ``, api.ErrRateLimited},
		"server error":  {500, `{"success":0}`, api.ErrServer},
		"redirect":      {302, ``, api.ErrRedirect},
		"HTML":          {200, `<html>`, api.ErrBadResponse},
		"no status":     {200, `{"success":1,"data":{"key":"k"}}`, api.ErrBadResponse},
		"no data":       {200, `{"success":1,"message":"hello"}`, api.ErrBadResponse},
		"unreadable":    {200, `{"success":1,"data":{"valid":"yes","active":1}}`, api.ErrBadResponse},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := apitest.New(t).Answer(http.MethodGet, "licenses/status", test.status, test.body)
			got, err := licenses.New(f.Transport()).Check(context.Background(), testKey)
			require.ErrorIs(t, err, test.want)
			require.ErrorContains(t, err, "licenses.Check")
			require.Equal(t, licenses.Verdict{}, got, "what could not be asked is neither valid nor refused")
		})
	}
}

func TestCheckContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	got, err := licenses.New(apitest.New(t).Transport()).Check(ctx, testKey)
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, licenses.Verdict{}, got)
}
