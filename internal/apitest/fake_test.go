package apitest_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/hashicorp/go-retryablehttp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/internal/transport"
)

type wire struct {
	ID string `url:"id"`
}

func TestFakeAnswersAsTold(t *testing.T) {
	t.Parallel()
	f := apitest.New(t).
		Answer(http.MethodGet, "a", http.StatusNotFound, `{}`).
		Answer(http.MethodGet, "a", http.StatusOK, `{"data":{"name":"Ada"}}`).
		Answer(http.MethodPost, "a", http.StatusOK, `{"data":{"name":"Bob"}}`)
	for _, call := range []func(string, string, any, answer.Want) transport.Call{transport.Get, transport.Post} {
		var got struct {
			Data struct {
				Name string `json:"name"`
			} `json:"data"`
		}
		require.NoError(t, f.Transport().Do(t.Context(), call("x.Y", "a", wire{"1 & 2"}, answer.Want{Into: &got, Required: []string{"data"}})))
		assert.Contains(t, []string{"Ada", "Bob"}, got.Data.Name)
	}
	id := url.Values{"id": {"1 & 2"}}
	f.RequireSent(apitest.Get("a", id), apitest.Post("a", id))
	token := url.Values{"auth_token": {apitest.Token}, "id": {"1 & 2"}}
	assert.Equal(t, []apitest.Request{
		{Method: "GET", Path: "/api/a", Query: token, Body: url.Values{}},
		{Method: "POST", Path: "/api/a", Query: url.Values{}, Body: token},
	}, f.Sent())
}

func TestFakeFailsForOtherRequests(t *testing.T) {
	t.Parallel()
	const form = "application/x-www-form-urlencoded"
	tests := map[string]struct {
		method, address, contentType, body string
		want                               string
	}{
		"known":           {http.MethodPost, apitest.BaseURL + "a", form, "b=1", ""},
		"another route":   {http.MethodPost, apitest.BaseURL + "a/", form, "b=1", "unexpected request: POST https://api.test/api/a/"},
		"another method":  {http.MethodGet, apitest.BaseURL + "a?b=1", "", "", "unexpected request: GET https://api.test/api/a"},
		"another host":    {http.MethodPost, "https://api.example/api/a", form, "b=1", "unexpected request: POST https://api.example/api/a"},
		"no TLS":          {http.MethodPost, "http://api.test/api/a", form, "b=1", "unexpected request: POST http://api.test/api/a"},
		"query of a POST": {http.MethodPost, apitest.BaseURL + "a?auth_token=1", form, "b=1", "POST /api/a: a POST has no query"},
		"no form":         {http.MethodPost, apitest.BaseURL + "a", "application/json", "b=1", `POST /api/a: Content-Type "application/json"`},
		"broken body":     {http.MethodPost, apitest.BaseURL + "a", form, "b=%", "the form cannot be read: invalid URL escape \"%\""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := failures(t, func(tb testing.TB) {
				f := apitest.New(tb).Answer(http.MethodPost, "a", http.StatusOK, "yes")
				r, err := http.NewRequest(test.method, test.address, strings.NewReader(test.body))
				assert.NoError(t, err)
				r.Header.Set("Content-Type", test.contentType)
				resp, err := f.RoundTrip(r)
				assert.NoError(t, err)
				text, err := io.ReadAll(resp.Body)
				assert.NoError(t, err)
				assert.Equal(t, !strings.HasPrefix(test.want, "unexpected"), string(text) == "yes")
				assert.Len(t, f.Sent(), 1, "what was sent is kept, come what may")
			})
			if test.want == "" {
				require.Empty(t, got)
				return
			}
			require.Equal(t, []string{test.want}, got)
		})
	}
}

func TestTransportFailsTheTestOfABadWire(t *testing.T) {
	t.Parallel()
	require.NotEmpty(t, failures(t, func(tb testing.TB) { apitest.Transport(tb, &retryablehttp.RoundTripper{}) }), "it retries")
}

func TestTestdata(t *testing.T) {
	t.Parallel()
	require.NotEmpty(t, failures(t, func(tb testing.TB) { apitest.Testdata(tb, "not-there.json") }))
}
