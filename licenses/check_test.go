package licenses_test

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/licenses"
)

const (
	testProduct = 1234
	otherGUID   = "somewhere else"

	refused   = `{"success":0,"message":"License not found.","data":[]}`
	validOnly = `{"success":1,"data":{"valid":1,"active":0}}`
	activeToo = `{"success":1,"data":{"valid":1,"active":1}}`
)

// keyState is one state of a license, as both routes tell of it.
type keyState struct {
	data, status string
	// what the verdict is when nothing, this place, this product, or both are wanted; "" is valid.
	none, here, product, both licenses.Reason
}

func dataOf(members string) string {
	return `{"success":0,"message":"","data":{"license_key":"` + testKey + `","purchase_id":"PK-P0000000AA",` + members + `}}`
}

var keyStates = map[string]keyState{
	"fresh": {
		data: dataOf(`"product_id":1234,"status":1,"guid":null`), status: validOnly,
		none: licenses.ReasonNotActivated, here: licenses.ReasonNotActivated,
		product: licenses.ReasonNotActivated, both: licenses.ReasonNotActivated,
	},
	"active here": {data: dataOf(`"product_id":1234,"status":1,"guid":"` + testGUID + `"`), status: activeToo},
	// No document says that a refund disables a license, and the box does not do it.
	"refunded but not disabled": {data: dataOf(`"product_id":1234,"status":1,"guid":"` + testGUID + `"`), status: activeToo},
	"active elsewhere": {
		data: dataOf(`"product_id":1234,"status":1,"guid":"` + otherGUID + `"`), status: activeToo,
		here: licenses.ReasonOtherMachine, both: licenses.ReasonOtherMachine,
	},
	"other product": {
		data: dataOf(`"product_id":5678,"status":1,"guid":"` + testGUID + `"`), status: activeToo,
		product: licenses.ReasonOtherProduct, both: licenses.ReasonOtherProduct,
	},
	"disabled": {
		data: dataOf(`"product_id":1234,"status":0,"guid":"` + testGUID + `"`), status: activeToo,
		none: licenses.ReasonDisabled, here: licenses.ReasonDisabled,
		product: licenses.ReasonDisabled, both: licenses.ReasonDisabled,
	},
	"unknown": {
		data: refused, status: refused,
		none: licenses.ReasonUnknown, here: licenses.ReasonUnknown,
		product: licenses.ReasonUnknown, both: licenses.ReasonUnknown,
	},
}

// wishes are the four kinds of Want with the verdict that a state has for each.
func (k keyState) wishes() map[string]wish {
	products := []int64{testProduct, 99}
	return map[string]wish{
		"nothing":           {licenses.Want{}, k.none},
		"this place":        {licenses.Want{GUID: testGUID}, k.here},
		"this product":      {licenses.Want{ProductIDs: products}, k.product},
		"place and product": {licenses.Want{GUID: testGUID, ProductIDs: products}, k.both},
	}
}

type wish struct {
	want   licenses.Want
	reason licenses.Reason
}

func answering(t *testing.T, data, status string) *apitest.Fake {
	t.Helper()
	return apitest.New(t).
		Answer(http.MethodGet, "licenses/data", http.StatusOK, data).
		Answer(http.MethodGet, "licenses/status", http.StatusOK, status)
}

func check(f *apitest.Fake, want licenses.Want) (licenses.Verdict, error) {
	return licenses.New(f.Transport()).Check(context.Background(), testKey, want)
}

func TestCheck(t *testing.T) {
	t.Parallel()
	for name, state := range keyStates {
		for wanted, wish := range state.wishes() {
			t.Run(name+", wanted "+wanted, func(t *testing.T) {
				t.Parallel()
				f := answering(t, state.data, state.status)
				got, err := check(f, wish.want)
				require.NoError(t, err)
				require.Equal(t, wish.reason, got.Reason)
				require.Equal(t, wish.reason == "", got.Valid)
				require.Equal(t, name != "unknown", got.License != nil)
				if got.License != nil {
					require.Equal(t, testKey, got.License.LicenseKey)
				}
				key := url.Values{"license_key": {testKey}}
				require.Equal(t, apitest.Get("licenses/data", key), f.Sent()[0])
				if got.Valid {
					f.RequireSent(apitest.Get("licenses/data", key), apitest.Get("licenses/status", key))
				}
			})
		}
	}
}

// page is an answer and the statuses with which it makes a verdict; with every other one it says nothing about a license.
type page struct {
	body string
	says []int
}

var pages = map[string]page{
	"a JSON refusal":         {refused, []int{200, 201, 202, 204, 404, 422}},
	"HTML":                   {`<!DOCTYPE html><html><body>License not found.</body></html>`, nil},
	"a proxy's page":         {`{"status":404,"error":"Not Found","path":"/api/licenses/data"}`, nil},
	"a proxy's short page":   {`{"message":"Not Found"}`, nil},
	"a framework's page":     {`{"message":"The route api/licenses/data could not be found."}`, nil},
	"a captive portal":       {`{"success":false,"message":"Please log in to use this network"}`, nil},
	"a refusal of the token": {`{"success":0,"message":"Invalid auth token","data":[]}`, nil},
	"a refused token":        {`{"errors":{"auth_token":["The selected auth token is invalid."]}}`, nil},
	"a passing trouble":      {`{"success":0,"message":"Server error, please try again later.","data":[]}`, nil},
	"a vendor":               {`{"success":0,"message":"Vendor not found.","data":[]}`, nil},
	"empty":                  {``, nil},
	"an empty object":        {`{}`, nil},
	"an empty list":          {`[]`, nil},
	"a text":                 {`"License not found."`, nil},
	"cut":                    {`{"success":0,"message":"License not fo`, nil},
	"a list":                 {`[{"success":0,"message":"License not found."}]`, nil},
}

var statuses = []int{
	200, 201, 202, 204, 300, 301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 418,
	419, 421, 422, 423, 425, 426, 429, 431, 451, 499, 500, 501, 502, 503, 504, 505, 511, 520, 521, 522, 523, 524, 525, 526, 530, 599,
}

func (p page) speaks(status int) bool { return slices.Contains(p.says, status) }

// Every status with every page, in place of either question, for every state of the key and every wish.
func TestCheckMakesAVerdictOfAnAnswerOnly(t *testing.T) {
	t.Parallel()
	second := askingTwice(t)
	for name, page := range pages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, status := range statuses {
				// The state of the key is what the first answer tells, so there is none here.
				for _, wish := range (keyState{}).wishes() {
					f := answering(t, "", activeToo).Answer(http.MethodGet, "licenses/data", status, page.body)
					requireVerdict(t, f, wish.want, page.speaks(status), licenses.ReasonUnknown)
				}
				for _, c := range second {
					f := answering(t, c.state.data, "").Answer(http.MethodGet, "licenses/status", status, page.body)
					requireVerdict(t, f, c.want, page.speaks(status), licenses.ReasonRefused)
				}
			}
		})
	}
}

type stateAndWant struct {
	state keyState
	want  licenses.Want
}

// askingTwice returns what the first answer does not settle.
func askingTwice(t *testing.T) []stateAndWant {
	t.Helper()
	var all []stateAndWant
	for _, state := range keyStates {
		for _, wish := range state.wishes() {
			f := answering(t, state.data, state.status)
			_, err := check(f, wish.want)
			require.NoError(t, err)
			if len(f.Sent()) == 2 {
				all = append(all, stateAndWant{state, wish.want})
			}
		}
	}
	require.Len(t, all, 14)
	return all
}

func requireVerdict(t *testing.T, f *apitest.Fake, want licenses.Want, speaks bool, reason licenses.Reason) {
	t.Helper()
	got, err := check(f, want)
	require.False(t, got.Valid)
	if speaks {
		require.NoError(t, err)
		require.Equal(t, reason, got.Reason)
		return
	}
	require.Error(t, err, "could not ask")
	require.ErrorContains(t, err, "Licenses.Check")
	require.Equal(t, licenses.Verdict{}, got, "what could not be asked is neither valid nor refused")
}

// cutWire answers with a refusal that is whole as JSON, but not as an answer.
type cutWire struct{ status int }

func (w cutWire) RoundTrip(r *http.Request) (*http.Response, error) {
	body := io.MultiReader(strings.NewReader(refused), cutReader{})
	return &http.Response{StatusCode: w.status, Header: http.Header{}, Body: io.NopCloser(body), ContentLength: -1, Request: r}, nil
}

type cutReader struct{}

func (cutReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestCheckOfACutAnswer(t *testing.T) {
	t.Parallel()
	for _, status := range []int{200, 404, 422} {
		got, err := licenses.New(apitest.Transport(t, cutWire{status})).Check(context.Background(), testKey, licenses.Want{})
		require.Error(t, err, "status %d", status)
		require.Equal(t, licenses.Verdict{}, got)
	}
}

func TestCheckContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	got, err := licenses.New(apitest.New(t).Transport()).Check(ctx, testKey, licenses.Want{})
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, licenses.Verdict{}, got)
}

func TestCheckWants(t *testing.T) {
	t.Parallel()
	f := apitest.New(t)
	s := licenses.New(f.Transport())
	tests := map[string]struct {
		want  licenses.Want
		field string
	}{
		"blank place":     {licenses.Want{GUID: " "}, "GUID"},
		"place with edge": {licenses.Want{GUID: testGUID + "\n"}, "GUID"},
		"no product":      {licenses.Want{ProductIDs: []int64{}}, "ProductIDs"},
		"product 0":       {licenses.Want{ProductIDs: []int64{testProduct, 0}}, "ProductIDs"},
		"product below 0": {licenses.Want{ProductIDs: []int64{-1}}, "ProductIDs"},
	}
	for name, test := range tests {
		got, err := s.Check(context.Background(), testKey, test.want)
		require.ErrorIs(t, err, api.ErrInvalidParams, name)
		f.RequireInvalid("Licenses.Check", err, test.field)
		require.Equal(t, licenses.Verdict{}, got, name)
	}
}
