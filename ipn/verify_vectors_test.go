package ipn_test

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
)

// vector is what PHP 8.2 made of a body; see package signature.
type vector struct {
	ID     string `json:"id"`
	Note   string `json:"note"`
	Secret string `json:"secret"`
	Body   []byte `json:"body"`
	A      string `json:"a"` // verification_code
	B      string `json:"b"` // hash of the values as sent; empty where PHP throws
	C      string `json:"c"` // hash of the values in ISO-8859-1
	ValidA bool   `json:"valid_a"`
	ValidC bool   `json:"valid_c"`
}

func vectors(tb testing.TB) []vector {
	tb.Helper()
	file, err := os.Open("../internal/signature/testdata/vectors.jsonl")
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

var (
	// Over PHP's 1,000 fields: PHP cuts the rest silently, this package refuses the body.
	overLimit = []string{"v0106", "v0107", "v0108", "v0109"}
	// An empty secret is refused.
	emptySecret = []string{"v0121"}
	// Verify for PHP by their ISO-8859-1 form only, with other than ASCII in a field that decides, or with what that form drops
	// in the buyer's e-mail address: refused on purpose.
	asciiRule = []string{
		"v0128", "v0129", "v0132", "v0136", "v0137", "v0139", "v0141", "v0143", "v0145", "v0147", "v0148", "v0149",
		"v0151", "v0152", "v0153", "v0157", "v0161", "v0163", "v0165", "v0168", "v0176", "v0177", "v0181", "v0193",
		"v0196", "v0200", "v0205", "v0207", "v0208", "v0216", "v0217", "v0221", "v0225", "v0233", "v0249", "v0251",
		"v0253", "v0256", "v0257", "v0259", "v0264", "v0265", "v0272", "v0285", "v0287", "v0289", "v0297", "v0300",
		"v0302", "v0305", "v0307", "v0313", "v0316", "v0319", "v0323", "v0329", "v0333", "v0339", "v0341", "v0345",
		"v0349", "v0353", "v0359", "v0363", "v0364", "v0365", "v0367", "v0369", "v0373", "v0375", "v0376", "v0379",
		"v0388", "v0391", "v0393", "v0396", "v0405", "v0412", "v0413", "v0423", "v0429", "v0431", "v0432", "v0435",
		"v0436", "v0441",
	}
)

func TestVectorsOfPHP(t *testing.T) {
	t.Parallel()
	refused := []string{}
	for _, v := range vectors(t) {
		if slices.Contains(emptySecret, v.ID) {
			_, err := ipn.NewVerifier(ipn.Secrets(v.Secret))
			assert.Error(t, err)
			continue
		}
		assert.Equal(t, v.ValidA && !slices.Contains(overLimit, v.ID), verdict(t, v, ipn.SchemeVerificationCode), "%s by verification_code: %s", v.ID, v.Note)
		want := v.ValidC || v.B != "" && hashOf(t, v) == v.B
		if want && !verdict(t, v, ipn.SchemeHash) && !slices.Contains(overLimit, v.ID) {
			refused = append(refused, v.ID)
			assert.False(t, survives(t, v), "%s is refused for no other reason", v.ID)
			continue
		}
		assert.Equal(t, want && !slices.Contains(overLimit, v.ID), verdict(t, v, ipn.SchemeHash), "%s by hash: %s", v.ID, v.Note)
	}
	assert.Equal(t, asciiRule, refused, "valid by hash for PHP, refused here")
}

func survives(t *testing.T, v vector) bool {
	t.Helper()
	form, err := ipn.ParseForm(v.Body)
	require.NoError(t, err)
	fields := []refField{}
	for name, value := range form.All() {
		fields = append(fields, refField{name, value})
	}
	return refSurvives(fields)
}

func hashOf(t *testing.T, v vector) string {
	t.Helper()
	form, err := ipn.ParseForm(v.Body)
	if err != nil {
		return ""
	}
	return form.Get("hash")
}

func verdict(t *testing.T, v vector, scheme ipn.Scheme) bool {
	t.Helper()
	verifier, err := ipn.NewVerifier(ipn.Secrets("another secret", v.Secret), ipn.WithSchemes(scheme))
	require.NoError(t, err)
	n, err := verifier.Verify(context.Background(), v.Body)
	if slices.Contains(overLimit, v.ID) {
		require.ErrorIs(t, err, ipn.ErrTooLarge)
	}
	if n != nil {
		require.Equal(t, scheme, n.VerifiedBy())
		return true
	}
	require.Error(t, err)
	return false
}
