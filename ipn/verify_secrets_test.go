package ipn_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
)

func TestStaticSecretsAreChecked(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		source ipn.SecretSource
		want   string
	}{
		{"none", ipn.Secrets(), "no secret given"},
		{"empty", ipn.Secrets("fine", ""), "secret 2 is empty"},
		{"blank", ipn.Secrets(" \t"), "secret 1 is blank"},
		{"newline", ipn.Secrets("fine", "hidden\n"), "secret 2 begins or ends with white space"},
		{"NUL", ipn.Secrets("hidden\x00"), "secret 1 begins or ends with white space"},
		{"no-break space", ipn.Secrets("\u00a0hidden"), "secret 1 begins or ends with white space"},
		{"byte order mark", ipn.Secrets("\ufeffhidden"), "secret 1 begins or ends with white space"},
		{"all are named", ipn.Secrets("", "hidden "), "secret 1 is empty\nsecret 2 begins or ends with white space"},
		{"no campaign", ipn.CampaignSecrets(nil), "no campaign given"},
		{"campaign without", ipn.CampaignSecrets(map[int64][]string{215: nil}), "campaign 215: no secret given"},
		{"campaign", ipn.CampaignSecrets(map[int64][]string{7: {"fine"}, 215: {" hidden"}}), "campaign 215: secret 1 begins or ends with white space"},
		{"nil", nil, "nil SecretSource"},
		{"nil function", ipn.SecretFunc(nil), "nil SecretSource"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			v, err := ipn.NewVerifier(tt.source)
			require.ErrorContains(t, err, tt.want)
			assert.Nil(t, v)
			assert.NotContains(t, err.Error(), "hidden")
		})
	}
	for _, secret := range []string{"0", "a b", "clé-秘密", strings.Repeat("k", 65)} {
		_, err := ipn.NewVerifier(ipn.Secrets(secret))
		require.NoError(t, err)
	}
}

func TestCampaigns(t *testing.T) {
	t.Parallel()
	secrets := map[int64][]string{10001: {"old", benchSecret}, 7: {"seven"}}
	v, err := ipn.NewVerifier(ipn.CampaignSecrets(secrets))
	require.NoError(t, err)
	secrets[10001][1] = "changed"
	delete(secrets, 10001)
	_, err = v.Verify(t.Context(), newSample(t))
	require.NoError(t, err, "the map was copied")
	_, err = v.Verify(t.Context(), []byte(with(t, s1(t), "campaign_id=7")))
	require.ErrorIs(t, err, ipn.ErrBadSignature)
	_, err = v.Verify(t.Context(), []byte(with(t, s1(t), "campaign_id=8")))
	require.ErrorIs(t, err, ipn.ErrNoSecret)
	_, err = v.Verify(t.Context(), []byte(with(t, s1(t), "-campaign_id")))
	require.ErrorIs(t, err, ipn.ErrNoSecret)
}

func TestSecretSourceIsAskedWithTheCampaign(t *testing.T) {
	t.Parallel()
	for wire, want := range map[string]int64{
		"215": 215, "+215+": 215, "-5": -5, "": 0, "abc": 0, "12.5": 0, "0x10": 0, "99999999999999999999": 0, "%2B5": 0,
	} {
		asked := []int64{}
		v, err := ipn.NewVerifier(ipn.SecretFunc(func(_ context.Context, id int64) ([]string, error) {
			asked = append(asked, id)
			return nil, nil
		}))
		require.NoError(t, err)
		_, err = v.Verify(t.Context(), []byte("a=1&campaign_id="+wire+"&hash="+strings.Repeat("0", 40)))
		require.ErrorIs(t, err, ipn.ErrNoSecret)
		assert.Equal(t, []int64{want}, asked, wire)
		for _, unsigned := range []string{"campaign_id=215", "campaign_id=215&hash=", "campaign_id=215&hash[]=x"} {
			_, err = v.Verify(t.Context(), []byte(unsigned))
			require.Error(t, err)
		}
		assert.Len(t, asked, 1, "not asked without a signature")
	}
}

func TestSecretSourceErrors(t *testing.T) {
	t.Parallel()
	down := errors.New("database is down")
	v, err := ipn.NewVerifier(ipn.SecretFunc(func(context.Context, int64) ([]string, error) { return nil, down }))
	require.NoError(t, err)
	_, err = v.Verify(t.Context(), newSample(t))
	require.ErrorIs(t, err, down)
	assert.NotErrorIs(t, err, ipn.ErrBadSignature)

	for _, secret := range []string{"", " ", benchSecret + "\n"} {
		v, err := ipn.NewVerifier(ipn.SecretFunc(func(context.Context, int64) ([]string, error) {
			return []string{benchSecret, secret}, nil
		}))
		require.NoError(t, err)
		n, err := v.Verify(t.Context(), newSample(t))
		require.ErrorContains(t, err, "secret 2")
		assert.Nil(t, n)
		assert.NotContains(t, err.Error(), benchSecret)
		for _, is := range []error{ipn.ErrBadSignature, ipn.ErrNoSignature, ipn.ErrNoSecret} {
			assert.NotErrorIs(t, err, is)
		}
	}
}

// Any of several secrets verifies, whichever place it has, and more secrets than a Verifier remembers do too.
func TestRotation(t *testing.T) {
	t.Parallel()
	var secrets []string
	for i := range 100 {
		secrets = append(secrets, fmt.Sprintf("other-%d", i))
	}
	for _, at := range []int{0, 50, 99} {
		rotated := append([]string{}, secrets...)
		rotated[at] = benchSecret
		v, err := ipn.NewVerifier(ipn.Secrets(rotated...))
		require.NoError(t, err)
		for range 2 {
			_, err = v.Verify(t.Context(), newSample(t))
			require.NoError(t, err)
		}
	}
}

func TestNothingPrintsASecret(t *testing.T) {
	t.Parallel()
	custom := leakySource{Secret: "hidden-secret"}
	for _, source := range []ipn.SecretSource{ipn.Secrets("hidden-secret"), ipn.CampaignSecrets(map[int64][]string{10001: {"hidden-secret"}}), custom} {
		v, err := ipn.NewVerifier(source)
		require.NoError(t, err)
		_, err = v.Verify(t.Context(), newSample(t))
		require.ErrorIs(t, err, ipn.ErrBadSignature)
		things := []any{v, *v, struct{ V ipn.Verifier }{*v}, struct{ v *ipn.Verifier }{v}, struct{ v ipn.Verifier }{*v}, []any{v}}
		if source != ipn.SecretSource(custom) {
			things = append(things, source, struct{ K ipn.SecretSource }{source}, struct{ k ipn.SecretSource }{source})
		}
		for _, thing := range things {
			for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
				assertNoSecret(t, fmt.Sprintf(verb, thing))
			}
			out, err := json.Marshal(thing)
			if err == nil {
				assertNoSecret(t, string(out))
			}
			var log bytes.Buffer
			slog.New(slog.NewTextHandler(&log, nil)).Info("x", "thing", thing)
			slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "thing", thing)
			assertNoSecret(t, log.String())
		}
	}
}

type leakySource struct{ Secret string }

func (k leakySource) Secrets(context.Context, int64) ([]string, error) {
	return []string{k.Secret}, nil
}

func assertNoSecret(t *testing.T, printed ...any) {
	t.Helper()
	assert.NotContains(t, fmt.Sprint(printed...), "hidden-secret")
	assert.NotContains(t, fmt.Sprint(printed...), fmt.Sprintf("%x", "hidden-secret"))
}
