package apitest_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/internal/apitest"
)

func TestExpectDemandsTheWholeRequest(t *testing.T) {
	t.Parallel()
	fields := url.Values{"id": {"1", "2"}}
	const whole = "auth_token=" + apitest.Token + "&id=1&id=2"
	tests := map[string]struct {
		want        apitest.Request
		query, body string
		ok          bool
	}{
		"GET":                        {apitest.Get("a", fields), whole, "", true},
		"POST":                       {apitest.Post("a", fields), "", whole, true},
		"GET, another order":         {apitest.Get("a", fields), "auth_token=" + apitest.Token + "&id=2&id=1", "", false},
		"GET, a field more":          {apitest.Get("a", fields), whole + "&x=", "", false},
		"GET, a field less":          {apitest.Get("a", fields), "id=1&id=2", "", false},
		"GET, a body":                {apitest.Get("a", fields), whole, "x=1", false},
		"POST, a field more":         {apitest.Post("a", fields), "", whole + "&x=", false},
		"POST, a field less":         {apitest.Post("a", fields), "", "id=1&id=2", false},
		"POST, all in the query":     {apitest.Post("a", fields), whole, "", false},
		"POST, a token in its query": {apitest.Post("a", fields), "auth_token=1", whole, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := failures(t, func(tb testing.TB) {
				mock := httpmock.NewMockTransport()
				mock.RegisterResponder(test.want.Method, test.want.Address(), test.want.Expect(tb, httpmock.NewStringResponder(http.StatusOK, "yes")))
				r, err := http.NewRequest(test.want.Method, apitest.BaseURL+"a?"+test.query, strings.NewReader(test.body))
				assert.NoError(t, err)
				r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				resp, err := mock.RoundTrip(r)
				assert.NoError(t, err)
				assert.Equal(t, http.StatusOK, resp.StatusCode, "it is answered in any case")
				assert.Equal(t, map[string]int{test.want.Key(): 1}, mock.GetCallCountInfo())
			})
			require.Equal(t, test.ok, len(got) == 0, got)
		})
	}
}
