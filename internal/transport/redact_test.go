package transport

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net"
	"net/http"
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
		text := newRedactor(secret).text("before " + form + " after")
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
		assert.Equal(t, "x [redacted] y [redacted] z", newRedactor(order...).text("x tok_4242_remainder y 4242 z"))
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
		assert.Equal(t, want, newRedactor(secret).text(in), in)
	}
	const odd = `tok_fake</"é&x>0123456789`
	for n := shortestPart; n < len(odd); n++ {
		for _, form := range spellings(odd) {
			text := newRedactor("4242", odd, odd+"_more").text("near '" + form[:min(n, len(form))] + "' at line 1")
			assert.Equal(t, "near '[redacted]' at line 1", text)
			text = newRedactor("4242", odd, "more_"+odd).text("near '" + form[max(0, len(form)-n):] + "' at line 1")
			assert.Equal(t, "near '[redacted]' at line 1", text)
		}
	}
	// A secret that looks like the mask must not hang.
	assert.NotEmpty(t, newRedactor("[redacted]", "[redacted]x[redacted]").text("[redacted][redacted]x[redacted] [redacted"))
}

func TestRedactLeavesShortTextsAlone(t *testing.T) {
	t.Parallel()
	r := newRedactor("", "123", "abc")
	assert.Equal(t, "123 abc", r.text("123 abc"))
	assert.Equal(t, "4x2 [redacted]", newRedactor("4242").text("4x2 4242"), "card digits have four characters")
}

func TestRedactExcerpt(t *testing.T) {
	t.Parallel()
	r := newRedactor(fakeToken)
	assert.Nil(t, r.excerpt(nil, 10))
	assert.Equal(t, "abc", string(r.excerpt([]byte("abc"), 10)))
	for size := 0; size < 300; size++ {
		body := []byte(strings.Repeat(".", size) + strings.Repeat(fakeToken, 20))
		got := string(r.excerpt(body, 50))
		assert.LessOrEqual(t, len(got), 50)
		assert.NotContains(t, got, fakeToken[:4], "a cut shows a part")
		cut := string(r.excerpt(body[:len(body)-7], 4<<10))
		assert.NotContains(t, cut, fakeToken[:4])
	}
	body := []byte(fakeToken)
	_ = r.excerpt(body, 100)
	assert.Equal(t, fakeToken, string(body), "the answer itself must not be written to")
}

func TestRedactValues(t *testing.T) {
	t.Parallel()
	body := []byte(`{"token":"` + fakeToken + `","last4":"4242","id":123456789}`)
	masked, changed := newRedactor(fakeToken, "4242").values(body)
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
		got, _ := newRedactor(fakeToken, "12345678").values([]byte(in))
		assert.Equal(t, want, string(got))
	}
	same, changed := newRedactor("another secret").values(body)
	assert.False(t, changed)
	assert.Equal(t, string(body), string(same))
}

func TestRedactErrKeepsWhatIsClean(t *testing.T) {
	t.Parallel()
	r := newRedactor(fakeToken)
	require.NoError(t, r.err(nil))
	clean := &net.OpError{Op: "dial", Err: os.ErrDeadlineExceeded}
	assert.Same(t, clean, r.err(clean))
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
	r := newRedactor(fakeToken, "4242")
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
		masked := r.err(leaky)
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

// A secret may come back by any of the ways that end on the error of a call.
func TestDoMasksEchoes(t *testing.T) {
	t.Parallel()
	secrets := []string{"tok_" + "visa/echo+me=", "4242"}
	all := append([]string{oddToken}, secrets...)
	answers := map[string]string{}
	for i, secret := range all {
		quoted, err := json.Marshal(secret)
		require.NoError(t, err)
		q := string(quoted)
		for name, body := range map[string]string{
			"message": `{"success":0,"message":` + q + `}`,
			"errors":  `{"errors":{` + q + `:[` + q + `]}}`,
			"html":    `<p>` + html.EscapeString(secret) + `</p>`,
			"query":   `not JSON ` + url.QueryEscape(secret),
			"slashes": `{"success":0,"message":` + strings.ReplaceAll(q, "/", `\/`) + `}`,
			"in data": `{"data":` + q + `,"id":{}}`,
			"cut":     `{"x":` + q[:len(q)-2],
		} {
			answers[fmt.Sprint(i, name)] = body
		}
	}
	for name, body := range answers {
		for _, status := range []int{200, 400, 422, 500, 302} {
			tr := over(t, roundTrip(func(*http.Request) (*http.Response, error) {
				return answer(status, body), nil
			}), func(c *Config) { c.AuthToken = oddToken })
			call := Post("t.M", "r", nil, Answer{Required: []string{"pk_id"}})
			call.Params = paying(secrets...)
			err := tr.Do(context.Background(), call)
			require.Error(t, err)
			shown := everything(t, err)
			for _, secret := range all {
				for _, form := range append(spellings(secret), secret[:len(secret)-1]) {
					if len(form) >= shortestInError {
						assert.NotContains(t, shown, form, "%s, %d", name, status)
					}
				}
			}
		}
	}
}

func TestDoMasksErrorsOfTheWire(t *testing.T) {
	t.Parallel()
	leaky := &url.Error{Op: "Get", URL: "https://x.test/?auth_token=" + fakeToken, Err: errors.New("4242")}
	for name, wire := range map[string]roundTrip{
		"no answer": func(*http.Request) (*http.Response, error) { return nil, leaky },
		"cut": func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Body: &closeable{err: leaky}}, nil
		},
	} {
		for _, call := range []Call{readCall(new(raw)), writeCall()} {
			call.Params = paying("4242")
			err := over(t, wire).Do(context.Background(), call)
			require.ErrorIs(t, err, leaky, name)
			assert.NotContains(t, everything(t, err), fakeToken, name)
			assert.NotContains(t, everything(t, err), "4242", name)
		}
	}
}
