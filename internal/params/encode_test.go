package params

import (
	"net/url"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEncode(t *testing.T) {
	t.Parallel()
	type wire struct {
		Key    string    `url:"key"`
		Price  *Money    `url:"price,omitempty"`
		Fields Bracketed `url:"custom_field"`
		Plans  List      `url:"plan_ids"`
	}
	zero, million := decimal.Zero, decimal.RequireFromString("1e6")
	for name, tc := range map[string]struct {
		params any
		want   string
	}{
		"nil":            {nil, ""},
		"values":         {url.Values{"a": {"1", "2"}}, "a=1&a=2"},
		"nothing set":    {wire{}, "key="},
		"zero is sent":   {wire{Key: "k", Price: OptionalMoney(&zero)}, "key=k&price=0"},
		"no exponent":    {wire{Price: OptionalMoney(&million)}, "key=&price=1000000"},
		"nil is absent":  {wire{Price: OptionalMoney(nil)}, "key="},
		"pointer":        {&wire{Key: "a b&c"}, "key=a+b%26c"},
		"map and list":   {wire{Fields: Bracketed{"b": "2", "a": "1"}, Plans: List{7, 8}}, "custom_field%5Ba%5D=1&custom_field%5Bb%5D=2&key=&plan_ids%5B%5D=7&plan_ids%5B%5D=8"},
		"empty map":      {wire{Fields: Bracketed{}}, "key="},
		"largest number": {wire{Plans: List{1<<63 - 1}}, "key=&plan_ids%5B%5D=9223372036854775807"},
	} {
		form, err := Encode(tc.params)
		require.NoError(t, err, name)
		assert.Equal(t, tc.want, form.Encode(), name)
	}
	_, err := Encode(7)
	require.Error(t, err)
}

func TestMoneyOnTheWire(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"12": "12", "9.99": "9.99", "1000000": "1000000", "1e6": "1000000", "0": "0", "0.10": "0.1", "-5.5": "-5.5",
		"123456789012345678901234567890.12": "123456789012345678901234567890.12",
	} {
		v := url.Values{}
		require.NoError(t, Money(decimal.RequireFromString(in)).EncodeValues("m", &v))
		assert.Equal(t, url.Values{"m": {want}}, v)
	}
}

func TestIsTokenField(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"auth_token", "auth.token", "auth token", "auth[token", " auth_token", "  auth.token", "auth_token[]", "auth_token[a]",
		"auth token[x][y]", "auth_token[", "auth_token\x00x", "auth.token\x00[a]", " auth_token\x00",
	} {
		assert.True(t, IsTokenField(name), "%q", name)
	}
	for _, name := range []string{
		"", "token", "auth_tokens", "xauth_token", "AUTH_TOKEN", "auth-token", "auth__token", "x[auth_token]", "auth[token]",
		"\x00auth_token", "\tauth_token", "authtoken",
	} {
		assert.False(t, IsTokenField(name), "%q", name)
	}
}
