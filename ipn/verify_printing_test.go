package ipn_test

import (
	"context"
	"crypto/sha1"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/ipn"
)

const (
	reachSecret = "IPNsecret-LEAK-0001"
	// reachLong is longer than a block of SHA-1, which then takes the key's digest for the key.
	reachLong = "IPNsecret-LONG-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789"
)

// disguises are the forms in which a secret is as good as told: itself, and the pads of its HMAC.
func disguises(secret string) []string {
	key := secret
	if len(key) > sha1.BlockSize {
		sum := sha1.Sum([]byte(key))
		key = string(sum[:])
	}
	all := []string{secret, key}
	for _, pad := range []byte{0x36, 0x5c} {
		masked := []byte(key)
		for i := range masked {
			masked[i] ^= pad
		}
		all = append(all, string(masked))
	}
	return all
}

// shown is all that printers make of a value, testify's diff included.
func shown(v any) string {
	var said apitest.Recorder
	assert.Equal(&said, reflect.Zero(reflect.TypeOf(v)).Interface(), v)
	return said.String() + apitest.Printed(v)
}

// Secrets, and states of HMACs after use, are reached by no printer.
func TestSecretsAreNotReached(t *testing.T) {
	t.Parallel()
	sources := map[string]ipn.SecretSource{
		"Secrets":         ipn.Secrets(reachSecret, reachLong),
		"CampaignSecrets": ipn.CampaignSecrets(map[int64][]string{10001: {reachSecret, reachLong}}),
		"a caller's":      &callersSource{list: []string{reachSecret, reachLong}},
	}
	for name, source := range sources {
		verifier, err := ipn.NewVerifier(source)
		require.NoError(t, err)
		_, refused := verifier.Verify(context.Background(), newSample(t))
		require.ErrorIs(t, refused, ipn.ErrBadSignature)
		why, err := verifier.Explain(context.Background(), newSample(t))
		require.NoError(t, err)
		handler := ipn.NewHandler(verifier, ipn.NewMux())
		values := []any{verifier, *verifier, struct{ v *ipn.Verifier }{verifier}, refused, why, handler}
		if name != "a caller's" {
			values = append(values, source, struct{ s ipn.SecretSource }{source})
		}
		for _, v := range values {
			text := shown(v)
			for _, secret := range []string{reachSecret, reachLong} {
				for _, form := range disguises(secret) {
					assert.False(t, strings.Contains(text, form), "%s: %T shows %q", name, v, form) //nolint:testifylint // the text is long
				}
			}
		}
	}
}

// callersSource holds its secrets in the open, where a Verifier must not lead.
type callersSource struct{ list []string }

func (s *callersSource) Secrets(context.Context, int64) ([]string, error) { return s.list, nil }
