package notify_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/kartra/notify"
)

func TestNewVerifierRefusesWeakSecrets(t *testing.T) {
	t.Parallel()
	for name, secrets := range map[string][]string{
		"none":         nil,
		"empty":        {""},
		"blank":        {" \t"},
		"one is empty": {secret, ""},
		"newline":      {secret + "\n"},
		"leading":      {" " + secret},
		"NUL":          {secret + "\x00"},
		"BOM":          {"\ufeff" + secret},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v, err := notify.NewVerifier(secrets...)
			require.Error(t, err)
			assert.Nil(t, v)
			assert.NotContains(t, err.Error(), secret)
			_, err = notify.QuerySecret("key", secrets...)
			require.Error(t, err)
			_, err = notify.HeaderSecret("X-Key", secrets...)
			require.Error(t, err)
		})
	}
}

func TestVerify(t *testing.T) {
	t.Parallel()
	const kind = "transaction_type=sale&"
	for name, test := range map[string]struct {
		body string
		want error
	}{
		"right":              {kind + "secret_key=" + secret, nil},
		"right, escaped":     {kind + "secret_key=%69pn-secret-for-tests", nil},
		"the other one":      {kind + "secret_key=an+old+%26+odd+secret", nil},
		"last of two counts": {kind + "secret_key=wrong&secret_key=" + secret, nil},
		"first of two":       {kind + "secret_key=" + secret + "&secret_key=wrong", notify.ErrBadSecret},
		"PHP's spelling":     {kind + "secret.key=" + secret, nil},
		"wrong":              {kind + "secret_key=wrong", notify.ErrBadSecret},
		"a prefix":           {kind + "secret_key=" + secret[:10], notify.ErrBadSecret},
		"longer":             {kind + "secret_key=" + secret + "x", notify.ErrBadSecret},
		"other case":         {kind + "secret_key=IPN-secret-for-tests", notify.ErrBadSecret},
		"with a space":       {kind + "secret_key=" + secret + "+", notify.ErrBadSecret},
		"not available":      {kind + "secret_key=N%2FA", notify.ErrBadSecret},
		"both at once":       {kind + "secret_key=" + secret + "an+old+%26+odd+secret", notify.ErrBadSecret},
		"empty":              {kind + "secret_key=", notify.ErrNoSecret},
		"none":               {kind, notify.ErrNoSecret},
		"an array":           {kind + "secret_key[]=" + secret, notify.ErrNoSecret},
		"another name":       {kind + "Secret_Key=" + secret, notify.ErrNoSecret},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n, err := verifier(t, secret, "an old & odd secret").Verify([]byte(test.body))
			if test.want != nil {
				require.ErrorIs(t, err, test.want)
				assert.Nil(t, n)
				assert.NotContains(t, err.Error(), secret)
				return
			}
			require.NoError(t, err)
			assert.True(t, n.Verified())
		})
	}
}

// Bad fields do not make a verified IPN less verified, and do not let an unverified one through.
func TestVerifyWithBadField(t *testing.T) {
	t.Parallel()
	body := "transaction_type=sale&transaction_full_amount=abc&secret_key="
	n, err := verifier(t, secret).Verify([]byte(body + secret))
	require.ErrorIs(t, err, ipn.ErrBadField)
	assert.True(t, n.Verified())
	n, err = verifier(t, secret).Verify([]byte(body + "wrong"))
	require.ErrorIs(t, err, notify.ErrBadSecret)
	assert.Nil(t, n)
}

func TestZeroVerifierVerifiesNothing(t *testing.T) {
	t.Parallel()
	for _, v := range []*notify.Verifier{nil, new(notify.Verifier)} {
		n, err := v.Verify([]byte("transaction_type=sale&secret_key="))
		require.Error(t, err)
		assert.Nil(t, n)
	}
}

// In no spelling does the secret stay in what is kept or printed.
func TestSecretIsNotKept(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"secret_key", "secret_ke%79", "%73ecret_key", "secret.key", "secret+key", "+secret_key", "secret%5fkey", "secret_key[]",
		"secret_key[a][b]", "secret_key%00x", "secret[key", "secret_key[x",
	} {
		body := []byte("transaction_type=sale&" + name + "=" + secret + "&lead_id=1")
		n, err := notify.DecodeIPN(body)
		require.NoError(t, err, name)
		if name == "secret_key[x" { // PHP reads another name, secret_key_x: it is kept as unknown
			assert.Equal(t, []string{"secret_key_x"}, n.Extra.Names())
			continue
		}
		assert.Equal(t, "transaction_type=sale&lead_id=1", string(n.Raw()), name)
		assert.Nil(t, n.Extra)
		assertNotPrinted(t, n)
	}
	n, err := verifier(t, secret).Verify(encode(documentedIPN(notify.KindSale)...))
	require.NoError(t, err)
	assertNotPrinted(t, n)
	assertNotPrinted(t, verifier(t, secret))
	assertNotPrinted(t, *verifier(t, secret))
	gate, err := notify.QuerySecret("key", secret)
	require.NoError(t, err)
	assertNotPrinted(t, gate)
	assertNotPrinted(t, *gate)
}

func assertNotPrinted(t testing.TB, v any) {
	t.Helper()
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
		fmt.Fprintf(&out, verb, v)
		fmt.Fprintf(&out, verb, struct{ V any }{v})
	}
	slog.New(slog.NewTextHandler(&out, nil)).Info("x", "v", v)
	slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "v", v)
	if text, err := json.Marshal(v); err == nil {
		out.Write(text)
	}
	assert.NotContains(t, out.String(), secret)
	assert.NotContains(t, out.String(), fmt.Sprintf("%x", secret))
}

func TestErrorsAreTheirOwn(t *testing.T) {
	t.Parallel()
	require.NotErrorIs(t, notify.ErrNoSecret, ipn.ErrNoSignature)
	require.NotErrorIs(t, notify.ErrBadSecret, ipn.ErrBadSignature)
}
