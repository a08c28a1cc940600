package sandbox_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/sandbox"
)

// routeCase is a way to call a route, with parameters that fit a fresh box.
type routeCase struct {
	method, route string
	pairs         []string
}

// documentedRoutes has the documented method of every route.
var documentedRoutes = []routeCase{
	{"GET", "licenses/data", []string{"license_key=X"}},
	{"GET", "licenses/status", []string{"license_key=X"}},
	{"POST", "licenses/activate", []string{"license_key=X", "guid=g"}},
	{"POST", "licenses/clear", []string{"license_key=X"}},
	{"POST", "licenses/enable", []string{"license_key=X"}},
	{"POST", "licenses/disable", []string{"license_key=X"}},
	{"GET", "licenses/", []string{"campaign_id=10001", "buyer_email=a@b.example"}},
	{"POST", "subscriptions/cancel", []string{"invoice_id=X"}},
	{"POST", "subscriptions/re-activate", []string{"invoice_id=X", "date=1900000000"}},
	{"POST", "subscriptions/change", []string{"invoice_id=X", "product_id=20001"}},
	{"POST", "subscriptions/usage", []string{"invoice_id=X", "units=3"}},
	{"POST", "purchase", purchase(proPlan)},
	{"POST", "purchase/update-cc", []string{"invoice_id=X", "stripeToken=tok_x"}},
	{"GET", "purchase/get", []string{"id=X"}},
	{"GET", "transaction/get", []string{"id=X"}},
	{"GET", "transactions", nil},
	{"GET", "affiliate/all", []string{"campaign_id=10001"}},
	{"POST", "affiliates/all", []string{"campaign_id=10001"}},
	{"GET", "affiliate", []string{"campaign_id=10001", "affiliate=319"}},
	{"GET", "promo-material", []string{"campaign_id=10001"}},
	{"POST", "coupons", []string{"coupon_name=N", "coupon_code=C", "coupon_rate=25", "coupon_type=amount"}},
	{"POST", "leads/confirm", []string{"lead_id=PK-L000000001", "lead_campaign_id=15"}},
	{"GET", "billing-customer", []string{"email=a@b.example"}},
	{"POST", "billing-customer", []string{"email=a@b.example"}},
}

// everyRoute are the documented ways, and each read by POST too.
func everyRoute() []routeCase {
	all := slices.Clone(documentedRoutes)
	for _, r := range documentedRoutes {
		if r.method == http.MethodGet && r.route != "billing-customer" {
			all = append(all, routeCase{http.MethodPost, r.route, r.pairs})
		}
	}
	return all
}

func (b box) send(method, route string, pairs ...string) result {
	b.t.Helper()
	if method == http.MethodGet {
		return b.get(route, pairs...)
	}
	return b.post(route, pairs...)
}

func TestEveryRouteRefusesWhatIsNotDocumented(t *testing.T) {
	t.Parallel()
	for _, tt := range everyRoute() {
		t.Run(tt.method+" "+tt.route, func(t *testing.T) {
			t.Parallel()
			b := newBox(t)

			good := b.send(tt.method, tt.route, tt.pairs...)
			assert.Contains(t, []int{http.StatusOK, http.StatusNotFound}, good.status, string(good.body))
			assert.Equal(t, "application/json", good.header.Get("Content-Type"))

			other := b.do("PUT", "/api/"+tt.route, "application/x-www-form-urlencoded", b.form(tt.pairs))
			assert.Equal(t, http.StatusMethodNotAllowed, other.status)
			assert.Contains(t, other.header.Get("Allow"), tt.method)

			unknown := b.send(tt.method, tt.route, append(tt.pairs, "surprise=1")...)
			assert.Contains(t, unknown.problems(t), "surprise")

			for i, pair := range tt.pairs {
				name, _, _ := strings.Cut(pair, "=")
				if name == "stripeToken" || tt.route == "licenses/" {
					continue
				}
				rest := append(append([]string{}, tt.pairs[:i]...), tt.pairs[i+1:]...)
				assert.Contains(t, b.send(tt.method, tt.route, rest...).problems(t), name)
				array := append(rest, name+"[]=1")
				assert.Contains(t, b.send(tt.method, tt.route, array...).problems(t), name)
			}
		})
	}
}

func TestWritesAreNotTakenByGET(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	for _, tt := range documentedRoutes {
		if tt.method == http.MethodGet || tt.route == "billing-customer" {
			continue
		}
		got := b.get(tt.route, tt.pairs...)
		assert.Equal(t, http.StatusMethodNotAllowed, got.status, tt.route)
		assert.Equal(t, "POST", got.header.Get("Allow"), tt.route)
	}
}

// A read by POST is the same read: the answer is that of the GET, byte for byte,
// and nothing else changes.
func TestEveryReadIsTakenByPOST(t *testing.T) {
	t.Parallel()
	var log strings.Builder
	b := newBox(t, sandbox.WithLogger(slog.New(slog.NewTextHandler(&log, nil))),
		sandbox.WithFaults(sandbox.Fault{Kind: sandbox.FaultErrorAfter, Writes: true}))
	b.post("purchase", purchase(proPlan, "affiliate_id=319")...)
	sale := b.Ledger()[0]
	_, keys, _ := strings.Cut(string(b.Notifications()[0].Body), "licenses=")
	key, _, _ := strings.Cut(keys, "&")
	known := map[string][]string{
		"licenses/data": {"license_key=" + key}, "licenses/status": {"license_key=" + key},
		"purchase/get": {"id=" + sale.InvoiceID}, "transaction/get": {"id=" + sale.TransactionID},
		"billing-customer": {"email=ada@example.com"},
	}
	reads := 0
	for _, tt := range documentedRoutes {
		if tt.method != http.MethodGet {
			continue
		}
		reads++
		pairs := tt.pairs
		if known[tt.route] != nil {
			pairs = known[tt.route]
		}
		byGet, byPost := b.get(tt.route, pairs...), b.post(tt.route, pairs...)
		assert.Equal(t, http.StatusOK, byPost.status, "%s: %s", tt.route, byPost.body)
		assert.Equal(t, string(byGet.body), string(byPost.body), tt.route)
		assert.Contains(t, log.String(), "method=POST route="+tt.route+" status=200\n", "no write, so no fault of writes")
	}
	assert.Equal(t, 10, reads)
	assert.Len(t, b.Ledger(), 1)
	assert.NotContains(t, log.String(), b.AuthToken)
}

func TestTokenIsDemandedWhereItBelongs(t *testing.T) {
	t.Parallel()
	const form = "application/x-www-form-urlencoded"
	b := newBox(t, sandbox.WithAuthToken("right"))
	for _, tt := range everyRoute() {
		query := strings.Join(tt.pairs, "&")
		for _, token := range []string{"", "auth_token=wrong&", "auth_token=&", "auth_token[]=right&", "Auth_Token=right&"} {
			var got result
			if tt.method == "GET" {
				got = b.do("GET", "/api/"+tt.route+"?"+token+query, "", "")
			} else {
				got = b.do("POST", "/api/"+tt.route, form, token+query)
			}
			assert.Equal(t, http.StatusUnauthorized, got.status, "%s %q", tt.route, token)
			assert.JSONEq(t, `{"message":"Unauthenticated."}`, string(got.body))
		}
	}
}

func TestParametersInTheWrongPlace(t *testing.T) {
	t.Parallel()
	const form = "application/x-www-form-urlencoded"
	b := newBox(t)
	token := "auth_token=" + b.AuthToken
	tests := []struct {
		name, method, target, contentType, body string
		status                                  int
	}{
		{"token in the query of a POST", "POST", "/api/licenses/clear?" + token, form, "license_key=X", 422},
		{"all in the query of a POST", "POST", "/api/licenses/clear?license_key=X&" + token, form, "", 422},
		{"token in both", "POST", "/api/licenses/clear?" + token, form, token + "&license_key=X", 422},
		{"body of a GET", "GET", "/api/licenses/data", form, token + "&license_key=X", 422},
		{"body beside the query of a GET", "GET", "/api/licenses/data?license_key=X&" + token, form, "a=1", 422},
		{"token in the query of a read by POST", "POST", "/api/licenses/data?" + token, form, "license_key=X", 422},
		{"read by POST in JSON", "POST", "/api/licenses/data", "application/json", `{"auth_token":"x"}`, 415},
		{"JSON", "POST", "/api/licenses/clear", "application/json", `{"auth_token":"x"}`, 415},
		{"multipart", "POST", "/api/licenses/clear", "multipart/form-data; boundary=x", "--x--", 415},
		{"no content type", "POST", "/api/licenses/clear", "", token + "&license_key=X", 415},
		{"content type with charset", "POST", "/api/licenses/clear", form + "; charset=utf-8", token + "&license_key=X", 200},
		{"too large", "POST", "/api/licenses/clear", form, token + "&license_key=" + strings.Repeat("x", 1<<20), 413},
		{"too many", "POST", "/api/licenses/clear", form, token + strings.Repeat("&a=1", 1000), 413},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := b.do(tt.method, tt.target, tt.contentType, tt.body)
			assert.Equal(t, tt.status, got.status, string(got.body))
			assert.NotContains(t, string(got.body), b.AuthToken)
		})
	}
}

func TestUnknownRoutes(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	for _, path := range []string{"/", "/api", "/api/", "/licenses/data", "/api/licenses", "/api/licenses/data/", "/api/Licenses/data", "/api/refund"} {
		got := b.do("GET", path+"?auth_token="+b.AuthToken, "", "")
		assert.Equal(t, http.StatusNotFound, got.status, path)
		assert.Contains(t, got.header.Get("Content-Type"), "text/html", path)
	}
}

// A server always sets Body; a test that calls the handler need not.
func TestRequestsWithoutABody(t *testing.T) {
	t.Parallel()
	b := newBox(t, sandbox.WithControl())
	for target, status := range map[string]int{
		"GET /api/transactions?auth_token=" + b.AuthToken: http.StatusOK,
		"POST /api/purchase":                              http.StatusUnauthorized,
		"POST /sandbox/advance?by=1h":                     http.StatusOK,
		"POST /sandbox/flush":                             http.StatusOK,
		"POST /sandbox/faults":                            http.StatusBadRequest,
	} {
		method, path, _ := strings.Cut(target, " ")
		req, err := http.NewRequestWithContext(t.Context(), method, "http://localhost"+path, nil)
		require.NoError(t, err)
		require.Nil(t, req.Body)
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		rec := httptest.NewRecorder()
		b.Handler().ServeHTTP(rec, req)
		assert.Equal(t, status, rec.Code, "%s: %s", target, rec.Body)
	}
}
