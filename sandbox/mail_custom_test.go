package sandbox_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
)

// TestCustomFieldNames sends names that PHP rewrites when it receives them. What
// the box signs must verify over the names that a receiver sees: by the documented
// function over PHP's fields, and by package ipn, under each scheme alone.
func TestCustomFieldNames(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		sent []string // custom_field[...]=value
		want map[string]string
	}{
		"plain":                {[]string{"custom_field[order-id]=7"}, map[string]string{"order-id": "7"}},
		"space":                {[]string{"custom_field[a b]=1"}, map[string]string{"a_b": "1"}},
		"dot":                  {[]string{"custom_field[a.b]=1"}, map[string]string{"a_b": "1"}},
		"bracket":              {[]string{"custom_field[a[b.c d]=1"}, map[string]string{"a_b_c_d": "1"}},
		"space in front":       {[]string{"custom_field[ a]=1"}, map[string]string{"_a": "1"}},
		"quotes":               {[]string{"custom_field['a b']=1"}, map[string]string{"'a_b'": "1"}},
		"number":               {[]string{"custom_field[0]=1"}, map[string]string{"0": "1"}},
		"no name":              {[]string{"custom_field[]=1"}, map[string]string{"0": "1"}},
		"sorts elsewhere":      {[]string{"custom_field[a z]=1", "custom_field[aA]=2", "custom_field[a!]=3"}, map[string]string{"a_z": "1", "aA": "2", "a!": "3"}},
		"dot elsewhere":        {[]string{"custom_field[a.z]=1", "custom_field[aA]=2"}, map[string]string{"a_z": "1", "aA": "2"}},
		"bracket elsewhere":    {[]string{"custom_field[a[z]=1", "custom_field[a^]=2"}, map[string]string{"a_z": "1", "a^": "2"}},
		"two that become one":  {[]string{"custom_field[a b]=1", "custom_field[a.b]=2"}, map[string]string{"a_b": "2"}},
		"the last of them":     {[]string{"custom_field[a.b]=2", "custom_field[a_b]=", "custom_field[a b]=1"}, map[string]string{"a_b": "1"}},
		"accents and controls": {[]string{"custom_field[\u00e9\tx]=\u00e9"}, map[string]string{"\u00e9\tx": "\u00e9"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBox(t)
			b.buyInOrder(purchase(ebook, tt.sent...))
			body := b.Notifications()[0].Body
			values := verified(t, b.IPNSecret, body)
			for name, value := range tt.want {
				assert.Equal(t, value, values["custom_"+name])
			}
			for _, scheme := range []ipn.Scheme{ipn.SchemeHash, ipn.SchemeVerificationCode} {
				assert.Equal(t, tt.want, verifiedBy(t, b, scheme, body).Custom, scheme)
			}
			names := wireNames(body)
			assert.True(t, slices.IsSorted(names[:len(names)-3]), "still in alphabetical order")
		})
	}
}

// buyInOrder makes a purchase whose parameters keep their order on the wire.
func (b box) buyInOrder(pairs []string) {
	b.t.Helper()
	body := "auth_token=" + b.AuthToken
	for _, pair := range pairs {
		name, value, _ := strings.Cut(pair, "=")
		body += "&" + url.QueryEscape(name) + "=" + url.QueryEscape(value)
	}
	require.Contains(b.t, b.do("POST", "/api/purchase", "application/x-www-form-urlencoded", body).object(b.t), "data")
}

func verifiedBy(t *testing.T, b box, scheme ipn.Scheme, body []byte) *ipn.Notification {
	t.Helper()
	verifier, err := ipn.NewVerifier(ipn.Secrets(b.IPNSecret), ipn.WithSchemes(scheme))
	require.NoError(t, err)
	n, err := verifier.Verify(t.Context(), body)
	require.NoError(t, err, scheme)
	require.Equal(t, scheme, n.VerifiedBy())
	return n
}

func wireNames(body []byte) []string {
	var names []string
	for piece := range strings.SplitSeq(string(body), "&") {
		name, _, _ := strings.Cut(piece, "=")
		names = append(names, name)
	}
	return names
}

// The receipt of a purchase is signed over the same fields.
func TestReceiptIsSignedAsTheNotification(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	o := b.post("purchase", purchase(ebook, "custom_field[a b]=1")...).object(t)
	receipt := o["data"].(map[string]any)["verification_code"]
	assert.Equal(t, verified(t, b.IPNSecret, b.Notifications()[0].Body)["verification_code"], receipt)
}
