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
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/affiliates"
	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
)

func TestGet(t *testing.T) {
	t.Parallel()
	f := apitest.New(t).Answer(http.MethodGet, "affiliate", http.StatusOK, apitest.Testdata(t, "affiliate.json"))
	got, err := affiliates.New(f.Transport()).Get(context.Background(), 146, "dora@example.com")
	require.NoError(t, err)
	f.RequireSent(apitest.Get("affiliate", url.Values{"campaign_id": {"146"}, "affiliate": {"dora@example.com"}}))
	apitest.RequireNoExtra(t, got)
	require.Equal(t, []string{"http://pay.example.com/2107/1430"}, got.Links)
	require.Equal(t, int64(1430), got.Affiliate.ID)
	require.Equal(t, int64(7445), got.Affiliate.BasicPurchaseID)
	require.Equal(t, int64(7446), got.Affiliate.PremiumPurchaseID)
	require.True(t, got.Affiliate.VendorShowQuickStart)
	require.True(t, got.Affiliate.Password.IsZero(), "only the list has it")
	require.False(t, got.Affiliate.AuthToken.IsZero())
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

func TestPromoMaterial(t *testing.T) {
	t.Parallel()
	f := apitest.New(t).Answer(http.MethodGet, "promo-material", http.StatusOK, apitest.Testdata(t, "promo-material.json"))
	got, err := affiliates.New(f.Transport()).PromoMaterial(context.Background(), 123)
	require.NoError(t, err)
	f.RequireSent(apitest.Get("promo-material", campaign))
	apitest.RequireNoExtra(t, got)

	require.Len(t, got.Banners, 3)
	require.Equal(t, affiliates.Material{
		ID: 95, CampaignID: 246, CampaignTitle: "Banner #1 - 300x250", Notes: "Launch Banner", MaterialType: "banner",
		BannerURL: "https://files.example.com/banner-images/1470000000_banner-300x250-a.jpg",
		UpdatedAt: time.Date(2016, 9, 21, 22, 42, 58, 0, time.UTC),
	}, got.Banners[0])

	require.Len(t, got.Emails, 2)
	for _, email := range got.Emails {
		assert.Contains(t, email.EmailText, `{"subject":"`, "the raw text is kept")
		assert.True(t, email.CreatedAt.IsZero())
	}
	require.Equal(t, []string{
		"[Register] 9 of 10 examples use this... (trick SHOWN)",
		`[Live Event] Simple "trick" SHOWN...3-5x better examples!`,
		"[1/13] The FORMULA of good examples! (register now)",
	}, got.Emails[0].Subjects)
	require.Equal(t, "<p>This Tuesday at 11:00AM EST there is<br />\na can&#39;t miss event about the 1 &quot;trick&quot; of<br />\n"+
		"good examples.</p>\n\n<p>Register for the live event:<br />\n{{$tracking_link}}</p>\n\n<p>To your success,<br />\nNAME</p>\n", got.Emails[0].Body)
	require.Len(t, got.Emails[1].Subjects, 4)
	require.Contains(t, got.Emails[1].Body, "\n\n<p>{{$tracking_link}}</p>\n\n")

	require.Equal(t, []affiliates.Contest{{
		ID: 32, CampaignID: 246, UserID: 137, Name: "Main Launch Contest (Jan 13-20th)", AffiliatesCount: 20, ShowAffiliatesCount: true,
		StartDate: time.Date(2016, 1, 13, 8, 0, 0, 0, time.UTC), EndDate: time.Date(2016, 1, 20, 8, 0, 0, 0, time.UTC),
		Notes:     "$50,000 Prize Contest",
		CreatedAt: time.Date(2016, 9, 21, 22, 54, 21, 0, time.UTC), UpdatedAt: time.Date(2016, 9, 21, 22, 54, 21, 0, time.UTC),
	}}, got.Contests[:1])
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
