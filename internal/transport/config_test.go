package transport

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/hashicorp/go-retryablehttp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	retrying := retryablehttp.NewClient().StandardClient()
	for name, tc := range map[string]struct {
		change func(*Config)
		want   string
	}{
		"no token":            {func(c *Config) { c.AuthToken = "" }, "the auth token is empty"},
		"a blank token":       {func(c *Config) { c.AuthToken = " \t\n" }, "the auth token is empty"},
		"a token with edges":  {func(c *Config) { c.AuthToken = fakeToken + "\n" }, "begins or ends with white space"},
		"a token of lines":    {func(c *Config) { c.AuthToken = "fake\r\ntoken" }, "control character"},
		"a base URL":          {func(c *Config) { c.BaseURL = "http://app.paykickstart.com/api" }, "must be https"},
		"a negative timeout":  {func(c *Config) { c.Timeout = -1 }, "timeout is negative"},
		"negative attempts":   {func(c *Config) { c.Retry.MaxAttempts = -1 }, "MaxAttempts must be 0 to 100"},
		"too many attempts":   {func(c *Config) { c.Retry.MaxAttempts = 101 }, "MaxAttempts must be 0 to 100"},
		"a negative wait":     {func(c *Config) { c.Retry.MinWait = -1 }, "waits must not be negative"},
		"a negative max wait": {func(c *Config) { c.Retry.MaxWait = -1 }, "waits must not be negative"},
		"waits upside down":   {func(c *Config) { c.Retry = Retry{MinWait: 2, MaxWait: 1} }, "MinWait must not be above MaxWait"},
		"two retry layers":    {func(c *Config) { c.HTTPClient = retrying }, "can charge twice"},
		"a user agent":        {func(c *Config) { c.UserAgent = "x\r\nX-Injected: 1" }, "user agent holds a control character"},
	} {
		cfg := Config{AuthToken: fakeToken}
		tc.change(&cfg)
		tr, err := New(cfg)
		require.ErrorContains(t, err, tc.want, name)
		assert.Nil(t, tr)
		assert.NotContains(t, err.Error(), fakeToken, name)
	}
}

func TestNewNamesEveryProblemAtOnce(t *testing.T) {
	t.Parallel()
	_, err := New(Config{
		BaseURL: "ftp://x", Timeout: -1, Retry: Retry{MaxAttempts: -1, MinWait: -1, MaxWait: -2}, UserAgent: "\n",
		HTTPClient: retryablehttp.NewClient().StandardClient(),
	})
	for _, want := range []string{"auth token", "base URL", "timeout", "MaxAttempts", "waits", "user agent", "charge twice"} {
		require.ErrorContains(t, err, want)
	}
}

func TestRetryDefaults(t *testing.T) {
	t.Parallel()
	for in, want := range map[Retry]Retry{
		{}:                       {4, 500 * time.Millisecond, 10 * time.Second},
		{MaxAttempts: 1}:         {1, 500 * time.Millisecond, 10 * time.Second},
		{MaxAttempts: 100}:       {100, 500 * time.Millisecond, 10 * time.Second},
		{MinWait: time.Minute}:   {4, time.Minute, time.Minute},
		{MaxWait: time.Second}:   {4, 500 * time.Millisecond, time.Second},
		{MaxWait: 9}:             {4, 9, 9},
		{MinWait: 2, MaxWait: 2}: {4, 2, 2},
	} {
		assert.Equal(t, want, in.withDefaults(), "%+v", in)
	}
}

func TestNewHoldsTheTokenBackFromFmt(t *testing.T) {
	t.Parallel()
	tr, err := New(Config{AuthToken: fakeToken, HTTPClient: &http.Client{}})
	require.NoError(t, err)
	for _, verb := range []string{"%v", "%+v", "%#v"} {
		assert.NotContains(t, fmt.Sprintf(verb, tr), fakeToken)
		assert.NotContains(t, fmt.Sprintf(verb, *tr), fakeToken)
		assert.NotContains(t, fmt.Sprintf(verb, tr.client), fakeToken)
	}
}

func TestBaseURLIsACopy(t *testing.T) {
	t.Parallel()
	tr, err := New(Config{AuthToken: fakeToken})
	require.NoError(t, err)
	tr.BaseURL().Host = "evil.test"
	assert.Equal(t, DefaultBaseURL, tr.BaseURL().String())
}
