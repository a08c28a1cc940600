package transport

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/paykickstart-go/sdk/internal/redact"
)

// coded writes every character as \uXXXX.
func coded(text string) string {
	var b strings.Builder
	for _, r := range text {
		fmt.Fprintf(&b, `\u%04x`, r)
	}
	return b.String()
}

// echoed are answers that repeat a secret.
func echoed(t *testing.T, secret string) map[string]string {
	t.Helper()
	quoted, err := json.Marshal(secret)
	require.NoError(t, err)
	q := string(quoted)
	return map[string]string{
		"message":  `{"success":0,"message":` + q + `}`,
		"errors":   `{"errors":{` + q + `:[` + q + `]}}`,
		"html":     `<p>` + html.EscapeString(secret) + `</p>`,
		"query":    `not JSON ` + url.QueryEscape(secret),
		"slashes":  `{"success":0,"message":` + strings.ReplaceAll(q, "/", `\/`) + `}`,
		"in data":  `{"data":` + q + `,"id":{}}`,
		"cut":      `{"x":` + q[:len(q)-2],
		"coded":    `{"success":0,"message":"` + coded(secret) + `","errors":{"` + coded(secret) + `":["` + coded(secret) + `"]}}`,
		"in HTML":  `<p>` + coded(secret) + `</p>`,
		"in words": `{"error":"` + coded(secret[:2]) + secret[2:] + `"}`,
	}
}

// A secret may come back by any of the ways that end on the error of a call.
func TestDoMasksEchoes(t *testing.T) {
	t.Parallel()
	secrets := []string{"tok_" + "visa/echo+me=", "4242"}
	all := append([]string{oddToken}, secrets...)
	mask := redact.New(all...)
	for _, secret := range all {
		for name, body := range echoed(t, secret) {
			for _, status := range []int{200, 400, 422, 500, 302} {
				tr := over(t, answering(status, body), func(c *Config) { c.AuthToken = oddToken })
				err := tr.Do(context.Background(), Post("t.M", "r", paying(secrets...), answer.Want{Required: []string{"pk_id"}}))
				require.Error(t, err)
				shown := everything(t, err)
				assert.Equal(t, mask.Text(shown), shown, "%s, %d", name, status)
			}
		}
	}
}

func TestDoMasksResults(t *testing.T) {
	t.Parallel()
	const token = "tok_visa/échoed"
	for _, secret := range []string{oddToken, token} {
		var got json.RawMessage
		body := `{"success":1,"pk_id":"1","note":"` + coded(secret) + `"}`
		call := Post("t.M", "r", paying(token), answer.Want{Into: &got, Required: []string{"pk_id"}})
		require.NoError(t, over(t, answering(200, body), func(c *Config) { c.AuthToken = oddToken }).Do(context.Background(), call))
		assert.JSONEq(t, `{"success":1,"pk_id":"1","note":"[redacted]"}`, string(got))
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
