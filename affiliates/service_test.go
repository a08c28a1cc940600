package affiliates_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/affiliates"
	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
)

func TestDocumentedExchanges(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		op     string
		call   func(context.Context, *affiliates.Service) (any, error)
		sent   apitest.Request
		answer string
		check  func(*testing.T, any)
	}{
		"get": {
			"Affiliates.Get",
			func(ctx context.Context, s *affiliates.Service) (any, error) {
				return s.Get(ctx, 146, "dora@example.com")
			},
			apitest.Get("affiliate", url.Values{"campaign_id": {"146"}, "affiliate": {"dora@example.com"}}),
			apitest.Testdata(t, "affiliate.json"), documentedProfile,
		},
		"list": {
			"Affiliates.List",
			func(ctx context.Context, s *affiliates.Service) (any, error) { return s.List(ctx, 123) },
			apitest.Get("affiliate/all", campaign), apitest.Testdata(t, "all.json"), documentedList,
		},
		"promo material": {
			"Affiliates.PromoMaterial",
			func(ctx context.Context, s *affiliates.Service) (any, error) { return s.PromoMaterial(ctx, 123) },
			apitest.Get("promo-material", campaign), apitest.Testdata(t, "promo-material.json"), documentedMaterial,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := test.call(t.Context(), affiliates.New(mocked(t, test.sent, http.StatusOK, test.answer)))
			require.NoError(t, err)
			apitest.RequireNoExtra(t, got)
			test.check(t, got)
		})
		t.Run(name+" is refused", func(t *testing.T) {
			t.Parallel()
			got, err := test.call(t.Context(), affiliates.New(mocked(t, test.sent, http.StatusOK, apitest.Refusal)))
			apitest.RequireRefused(t, test.op, err)
			require.Nil(t, got)
		})
	}
}

func TestGetAnswers(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status int
		body   string
		want   error
	}{
		"sparse links":        {200, `{"affiliate":{"id":"9","extra":1},"links":{"2":"u"}}`, nil},
		"no links":            {200, `{"affiliate":{"email":"a@example.com"}}`, nil},
		"null affiliate":      {200, `{"affiliate":null,"links":[]}`, api.ErrNotFound},
		"empty affiliate":     {200, `{"affiliate":[],"links":[]}`, api.ErrNotFound},
		"nothing":             {200, `[]`, api.ErrNotFound},
		"404":                 {404, ``, api.ErrNotFound},
		"refused":             {200, `{"success":false,"message":"no"}`, api.ErrRejected},
		"another object":      {200, `{"id":1}`, api.ErrBadResponse},
		"unreadable":          {200, `{"affiliate":{"id":1,"created_at":"soon"}}`, api.ErrBadResponse},
		"affiliate is a word": {200, `{"affiliate":"ada"}`, api.ErrBadResponse},
		"500":                 {500, ``, api.ErrServer},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := apitest.New(t).Answer(http.MethodGet, "affiliate", test.status, test.body)
			got, err := affiliates.New(f.Transport()).Get(context.Background(), 1, "9")
			require.Len(t, f.Sent(), 1)
			if test.want != nil {
				require.ErrorIs(t, err, test.want)
				require.Nil(t, got)
				return
			}
			require.NoError(t, err)
		})
	}
}

func TestExtraIsKept(t *testing.T) {
	t.Parallel()
	f := apitest.New(t).Answer(http.MethodGet, "affiliate", http.StatusOK, `{"affiliate":{"id":1,"tier":"gold"},"links":[],"rank":3}`)
	got, err := affiliates.New(f.Transport()).Get(context.Background(), 1, "9")
	require.NoError(t, err)
	require.Equal(t, api.Extra{"tier": []byte(`"gold"`)}, got.Affiliate.Extra)
	require.Equal(t, api.Extra{"rank": []byte("3")}, got.Extra)
}

func TestPromoMaterialAnswers(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status int
		body   string
		want   error
	}{
		"nothing in it": {200, `{"banner":[],"email":[],"contests":[]}`, nil},
		"contests only": {200, `{"contests":{"1":{"id":1}}}`, nil},
		"odd e-mail":    {200, `{"email":[{"id":1,"email_text":"plain words"}]}`, nil},
		"empty":         {200, `[]`, api.ErrNotFound},
		"refused":       {200, `{"success":0}`, api.ErrRejected},
		"other object":  {200, `{"id":1}`, api.ErrBadResponse},
		"403":           {403, ``, api.ErrUnauthorized},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := apitest.New(t).Answer(http.MethodGet, "promo-material", test.status, test.body)
			got, err := affiliates.New(f.Transport()).PromoMaterial(context.Background(), 1)
			if test.want != nil {
				require.ErrorIs(t, err, test.want)
				require.Nil(t, got)
				return
			}
			require.NoError(t, err)
			for _, email := range got.Emails {
				require.Nil(t, email.Subjects)
				require.Empty(t, email.Body)
				require.Equal(t, "plain words", email.EmailText)
			}
		})
	}
}

func TestBadArguments(t *testing.T) {
	t.Parallel()
	f := apitest.New(t)
	s, ctx := affiliates.New(f.Transport()), context.Background()
	for _, id := range []int64{0, -1} {
		_, err := s.List(ctx, id)
		f.RequireInvalid("Affiliates.List", err, "campaignID")
		_, err = s.PromoMaterial(ctx, id)
		f.RequireInvalid("Affiliates.PromoMaterial", err, "campaignID")
		_, err = s.Get(ctx, id, " ")
		f.RequireInvalid("Affiliates.Get", err, "campaignID", "affiliate")
	}
	_, err := s.Get(ctx, 1, "")
	f.RequireInvalid("Affiliates.Get", err, "affiliate")
}

// The marker stands where affiliates' secrets stand in the answers.
const marker = "s3cr3t-m4rk3r"

func secretive(broken string) string {
	return `{"id":1,"password":"` + marker + `","remember_token":"` + marker + `","auth_token":"` + marker + `","paypal_secret":"` + marker +
		`","paypal_token":"` + marker + `","token":"` + marker + `","new_token":"` + marker + `"` + broken + `}`
}

func TestSecretsDoNotPrint(t *testing.T) {
	t.Parallel()
	f := apitest.New(t).
		Answer(http.MethodGet, "affiliate/all", http.StatusOK, `[`+secretive("")+`]`).
		Answer(http.MethodGet, "affiliate", http.StatusOK, `{"affiliate":`+secretive("")+`,"links":[],"key":"`+marker+`"}`)
	list, err := affiliates.New(f.Transport()).List(context.Background(), 1)
	require.NoError(t, err)
	profile, err := affiliates.New(f.Transport()).Get(context.Background(), 1, "9")
	require.NoError(t, err)
	a := list[0]
	for _, secret := range []api.Secret{a.Password, a.RememberToken, a.AuthToken, a.PayPalSecret, a.PayPalToken, a.Token} {
		require.Equal(t, marker, secret.Reveal())
	}
	var out bytes.Buffer
	for _, v := range []any{list, profile, *profile, a, &a} {
		_, _ = fmt.Fprintf(&out, "%v %+v %#v %s %q", v, v, v, v, v)
		slog.New(slog.NewTextHandler(&out, nil)).Info("x", "v", v)
		slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "v", v)
		text, err := json.Marshal(v)
		require.NoError(t, err)
		out.Write(text)
	}
	require.NotContains(t, out.String(), marker)
}

func TestErrorsHoldNoSecrets(t *testing.T) {
	t.Parallel()
	bodies := map[string]string{
		"unreadable member": secretive(`,"created_at":"soon"`),
		"cut":               secretive("")[:40],
		"PHP warning":       secretive("") + "\nWarning: x",
	}
	for name, body := range bodies {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := apitest.New(t).
				Answer(http.MethodGet, "affiliate/all", http.StatusOK, `[`+body+`]`).
				Answer(http.MethodGet, "affiliate", http.StatusOK, `{"affiliate":`+body+`,"links":[]}`)
			_, listErr := affiliates.New(f.Transport()).List(context.Background(), 1)
			_, getErr := affiliates.New(f.Transport()).Get(context.Background(), 1, "9")
			for _, err := range []error{listErr, getErr} {
				require.ErrorIs(t, err, api.ErrBadResponse)
				var e *api.Error
				require.ErrorAs(t, err, &e)
				require.Empty(t, e.Body)
				require.NotContains(t, fmt.Sprintf("%+v %#v", err, *e), marker[:8])
			}
		})
	}
}
