package paykickstart_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hashicorp/go-retryablehttp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/paykickstart"
)

func TestNewFillsEveryService(t *testing.T) {
	t.Parallel()
	client, err := paykickstart.New("fake-token")
	require.NoError(t, err)
	v := reflect.ValueOf(client).Elem()
	for i := range v.NumField() {
		assert.False(t, v.Field(i).IsNil(), v.Type().Field(i).Name)
	}
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		token string
		opt   paykickstart.Option
		want  string
	}{
		"no token":           {"", nil, "auth token is empty"},
		"a blank token":      {" \t", nil, "auth token is empty"},
		"a token with edges": {"fake-token\n", nil, "white space"},
		"a nil option":       {"fake-token", nil, "Option: must not be nil"},
		"an empty base URL":  {"fake-token", paykickstart.WithBaseURL(""), "BaseURL: must not be empty"},
		"http":               {"fake-token", paykickstart.WithBaseURL("http://app.paykickstart.com/api"), "must be https"},
		"a password":         {"fake-token", paykickstart.WithBaseURL("https://u:p@app.paykickstart.com/api"), "user or password"},
		"no client":          {"fake-token", paykickstart.WithHTTPClient(nil), "HTTPClient: must not be nil"},
		"two retry layers":   {"fake-token", paykickstart.WithHTTPClient(retryablehttp.NewClient().StandardClient()), "charge twice"},
		"no time":            {"fake-token", paykickstart.WithTimeout(0), "must be above 0"},
		"negative time":      {"fake-token", paykickstart.WithTimeout(-1), "must be above 0"},
		"negative attempts":  {"fake-token", paykickstart.WithRetry(paykickstart.Retry{MaxAttempts: -1}), "MaxAttempts"},
		"negative wait":      {"fake-token", paykickstart.WithRetry(paykickstart.Retry{MinWait: -1}), "waits"},
		"waits upside down":  {"fake-token", paykickstart.WithRetry(paykickstart.Retry{MinWait: 2, MaxWait: 1}), "MinWait"},
		"no logger":          {"fake-token", paykickstart.WithLogger(nil), "Logger: must not be nil"},
		"no observer":        {"fake-token", paykickstart.WithObserver(nil), "Observer: must not be nil"},
		"no user agent":      {"fake-token", paykickstart.WithUserAgent(""), "UserAgent: must not be empty"},
		"a blank user agent": {"fake-token", paykickstart.WithUserAgent(" "), "UserAgent: must not be empty"},
		"no middleware":      {"fake-token", paykickstart.WithMiddleware(nil), "Middleware: must not be nil"},
		"an empty middleware": {"fake-token", paykickstart.WithMiddleware(func(http.RoundTripper) http.RoundTripper { return nil }),
			"Middleware: a middleware returned no RoundTripper"},
		"a blank base URL":  {"fake-token", paykickstart.WithBaseURL(" "), "BaseURL: must not be empty"},
		"too many attempts": {"fake-token", paykickstart.WithRetry(paykickstart.Retry{MaxAttempts: 101}), "MaxAttempts"},
		"a header":          {"fake-token", paykickstart.WithUserAgent("a\r\nX-Evil: 1"), "control character"},
	} {
		client, err := paykickstart.New(tc.token, tc.opt)
		require.ErrorIs(t, err, api.ErrInvalidParams, name)
		require.ErrorContains(t, err, tc.want, name)
		assert.Nil(t, client, name)
	}
}

func TestNewNamesEveryProblem(t *testing.T) {
	t.Parallel()
	_, err := paykickstart.New(" ", nil, paykickstart.WithBaseURL("http://example.com"), paykickstart.WithTimeout(0),
		paykickstart.WithLogger(nil), paykickstart.WithRetry(paykickstart.Retry{MaxAttempts: -1, MinWait: 2, MaxWait: 1}),
		paykickstart.WithMiddleware(nil), paykickstart.WithUserAgent(" "))
	for _, want := range []string{
		"Option: must not be nil", "auth token", "https", "Timeout: ", "Logger: ", "MaxAttempts", "MinWait", "Middleware: ", "UserAgent: ",
	} {
		require.ErrorContains(t, err, want)
	}
	var e *api.Error
	require.ErrorAs(t, err, &e)
	assert.Equal(t, "New", e.Op)
	for _, name := range []string{"AuthToken", "BaseURL", "Logger", "Option", "Retry", "Timeout"} {
		assert.Contains(t, e.Fields, name)
	}
}

func TestOptionsTakeEffect(t *testing.T) {
	t.Parallel()
	var agents []string
	var seen []api.Attempt
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		agents = append(agents, r.UserAgent())
		w.WriteHeader(http.StatusServiceUnavailable)
	}))
	t.Cleanup(srv.Close)
	client, err := paykickstart.New("fake-token", paykickstart.WithBaseURL(srv.URL+"/"),
		paykickstart.WithUserAgent("shop/1.0"), paykickstart.WithTimeout(time.Minute),
		paykickstart.WithRetry(paykickstart.Retry{MaxAttempts: 3, MinWait: 1, MaxWait: 1}),
		paykickstart.WithObserver(func(_ context.Context, a api.Attempt) { seen = append(seen, a) }))
	require.NoError(t, err)
	_, err = client.Licenses.Get(context.Background(), "AAAA")
	require.ErrorIs(t, err, api.ErrServer)
	want := "shop/1.0 paykickstart-go/" + paykickstart.Version + " (+https://github.com/paykickstart-go/sdk)"
	assert.Equal(t, []string{want, want, want}, agents)
	require.Len(t, seen, 3)
	for i, a := range seen {
		assert.Equal(t, "Licenses.Get", a.Op)
		assert.Equal(t, i+1, a.Number)
		assert.Equal(t, http.StatusServiceUnavailable, a.StatusCode)
		assert.Positive(t, a.Duration)
		require.NoError(t, a.Err)
	}
}

func TestAClientThatNewDidNotMake(t *testing.T) {
	t.Parallel()
	_, err := new(paykickstart.Client).Call(context.Background(), http.MethodGet, "a", nil)
	require.ErrorIs(t, err, api.ErrInvalidParams)
}

func TestTheCallersHTTPClientIsUnchanged(t *testing.T) {
	t.Parallel()
	jar := http.CookieJar(nil)
	wire := roundTrip(func(*http.Request) (*http.Response, error) { return nil, errors.New("down") })
	mine := &http.Client{Transport: wire, Jar: jar, Timeout: time.Second}
	before := fmt.Sprintf("%#v", *mine)
	client, err := paykickstart.New("fake-token", paykickstart.WithHTTPClient(mine), paykickstart.WithRetry(paykickstart.Retry{MaxAttempts: 1}))
	require.NoError(t, err)
	_, err = client.Licenses.Get(context.Background(), "AAAA")
	require.Error(t, err)
	assert.Equal(t, before, fmt.Sprintf("%#v", *mine))
}

// One client for a whole program, with failures between the calls: no race, no mixed-up answers, few connections.
func TestOneClientForMany(t *testing.T) {
	t.Parallel()
	const workers, calls = 8, 12
	var conns atomic.Int64
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		_, _ = fmt.Fprintf(w, `{"success":1,"data":{"license_key":%q,"status":1}}`, r.URL.Query().Get("license_key"))
	}))
	srv.Config.ConnState = countNew(&conns)
	srv.Start()
	t.Cleanup(srv.Close)
	shared := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: workers}}
	t.Cleanup(shared.CloseIdleConnections)
	client, err := paykickstart.New("fake-token", paykickstart.WithBaseURL(srv.URL), paykickstart.WithHTTPClient(shared),
		paykickstart.WithLogger(slog.New(slog.NewTextHandler(io.Discard, &slog.HandlerOptions{Level: slog.LevelDebug}))))
	require.NoError(t, err)
	var wg sync.WaitGroup
	for i := range workers {
		wg.Go(func() {
			for j := range calls {
				key := fmt.Sprintf("KEY-%d-%d", i, j)
				license, err := client.Licenses.Get(context.Background(), key)
				if assert.NoError(t, err) {
					assert.Equal(t, key, license.LicenseKey)
				}
				assert.ErrorIs(t, client.Licenses.Clear(context.Background(), key), api.ErrOutcomeUnknown)
			}
		})
	}
	wg.Wait()
	assert.LessOrEqual(t, conns.Load(), int64(2*workers), "failures must not close the connections of others")
}

func TestOptionNamesNoInternalType(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "*paykickstart.options", reflect.TypeFor[paykickstart.Option]().In(0).String())
}
