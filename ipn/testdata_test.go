package ipn_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var (
	escape = regexp.MustCompile(`%[0-9A-Fa-f]{2}`)
	// As persons' addresses are written, in lower case: the random texts of the vectors hold other signs around an "@".
	emailDomain  = regexp.MustCompile(`@((?:[a-z0-9-]+\.)+[a-z]{2,})\b`)
	inventedName = regexp.MustCompile(`(^|\.)(example\.com|example\.org|example|test)$`)
	ipAddress    = regexp.MustCompile(`\b(?:\d{1,3}\.){3}\d{1,3}\b`)
	inventedIP   = regexp.MustCompile(`^(192\.0\.2|198\.51\.100|203\.0\.113)\.`)
	// The persons and companies of the documents' own sample: SHA-256 of each word in lower case, so that no name stands here.
	documentedNames = map[string]bool{
		"c9bc8926d7c2283227ae3c0d6467575db34439f0deb323f3bd86f5449b66688c": true,
		"04fcb3e170309b7a73956e4b8c289a14a97274131730108af16f3d4a46ff95ee": true,
		"8e89c85b3b1a96118982f11f183ff14f5dd28712c9f9ec6b7077d9e695740016": true,
		"9706987d633e05a0d2931c21108b37e8c790570048ac47c48900314bb325d606": true,
		"5dae49cebfdd9e85831743f7ff285e21f726e34e70dfa4d0855999a5d4bc276a": true,
		"3afcc2c5b45ac1712c5ff44e45145aa605f2b409ef73511ff3320548d137d994": true,
	}
)

// TestTestdataIsInvented decodes every vector and sample: nobody's name, e-mail or IP address is in them.
func TestTestdataIsInvented(t *testing.T) {
	t.Parallel()
	for _, v := range vectors(t) {
		assert.Empty(t, personal(v.Body), v.ID)
		assert.Empty(t, personal([]byte(v.Note+" "+v.Secret)), v.ID)
	}
	samples, err := filepath.Glob("testdata/*.txt")
	require.NoError(t, err)
	require.Len(t, samples, 2)
	for _, name := range samples {
		body, err := os.ReadFile(name)
		require.NoError(t, err)
		assert.Empty(t, personal(body), name)
	}
}

func TestPersonal(t *testing.T) {
	t.Parallel()
	assert.Equal(t, []string{"elsewhere.com", "notexample.com", "example.com.nowhere.net", "8.8.4.4", "Kickstart"},
		personal([]byte("a=x%40elsewhere.com&b=y@notexample.com&c=z%40example.com.nowhere.net&ip=8.8%2E4.4&name=My+Kickstart")))
	assert.Empty(t, personal([]byte("a=x%40example.com&b=y%40shop.example.org&c=z@my.test&d=v@shop.example&ip=192.0.2.1&name=PayKickstart")))
}

// personal lists what is not invented in a body: domains of e-mail addresses, IP addresses and names.
func personal(body []byte) []string {
	text := string(escape.ReplaceAllFunc(body, func(code []byte) []byte {
		b, _ := hex.DecodeString(string(code[1:])) // two hex digits: cannot fail
		return b
	}))
	found := []string{}
	for _, match := range emailDomain.FindAllStringSubmatch(text, -1) {
		if !inventedName.MatchString(match[1]) {
			found = append(found, match[1])
		}
	}
	for _, ip := range ipAddress.FindAllString(text, -1) {
		if !inventedIP.MatchString(ip) {
			found = append(found, ip)
		}
	}
	notInWord := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	for _, word := range strings.FieldsFunc(text, notInWord) {
		sum := sha256.Sum256([]byte(strings.ToLower(word)))
		if documentedNames[hex.EncodeToString(sum[:])] {
			found = append(found, word)
		}
	}
	return found
}
