package coupons_test

import (
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/coupons"
	"github.com/paykickstart-go/sdk/internal/transport"
)

const (
	testToken = "test-token-0000"
	testBase  = "https://api.test/api/"
)

// sent is one request as PayKickstart would have seen it.
type sent struct {
	Method, Route string
	Form          url.Values
}

// fake stands for PayKickstart: it answers as told, keeps what was sent, and fails the test for every other request.
type fake struct {
	t    *testing.T
	mock *httpmock.MockTransport
	mu   sync.Mutex
	sent []sent
}

func newFake(t *testing.T) *fake {
	t.Helper()
	f := &fake{t: t, mock: httpmock.NewMockTransport()}
	f.mock.RegisterNoResponder(func(r *http.Request) (*http.Response, error) {
		assert.Fail(t, "unexpected request", "%s %s", r.Method, r.URL.Path)
		return httpmock.NewStringResponse(http.StatusTeapot, "{}"), nil
	})
	return f
}

func (f *fake) service() *coupons.Service {
	f.t.Helper()
	tr, err := transport.New(transport.Config{
		AuthToken:  testToken,
		BaseURL:    testBase,
		HTTPClient: &http.Client{Transport: f.mock},
		Retry:      transport.Retry{MaxAttempts: 1},
	})
	require.NoError(f.t, err)
	return coupons.New(tr)
}

func (f *fake) answers(method, route string, status int, body string) *fake {
	f.mock.RegisterResponder(method, testBase+route, func(r *http.Request) (*http.Response, error) {
		f.record(r)
		return httpmock.NewStringResponse(status, body), nil
	})
	return f
}

func (f *fake) record(r *http.Request) {
	form := r.URL.Query()
	if r.Method == http.MethodPost {
		assert.Empty(f.t, r.URL.RawQuery, "a POST has no query")
		assert.Equal(f.t, "application/x-www-form-urlencoded", r.Header.Get("Content-Type"))
		body, err := io.ReadAll(r.Body)
		assert.NoError(f.t, err)
		form, err = url.ParseQuery(string(body))
		assert.NoError(f.t, err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sent = append(f.sent, sent{r.Method, r.URL.Path, form})
}

// requireSent demands that exactly one request was sent, with exactly these fields beside the token.
func (f *fake) requireSent(method, route string, fields url.Values) {
	f.t.Helper()
	require.Equal(f.t, []sent{want(method, route, fields)}, f.sent)
}

func want(method, route string, fields url.Values) sent {
	form := url.Values{"auth_token": {testToken}}
	for name, values := range fields {
		form[name] = values
	}
	return sent{method, "/api/" + route, form}
}

func testdata(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	require.NoError(t, err)
	return string(text)
}

// requireNoExtra demands that no Extra at any depth holds anything.
func requireNoExtra(t *testing.T, result any) {
	t.Helper()
	walkExtra(t, reflect.ValueOf(result), "result")
}

func walkExtra(t *testing.T, v reflect.Value, path string) {
	t.Helper()
	if v.Type() == reflect.TypeFor[api.Extra]() {
		require.Empty(t, v.Interface(), path)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			walkExtra(t, v.Elem(), path)
		}
	case reflect.Slice:
		for i := range v.Len() {
			walkExtra(t, v.Index(i), path+"[]")
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() {
				walkExtra(t, v.Field(i), path+"."+field.Name)
			}
		}
	default:
	}
}

// requireInvalid demands that the error names exactly these fields and that nothing was sent.
func (f *fake) requireInvalid(op string, err error, fields ...string) {
	f.t.Helper()
	require.ErrorIs(f.t, err, api.ErrInvalidParams)
	var e *api.Error
	require.ErrorAs(f.t, err, &e)
	require.Equal(f.t, op, e.Op)
	var names []string
	for name := range e.Fields {
		names = append(names, name)
	}
	require.ElementsMatch(f.t, fields, names)
	require.Empty(f.t, f.sent)
}
