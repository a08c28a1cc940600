package signature_test

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/internal/phpform"
	"github.com/paykickstart-go/sdk/internal/signature"
)

// vector is what PHP 8.2 computed from a body.
type vector struct {
	ID     string `json:"id"`
	Note   string `json:"note"`
	Secret string `json:"secret"`
	Body   []byte `json:"body"`
	A      string `json:"a"` // verification_code
	B      string `json:"b"` // hash of the values as sent; empty where PHP throws
	C      string `json:"c"` // hash of the values in ISO-8859-1
}

// overLimit are over PHP's 1,000 fields: PHP cuts off what comes after them.
var overLimit = []string{"v0106", "v0107", "v0108", "v0109"}

func vectors(tb testing.TB) []vector {
	tb.Helper()
	file, err := os.Open("testdata/vectors.jsonl")
	require.NoError(tb, err)
	defer func() { _ = file.Close() }()
	var all []vector
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var v vector
		require.NoError(tb, json.Unmarshal(lines.Bytes(), &v))
		all = append(all, v)
	}
	require.NoError(tb, lines.Err())
	require.Len(tb, all, 444)
	return all
}

// One Checker does them all: what one body leaves behind changes nothing about the next.
func TestVectorsOfPHP(t *testing.T) {
	t.Parallel()
	var c signature.Checker
	for _, v := range vectors(t) {
		if slices.Contains(overLimit, v.ID) {
			continue
		}
		form, err := phpform.Parse(v.Body, phpform.Limits{})
		require.NoError(t, err)
		secrets, others := []string{"another", v.Secret}, []string{"another", v.Secret + "x"}
		assert.True(t, c.VerificationCode(form.Fields(), secrets, v.A), "%s by verification_code: %s", v.ID, v.Note)
		assert.False(t, c.VerificationCode(form.Fields(), others, v.A), v.ID)
		asSent, _ := c.Hash(form.Fields(), secrets, v.B)
		assert.Equal(t, v.B != "", asSent, "%s by hash: %s", v.ID, v.Note)
		asSent, latin1 := c.Hash(form.Fields(), secrets, v.C)
		assert.Equal(t, v.C != "", asSent || latin1, "%s by hash in ISO-8859-1: %s", v.ID, v.Note)
		asSent, latin1 = c.Hash(form.Fields(), others, v.C)
		assert.False(t, asSent || latin1, v.ID)
		c.Forget()
	}
}

// Licenses that are signed last verify too, in both forms, and in no other place.
func TestLicensesLast(t *testing.T) {
	t.Parallel()
	form, err := phpform.Parse([]byte("licenses=A&name=%C3%BC&x=1"), phpform.Limits{})
	require.NoError(t, err)
	var c signature.Checker
	for message, want := range map[string][2]bool{
		"A|ü|1": {true, false}, "ü|1|A": {true, false}, "A|\xfc|1": {false, true}, "\xfc|1|A": {false, true}, "ü|A|1": {}, "1|ü|A": {},
	} {
		asSent, latin1 := c.Hash(form.Fields(), []string{"secret"}, hmacOf("secret", message))
		assert.Equal(t, want, [2]bool{asSent, latin1}, message)
	}
}

func TestCodesOfAnotherForm(t *testing.T) {
	t.Parallel()
	form, err := phpform.Parse([]byte("a=1"), phpform.Limits{})
	require.NoError(t, err)
	code := hmacOf("secret", "1")
	var c signature.Checker
	for _, other := range []string{"", code[:39], code + "0", " " + code[:39], strings.ToUpper(code)} {
		assert.False(t, c.VerificationCode(form.Fields(), []string{"secret"}, other), other)
		asSent, latin1 := c.Hash(form.Fields(), []string{"secret"}, other)
		assert.False(t, asSent || latin1, other)
	}
	assert.False(t, c.VerificationCode(form.Fields(), nil, code))
}
