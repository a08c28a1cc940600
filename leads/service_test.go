package leads_test

import (
	"context"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/leads"
)

const testLead = "PK-L123456789"

func TestDocumentedExchange(t *testing.T) {
	t.Parallel()
	sent := apitest.Post("leads/confirm", url.Values{"lead_id": {testLead}, "lead_campaign_id": {"15"}})
	service := leads.New(mocked(t, sent, http.StatusOK, apitest.Testdata(t, "confirm.json")))
	require.NoError(t, service.Confirm(t.Context(), testLead, 15))

	service = leads.New(mocked(t, sent, http.StatusOK, apitest.Refusal))
	err := service.Confirm(t.Context(), testLead, 15)
	apitest.RequireRefused(t, "Leads.Confirm", err)
}

func TestConfirmAnswers(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status  int
		body    string
		want    error
		unknown bool
	}{
		"flag as a number": {200, `{"success":1}`, nil, false},
		"flag as text":     {200, `{"success":"true"}`, nil, false},
		"no flag":          {200, `{"message":"Lead is confirmed"}`, api.ErrBadResponse, true},
		"no known flag":    {200, `{"success":"perhaps"}`, api.ErrBadResponse, true},
		"falsy":            {200, `{"success":false,"message":"no"}`, api.ErrRejected, false},
		"falsy text":       {200, `{"success":"0"}`, api.ErrRejected, false},
		"errors":           {200, `{"errors":{"lead_id":["unknown"]}}`, api.ErrRejected, false},
		"404":              {404, `{}`, api.ErrNotFound, false},
		"429":              {429, ``, api.ErrRateLimited, false},
		"500":              {500, ``, api.ErrServer, true},
		"HTML":             {200, `<html>`, api.ErrBadResponse, true},
		"no object":        {200, `true`, api.ErrBadResponse, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := apitest.New(t).Answer(http.MethodPost, "leads/confirm", test.status, test.body)
			err := leads.New(f.Transport()).Confirm(context.Background(), testLead, 15)
			require.Len(t, f.Sent(), 1)
			if test.want == nil {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, test.want)
			if test.unknown {
				require.ErrorIs(t, err, api.ErrOutcomeUnknown)
			} else {
				require.NotErrorIs(t, err, api.ErrOutcomeUnknown)
			}
		})
	}
}

func TestConfirmBadArguments(t *testing.T) {
	t.Parallel()
	f := apitest.New(t)
	ctx, s := context.Background(), leads.New(f.Transport())
	f.RequireInvalid("Leads.Confirm", s.Confirm(ctx, "", 0), "leadID", "leadCampaignID")
	f.RequireInvalid("Leads.Confirm", s.Confirm(ctx, " \n", 15), "leadID")
	f.RequireInvalid("Leads.Confirm", s.Confirm(ctx, testLead, -1), "leadCampaignID")
}
