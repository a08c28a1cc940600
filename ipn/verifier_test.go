package ipn_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
)

func newVerifier(t *testing.T, opts ...ipn.VerifierOption) *ipn.Verifier {
	t.Helper()
	v, err := ipn.NewVerifier(ipn.Keys(benchSecret), opts...)
	require.NoError(t, err)
	return v
}

// s1 is the synthetic message of the wire order since 2019-12.
func s1(t *testing.T) string { t.Helper(); return string(newSample(t)) }

// with sets fields of a body, given as on the wire, and removes those that begin with "-".
func with(t *testing.T, body string, changes ...string) string {
	t.Helper()
	pieces := strings.Split(body, "&")
	for _, change := range changes {
		name, _, set := strings.Cut(strings.TrimPrefix(change, "-"), "=")
		at := -1
		for i, piece := range pieces {
			if strings.HasPrefix(piece, name+"=") {
				at = i
			}
		}
		require.GreaterOrEqual(t, at, 0, name)
		if set {
			pieces[at] = change
		} else {
			pieces = append(pieces[:at], pieces[at+1:]...)
		}
	}
	return strings.Join(pieces, "&")
}

// The synthetic messages: which codes go with which changes to S1.
var synthetic = []struct {
	name    string
	changes []string
	b, c    string // hash of the values as sent, in ISO-8859-1
	last    string // hash with licenses last
	sent    string // the hash that verification_code covers
	a       string // verification_code
}{
	{"S1", nil, "8c8c256d2bfecaa7a46ef8f968a5e928cb929801", "", "", "b", "39a08ba0ad6129fbab2d7b88a097e4ed58b1aec2"},
	{"S2", []string{"event=subscription-updated", "invoice_id=PK-P0000000BB", "transaction_id=PK-T0000000BB", "transaction_time=1575380863", "-next_billing_date", "-transaction_type"}, "1dc9e0b91f48c6752eb158d3a00f3cfaf11cd7ec", "", "", "b", "afe55b5671890dba717ee4c178b4a0af2964b8ef"},
	{"S3", []string{"amount=297.00", "next_billing_date=", "licenses=AAAA-BBBB-CCCC-0001%2C+AAAA-BBBB-CCCC-0002", "-is_rebill", "-quantity"}, "5a6bbf9d333ab052b757deb3bad5a7fa49305b99", "", "26bc9e1e7d7dee9c4bf75db46aebe55e0ce7ba33", "b", "f1091db96170bab668772281efc59c13c98680c0"},
	{"S4", []string{"billing_city=K%C3%B8benhavn", "buyer_first_name=Jos%C3%A9", "buyer_last_name=%C5%81%C3%B3d%C5%BA"}, "029f2a210ce77aa6e99025bf8f2576420491ae64", "06893df44a0ec6be8d246fdaad900a3f8cb99b3a", "", "b", "4e0846562ce02f4c5b40435a6fee9bab0e1231f7"},
	{"S5", []string{"billing_city=K%C3%B8benhavn", "buyer_first_name=Jos%C3%A9", "buyer_last_name=%C5%81%C3%B3d%C5%BA"}, "029f2a210ce77aa6e99025bf8f2576420491ae64", "06893df44a0ec6be8d246fdaad900a3f8cb99b3a", "", "c", "dc23de366f30e3df67f2bd01abd14ba494836035"},
	{"S6", []string{"buyer_last_name=%E6%97%A5%E6%9C%AC"}, "6eb25260b444b4ff58bb37b8febd317ecfd23c19", "9ea9763eb0333cde5e159968b3e123f6ff6d2221", "", "c", "f23f93d314495f4f87150eb5d026f19ef8e00f22"},
	{"S7", []string{"billing_city=+++", "buyer_first_name=+Ada+", "coupon_rate=00", "tax_amount=0.00", "tax_percent=0", "tracking_id=+0+"}, "6cd54b06b4b45266d03c65797ab9d399b227d94b", "", "", "b", "71099c019bf1d35097755c415ff3f2a6595fc611"},
}

func TestSyntheticMessages(t *testing.T) {
	t.Parallel()
	for _, tt := range synthetic {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			body := with(t, s1(t), tt.changes...)
			for _, hash := range []string{tt.b, tt.c, tt.last} {
				if hash == "" {
					continue
				}
				n, err := newVerifier(t).Verify(t.Context(), []byte(with(t, body, "hash="+hash)))
				require.NoError(t, err, hash)
				assert.Equal(t, ipn.SchemeHash, n.VerifiedBy())
				assert.Nil(t, n.Unsigned)
			}
			sent := tt.b
			if tt.sent == "c" {
				sent = tt.c
			}
			both := with(t, body, "hash="+sent, "verification_code="+tt.a)
			n, err := newVerifier(t, ipn.WithSchemes(ipn.SchemeVerificationCode)).Verify(t.Context(), []byte(both))
			require.NoError(t, err)
			assert.Equal(t, ipn.SchemeVerificationCode, n.VerifiedBy())
			_, err = newVerifier(t).Verify(t.Context(), []byte(with(t, both, "amount=1.01")))
			require.ErrorIs(t, err, ipn.ErrBadSignature)
		})
	}
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
	other, err := ipn.NewVerifier(ipn.Keys("TESTSECRET13"))
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

// In ISO-8859-1 characters that do not map are dropped, so these fields must be ASCII.
func TestASCIIRule(t *testing.T) {
	t.Parallel()
	body := with(t, s1(t), "buyer_last_name=%E6%97%A5%E6%9C%AC", "hash=9ea9763eb0333cde5e159968b3e123f6ff6d2221")
	body += "&old_invoice_id="
	_, err := newVerifier(t).Verify(t.Context(), []byte(body))
	require.NoError(t, err)
	for _, name := range []string{"event", "mode", "transaction_id", "invoice_id", "product_id", "campaign_id",
		"amount", "transaction_time", "next_billing_date"} {
		_, rest, _ := strings.Cut(body, "&"+name+"=")
		value, _, _ := strings.Cut(rest, "&")
		require.NotEmpty(t, value, name)
		_, err := newVerifier(t).Verify(t.Context(), []byte(with(t, body, name+"="+value+"%E2%82%AC")))
		assert.ErrorIs(t, err, ipn.ErrBadSignature, name)
	}
	// A field of no consequence may hold what is dropped.
	_, err = newVerifier(t).Verify(t.Context(), []byte(with(t, body, "campaign_name=Demo%E2%82%AC+Campaign")))
	require.NoError(t, err)
	// As sent, everything may be other than ASCII: here every character is signed.
	for _, name := range []string{"tracking_id", "old_invoice_id"} {
		fields := []refField{{"event", "sales"}, {name, "2\u20ac"}, {"buyer", "\u65e5"}}
		for _, latin1 := range []bool{false, true} {
			hash := refHash(benchSecret, fields, latin1, false)
			_, err := newVerifier(t).Verify(t.Context(), []byte("event=sales&"+name+"=2%E2%82%AC&buyer=%E6%97%A5&hash="+hash))
			if latin1 {
				assert.ErrorIs(t, err, ipn.ErrBadSignature, name)
			} else {
				assert.NoError(t, err, name)
			}
		}
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
		_, err := ipn.NewVerifier(ipn.Keys("s"), bad)
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

func TestVerifyRequest(t *testing.T) {
	t.Parallel()
	v := newVerifier(t)
	post := func(body io.Reader) *http.Request {
		return httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/?event=forged", body)
	}
	n, err := v.VerifyRequest(post(strings.NewReader(s1(t))))
	require.NoError(t, err)
	assert.Equal(t, ipn.EventSales, n.Event)

	_, err = v.VerifyRequest(post(strings.NewReader(strings.Repeat("x", 2<<20))))
	require.ErrorIs(t, err, ipn.ErrTooLarge)

	capped := post(nil)
	capped.Body = http.MaxBytesReader(httptest.NewRecorder(), io.NopCloser(strings.NewReader(s1(t))), 10)
	_, err = v.VerifyRequest(capped)
	require.ErrorIs(t, err, ipn.ErrTooLarge)

	cut := post(io.MultiReader(strings.NewReader("a=1&"), &brokenReader{}))
	_, err = v.VerifyRequest(cut)
	require.ErrorIs(t, err, errBroken)

	read := post(strings.NewReader(s1(t)))
	read.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	require.NoError(t, read.ParseForm())
	_, err = v.VerifyRequest(read)
	require.ErrorIs(t, err, ipn.ErrNoSignature)
	require.ErrorContains(t, err, "ParseForm")

	none := post(nil)
	none.Body = nil
	_, err = v.VerifyRequest(none)
	require.ErrorIs(t, err, ipn.ErrNoSignature)
}

var errBroken = errors.New("connection reset")

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, errBroken }

// FIPS 140-3 only mode forbids HMAC-SHA1, and Go's crypto panics there. The mode can only be set at start, so the test runs
// itself again.
func TestFIPSOnly(t *testing.T) {
	t.Parallel()
	if strings.Contains(os.Getenv("GODEBUG"), "fips140=only") {
		_, err := ipn.NewVerifier(ipn.Keys(benchSecret))
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
