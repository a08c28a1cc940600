package signature_test

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/internal/phpform"
	"github.com/paykickstart-go/sdk/internal/signature"
)

func hmacOf(secret, message string) string {
	mac := hmac.New(sha1.New, []byte(secret))
	mac.Write([]byte(message))
	return hex.EncodeToString(mac.Sum(nil))
}

func TestNextAsText(t *testing.T) {
	t.Parallel()
	for n := range 250 {
		want := make([]string, n)
		for i := range want {
			want[i] = strconv.Itoa(i)
		}
		slices.Sort(want)
		got := make([]string, 0, n)
		for i := 0; len(got) < n; i = signature.NextAsText(i, n) {
			got = append(got, strconv.Itoa(i))
		}
		require.Equal(t, want, got)
	}
}

// More secrets than a Checker remembers verify too, and twice.
func TestManySecrets(t *testing.T) {
	t.Parallel()
	form, err := phpform.Parse([]byte("a=1"), phpform.Limits{})
	require.NoError(t, err)
	secrets := make([]string, 40)
	for i := range secrets {
		secrets[i] = fmt.Sprint("secret ", i)
	}
	var c signature.Checker
	for range 2 {
		for _, secret := range secrets {
			assert.True(t, c.VerificationCode(form.Fields(), secrets, hmacOf(secret, "1")))
		}
	}
}

func TestDecidingFieldsSurvive(t *testing.T) {
	t.Parallel()
	survive := func(name, value string) bool {
		form, err := phpform.Parse([]byte(name+"="+url.QueryEscape(value)), phpform.Limits{})
		require.NoError(t, err)
		return signature.DecidingFieldsSurvive(&form)
	}
	names := signature.ASCIIFields()
	require.Len(t, names, 16)
	names[0] = "changed" // it is a copy
	for _, name := range signature.ASCIIFields() {
		assert.True(t, survive(name, "plain"), name)
		assert.False(t, survive(name, "é"), name)
		assert.False(t, survive(name, "live\u4e00"), name)
		assert.False(t, survive(name, "\xff"), name)
	}
	assert.True(t, survive(signature.EmailField, "é@example.com"))
	assert.False(t, survive(signature.EmailField, "a\u4e00@example.com"))
	assert.False(t, survive(signature.EmailField, "a\xff@example.com"), "no UTF-8")
	assert.True(t, survive("buyer_first_name", "Łódź"))
}
