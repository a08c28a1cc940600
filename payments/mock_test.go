package payments_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/paykickstart-go/sdk/internal/transport"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/stretchr/testify/require"
)

const authToken = "test-auth-token"

// server answers a route and keeps what it was sent.
type server struct {
	*httpmock.MockTransport
	requests []request
}

type request struct {
	method, path string
	query, form  url.Values
}

func newServer() *server {
	s := &server{MockTransport: httpmock.NewMockTransport()}
	return s
}

func (s *server) answer(method, route string, status int, body string) {
	s.RegisterResponder(method, "https://api.test/api/"+route, func(r *http.Request) (*http.Response, error) {
		got := request{method: r.Method, path: r.URL.Path, query: r.URL.Query()}
		if r.Body != nil {
			sent, err := io.ReadAll(r.Body)
			if err != nil {
				return nil, err
			}
			if got.form, err = url.ParseQuery(string(sent)); err != nil {
				return nil, err
			}
		}
		s.requests = append(s.requests, got)
		return httpmock.NewStringResponse(status, body), nil
	})
}

func (s *server) service(t testing.TB) *payments.Service {
	t.Helper()
	tr, err := transport.New(transport.Config{
		AuthToken:  authToken,
		BaseURL:    "https://api.test/api",
		HTTPClient: &http.Client{Transport: s},
		Retry:      transport.Retry{MaxAttempts: 1},
	})
	require.NoError(t, err)
	return payments.New(tr)
}

// serve returns a service whose route gives that answer, and its server.
func serve(t testing.TB, method, route, body string) (*payments.Service, *server) {
	t.Helper()
	s := newServer()
	s.answer(method, route, http.StatusOK, body)
	return s.service(t), s
}

// only returns the one request that was made.
func (s *server) only(t testing.TB) request {
	t.Helper()
	require.Len(t, s.requests, 1)
	require.Equal(t, 1, s.GetTotalCallCount())
	return s.requests[0]
}

func sample(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	require.NoError(t, err)
	return string(text)
}

func form(pairs ...string) url.Values {
	values := url.Values{"auth_token": {authToken}}
	for i := 0; i < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	return values
}

func toJSON(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text)
}
