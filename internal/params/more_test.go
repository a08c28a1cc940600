package params

import (
	"net/url"
	"testing"

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
		"", "42424242424", "4242424242424241", "50180000000", "1700000000", "2031-01-01 10:00:00", "PK-P0000000AA", "0.00000000000",
	} {
		assert.False(t, hasCardNumber(value), value)
	}
	for _, name := range []string{"discount", "card", "number", "order_number", "cvs", "accounting", "iban"} {
		assert.False(t, isCardName(name), name)
	}
	var p Problems
	p.More("Params", More{"a[b c]": {"1"}, "a[b.c]": {"2"}, "a": nil}, nil)
	require.NoError(t, p.Err("t.M"), "inside brackets PHP changes nothing")
}

func TestSameInPHP(t *testing.T) {
	t.Parallel()
	a, b, same := SameInPHP([]string{"a.b", "order", "a b"})
	assert.True(t, same)
	assert.Equal(t, []string{"a.b", "a b"}, []string{a, b})
	_, _, same = SameInPHP([]string{"a-b", "a_b", "A_b", "ab"})
	assert.False(t, same)
}
