package params

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/paykickstart-go/sdk/api"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestProblems(t *testing.T) {
	t.Parallel()
	var none Problems
	none.Text("Key", "x")
	none.Email("Email", "buyer+1@example.test")
	none.ID("ID", 1)
	for _, amount := range []string{"0", "0.01", "9.990", "1e6"} {
		none.Money("Price", decimal.RequireFromString(amount))
	}
	none.Cents("Credit", decimal.RequireFromString("-9.99"))
	require.NoError(t, none.Err("t.M"))

	var p Problems
	for _, text := range []string{"", " \t\u00a0", "a\x00b"} {
		p.Text("Key", text)
	}
	for _, email := range []string{"", " ", "x", "a@b, c@d", "Buyer <buyer@example.test>", " buyer@example.test", "buyer@example.test\n"} {
		p.Email("Email", email)
	}
	p.ID("ID", 0)
	p.ID("ID", -1)
	p.Money("Price", decimal.RequireFromString("-0.001"))
	p.Cents("Credit", decimal.RequireFromString("0.001"))
	err := p.Err("t.M")
	require.ErrorIs(t, err, api.ErrInvalidParams)
	var e *api.Error
	require.ErrorAs(t, err, &e)
	assert.Equal(t, "t.M", e.Op)
	for field, want := range map[string]int{"Key": 3, "Email": 7, "ID": 2, "Price": 2, "Credit": 1} {
		assert.Len(t, e.Fields[field], want, field)
		assert.ErrorContains(t, err, field)
	}
}

func TestProblemsAreBounded(t *testing.T) {
	t.Parallel()
	var p Problems
	for range 1000 {
		p.Add("CustomFields", "the name %q must not contain [", strings.Repeat("é[", 1<<12))
	}
	var e *api.Error
	require.ErrorAs(t, p.Err("t.M"), &e)
	texts := e.Fields["CustomFields"]
	assert.Len(t, texts, mostTexts)
	assert.LessOrEqual(t, len(texts[0]), longestText)
	assert.True(t, utf8.ValidString(texts[0]))
}
