package licenses_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/licenses"
)

const goodData = `"product_id":1234,"status":1,"guid":"` + testGUID + `"`

func dataWith(before, members string) string {
	return `{` + before + `"data":{"license_key":"` + testKey + `","purchase_id":"PK-P0000000AA",` + members + `}}`
}

func statusWith(members string) string { return `{"success":1,"message":"","data":{` + members + `}}` }

// An answer that says yes and no opens nothing, and it is no verdict either.
func TestCheckOfAnswersThatContradictThemselves(t *testing.T) {
	t.Parallel()
	good := dataOf(goodData)
	for name, answers := range map[string][2]string{
		"Valid":                   {good, statusWith(`"valid":1,"active":1,"Valid":0`)},
		"valid, then not":         {good, statusWith(`"valid":1,"active":1,"valid":0`)},
		"not valid, then valid":   {good, statusWith(`"valid":0,"active":1,"valid":1`)},
		"twice the same":          {good, statusWith(`"valid":1,"active":1,"active":1`)},
		"an escaped name":         {good, statusWith(`"valid":0,"active":1,"v\u0061lid":1`)},
		"licenseKey":              {good, statusWith(`"valid":1,"active":1,"licenseKey":"X"`)},
		"two keys":                {good, statusWith(`"valid":1,"active":1,"license_key":"X","license_key":"` + testKey + `"`)},
		"GUID":                    {good, statusWith(`"valid":1,"active":1,"GUID":"` + testGUID + `"`)},
		"productId":               {good, statusWith(`"valid":1,"active":1,"productId":1234`)},
		"two data":                {good, `{"success":1,"data":{"valid":0,"active":0},"data":{"valid":1,"active":1}}`},
		"another product":         {good, statusWith(`"valid":1,"active":1,"product_id":9`)},
		"another place":           {good, statusWith(`"valid":1,"active":1,"guid":"` + otherGUID + `"`)},
		"active nowhere":          {good, statusWith(`"valid":1,"active":1,"guid":null`)},
		"disabled":                {good, statusWith(`"valid":1,"active":1,"disabled":1`)},
		"isRevoked":               {good, statusWith(`"valid":1,"active":1,"isRevoked":"true"`)},
		"expired":                 {good, statusWith(`"valid":1,"active":1,"expired":"2020-01-01"`)},
		"deleted":                 {good, statusWith(`"valid":1,"active":1,"deleted":true`)},
		"not enabled":             {good, statusWith(`"valid":1,"active":1,"enabled":false`)},
		"a message":               {good, statusWith(`"valid":1,"active":1,"message":"license is disabled"`)},
		"a list of messages":      {good, statusWith(`"valid":1,"active":1,"message":["Not valid."]`)},
		"an outer message":        {good, `{"success":1,"message":"License expired","data":{"valid":1,"active":1}}`},
		"not valid outside":       {good, `{"success":1,"valid":0,"data":{"valid":1,"active":1}}`},
		"disabled outside":        {good, `{"success":1,"disabled":1,"data":{"valid":1,"active":1}}`},
		"data: disabled":          {dataOf(goodData + `,"disabled":1`), activeToo},
		"data: is_disabled":       {dataOf(goodData + `,"is_disabled":true`), activeToo},
		"data: not valid":         {dataOf(goodData + `,"valid":0`), activeToo},
		"data: two places":        {dataOf(`"guid":"x",` + goodData), activeToo},
		"data: other place last":  {dataOf(goodData + `,"guid":"x"`), activeToo},
		"data: two states":        {dataOf(`"status":0,` + goodData), activeToo},
		"data: disabled last":     {dataOf(goodData + `,"status":0`), activeToo},
		"data: Status":            {dataOf(goodData + `,"Status":0`), activeToo},
		"data: two products":      {dataOf(`"product_id":9,` + goodData), activeToo},
		"data: two keys":          {dataOf(`"license_key":"X","license_key":"` + testKey + `",` + goodData), activeToo},
		"data: a refusal's words": {dataWith(`"success":0,"message":"license was revoked",`, goodData), activeToo},
		"data: any words":         {dataWith(`"success":0,"message":"Nope",`, goodData), activeToo},
		"data: words of an end":   {dataWith(`"success":1,"message":"License was revoked.",`, goodData), activeToo},
	} {
		got, err := check(answering(t, answers[0], answers[1]), licenses.Want{GUID: testGUID, ProductIDs: []int64{testProduct}})
		require.ErrorIs(t, err, api.ErrBadResponse, name)
		assert.Equal(t, licenses.Verdict{}, got, name)
	}
}

// What only looks like a contradiction keeps its verdict.
func TestCheckOfAnswersThatAgree(t *testing.T) {
	t.Parallel()
	good := dataOf(goodData)
	for name, test := range map[string]struct {
		data, status string
		want         licenses.Reason
	}{
		"the documented answers":     {good, statusWith(`"valid":1,"active":1`), ""},
		"success and a message":      {dataWith(`"success":1,"message":"License found.",`, goodData), activeToo, ""},
		"nothing is disabled":        {dataOf(goodData + `,"disabled":0,"is_revoked":false,"expired":null,"deleted":"","message":null`), activeToo, ""},
		"the same place and product": {good, statusWith(`"valid":1,"active":1,` + goodData), ""},
		"a product that is not told": {good, statusWith(`"valid":1,"active":1,"product_id":null`), ""},
		"a status that is not sent":  {dataOf(`"product_id":1234,"guid":"` + testGUID + `"`), activeToo, ""},
		"a status of null":           {dataOf(`"product_id":1234,"status":null,"guid":"` + testGUID + `"`), activeToo, ""},
		"disabled, twice said":       {dataOf(`"product_id":1234,"status":0,"disabled":1,"guid":"` + testGUID + `"`), activeToo, licenses.ReasonDisabled},
		"disabled, in words":         {dataWith(`"success":0,"message":"License is disabled",`, `"status":0,"product_id":1234`), activeToo, licenses.ReasonDisabled},
		"not valid, as it expired":   {good, statusWith(`"valid":0,"active":1,"expired":1,"message":"License expired"`), licenses.ReasonRefused},
		"not active":                 {good, statusWith(`"valid":1,"active":0,"message":"Not active"`), licenses.ReasonNotActivated},
	} {
		got, err := check(answering(t, test.data, test.status), licenses.Want{GUID: testGUID, ProductIDs: []int64{testProduct}})
		require.NoError(t, err, name)
		assert.Equal(t, test.want, got.Reason, name)
		assert.Equal(t, test.want == "", got.Valid, name)
	}
}

// What is not wanted is not compared between the answers either.
func TestCheckComparesWhatIsWanted(t *testing.T) {
	t.Parallel()
	got, err := check(answering(t, dataOf(goodData), statusWith(`"valid":1,"active":1,"guid":"x","product_id":9`)), licenses.Want{})
	require.NoError(t, err)
	assert.True(t, got.Valid)
}
