package redact

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// escaped writes every nth character as \uXXXX, / as \/, and the rest as JSON does.
func escaped(text string, nth int) string {
	var b strings.Builder
	for i, r := range []rune(text) {
		switch {
		case i%nth == 0:
			for j, unit := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(&b, []string{`\u%04x`, `\u%04X`}[(i+j)%2], unit)
			}
		case r == '/':
			b.WriteString(`\/`)
		default:
			b.WriteString(goJSON(string(r)))
		}
	}
	return b.String()
}

// escapes are the spellings of a text that JSON, JSON inside JSON and a logged line of that may have.
func escapes(text string) []string {
	var all []string
	for nth := 1; nth <= 3; nth++ {
		once := escaped(text, nth)
		all = append(all, once, goJSON(once), goJSON(goJSON(once)), escaped(once, nth))
	}
	return append(all, strings.Replace(text, text[:1], fmt.Sprintf(`\x%02x`, text[0]), 1), `\U`+fmt.Sprintf("%08x", text[0])+text[1:])
}

const oddSecret = `fake&"token"/é😀+0001`

func TestUnescape(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`\u0061\u00e9\ud83d\uDE00b\/\"\\\n\r\t\b\f`: "aé😀b/\"\\\n\r\t\b\f",
		`\x41\U0001F600\'`:                          "A😀'",
		`a\`:                                        "a", `a\u`: "a", `a\u00`: "a", `\u00'x`: "'x", `\xg`: "g",
		`\ud83d x`: "\uFFFD x", `\ud83d\u0061`: "\uFFFDa", `\Uffffffffx`: "x",
	} {
		plain, at, resolved := unescape([]byte(in))
		assert.True(t, resolved)
		assert.Equal(t, want, string(plain), in)
		require.Len(t, at, len(plain)+1)
		assert.Equal(t, len(in), at[len(plain)])
		for i := range at {
			assert.True(t, i == 0 || at[i-1] <= at[i])
		}
	}
	same, _, resolved := unescape([]byte("plain"))
	assert.False(t, resolved)
	assert.Equal(t, "plain", string(same))
}

func TestRedactMasksEveryMixOfEscapes(t *testing.T) {
	t.Parallel()
	for _, secret := range []string{fakeToken, oddSecret, "4242"} {
		r := New(secret)
		for _, form := range escapes(secret) {
			assert.Equal(t, "before [redacted] after", r.Text("before "+form+" after"), form)
			assert.Equal(t, `"a\n[redacted]\u0062"`, r.Text(`"a\n`+form+`\u0062"`), form)
		}
	}
}

// Wherever a cut falls, no more is left of an escaped secret than of a plain one.
func TestRedactMasksWhatACutHasLeftOfEscapes(t *testing.T) {
	t.Parallel()
	r := New(oddSecret)
	for _, form := range escapes(oddSecret) {
		for n := range len(form) {
			plain, _, _ := unescape([]byte(r.Text("x " + form[:n])))
			for range deepestEscapes {
				plain, _, _ = unescape(plain)
			}
			assert.NotContains(t, string(plain), oddSecret[:shortestInError], form[:n])
			plain, _, _ = unescape([]byte(r.Text(form[n:] + " x")))
			for range deepestEscapes {
				plain, _, _ = unescape(plain)
			}
			assert.NotContains(t, string(plain), oddSecret[len(oddSecret)-shortestPart:], form[n:])
		}
		body := strings.Repeat(".", 45) + strings.Repeat(form, 10)
		assert.NotContains(t, string(r.Excerpt([]byte(body), 50)), `\`)
	}
}

func TestRedactValuesInEscapes(t *testing.T) {
	t.Parallel()
	for _, secret := range []string{fakeToken, oddSecret} {
		r := New(secret, "4242")
		for _, form := range append(escapes(secret)[:12], goJSON(secret)) {
			in := `{"a":"x","url":"https:\/\/x.test\/?t=` + form + `\u0026","` + form + `":1,"last4":"\u0034242","b":"\"` + form + `","n":"4242"}`
			got, changed := r.Values([]byte(in))
			require.True(t, changed, in)
			want := strings.NewReplacer(`t=`+form, `t=[redacted]`, `\"`+form+`"`, `\"[redacted]"`).Replace(in)
			assert.Equal(t, want, string(got), "names and card digits stay")
			assert.True(t, json.Valid(got))
		}
	}
	// A find must not begin inside an escape.
	got, changed := New("nabcdefgh").Values([]byte(`{"a":"\nabcdefgh","b":"nabcdefgh"}`))
	assert.True(t, changed)
	assert.Equal(t, `{"a":"\nabcdefgh","b":"[redacted]"}`, string(got))
	got, changed = New(fakeToken).Values([]byte(`{"a":"\"` + fakeToken + `\"","b":"\u00e9\u00e9\u00e9","c":"\"long enough\""}`))
	assert.True(t, changed)
	assert.Equal(t, `{"a":"\"[redacted]\"","b":"\u00e9\u00e9\u00e9","c":"\"long enough\""}`, string(got))
	// Escapes of two characters hide a secret too that has such characters.
	got, changed = New("ab/cd/efghij").Values([]byte(`{"a":"ab\/cd/efghij"}`))
	assert.True(t, changed)
	assert.Equal(t, `{"a":"[redacted]"}`, string(got))
	for _, in := range []string{`{"a":"\/\u0061"}`, `"\\"`, `{}`, `["\u0061\u0062\u0063\u0064\u0065\u0066\u0067\u0068\u0069"]`, `{"a":"`, `\`} {
		same, changed := New(fakeToken).Values([]byte(in))
		assert.False(t, changed, in)
		assert.Equal(t, in, string(same))
	}
}

func TestHasCoded(t *testing.T) {
	t.Parallel()
	for n := range 20 {
		for after := range 20 {
			fill, rest := strings.Repeat(`\`, n), strings.Repeat("u", after)
			assert.True(t, hasCoded([]byte(strings.Repeat("x", n)+`\u`+rest)))
			assert.True(t, hasCoded([]byte(fill+`\u`+rest)))
			assert.False(t, hasCoded([]byte(rest+fill)))
			assert.False(t, hasCoded([]byte(rest+"u"+strings.Repeat(`\"`, n))))
		}
	}
}
