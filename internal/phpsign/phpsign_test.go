package phpsign_test

import (
	"bufio"
	"crypto/hmac"
	"crypto/sha1"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/internal/phpsign"
)

const secret = "TESTSECRET12"

// s1 is the base of the published synthetic vectors, without its two codes.
const s1 = "affiliate_commission_amount=&affiliate_commission_percent=&affiliate_email=&affiliate_first_name=&affiliate_last_name=" +
	"&amount=1.00&billing_address_1=&billing_address_2=&billing_city=&billing_country=&billing_state=&billing_zip=" +
	"&buyer_email=ada%40example.com&buyer_first_name=Ada&buyer_ip=192.0.2.10&buyer_last_name=Example&buyer_tax_name=&buyer_tax_number=" +
	"&campaign_id=10001&campaign_name=Demo+Campaign&coupon_code=&coupon_rate=&coupon_type=&currency=USD&event=sales" +
	"&invoice_id=PK-P0000000AA&is_rebill=0&mode=test&next_billing_date=1575392852&payment_processor=testmode&product_id=20001" +
	"&product_name=Demo+Plan&quantity=1&ref_affiliate_commission_amount=&ref_affiliate_commission_percent=&ref_affiliate_email=" +
	"&ref_affiliate_first_name=&ref_affiliate_last_name=&shipping_address_1=&shipping_address_2=&shipping_city=&shipping_country=" +
	"&shipping_state=&shipping_zip=&tax_amount=&tax_percent=&tax_transaction_id=&tracking_id=&transaction_id=PK-T0000000AA" +
	"&transaction_time=1575306452&transaction_type=primary&vendor_email=vendor%40example.com&vendor_first_name=Vera" +
	"&vendor_last_name=Vendor&licenses="

func TestPublishedVectors(t *testing.T) {
	t.Parallel()
	s4 := map[string]string{"billing_city": "København", "buyer_first_name": "José", "buyer_last_name": "Łódź"}
	tests := []struct {
		name             string
		set              map[string]string
		drop             []string
		hash, latin      string
		carriesLatin     bool
		verificationCode string
	}{
		{name: "S1", hash: "8c8c256d2bfecaa7a46ef8f968a5e928cb929801", verificationCode: "39a08ba0ad6129fbab2d7b88a097e4ed58b1aec2"},
		{
			name: "S2",
			set: map[string]string{"event": "subscription-updated", "invoice_id": "PK-P0000000BB",
				"transaction_id": "PK-T0000000BB", "transaction_time": "1575380863"},
			drop: []string{"next_billing_date", "transaction_type"},
			hash: "1dc9e0b91f48c6752eb158d3a00f3cfaf11cd7ec", verificationCode: "afe55b5671890dba717ee4c178b4a0af2964b8ef",
		},
		{
			name: "S3",
			set: map[string]string{"amount": "297.00", "next_billing_date": "",
				"licenses": "AAAA-BBBB-CCCC-0001, AAAA-BBBB-CCCC-0002"},
			drop: []string{"is_rebill", "quantity"},
			hash: "5a6bbf9d333ab052b757deb3bad5a7fa49305b99", verificationCode: "f1091db96170bab668772281efc59c13c98680c0",
		},
		{
			name: "S4", set: s4,
			hash: "029f2a210ce77aa6e99025bf8f2576420491ae64", latin: "06893df44a0ec6be8d246fdaad900a3f8cb99b3a",
			verificationCode: "4e0846562ce02f4c5b40435a6fee9bab0e1231f7",
		},
		{
			name: "S5", set: s4, carriesLatin: true,
			hash: "029f2a210ce77aa6e99025bf8f2576420491ae64", latin: "06893df44a0ec6be8d246fdaad900a3f8cb99b3a",
			verificationCode: "dc23de366f30e3df67f2bd01abd14ba494836035",
		},
		{
			name: "S6", set: map[string]string{"buyer_last_name": "日本"}, carriesLatin: true,
			hash: "6eb25260b444b4ff58bb37b8febd317ecfd23c19", latin: "9ea9763eb0333cde5e159968b3e123f6ff6d2221",
			verificationCode: "f23f93d314495f4f87150eb5d026f19ef8e00f22",
		},
		{
			name: "S7",
			set: map[string]string{"billing_city": "   ", "buyer_first_name": " Ada ", "coupon_rate": "00",
				"tax_amount": "0.00", "tax_percent": "0", "tracking_id": " 0 "},
			hash: "6cd54b06b4b45266d03c65797ab9d399b227d94b", verificationCode: "71099c019bf1d35097755c415ff3f2a6595fc611",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			fields := change(split(t, s1), tt.set, tt.drop)
			latin := tt.latin
			if latin == "" {
				latin = tt.hash
			}
			assert.Equal(t, tt.hash, phpsign.Hash(secret, fields))
			assert.Equal(t, latin, phpsign.HashLatin1(secret, fields))

			carried := tt.hash
			if tt.carriesLatin {
				carried = latin
			}
			fields = append(fields, phpsign.Field{Name: "hash", Value: carried})
			assert.Equal(t, tt.verificationCode, phpsign.VerificationCode(secret, fields))

			fields = append(fields, phpsign.Field{Name: "verification_code", Value: tt.verificationCode})
			assert.Equal(t, tt.hash, phpsign.Hash(secret, fields), "the codes are not part of hash")
			assert.Equal(t, tt.verificationCode, phpsign.VerificationCode(secret, fields), "nor of themselves")
		})
	}
}

// TestPHPOracle compares with what PHP 8.2 computed from scalar forms: the golden vectors of package signature.
func TestPHPOracle(t *testing.T) {
	t.Parallel()
	file, err := os.Open("../signature/testdata/vectors.jsonl")
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, file.Close()) })
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	count := 0
	for lines.Scan() {
		var v struct {
			ID, Secret string
			Post       [][4]any // kind, hex name, "s" (text) or "a" (array), hex value
			A, B, C    string
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &v))
		fields, ok := scalars(t, v.Post)
		if !ok {
			continue
		}
		assert.Equal(t, v.A, phpsign.VerificationCode(v.Secret, fields), "%s: verification_code", v.ID)
		assert.Equal(t, v.B, phpsign.Hash(v.Secret, fields), "%s: hash", v.ID)
		assert.Equal(t, v.C, phpsign.HashLatin1(v.Secret, fields), "%s: hash in ISO-8859-1", v.ID)
		count++
	}
	require.NoError(t, lines.Err())
	require.Equal(t, 366, count)
}

// scalars takes the fields that PHP saw; ok is false when one is an array.
func scalars(t *testing.T, post [][4]any) (fields []phpsign.Field, ok bool) {
	t.Helper()
	for _, row := range post {
		if row[2] != "s" {
			return nil, false
		}
		fields = append(fields, phpsign.Field{Name: unhex(t, row[1]), Value: unhex(t, row[3])})
	}
	return fields, true
}

// TestLicensesLast writes the signed text down, value by value.
func TestLicensesLast(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, licenses      string
		sorted, last, latin string
	}{
		{"filled", " é, B ", "1|é, B|pro|ü€", "1|pro|ü€|é, B", "1|pro|\xfc|\xe9, B"},
		{"one that loses all in ISO-8859-1", "日本", "1|日本|pro|ü€", "1|pro|ü€|日本", "1|pro|\xfc|"},
		{"empty", "", "1|pro|ü€", "1|pro|ü€", "1|pro|\xfc"},
		{"0", " 0 ", "1|pro|ü€", "1|pro|ü€", "1|pro|\xfc"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			fields := []phpsign.Field{{Name: "licenses", Value: tt.licenses}, {Name: "x", Value: "ü€"}, {Name: "hash", Value: "h"},
				{Name: "amount", Value: "1"}, {Name: "mode", Value: "pro"}}
			assert.Equal(t, hmacSHA1(tt.sorted), phpsign.Hash(secret, fields))
			assert.Equal(t, hmacSHA1(tt.last), phpsign.HashLicensesLast(secret, fields))
			assert.Equal(t, hmacSHA1(tt.latin), phpsign.HashLatin1LicensesLast(secret, fields))
		})
	}
}

func hmacSHA1(text string) string {
	mac := hmac.New(sha1.New, []byte(secret))
	mac.Write([]byte(text))
	return hex.EncodeToString(mac.Sum(nil))
}

func TestEncode(t *testing.T) {
	t.Parallel()
	got := phpsign.Encode([]phpsign.Field{
		{Name: "b", Value: "a b"}, {Name: "a", Value: "~é|&=+%"}, {Name: "custom_x y", Value: ""}, {Name: "z-_.", Value: "AZaz09"},
	})
	assert.Equal(t, "b=a+b&a=%7E%C3%A9%7C%26%3D%2B%25&custom_x+y=&z-_.=AZaz09", string(got))
	assert.Empty(t, phpsign.Encode(nil))
	assert.Equal(t, s1, string(phpsign.Encode(split(t, s1))))
}

func split(t *testing.T, body string) []phpsign.Field {
	t.Helper()
	var fields []phpsign.Field
	for piece := range strings.SplitSeq(body, "&") {
		name, raw, _ := strings.Cut(piece, "=")
		value, err := url.QueryUnescape(raw)
		require.NoError(t, err)
		fields = append(fields, phpsign.Field{Name: name, Value: value})
	}
	return fields
}

func change(fields []phpsign.Field, set map[string]string, drop []string) []phpsign.Field {
	var out []phpsign.Field
next:
	for _, f := range fields {
		for _, name := range drop {
			if f.Name == name {
				continue next
			}
		}
		if value, ok := set[f.Name]; ok {
			f.Value = value
		}
		out = append(out, f)
	}
	return out
}

func unhex(t *testing.T, digits any) string {
	t.Helper()
	s, ok := digits.(string)
	require.True(t, ok)
	b, err := hex.DecodeString(s)
	require.NoError(t, err)
	return string(b)
}
