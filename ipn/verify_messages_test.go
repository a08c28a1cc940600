package ipn_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
)

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
	for _, name := range []string{"tracking_id", "old_invoice_id", "currency", "payment_processor", "transaction_type",
		"update_billing_url", "licenses", "buyer_email"} {
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

// An address may hold accents: ISO-8859-1 has them, and so they are signed. What it has not is dropped, and may be anything.
func TestBuyerEmailSurvivesTheConversion(t *testing.T) {
	t.Parallel()
	for email, ok := range map[string]bool{
		"ada@example.com":           true,
		"zo\u00eb@example.com":      true,
		"ada@example.com\u20ac":     false,
		"\u0430ada@example.com":     false, // a Cyrillic letter that looks like an a
		"ada@ex\u200bample.com":     false,
		"ada@example.com\xff":       false,
		"ada@\xe2\x82example.com":   false,
		"\ufeffada@example.com":     false,
		"ada@example.com\U0001F600": false,
	} {
		fields := []refField{{"event", "sales"}, {"buyer_email", email}, {"buyer_last_name", "\u65e5"}}
		for latin1, want := range map[bool]bool{false: true, true: ok} {
			body := "event=sales&buyer_email=" + url.QueryEscape(email) + "&buyer_last_name=%E6%97%A5&hash=" + refHash(benchSecret, fields, latin1, false)
			n, err := newVerifier(t).Verify(t.Context(), []byte(body))
			if want {
				require.NoError(t, err, email)
				assert.Equal(t, email, n.Buyer.Email)
			} else {
				require.ErrorIs(t, err, ipn.ErrBadSignature, "%q", email)
			}
		}
	}
}
