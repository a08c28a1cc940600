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

func TestListSendsWhatIsSet(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		params licenses.ListParams
		want   url.Values
	}{
		"campaign": {licenses.ListParams{CampaignID: 1 << 53}, url.Values{"campaign_id": {"9007199254740992"}}},
		"buyer":    {licenses.ListParams{BuyerEmail: "ada@example.com"}, url.Values{"buyer_email": {"ada@example.com"}}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := apitest.New(t).Answer(http.MethodGet, "licenses/", http.StatusOK, `{"success":1,"data":[]}`)
			got, err := licenses.New(f.Transport()).List(context.Background(), test.params)
			require.NoError(t, err)
			require.Empty(t, got)
			f.RequireSent(apitest.Get("licenses/", test.want))
		})
	}
}

func TestListAnswers(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		body string
		want int
		err  error
	}{
		"sparse list":        {`{"success":1,"data":{"0":{"license_key":"a"},"2":{"license_key":"b"}}}`, 2, nil},
		"no flag":            {`{"data":[{"license_key":"a"}]}`, 1, nil},
		"null":               {`{"success":1,"data":null}`, 0, api.ErrBadResponse},
		"empty text":         {`{"success":true,"data":""}`, 0, api.ErrBadResponse},
		"no data":            {`{"success":1,"message":"none"}`, 0, api.ErrBadResponse},
		"an error":           {`{"status":"error","message":"down","data":[]}`, 0, api.ErrRejected},
		"no key":             {`{"success":1,"data":[{"license_key":"a"},{"status":1}]}`, 0, api.ErrBadResponse},
		"falsy flag":         {`{"success":0,"data":[]}`, 0, api.ErrRejected},
		"neither":            {`{"message":"hello"}`, 0, api.ErrBadResponse},
		"empty object":       {`{}`, 0, api.ErrBadResponse},
		"a list of its own":  {`[{"license_key":"a"}]`, 0, api.ErrBadResponse},
		"a text for a list":  {`{"success":1,"data":"a"}`, 0, api.ErrBadResponse},
		"unreadable element": {`{"success":1,"data":[{"status":"on"}]}`, 0, api.ErrBadResponse},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := apitest.New(t).Answer(http.MethodGet, "licenses/", http.StatusOK, test.body)
			got, err := licenses.New(f.Transport()).List(context.Background(), licenses.ListParams{CampaignID: 1})
			if test.err != nil {
				require.ErrorIs(t, err, test.err)
				require.Nil(t, got)
				return
			}
			require.NoError(t, err)
			require.Len(t, got, test.want)
		})
	}
}

func TestListBadParams(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		params licenses.ListParams
		fields []string
	}{
		"none":              {licenses.ListParams{}, []string{"CampaignID", "BuyerEmail"}},
		"negative campaign": {licenses.ListParams{CampaignID: -1}, []string{"CampaignID"}},
		"blank buyer":       {licenses.ListParams{BuyerEmail: " "}, []string{"BuyerEmail"}},
		"both bad":          {licenses.ListParams{CampaignID: -1, BuyerEmail: "ada"}, []string{"CampaignID", "BuyerEmail"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := apitest.New(t)
			_, err := licenses.New(f.Transport()).List(context.Background(), test.params)
			f.RequireInvalid("Licenses.List", err, test.fields...)
		})
	}
}
