package licenses_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/licenses"
)

// The words are invented: no document shows a refusal.
func TestCheckReadsRefusals(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status int
		body   string
		want   licenses.Reason // "": could not ask
	}{
		"the box":               {200, refused, licenses.ReasonUnknown},
		"no member data":        {200, `{"success":0,"message":"Unknown license"}`, licenses.ReasonUnknown},
		"in an error":           {200, `{"error":"No such license"}`, licenses.ReasonUnknown},
		"empty, without words":  {200, `{"success":0,"data":[]}`, licenses.ReasonUnknown},
		"empty, a success":      {200, `{"success":1,"data":[]}`, licenses.ReasonUnknown},
		"empty, a success said": {200, `{"success":1,"message":"Success.","data":null}`, licenses.ReasonUnknown},
		"empty, of something":   {200, `{"success":1,"message":"Welcome back","data":null}`, ""},
		"bare":                  {200, `{"success":0}`, licenses.ReasonRefused},
		"other words":           {200, `{"success":0,"message":"Nope","data":[]}`, licenses.ReasonRefused},
		"404 with a flag":       {404, `{"success":false,"message":"License does not exist"}`, licenses.ReasonUnknown},
		"404 with a message":    {404, `{"message":"No such license"}`, licenses.ReasonUnknown},
		"404, the envelope":     {404, `{"success":0,"message":"Nope","data":[]}`, licenses.ReasonRefused},
		"422 of the field":      {422, `{"message":"Invalid.","errors":{"license_key":["Is invalid."]}}`, licenses.ReasonRefused},
		"an unknown error":      {200, `{"success":0,"message":"An unknown error occurred"}`, licenses.ReasonRefused},
		"an unknown column":     {200, `{"success":0,"message":"Unknown column 'x'"}`, ""},
		"no such file":          {200, `{"success":0,"message":"No such file or directory"}`, ""},
		"no connection":         {200, `{"success":0,"message":"Database connection not found"}`, ""},
		"404 without a word":    {404, `{"success":0}`, ""},
		"404 that does not say": {404, `{"message":"The license server greets you"}`, ""},
		"422 of another field":  {422, `{"errors":{"auth_token":["Required."]}}`, ""},
		"empty, of the token":   {200, `{"success":1,"message":"Unauthenticated.","data":[]}`, ""},
		"no words about data":   {200, `{"message":"License not found."}`, ""},
		"an unreadable flag":    {200, `{"success":{"a":1},"message":"License not found."}`, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := apitest.New(t).Answer(http.MethodGet, "licenses/data", test.status, test.body)
			got, err := check(f, licenses.Want{})
			require.Equal(t, test.want == "", err != nil, err)
			require.Equal(t, licenses.Verdict{Reason: test.want}, got)
		})
	}
}

// ReasonUnknown has no grace, so nothing makes it but words about the license alone: a bare "key" may be the API key.
func TestCheckTakesOtherWordsForNoUnknownKey(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]licenses.Reason{
		"License not found.":                              licenses.ReasonUnknown,
		"LICENSE-KEY NOT FOUND":                           licenses.ReasonUnknown,
		"This licence doesn't exist":                      licenses.ReasonUnknown,
		"The license key could not be found.":             licenses.ReasonUnknown,
		"There is no such license with this key":          licenses.ReasonUnknown,
		`No query results for model [App\\License].`:      licenses.ReasonUnknown,
		"API-key not found.":                              "",
		"API license key not found":                       "",
		"Vendor key not found.":                           "",
		"Vendor license key not found.":                   "",
		"No account with this key: unknown vendor key":    "",
		"Bucket key not found":                            "",
		"unknown host key":                                "",
		"Internal problem: host not found":                "",
		"Application license-prod not found":              "",
		"SQLSTATE: table licenses does not exist":         "",
		"no Route matched with those values, unknown key": licenses.ReasonRefused,
		"Service license-prod not found":                  licenses.ReasonRefused,
		"Unknown key":                                     licenses.ReasonRefused,
		"No such monkey":                                  licenses.ReasonRefused,
		"Unknown keyspace":                                licenses.ReasonRefused,
		"Unlicensed: unknown product":                     licenses.ReasonRefused,
	} {
		fake := answering(t, `{"success":0,"message":"`+said+`","data":[]}`, activeToo)
		got, err := check(fake, licenses.Want{})
		assert.Equal(t, want == "", err != nil, "%s: %v", said, err)
		assert.Equal(t, licenses.Verdict{Reason: want}, got, said)
		for _, status := range []int{http.StatusNotFound, http.StatusUnprocessableEntity} {
			fake = apitest.New(t).Answer(http.MethodGet, "licenses/data", status, `{"message":"`+said+`"}`)
			got, err = check(fake, licenses.Want{})
			assert.Equal(t, want != licenses.ReasonUnknown, err != nil, "%d %s: %v", status, said, err)
			assert.False(t, got.Valid, said)
		}
	}
	fake := apitest.New(t).Answer(http.MethodGet, "licenses/data", http.StatusNotFound, `{"error":{"code":"404","message":"Bucket key not found"}}`)
	_, err := check(fake, licenses.Want{})
	require.ErrorIs(t, err, api.ErrNotFound)
}

// Data that is not what was asked for is no verdict, neither way.
func TestCheckOfOtherData(t *testing.T) {
	t.Parallel()
	product := licenses.Want{ProductIDs: []int64{testProduct}}
	tests := map[string]struct {
		data, status string
		want         licenses.Want
	}{
		"another key":               {`{"success":1,"data":{"license_key":"` + otherKey + `","status":1}}`, activeToo, licenses.Want{}},
		"another key, falsy":        {`{"success":0,"data":{"license_key":"` + otherKey + `","status":1}}`, activeToo, licenses.Want{}},
		"no key":                    {`{"success":1,"data":{"status":1}}`, activeToo, licenses.Want{}},
		"no key, falsy":             {`{"success":0,"data":{"status":1}}`, activeToo, licenses.Want{}},
		"another key, disabled":     {`{"success":1,"data":{"license_key":"` + otherKey + `","status":0}}`, activeToo, licenses.Want{}},
		"errors beside the license": {`{"errors":"no","data":{"license_key":"` + testKey + `","status":1}}`, activeToo, licenses.Want{}},
		"no product":                {dataOf(`"status":1`), activeToo, product},
		"product null":              {dataOf(`"status":1,"product_id":null`), activeToo, product},
		"product 0":                 {dataOf(`"status":1,"product_id":0`), activeToo, product},
		"product unreadable":        {dataOf(`"status":1,"product_id":"x"`), activeToo, product},
		"status without a name":     {dataOf(`"status":2`), activeToo, licenses.Want{}},
		"status unreadable":         {dataOf(`"status":"on"`), activeToo, licenses.Want{}},
		"no valid":                  {dataOf(`"status":1`), `{"success":1,"data":{"active":1}}`, licenses.Want{}},
		"no active":                 {dataOf(`"status":1`), `{"success":1,"data":{"valid":1}}`, licenses.Want{}},
		"null":                      {dataOf(`"status":1`), `{"success":1,"data":{"valid":null,"active":null}}`, licenses.Want{}},
		"valid unreadable":          {dataOf(`"status":1`), `{"success":1,"data":{"valid":"yes","active":1}}`, licenses.Want{}},
		"no status":                 {dataOf(`"status":1`), `{"success":1,"data":[]}`, licenses.Want{}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := check(answering(t, test.data, test.status), test.want)
			require.ErrorIs(t, err, api.ErrBadResponse)
			var e *api.Error
			require.ErrorAs(t, err, &e)
			require.Equal(t, http.StatusOK, e.StatusCode)
			require.Equal(t, licenses.Verdict{}, got)
		})
	}
}

func TestCheckByStatus(t *testing.T) {
	t.Parallel()
	here := `"product_id":1234,"guid":"` + testGUID + `"`
	tests := map[string]struct {
		data, status string
		want         licenses.Reason
	}{
		"state not sent":       {dataOf(here), activeToo, ""},
		"state not sent, no":   {dataOf(here), `{"success":1,"data":{"valid":0,"active":1}}`, licenses.ReasonRefused},
		"enabled, not valid":   {dataOf(here + `,"status":1`), `{"success":1,"data":{"valid":0,"active":1}}`, licenses.ReasonRefused},
		"neither":              {dataOf(here + `,"status":1`), `{"success":1,"data":{"valid":0,"active":0}}`, licenses.ReasonRefused},
		"not active":           {dataOf(here + `,"status":1`), validOnly, licenses.ReasonNotActivated},
		"the flag decides":     {dataOf(here + `,"status":1`), `{"success":0,"data":{"valid":1,"active":1}}`, licenses.ReasonRefused},
		"PHP's other spelling": {dataOf(here + `,"status":"1"`), `{"success":"1","data":{"valid":true,"active":"1"}}`, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := check(answering(t, test.data, test.status), licenses.Want{GUID: testGUID, ProductIDs: []int64{testProduct}})
			require.NoError(t, err)
			require.Equal(t, test.want, got.Reason)
			require.Equal(t, test.want == "", got.Valid)
			require.Equal(t, testGUID, got.License.GUID)
		})
	}
}

// PayKickstart's spelling of the key is the one to go on with.
func TestCheckGivesTheKeyOfTheAnswer(t *testing.T) {
	t.Parallel()
	for _, flag := range []string{"0", "1"} {
		f := answering(t, `{"success":`+flag+`,"data":{"license_key":"`+testKey+`","status":1,"guid":"x"}}`, activeToo)
		got, err := licenses.New(f.Transport()).Check(context.Background(), "d3ws-uctg-idfz-aaaa", licenses.Want{})
		require.NoError(t, err)
		require.True(t, got.Valid)
		require.Equal(t, testKey, got.License.LicenseKey)
		require.Equal(t, testKey, f.Sent()[1].Query.Get("license_key"))
	}
}
