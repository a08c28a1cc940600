package transport

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseBaseURLTakes(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{
		"":                                       DefaultBaseURL,
		"https://app.paykickstart.com/api":       "https://app.paykickstart.com/api",
		"https://app.paykickstart.com/api/":      "https://app.paykickstart.com/api",
		"https://app.paykickstart.com/api//":     "https://app.paykickstart.com/api",
		"https://app.paykickstart.com":           "https://app.paykickstart.com",
		"HTTPS://App.PayKickstart.COM/API":       "https://app.paykickstart.com/API",
		"https://gateway.example.test:8443/pk":   "https://gateway.example.test:8443/pk",
		"https://gateway.example.test/a%2Fb/api": "https://gateway.example.test/a%2Fb/api",
		"http://127.0.0.1:8080/api":              "http://127.0.0.1:8080/api",
		"http://127.8.9.1":                       "http://127.8.9.1",
		"http://[::1]:8080/api":                  "http://[::1]:8080/api",
		"http://localhost:8080/api":              "http://localhost:8080/api",
		"http://LOCALHOST/api":                   "http://localhost/api",
	} {
		u, err := parseBaseURL(raw)
		require.NoError(t, err, raw)
		assert.Equal(t, want, u.String(), raw)
	}
}

func TestParseBaseURLRefuses(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{
		"http://app.paykickstart.com/api":             "must be https",
		"http://127.0.0.1.example.test/api":           "must be https",
		"http://localhost.example.test/api":           "must be https",
		"http://0.0.0.0/api":                          "must be https",
		"http://10.0.0.1/api":                         "must be https",
		"http://2130706433/api":                       "must be https",
		"ftp://app.paykickstart.com/api":              "must be https",
		"//app.paykickstart.com/api":                  "must be https",
		"app.paykickstart.com/api":                    "no host",
		"https:app.paykickstart.com":                  "no host",
		"https:///api":                                "no host",
		"https://:443/api":                            "no host",
		"/api":                                        "no host",
		"https://user:hunter2pass@app.example.test":   "user or password",
		"https://user@app.example.test":               "user or password",
		"https://app.example.test/api?auth_token=abc": "query or fragment",
		"https://app.example.test/api?":               "query or fragment",
		"https://app.example.test/api#x":              "query or fragment",
		"https://app.example.test/../api":             "dot segments",
		"https://app.example.test/api/..":             "dot segments",
		"https://app.example.test/%2e%2e/api":         "dot segments",
		"https://app.example.test:hunter2pass/":       "no URL",
		" https://app.example.test/":                  "no URL",
		"https://app.example.test/\x7f":               "no URL",
		"https://[::1/api":                            "no URL",
	} {
		u, err := parseBaseURL(raw)
		require.ErrorContains(t, err, want, raw)
		assert.Nil(t, u)
		assert.NotContains(t, err.Error(), "hunter2pass", "the error repeats what may be a password")
		assert.NotContains(t, err.Error(), "abc")
	}
}
