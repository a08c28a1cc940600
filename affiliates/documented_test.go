package affiliates_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/affiliates"
	"github.com/paykickstart-go/sdk/api"
)

func documentedProfile(t *testing.T, result any) {
	t.Helper()
	got, ok := result.(*affiliates.Profile)
	require.True(t, ok)
	require.Equal(t, []string{"http://pay.example.com/2107/1430"}, got.Links)
	require.Equal(t, int64(1430), got.Affiliate.ID)
	require.Equal(t, int64(7445), got.Affiliate.BasicPurchaseID)
	require.Equal(t, int64(7446), got.Affiliate.PremiumPurchaseID)
	require.True(t, got.Affiliate.VendorShowQuickStart)
	require.True(t, got.Affiliate.Password.IsZero(), "only the list has it")
	require.False(t, got.Affiliate.AuthToken.IsZero())
}

func documentedList(t *testing.T, result any) {
	t.Helper()
	got, ok := result.([]affiliates.Affiliate)
	require.True(t, ok)
	require.Len(t, got, 3)

	first := got[0]
	secrets := map[string]api.Secret{
		"$2y$10$EsZYcIdp.YOpUmZgDpamnty0WoiXz39DkAaa8AM36XaQ3yOpr35HV": first.Password,
		"SpQ69bPHXzmN": first.AuthToken,
		"vflrwyvXLcovqDYf8MLp0PBjW9sSmUFFQha3R8hMqLSLOiv8tXAmzXQZe8Yr": first.RememberToken,
		"gnbPlsrgqNpLNLAr.rTZt5otAZh":                                  first.PayPalSecret,
		"UFrsfC84.bvCcA7a.yyihiDZTFLJ1fFI8FViUWJowkppD0jmKNZG4D":       first.PayPalToken,
		"": first.Token,
	}
	for want, secret := range secrets {
		assert.Equal(t, want, secret.Reveal())
	}
	first.Password, first.AuthToken, first.RememberToken = api.Secret{}, api.Secret{}, api.Secret{}
	first.PayPalSecret, first.PayPalToken = api.Secret{}, api.Secret{}
	require.Equal(t, affiliates.Affiliate{
		ID: 319, Role: 1, FirstName: "Ada", LastName: "Example", Username: "ada@example.com", Email: "ada@example.com",
		IsPremium: true, Company: "Example Works", Address1: "100 Example Road", Address2: "Suite 1", City: "Springfield",
		State: "Indiana", Country: "United States", Zip: "00000", TaxFormType: "w9", TaxForm: "1000000000_example_w9.pdf",
		Status: 1, VendorStatus: 1, Image: "https://img.example.com/vendor_profile_pics/H7JAnR1f4d5X", Subdomain: "w8nqv3jj",
		PayPalEmail: "paypal.ada@example.com", IPAddress: "192.0.2.10", RefreshPermissions: true,
		CreatedAt: time.Date(2016, 6, 20, 13, 23, 10, 0, time.UTC), UpdatedAt: time.Date(2016, 11, 15, 2, 34, 14, 0, time.UTC),
	}, first)
}

func documentedMaterial(t *testing.T, result any) {
	t.Helper()
	got, ok := result.(*affiliates.PromoMaterial)
	require.True(t, ok)
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
