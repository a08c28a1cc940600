package sandbox_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/internal/phpform"
	"github.com/paykickstart-go/sdk/internal/phpsign"
	"github.com/paykickstart-go/sdk/sandbox"
)

// start is the time at which a held clock stands in tests.
var start = time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)

// box is a sandbox without a listener, with plain net/http in front of it.
type box struct {
	t *testing.T
	*sandbox.Sandbox
}

func newBox(t *testing.T, opts ...sandbox.Option) box {
	t.Helper()
	sb, err := sandbox.New(append([]sandbox.Option{sandbox.WithClock(start)}, opts...)...)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, sb.Close()) })
	return box{t, sb}
}

// result is an answer as a client without any types reads it.
type result struct {
	status int
	header http.Header
	body   []byte
}

func (b box) do(method, target, contentType, body string) result {
	b.t.Helper()
	req := httptest.NewRequestWithContext(b.t.Context(), method, target, strings.NewReader(body))
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	rec := httptest.NewRecorder()
	b.Handler().ServeHTTP(rec, req)
	return result{rec.Code, rec.Header(), rec.Body.Bytes()}
}

// get and post send "name=value" pairs, with the token, as documented.
func (b box) get(route string, pairs ...string) result {
	b.t.Helper()
	return b.do(http.MethodGet, "/api/"+route+"?"+b.form(pairs), "", "")
}

func (b box) post(route string, pairs ...string) result {
	b.t.Helper()
	return b.do(http.MethodPost, "/api/"+route, "application/x-www-form-urlencoded", b.form(pairs))
}

func (b box) form(pairs []string) string {
	values := url.Values{"auth_token": {b.AuthToken}}
	for _, pair := range pairs {
		name, value, _ := strings.Cut(pair, "=")
		values.Add(name, value)
	}
	return values.Encode()
}

// object reads the answer as a JSON object of a 200; numbers stay as written.
func (r result) object(t *testing.T) map[string]any {
	t.Helper()
	require.Equal(t, http.StatusOK, r.status, string(r.body))
	var o map[string]any
	r.decode(t, &o)
	return o
}

func (r result) decode(t *testing.T, into any) {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(string(r.body)))
	dec.UseNumber()
	require.NoError(t, dec.Decode(into), string(r.body))
}

// problems are the field errors of a 422.
func (r result) problems(t *testing.T) map[string][]string {
	t.Helper()
	require.Equal(t, http.StatusUnprocessableEntity, r.status, string(r.body))
	var o struct {
		Message string
		Errors  map[string][]string
	}
	r.decode(t, &o)
	assert.NotEmpty(t, o.Message)
	return o.Errors
}

// purchase are the documented parameters of a purchase by Stripe, and more.
func purchase(product string, more ...string) []string {
	return append([]string{"product=10001", "plan=" + product, "first_name=Ada", "last_name=Example", "email=ada@example.com",
		"stripeToken=tok_visa"}, more...)
}

const (
	proPlan   = "20001"
	ebook     = "20002"
	trialPlan = "20003"
	course    = "20004"
	teamPlan  = "20005"
)

// buy makes a purchase and returns its invoice id.
func (b box) buy(pairs ...string) string {
	b.t.Helper()
	o := b.post("purchase", pairs...).object(b.t)
	require.Contains(b.t, o, "data", o)
	return o["data"].(map[string]any)["invoice_id"].(string)
}

// subscription reads the subscription of a purchase.
func (b box) subscription(invoiceID string) map[string]any {
	b.t.Helper()
	o := b.get("purchase/get", "id="+invoiceID).object(b.t)
	require.Len(b.t, o["subscriptions"], 1)
	return o["subscriptions"].([]any)[0].(map[string]any)
}

// events are the names of the notifications since the last n.
func (b box) events(since int) []string {
	b.t.Helper()
	var names []string
	for _, n := range b.Notifications()[since:] {
		names = append(names, n.Event)
	}
	return names
}

// verified parses a notification and checks both codes with the given secret.
func verified(t *testing.T, secret string, body []byte) map[string]string {
	t.Helper()
	form, err := phpform.Parse(body, phpform.Limits{})
	require.NoError(t, err)
	var fields []phpsign.Field
	values := map[string]string{}
	for _, f := range form.Fields() {
		require.Nil(t, f.Array)
		fields = append(fields, phpsign.Field{Name: f.Name, Value: f.Value})
		values[f.Name] = f.Value
	}
	require.Equal(t, phpsign.Hash(secret, fields), values["hash"])
	require.Equal(t, phpsign.VerificationCode(secret, fields), values["verification_code"])
	return values
}

// receiver collects notifications.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	bodies []string
	status int
}

func newReceiver(t *testing.T) *receiver {
	t.Helper()
	r := &receiver{status: http.StatusOK}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, err := io.ReadAll(req.Body)
		assert.NoError(t, err)
		assert.Equal(t, http.MethodPost, req.Method)
		assert.Equal(t, "application/x-www-form-urlencoded", req.Header.Get("Content-Type"))
		r.mu.Lock()
		defer r.mu.Unlock()
		r.bodies = append(r.bodies, string(body))
		w.WriteHeader(r.status)
	}))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) got() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]string(nil), r.bodies...)
}

func flush(t *testing.T, b box) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	require.NoError(t, b.Flush(ctx))
}
