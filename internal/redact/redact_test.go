package redact

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSpellings(t *testing.T) {
	t.Parallel()
	secret := `a&b"c'd/e+f g<é😀\z%`
	inJSON, err := json.Marshal(secret)
	require.NoError(t, err)
	for name, form := range map[string]string{
		"plain":       secret,
		"quoted":      fmt.Sprintf("%q", secret),
		"query":       url.Values{"t": {secret}}.Encode(),
		"raw url":     "a%26b%22c%27d%2Fe%2Bf%20g%3C%C3%A9%F0%9F%98%80%5Cz%25",
		"path":        url.PathEscape(secret),
		"Go's JSON":   string(inJSON),
		"PHP's JSON":  `{"t":"a&b\"c'd\/e+f g<\u00e9\ud83d\ude00\\z%"}`,
		"PHP's, /":    `{"t":"a&b\"c'd/e+f g<\u00e9\ud83d\ude00\\z%"}`,
		"Go's HTML":   html.EscapeString(secret),
		"PHP's HTML":  `a&amp;b&quot;c&#039;d/e+f g&lt;é😀\z%`,
		"in an error": (&url.Error{Op: "Get", URL: "https://x/?t=" + url.QueryEscape(secret), Err: errors.New("x")}).Error(),
	} {
		text := New(secret).Text("before " + form + " after")
		assert.Contains(t, text, mask, name)
		assert.NotContains(t, text, "😀", name)
		assert.NotRegexp(t, `d83d|F0%9F|f0%9f`, text, name)
		assert.True(t, strings.HasPrefix(text, "before ") && strings.HasSuffix(text, " after"), name)
	}
}

// A short secret inside a long one must not save what is left of the long one.
func TestRedactMasksTheLongestFirst(t *testing.T) {
	t.Parallel()
	for _, order := range [][]string{{"4242", "tok_4242_remainder"}, {"tok_4242_remainder", "4242"}} {
		assert.Equal(t, "x [redacted] y [redacted] z", New(order...).Text("x tok_4242_remainder y 4242 z"))
	}
}

func TestRedactMasksWhatACutHasLeft(t *testing.T) {
	t.Parallel()
	const secret = "tok_1AbCdEfGhIjKlMnOp"
	for in, want := range map[string]string{
		"near 'tok_1AbCdEfGhI' at line 1": "near '[redacted]' at line 1",
		"…GhIjKlMnOp' at line 1":          "…[redacted]' at line 1",
		"ends with tok_1A":                "ends with [redacted]",
		"tok_":                            "[redacted]",
		"no tok here":                     "no tok here",
		"tok_1AbCdtok_1AbCdEfGhIjKlMnOp":  "[redacted][redacted]",
		"tok_1AbCdEf tok_1AbCdEf":         "[redacted] [redacted]",
		"":                                "",
	} {
		assert.Equal(t, want, New(secret).Text(in), in)
	}
	const odd = `tok_fake</"é&x>0123456789`
	for n := shortestPart; n < len(odd); n++ {
		for _, form := range spellings(odd) {
			text := New("4242", odd, odd+"_more").Text("near '" + form[:min(n, len(form))] + "' at line 1")
			assert.Equal(t, "near '[redacted]' at line 1", text)
			text = New("4242", odd, "more_"+odd).Text("near '" + form[max(0, len(form)-n):] + "' at line 1")
			assert.Equal(t, "near '[redacted]' at line 1", text)
		}
	}
	// A secret that looks like the mask must not hang.
	assert.NotEmpty(t, New("[redacted]", "[redacted]x[redacted]").Text("[redacted][redacted]x[redacted] [redacted"))
}

func TestRedactLeavesShortTextsAlone(t *testing.T) {
	t.Parallel()
	r := New("", "123", "abc")
	assert.Equal(t, "123 abc", r.Text("123 abc"))
	assert.Equal(t, "4x2 [redacted]", New("4242").Text("4x2 4242"), "card digits have four characters")
}

func TestRedactExcerpt(t *testing.T) {
	t.Parallel()
	r := New(fakeToken)
	assert.Nil(t, r.Excerpt(nil, 10))
	assert.Equal(t, "abc", string(r.Excerpt([]byte("abc"), 10)))
	for size := 0; size < 300; size++ {
		body := []byte(strings.Repeat(".", size) + strings.Repeat(fakeToken, 20))
		got := string(r.Excerpt(body, 50))
		assert.LessOrEqual(t, len(got), 50)
		assert.NotContains(t, got, fakeToken[:4], "a cut shows a part")
		cut := string(r.Excerpt(body[:len(body)-7], 4<<10))
		assert.NotContains(t, cut, fakeToken[:4])
	}
	body := []byte(fakeToken)
	_ = r.Excerpt(body, 100)
	assert.Equal(t, fakeToken, string(body), "the answer itself must not be written to")
}

func TestRedactValues(t *testing.T) {
	t.Parallel()
	body := []byte(`{"token":"` + fakeToken + `","last4":"4242","id":123456789}`)
	masked, changed := New(fakeToken, "4242").Values(body)
	assert.True(t, changed)
	assert.Equal(t, `{"token":"[redacted]","last4":"4242","id":123456789}`, string(masked), "card digits are data")
	for in, want := range map[string]string{
		`{"` + fakeToken + `" : "` + fakeToken + `"}`: `{"` + fakeToken + `" : "[redacted]"}`,
		`["a\\","` + fakeToken + `"]`:                 `["a\\","[redacted]"]`,
		`{"a\"":"\"` + fakeToken + `\""}`:             `{"a\"":"\"[redacted]\""}`,
		`"` + fakeToken + `"`:                         `"[redacted]"`,
		`{"n":12345678}`:                              `{"n":12345678}`,
		`{"open":"` + fakeToken:                       `{"open":"[redacted]`,
	} {
		got, _ := New(fakeToken, "12345678").Values([]byte(in))
		assert.Equal(t, want, string(got))
	}
	same, changed := New("another secret").Values(body)
	assert.False(t, changed)
	assert.Equal(t, string(body), string(same))
}

func TestRedactErrKeepsWhatIsClean(t *testing.T) {
	t.Parallel()
	r := New(fakeToken)
	require.NoError(t, r.Err(nil))
	clean := &net.OpError{Op: "dial", Err: os.ErrDeadlineExceeded}
	assert.Same(t, clean, r.Err(clean))
}

// structError shows its secret with %#v alone, wrapper with no verb at all.
type structError struct{ URL string }

func (structError) Error() string { return "structured" }

type wrapper struct{ inner []error }

func (w *wrapper) Error() string   { return "wrapped" }
func (w *wrapper) Unwrap() []error { return w.inner }
func (w *wrapper) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprint(f, "wrapped")
}

func TestRedactErrMasksEveryErrorOfTheChain(t *testing.T) {
	t.Parallel()
	r := New(fakeToken, "4242")
	cause := errors.New("cause")
	for name, leaky := range map[string]error{
		"text":            errors.New("token " + fakeToken),
		"digits":          errors.New("card ending 4242"),
		"URL":             &url.Error{Op: "Get", URL: "https://x.test/?auth_token=" + fakeToken, Err: cause},
		"%#v alone":       structError{URL: fakeToken},
		"wrapped":         fmt.Errorf("outer: %w", errors.New(fakeToken)),
		"behind a mute":   &wrapper{[]error{cause, errors.New(fakeToken)}},
		"deep":            &wrapper{[]error{nil, fmt.Errorf("clean text: %w", &wrapper{[]error{structError{fakeToken}}})}},
		"a cut part":      fmt.Errorf("malformed HTTP response %q", fakeToken[:15]),
		"with a deadline": &url.Error{Op: "Get", URL: fakeToken, Err: context.DeadlineExceeded},
	} {
		masked := r.Err(leaky)
		shown := fmt.Sprintf("%v %+v %#v %s %q", masked, masked, masked, masked, masked)
		assert.NotContains(t, shown, fakeToken[:12], name)
		assert.NotContains(t, shown, "4242", name)
		require.ErrorIs(t, masked, leaky, name)
		require.NoError(t, errors.Unwrap(masked), name)
		var u *url.Error
		assert.NotErrorAs(t, masked, &u, "%s: As would hand out what is masked", name)
		var timeout interface{ Timeout() bool }
		require.ErrorAs(t, masked, &timeout, name)
		assert.Equal(t, name == "with a deadline", timeout.Timeout(), name)
	}
}

// What is left of an error is its own text, with the secrets masked.
func TestRedactErrKeepsTheText(t *testing.T) {
	t.Parallel()
	err := New(fakeToken).Err(fmt.Errorf("proxy: no answer for %s: %w", fakeToken, context.Canceled))
	require.EqualError(t, err, "proxy: no answer for [redacted]: context canceled")
	require.ErrorIs(t, err, context.Canceled)
	require.EqualError(t, Hide(context.Canceled, "hidden"), "hidden")
}
