package params

import (
	"net/url"
	"testing"
	"unicode"

	"github.com/google/go-querystring/query"
	"github.com/paykickstart-go/sdk/api"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type moreWire struct {
	Known  string    `url:"known_name"`
	Custom Bracketed `url:"custom_field,omitempty"`
	Params More      `url:"params,omitempty"`
}

func TestMoreIsSentAsItIs(t *testing.T) {
	t.Parallel()
	more := More{"currency": {"EUR"}, "tags[]": {"a", "b"}, "meta[x y]": {""}, "4 digits": {"4242"}}
	var p Problems
	p.More("Params", more, Names(moreWire{}))
	require.NoError(t, p.Err("t.M"))
	form, err := query.Values(moreWire{Known: "k", Params: more})
	require.NoError(t, err)
	assert.Equal(t, url.Values{"known_name": {"k"}, "currency": {"EUR"}, "tags[]": {"a", "b"}, "meta[x y]": {""}, "4 digits": {"4242"}}, form)
	form, err = query.Values(moreWire{})
	require.NoError(t, err)
	assert.Equal(t, url.Values{"known_name": {""}}, form)
}

func TestNamesAreThoseOfTheFields(t *testing.T) {
	t.Parallel()
	assert.Equal(t, []string{"known_name", "custom_field"}, Names(moreWire{}))
}

func TestMoreRefuses(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		more More
		want string
	}{
		"the token":               {More{"auth_token": {"x"}}, "must not hold auth_token"},
		"the token in disguise":   {More{" auth.token[a]": {"x"}}, "must not hold auth_token"},
		"a field":                 {More{"known_name": {"x"}}, "has a field"},
		"a field with a dot":      {More{"known.name": {"x"}}, "has a field"},
		"a field with a space":    {More{"  known name": {"x"}}, "has a field"},
		"a field with brackets":   {More{"known_name[]": {"x"}}, "has a field"},
		"a field, bracket open":   {More{"known[name": {"x"}}, "has a field"},
		"a part of a field":       {More{"custom.field[a]": {"x"}}, "has a field"},
		"a number":                {More{"note": {"4242424242424242"}}, "looks like a card number"},
		"a number with spaces":    {More{"note": {"pay 4242 4242\u00a04242 4242 now"}}, "looks like a card number"},
		"a number with dashes":    {More{"tags[]": {"", "4242-4242–4242-4242"}}, "looks like a card number"},
		"a number of 12":          {More{"note": {"501800000009"}}, "looks like a card number"},
		"a number as a name":      {More{"x[4242424242424242]": {"x"}}, "a name must not hold a card number"},
		"a number, date, code":    {More{"note": {"4242 4242 4242 4242 12/30 123"}}, "looks like a card number"},
		"a number, date":          {More{"note": {"4242424242424242 12/30"}}, "looks like a card number"},
		"a date, a number":        {More{"note": {"12/30 4242424242424242"}}, "looks like a card number"},
		"a number, code":          {More{"note": {"4242 4242 4242 4242 123"}}, "looks like a card number"},
		"a number with dots":      {More{"note": {"4242.4242.4242.4242"}}, "looks like a card number"},
		"a number with lines":     {More{"note": {"4242_4242_4242_4242"}}, "looks like a card number"},
		"a number with slashes":   {More{"note": {"4242/4242/4242/4242"}}, "looks like a card number"},
		"a number, zero widths":   {More{"note": {"4242\u200b4242\u200b4242\u200b4242"}}, "looks like a card number"},
		"a number with minuses":   {More{"note": {"4242\u22124242\u22124242\u22124242"}}, "looks like a card number"},
		"a number, full width":    {More{"note": {"４２４２４２４２４２４２４２４２"}}, "looks like a card number"},
		"a number, Arabic":        {More{"note": {"٤٢٤٢ ٤٢٤٢ ٤٢٤٢ ٤٢٤٢"}}, "looks like a card number"},
		"a number, bold":          {More{"note": {"𝟒𝟐𝟒𝟐 𝟒𝟐𝟒𝟐 𝟒𝟐𝟒𝟐 𝟒𝟐𝟒𝟐"}}, "looks like a card number"},
		"a number, broken text":   {More{"note": {"4242\xff4242\xff4242\xff4242"}}, "looks like a card number"},
		"a number among letters":  {More{"note": {"card4242424242424242exp1230"}}, "looks like a card number"},
		"a number of 19":          {More{"note": {"6304 0000 0000 0000 000"}}, "looks like a card number"},
		"a number in parts":       {More{"n[]": {"4242", "4242", "4242", "4242"}}, "looks like a card number"},
		"a part and the rest":     {More{"n[]": {"2031-01-01 10:00:00", "42424242", "42424242"}}, "looks like a card number"},
		"a number as keys":        {More{"x[4242][4242][4242][4242]": {"x"}}, "a name must not hold a card number"},
		"a key beside text":       {More{"x[a]": {"1"}, "x[a]z": {"2"}}, "are one name to PHP"},
		"a value and an array":    {More{"x": {"1"}, "x[a]": {"2"}}, "are one name to PHP"},
		"an array and a value":    {More{"x": {"1"}, " x[a]": {"2"}}, "are one name to PHP"},
		"a value deeper":          {More{"x[a]": {"1"}, "x[a][b]": {"2"}}, "are one name to PHP"},
		"a blank list":            {More{"x[]": {"1"}, "x[ ]": {"2"}}, "are one name to PHP"},
		"a list and its key":      {More{"x[]": {"1"}, "x[0]": {"2"}}, "are one name to PHP"},
		"a list and its key, in":  {More{"x[a][]": {"1"}, "x[a][0]": {"2"}}, "are one name to PHP"},
		"a bracket that is open":  {More{"a[b": {"1"}, "a_b": {"2"}}, "are one name to PHP"},
		"a later one, open":       {More{"a[b][c": {"1"}, "a[b]": {"2"}}, "are one name to PHP"},
		"a card's parameter":      {More{"ccNum": {"4242"}}, "is card data"},
		"a security code":         {More{"ccCSV": {"123"}}, "is card data"},
		"a security code inside":  {More{"card[CVC]": {"123"}}, "is card data"},
		"a security code, dashed": {More{"card-cvv2": {"123"}}, "is card data"},
		"an account number":       {More{"account_number": {"1"}}, "is card data"},
		"two names":               {More{"a b": {"1"}, "a.b": {"2"}}, "are one name to PHP"},
		"two names with brackets": {More{"a b[c.d]": {"1"}, "a.b[c.d]": {"2"}}, "are one name to PHP"},
		"several values":          {More{"note": {"1", "2"}}, "has several values"},
		"a blank name":            {More{" ": {"1"}}, "must not be empty or blank"},
		"a NUL in a name":         {More{"a\x00b": {"1"}}, "must not contain a NUL"},
		"a NUL in a value":        {More{"a": {"\x00"}}, "must not contain a NUL"},
	} {
		var p Problems
		p.More("Params", tc.more, Names(moreWire{}))
		err := p.Err("t.M")
		require.ErrorIs(t, err, api.ErrInvalidParams, name)
		require.ErrorContains(t, err, tc.want, name)
		assert.NotContains(t, err.Error(), "4242", name)
	}
}

func TestMoreTakesWhatIsNoCard(t *testing.T) {
	t.Parallel()
	for _, value := range []string{
		"1234567890123456789 12", "42424242a42424242", "2026-03-10 12:00:00", " 2026-03-10 12:00:01", "00000000000000",
		"", "42424242424", "4242424242424241", "50180000000", "1700000000", "2031-01-01 10:00:00", "PK-P0000000AA", "0.00000000000",
	} {
		assert.False(t, hasCardNumber(value), value)
	}
	for _, name := range []string{"discount", "card", "number", "order_number", "cvs", "accounting", "japan", "span", "pan_size", "cid", "verification_code", "csc_member", ""} {
		assert.False(t, isCardName(name), name)
	}
	var p Problems
	p.More("Params", More{
		"a[b c]": {"1"}, "a[b.c]": {"2"}, "list[]": {"1", "2"}, "deep[x][]": {"1"}, "deep[y][]": {"1"}, "many[][a]": {"1"}, "many[][b]": {"2"},
		"when[]": {"2026-03-10 12:00:00", "2026-03-10 12:00:01", "2026-03-10 12:00:02", "2026-03-10 12:00:03"},
	}, nil)
	require.NoError(t, p.Err("t.M"), "inside brackets PHP changes nothing")
}

func TestCardNames(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"cvv_code", "CVV-Code", "csc", "card[csc]", "cvn", "cvc", "card_verification_value", "Card Verification Code", "ccCVV2_", "iban", "IBAN[]",
		"card_number", "cardnumber", "Card.Number", "card_no", "pan", "card[pan]", "cardPAN", "p[a][n]x[pan]",
	} {
		assert.True(t, isCardName(name), name)
	}
}

// Unicode has digits in tens; digitOf relies on it.
func TestDigitOf(t *testing.T) {
	t.Parallel()
	for _, tens := range unicode.Nd.R16 {
		assert.Zero(t, (tens.Hi-tens.Lo+1)%10)
		assert.EqualValues(t, 1, tens.Stride)
	}
	for _, tens := range unicode.Nd.R32 {
		assert.Zero(t, (tens.Hi-tens.Lo+1)%10)
		assert.EqualValues(t, 1, tens.Stride)
	}
	for r, want := range map[rune]byte{'0': '0', '9': '9', '０': '0', '９': '9', '٣': '3', '७': '7', '𝟗': '9', '𝟎': '0', '𝟘': '0', '𝟿': '9'} {
		got, ok := digitOf(r)
		assert.True(t, ok, "%c", r)
		assert.Equal(t, want, got, "%c", r)
	}
	for _, r := range "aé-½②\u200b\u2212" {
		_, ok := digitOf(r)
		assert.False(t, ok, "%c", r)
	}
}

func TestPaymentSecretsGoByTheNameAsPHPReadsIt(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"stripeToken", "stripeToken[]", "stripeToken[a]", " stripeToken", "stripeToken ", "payment[stripeToken]", "payment[ stripeToken ]",
		"Payment.stripeToken", "payment[a][stripeToken][]", "stripetoken", "stripeToken\x00", "route.number", "account[number", "route number[]",
	} {
		assert.Equal(t, []string{"tok"}, PaymentSecrets(url.Values{name: {"tok"}}), "%q", name)
	}
	assert.Empty(t, PaymentSecrets(url.Values{"stripeTokens": {"a"}, "wt-type": {"b"}, "ref_purchase": {"c"}, "": {"d"}}))
}

func TestSameInPHP(t *testing.T) {
	t.Parallel()
	a, b, same := SameInPHP([]string{"a.b", "order", "a b"})
	assert.True(t, same)
	assert.Equal(t, []string{"a.b", "a b"}, []string{a, b})
	_, _, same = SameInPHP([]string{"a-b", "a_b", "A_b", "ab"})
	assert.False(t, same)
}
