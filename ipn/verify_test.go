package ipn_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
)

func newVerifier(t *testing.T, opts ...ipn.VerifierOption) *ipn.Verifier {
	t.Helper()
	v, err := ipn.NewVerifier(ipn.Secrets(benchSecret), opts...)
	require.NoError(t, err)
	return v
}

func TestRefused(t *testing.T) {
	t.Parallel()
	hash := "8c8c256d2bfecaa7a46ef8f968a5e928cb929801"
	old := string(seedSample(t))
	code := old[strings.LastIndex(old, "=")+1:]
	noHash := []string{"-hash", "-verification_code"}
	for _, tt := range []struct {
		name, body string
		want       error
	}{
		{"changed value", with(t, s1(t), "amount=2.00"), ipn.ErrBadSignature},
		{"added value", s1(t) + "&extra=1", ipn.ErrBadSignature},
		{"hash in upper case", with(t, s1(t), "hash="+strings.ToUpper(hash)), ipn.ErrBadSignature},
		{"hash with a space", with(t, s1(t), "hash="+hash+"+"), ipn.ErrBadSignature},
		{"hash with a space before", with(t, s1(t), "hash=+"+hash), ipn.ErrBadSignature},
		{"hash too short", with(t, s1(t), "hash="+hash[1:]), ipn.ErrBadSignature},
		{"hash with another last digit", with(t, s1(t), "hash="+hash[:39]+"2"), ipn.ErrBadSignature},
		{"hash with another first digit", with(t, s1(t), "hash=9"+hash[1:]), ipn.ErrBadSignature},
		{"code with another last digit", old[:len(old)-1] + "0", ipn.ErrBadSignature},
		{"hash 0", with(t, s1(t), "hash=0"), ipn.ErrBadSignature},
		{"hash as array", strings.Replace(s1(t), "&hash=", "&hash[]=", 1), ipn.ErrBadSignature},
		{"a wrong hash is not saved by a sound verification_code", with(t, old, "verification_code="+code) + "&hash=" + strings.Repeat("0", 40), ipn.ErrBadSignature},
		{"array under hash", with(t, s1(t), "-licenses") + "&licenses[]=A", ipn.ErrBadSignature},
		{"empty array under hash", s1(t) + "&a[__Host-x]=1", ipn.ErrBadSignature},
		{"no code", with(t, s1(t), noHash...), ipn.ErrNoSignature},
		{"empty codes", with(t, s1(t), "hash=", "verification_code="), ipn.ErrNoSignature},
		{"empty body", "", ipn.ErrNoSignature},
		{"code in upper case", strings.Replace(old, code, strings.ToUpper(code), 1), ipn.ErrBadSignature},
		{"code with a space", old + "+", ipn.ErrBadSignature},
		{"code as array", strings.Replace(old, "&verification_code=", "&verification_code[]=", 1), ipn.ErrBadSignature},
		{"code over swapped order", "mode=live&event=sales" + strings.TrimPrefix(old, "event=sales&mode=live"), ipn.ErrBadSignature},
		{"second code wins", old + "&verification.code=x", ipn.ErrBadSignature},
		{"too many fields", strings.Repeat("a=1&", 1001), ipn.ErrTooLarge},
		{"100,000 fields", strings.Repeat("a[]=1&", 100_000), ipn.ErrTooLarge},
		{"2 MB", "a=" + strings.Repeat("x", 2<<20), ipn.ErrTooLarge},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			n, err := newVerifier(t).Verify(t.Context(), []byte(tt.body))
			require.ErrorIs(t, err, tt.want)
			assert.Nil(t, n)
			assert.NotContains(t, err.Error(), hash)
			assert.NotContains(t, err.Error(), benchSecret)
		})
	}
	other, err := ipn.NewVerifier(ipn.Secrets("TESTSECRET13"))
	require.NoError(t, err)
	_, err = other.Verify(t.Context(), []byte(s1(t)))
	require.ErrorIs(t, err, ipn.ErrBadSignature, "wrong secret")
}

// What the signature does not see: the docs say so, and a change of that would be news.
func TestLimitsOfTheSignature(t *testing.T) {
	t.Parallel()
	moved := with(t, s1(t), "amount=", "affiliate_commission_amount=1.00")
	for _, scheme := range []ipn.Scheme{ipn.SchemeHash, ipn.SchemeVerificationCode} {
		_, err := newVerifier(t, ipn.WithSchemes(scheme)).Verify(t.Context(), []byte(moved))
		require.NoError(t, err)
	}
}

func TestUnsigned(t *testing.T) {
	t.Parallel()
	n, err := newVerifier(t).Verify(t.Context(), seedSample(t))
	require.NoError(t, err)
	assert.Equal(t, ipn.SchemeVerificationCode, n.VerifiedBy())
	assert.Equal(t, []string{"licenses"}, n.Unsigned)
	assert.Equal(t, []string{"HPLD-XSQW-KDW3-8HTD", "AWDF-XADWR-HYTF-4T7B"}, n.Licenses)
}

func TestWithSchemes(t *testing.T) {
	t.Parallel()
	onlyCode := newVerifier(t, ipn.WithSchemes(ipn.SchemeVerificationCode))
	_, err := onlyCode.Verify(t.Context(), []byte(with(t, s1(t), "-verification_code")))
	require.ErrorIs(t, err, ipn.ErrNoSignature)
	onlyHash := newVerifier(t, ipn.WithSchemes(ipn.SchemeHash))
	_, err = onlyHash.Verify(t.Context(), seedSample(t))
	require.ErrorIs(t, err, ipn.ErrNoSignature)
	both := newVerifier(t, ipn.WithSchemes(ipn.SchemeHash, ipn.SchemeVerificationCode))
	_, err = both.Verify(t.Context(), seedSample(t))
	require.NoError(t, err)
	for _, bad := range []ipn.VerifierOption{ipn.WithSchemes(), ipn.WithSchemes(0), ipn.WithSchemes(ipn.SchemeHash, 9), nil} {
		_, err := ipn.NewVerifier(ipn.Secrets("s"), bad)
		require.Error(t, err)
	}
	_, err = new(ipn.Verifier).Verify(t.Context(), nil)
	require.Error(t, err)
}

func TestVerifyGivesWhatDoesNotParse(t *testing.T) {
	t.Parallel()
	fields := []refField{{"event", "sales"}, {"amount", "abc"}, {"quantity", "1e3"}, {"campaign_id", "7"}}
	hash := refHash(benchSecret, fields, false, false)
	n, err := newVerifier(t).Verify(t.Context(), []byte("event=sales&amount=abc&quantity=1e3&campaign_id=7&hash="+hash))
	require.ErrorIs(t, err, ipn.ErrBadField)
	var bad *ipn.FieldError
	require.ErrorAs(t, err, &bad)
	assert.Equal(t, []string{"amount", "quantity"}, bad.Fields)
	assert.NotContains(t, err.Error(), "abc")
	require.NotNil(t, n)
	assert.Equal(t, ipn.SchemeHash, n.VerifiedBy())
	assert.True(t, n.Amount.IsZero())
	assert.Equal(t, int64(7), n.CampaignID)
	assert.Equal(t, "abc", n.Form.Get("amount"))
}

// FIPS 140-3 only mode forbids HMAC-SHA1, and Go's crypto panics there. The mode can only be set at start, so the test runs
// itself again.
func TestFIPSOnly(t *testing.T) {
	t.Parallel()
	if strings.Contains(os.Getenv("GODEBUG"), "fips140=only") {
		_, err := ipn.NewVerifier(ipn.Secrets(benchSecret))
		require.ErrorContains(t, err, "FIPS 140-3 only mode")
		return
	}
	out, err := rerun(t, "^TestFIPSOnly$", "GODEBUG=fips140=only")
	require.NoError(t, err, out)
	require.Contains(t, out, "--- PASS: TestFIPSOnly")
	out, err = rerun(t, "^TestSyntheticMessages$", "GODEBUG=fips140=on")
	require.NoError(t, err, out)
}

// Verifications at once share no state.
func TestConcurrentVerify(t *testing.T) {
	t.Parallel()
	v := newVerifier(t)
	bodies := [][]byte{seedSample(t), newSample(t)}
	results := make(chan error)
	const workers = 8
	for i := range workers {
		go func() {
			var failed error
			for j := range 50 {
				n, err := v.Verify(context.Background(), bodies[(i+j)%2])
				if err == nil && n.Form.Get("event") != "sales" {
					err = errBroken
				}
				failed = errors.Join(failed, err)
			}
			results <- failed
		}()
	}
	for range workers {
		require.NoError(t, <-results)
	}
}

// rerun runs one test of this binary in a process of its own.
func rerun(t *testing.T, name string, env ...string) (string, error) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		return "", err
	}
	cmd := exec.CommandContext(t.Context(), exe, "-test.run="+name, "-test.v")
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	return string(out), err
}
