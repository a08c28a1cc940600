package ipn_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/ipntest"
)

func TestHandlerAnswersRequests(t *testing.T) {
	t.Parallel()
	good := sale().Body(secret)
	for name, test := range map[string]struct {
		method, contentType string
		body                []byte
		want                int
	}{
		"good":                       {"POST", formType, good, 200},
		"GET":                        {"GET", formType, good, 405},
		"HEAD":                       {"HEAD", formType, good, 405},
		"PUT":                        {"PUT", formType, good, 405},
		"lower-case method":          {"post", formType, good, 405},
		"no content type":            {"POST", "", good, 415},
		"json":                       {"POST", "application/json", good, 415},
		"multipart":                  {"POST", "multipart/form-data; boundary=x", good, 415},
		"form as a prefix":           {"POST", formType + "x", good, 415},
		"charset":                    {"POST", formType + "; charset=UTF-8", good, 200},
		"upper case":                 {"POST", "Application/X-WWW-Form-URLEncoded;CHARSET=utf-8", good, 200},
		"broken parameter":           {"POST", formType + "; charset", good, 200},
		"trailing semicolon":         {"POST", formType + ";", good, 200},
		"empty":                      {"POST", formType, nil, 400},
		"blank":                      {"POST", formType, []byte(" "), 400},
		"garbage":                    {"POST", formType, []byte("hello"), 400},
		"unsigned":                   {"POST", formType, sale().Unsigned(), 403},
		"wrong secret":               {"POST", formType, sale().Body("OTHERSECRET1"), 403},
		"only a code":                {"POST", formType, []byte("hash=" + strings.Repeat("a", 40)), 403},
		"amount changed":             {"POST", formType, tampered(t, ipntest.ChangeValue("amount", "1.00")), 403},
		"upper-case code":            {"POST", formType, tampered(t, ipntest.UpperCase("hash")), 403},
		"truncated":                  {"POST", formType, tampered(t, ipntest.Truncate(150)), 403},
		"appended":                   {"POST", formType, tampered(t, ipntest.Append("x", "1")), 403},
		"code of the other scheme":   {"POST", formType, tampered(t, ipntest.Drop("hash")), 403},
		"re-encoded, hash survives":  {"POST", formType, tampered(t, ipntest.Reencode()), 200},
		"old style":                  {"POST", formType, sale().OldStyle().Body(secret), 200},
		"old style, swapped":         {"POST", formType, swappedOld(t), 403},
		"no event":                   {"POST", formType, sale().Unset("event").Body(secret), 400},
		"blank event":                {"POST", formType, sale().Set("event", " ").Body(secret), 400},
		"no mode":                    {"POST", formType, sale().Set("mode", "").Body(secret), 400},
		"neither id":                 {"POST", formType, sale().Unset("invoice_id", "transaction_id").Body(secret), 400},
		"invoice id alone":           {"POST", formType, sale().Unset("transaction_id").Body(secret), 200},
		"transaction id alone":       {"POST", formType, sale().Unset("invoice_id").Body(secret), 200},
		"renamed event":              {"POST", formType, tampered(t, ipntest.Rename("event", "evenu")), 400},
		"unknown event":              {"POST", formType, ipntest.New("subscription-paused").Body(secret), 200},
		"test mode":                  {"POST", formType, sale().TestMode().Body(secret), 403},
		"unknown mode is not live":   {"POST", formType, sale().Set("mode", "Live").Body(secret), 403},
		"bad amount":                 {"POST", formType, sale().Set("amount", "abc").Body(secret), 500},
		"bad amount, bad signature":  {"POST", formType, sale().Set("amount", "abc").Body("OTHERSECRET1"), 403},
		"license array":              {"POST", formType, sale().LicenseArray("A", "B").Body(secret), 200},
		"array where a text belongs": {"POST", formType, sale().Unset("event").Set("event[]", "sales").Body(secret), 500},
		"too many bytes":             {"POST", formType, bytes.Repeat([]byte("a"), 2<<20), 413},
		"too many fields":            {"POST", formType, bytes.Repeat([]byte("a=1&"), 2000), 413},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := httptest.NewRequest(test.method, "/ipn", bytes.NewReader(test.body))
			r.Header.Set("Content-Type", test.contentType)
			c := new(counter)
			w := httptest.NewRecorder()
			receiver(t, c).ServeHTTP(w, r)
			assert.Equal(t, test.want, w.Code, w.Body.String())
			assert.Equal(t, test.want == 200, c.calls.Load() == 1, "called back if and only if answered 200")
			assert.Equal(t, "text/plain; charset=utf-8", w.Header().Get("Content-Type"))
			if test.want == 405 {
				assert.Equal(t, "POST", w.Header().Get("Allow"))
			}
			if test.want == 200 {
				assert.Equal(t, "OK\n", w.Body.String())
			}
			assert.Less(t, w.Body.Len(), 120, "a short answer")
		})
	}
}

func swappedOld(t testing.TB) []byte {
	t.Helper()
	body, err := ipntest.Tamper(sale().OldStyle().Body(secret), ipntest.Swap("amount", "buyer_email"))
	require.NoError(t, err)
	return body
}

func TestHandlerTestMode(t *testing.T) {
	t.Parallel()
	c := new(counter)
	h := receiver(t, c, ipn.WithTestMode())
	assert.Equal(t, 200, deliver(t, h, sale().TestMode().Body(secret)).Code)
	assert.Equal(t, 200, deliver(t, h, sale().Body(secret)).Code)
	assert.Equal(t, int32(2), c.calls.Load())
}

func TestHandlerSecretSourceFailures(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		secrets ipn.SecretFunc
		want    int
	}{
		"fails":        {func(context.Context, int64) ([]string, error) { return nil, errors.New("database is down") }, 503},
		"no secret":    {func(context.Context, int64) ([]string, error) { return nil, nil }, 403},
		"bad secret":   {func(context.Context, int64) ([]string, error) { return []string{" "}, nil }, 503},
		"panics":       {func(context.Context, int64) ([]string, error) { panic("boom") }, 500},
		"ErrNoSecret":  {func(context.Context, int64) ([]string, error) { return nil, ipn.ErrNoSecret }, 403},
		"other secret": {func(context.Context, int64) ([]string, error) { return []string{"OTHERSECRET1"}, nil }, 403},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := new(counter)
			h := ipn.NewHandler(verifier(t, test.secrets), c, quiet)
			assert.Equal(t, test.want, deliver(t, h, sale().Body(secret)).Code)
			assert.Zero(t, c.calls.Load())
		})
	}
}

func TestNewHandlerPanicsAtStart(t *testing.T) {
	t.Parallel()
	v := verifier(t, ipn.Secrets(secret))
	for name, slip := range map[string]func(){
		"nil verifier":  func() { ipn.NewHandler(nil, answering(nil)) },
		"nil handler":   func() { ipn.NewHandler(v, nil) },
		"nil function":  func() { ipn.NewHandler(v, ipn.HandlerFunc(nil)) },
		"zero verifier": func() { ipn.NewHandler(new(ipn.Verifier), answering(nil)) },
		"nil pointer":   func() { ipn.NewHandler(v, (*ipn.Mux)(nil)) },
		"nil option":    func() { ipn.NewHandler(v, answering(nil), nil) },
		"zero budget":   func() { ipn.NewHandler(v, answering(nil), ipn.WithBudget(0)) },
		"budget < 0":    func() { ipn.NewHandler(v, answering(nil), ipn.WithBudget(-1)) },
		"nil store":     func() { ipn.NewHandler(v, answering(nil), ipn.WithStore(nil)) },
		"nil key":       func() { ipn.NewHandler(v, answering(nil), ipn.WithKey(nil)) },
		"nil confirm":   func() { ipn.NewHandler(v, answering(nil), ipn.WithConfirm(nil)) },
		"no campaign":   func() { ipn.NewHandler(v, answering(nil), ipn.WithProducts(nil)) },
		"no product": func() {
			ipn.NewHandler(v, answering(nil), ipn.WithProducts(map[int64][]int64{10001: {20001}, 10002: {}}))
		},
		"campaign 0":  func() { ipn.NewHandler(v, answering(nil), ipn.WithProducts(map[int64][]int64{0: {20001}})) },
		"product 0":   func() { ipn.NewHandler(v, answering(nil), ipn.WithProducts(map[int64][]int64{10001: {20001, 0}})) },
		"product < 0": func() { ipn.NewHandler(v, answering(nil), ipn.WithProducts(map[int64][]int64{10001: {-1}})) },
		"nil logger":  func() { ipn.NewHandler(v, answering(nil), ipn.WithLogger(nil)) },
	} {
		t.Run(name, func(t *testing.T) { assert.Panics(t, slip) })
	}
}

// A body that fails in the middle is a bad request, whatever came before.
func TestHandlerBrokenBody(t *testing.T) {
	t.Parallel()
	broken := io.MultiReader(bytes.NewReader(sale().Body(secret)), brokenPipe{})
	r := httptest.NewRequest("POST", "/ipn", broken)
	r.Header.Set("Content-Type", formType)
	c := new(counter)
	w := httptest.NewRecorder()
	receiver(t, c).ServeHTTP(w, r)
	assert.Equal(t, 400, w.Code)
	assert.Zero(t, c.calls.Load())
}

type brokenPipe struct{}

func (brokenPipe) Read([]byte) (int, error) { return 0, errors.New("connection reset") }

// A body that somebody has read before looks empty, and the answer must lead there and not to the fields that are missing.
func TestHandlerSaysThatTheBodyWasRead(t *testing.T) {
	t.Parallel()
	var log logbook
	h := receiver(t, new(counter), log.option())
	for name, spoil := range map[string]func(*http.Request){
		"ParseForm": func(r *http.Request) { assert.NoError(t, r.ParseForm()) },
		"FormValue": func(r *http.Request) { assert.Equal(t, "sales", r.FormValue("event")) },
		"a middleware": func(r *http.Request) {
			_, err := io.ReadAll(r.Body)
			assert.NoError(t, err)
		},
	} {
		r, err := ipntest.NewRequest(t.Context(), "https://vendor.example/ipn", sale().Body(secret))
		require.NoError(t, err)
		spoil(r)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		assert.Equal(t, 400, w.Code, name)
		assert.Contains(t, w.Body.String(), "the body is empty: it was probably read before", name)
	}
	for _, line := range log.lines(t) {
		assert.Contains(t, line["msg"], "the body is empty: it was probably read before")
	}
}
