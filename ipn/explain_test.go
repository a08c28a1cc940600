package ipn_test

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
)

func explain(t *testing.T, body string) *ipn.Explanation {
	t.Helper()
	e, err := newVerifier(t).Explain(t.Context(), []byte(body))
	require.NoError(t, err)
	return e
}

func TestExplainFields(t *testing.T) {
	t.Parallel()
	fields := []refField{{"b", " 2 "}, {"a", "é"}, {"c", "0"}, {"d", ""}, {"e", " "}, {"0", "zero"}}
	body := "b=+2+&a=%C3%A9&c=0&d=&e=+&0=zero&hash=" + refHash(benchSecret, fields, false, false) + "&verification_code=" + strings.Repeat("A", 40)
	e := explain(t, body)
	require.NoError(t, e.Err)
	assert.Equal(t, 1, e.Secrets)
	require.Len(t, e.Schemes, 2)
	assert.Equal(t, ipn.SchemeExplanation{
		Scheme: ipn.SchemeHash, Code: "40 lower-case hex digits", Verifies: true,
		Signed: []ipn.SignedField{{Name: "0", Bytes: 4}, {Name: "a", Bytes: 2, Notes: []string{"other than ASCII: as sent, and in ISO-8859-1"}}, {Name: "b", Bytes: 1, Notes: []string{"trimmed"}}},
		Dropped: []ipn.DroppedField{{"c", `"0", which PHP takes for empty`}, {"d", "empty"}, {"e", "empty after trimming"},
			{"hash", "carries a code"}, {"verification_code", "carries a code"}},
	}, e.Schemes[0])
	assert.Equal(t, ipn.SchemeExplanation{
		Scheme: ipn.SchemeVerificationCode, Code: "not lower-case hex: never verifies",
		Signed: []ipn.SignedField{{Name: "b", Bytes: 3}, {Name: "a", Bytes: 2}, {Name: "e", Bytes: 1}, {Name: "hash", Bytes: 40}},
		Dropped: []ipn.DroppedField{{"c", `"0", which PHP takes for empty`}, {"d", "empty"}, {"0", `PHP takes the name "0" for empty`},
			{"verification_code", "carries a code"}},
	}, e.Schemes[1])
	assert.Empty(t, e.Hints)
	assert.Equal(t, `verified
secrets tried: 1
hash: 40 lower-case hex digits; matches: true
  signed, in this order: 0 (4 bytes) a (2 bytes, other than ASCII: as sent, and in ISO-8859-1) b (1 bytes, trimmed)
  left out: c ("0", which PHP takes for empty) d (empty) e (empty after trimming) hash (carries a code) verification_code (carries a code)
verification_code: not lower-case hex: never verifies; matches: false
  signed, in this order: b (3 bytes) a (2 bytes) e (1 bytes) hash (40 bytes)
  left out: c ("0", which PHP takes for empty) d (empty) 0 (PHP takes the name "0" for empty) verification_code (carries a code)
`, e.String())
}

func TestExplainHints(t *testing.T) {
	t.Parallel()
	parsed, err := url.ParseQuery(s1(t))
	require.NoError(t, err)
	old, code := string(seedSample(t)), ""
	code = old[strings.LastIndex(old, "=")+1:]
	for _, tt := range []struct{ name, body, want string }{
		{"wrong value", with(t, s1(t), "amount=2.00"), "the secret is probably not this campaign's"},
		{"JSON", `{"event":"sales"}`, "looks like JSON"},
		{"multipart", "--x\r\nContent-Disposition: form-data; name=\"event\"\r\n\r\nsales\r\n--x--", "looks like multipart"},
		{"empty", "", "the body is empty"},
		{"sorted again", "licenses=A&" + with(t, parsed.Encode(), "-licenses", "amount=3"), "do not stand last"},
		{"sorted by url.Values", parsed.Encode() + "&zz=1", "alphabetical order"},
		{"code ends in white space", old + "\n", "bare spaces or line breaks"},
		{"array", old + "&hash=" + strings.Repeat("0", 40), "array fields cannot be signed by hash: licenses"},
		{"verification_code alone is right", old + "&hash=" + code, "array fields cannot be signed"},
		{"encoded twice", with(t, s1(t), "buyer_email=ada%2540example.com"), "encoded twice: buyer_email"},
		{"charset", with(t, s1(t), "buyer_first_name=Jos%E9"), "not UTF-8, the charset may have been changed on the way: buyer_first_name"},
		{"ASCII rule", with(t, s1(t), "event=sales%E2%82%AC"), "that is how a forger changes a value"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			e := explain(t, tt.body)
			require.Error(t, e.Err)
			assert.Contains(t, strings.Join(e.Hints, "\n"), tt.want)
			assertShowsNothing(t, e.String())
		})
	}
}

// assertShowsNothing looks for the values, the secret and the codes of the samples.
func assertShowsNothing(t *testing.T, text string) {
	t.Helper()
	for _, hidden := range []string{benchSecret, "ada@", "Ada", "Demo", "PK-T", "192.0.2", "8c8c256d", "39a08ba0", "11017b90", "augusta", "Augusta", "HPLD"} {
		assert.NotContains(t, text, hidden)
	}
}

func TestExplainRefusedLookup(t *testing.T) {
	t.Parallel()
	down := errors.New("database is down")
	v, err := ipn.NewVerifier(ipn.SecretFunc(func(context.Context, int64) ([]string, error) { return nil, down }))
	require.NoError(t, err)
	e, err := v.Explain(t.Context(), newSample(t))
	require.NoError(t, err)
	require.ErrorIs(t, e.Err, down)
	assert.Zero(t, e.Secrets)
	assert.Len(t, e.Schemes, 2)
	_, err = v.Explain(t.Context(), []byte(strings.Repeat("&", 2000)))
	require.ErrorIs(t, err, ipn.ErrTooLarge)
	_, err = new(ipn.Verifier).Explain(t.Context(), nil)
	require.Error(t, err)
	assert.Empty(t, (*ipn.Explanation)(nil).String())
	odd := explain(t, "a%0Ab=1&c%0Ad=&"+strings.Repeat("x", 100)+"=2&hash=0").String()
	assert.NotContains(t, odd, "a\nb")
	assert.NotContains(t, odd, "c\nd")
	assert.NotContains(t, odd, strings.Repeat("x", 70))
}
