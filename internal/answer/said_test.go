package answer

import (
	"maps"
	"slices"
	"testing"

	"github.com/paykickstart-go/sdk/api"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// verdict is what is expected of an answer: no sentinels means success.
type verdict struct {
	status  int
	body    string
	message string
	fields  map[string][]string
	want    []error
}

var (
	rejected = []error{api.ErrRejected}
	bad      = []error{api.ErrBadResponse}
	unknown  = []error{api.ErrOutcomeUnknown}
)

func both(a, b error) []error { return []error{a, b} }

// checkVerdicts sends the answers to a read and to a write. The same answer leaves a write's outcome open wherever it
// says nothing definite.
func checkVerdicts(t *testing.T, want Want, table map[string]verdict) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(table)) {
		v := table[name]
		if v.status == 0 {
			v.status = 200
		}
		for class, call := range map[string]*Call{"read": readCall(want), "write": writeCall(want)} {
			err := judged(v.status, v.body, call)
			if v.want == nil {
				require.NoError(t, err, "%s, %s", class, name)
				continue
			}
			e := failed(t, err)
			expect := slices.Clone(v.want)
			if class == "write" && open(v) {
				expect = append(expect, api.ErrOutcomeUnknown)
			}
			assert.ElementsMatch(t, expect, sentinelsOf(err), "%s, %s: %v", class, name, err)
			assert.Equal(t, v.message, e.Message, "%s, %s", class, name)
			assert.Equal(t, v.fields, e.Fields, "%s, %s", class, name)
			assert.Equal(t, v.status, e.StatusCode, name)
			assert.Equal(t, 1, e.Attempts, name)
			assert.Equal(t, v.body, string(e.Body), name)
			assert.Equal(t, "t.M", e.Op)
		}
	}
}

func open(v verdict) bool {
	definite := v.status >= 400 && v.status < 500 && v.status != 408
	return !definite && !slices.Contains(v.want, api.ErrRejected) && !slices.Contains(v.want, api.ErrNotFound)
}

func TestStatusDecidesFirst(t *testing.T) {
	t.Parallel()
	html := "<!DOCTYPE html><html><title>Page Expired</title></html>"
	table := map[string]verdict{
		"laravel 422": {422, `{"message":"The given data was invalid.","errors":{"email":["Bad.","Worse."],"plan":"No."}}`,
			"The given data was invalid.", map[string][]string{"email": {"Bad.", "Worse."}, "plan": {"No."}}, rejected},
		"laravel 401":             {401, `{"message":"Unauthenticated."}`, "Unauthenticated.", nil, []error{api.ErrUnauthorized}},
		"403":                     {403, `{"error":"forbidden"}`, "forbidden", nil, []error{api.ErrUnauthorized}},
		"404 html":                {404, html, "", nil, []error{api.ErrNotFound}},
		"419 html":                {419, html, "", nil, rejected},
		"500 html":                {500, html, "", nil, []error{api.ErrServer}},
		"500 that says success":   {500, `{"success":1}`, "", nil, []error{api.ErrServer}},
		"500 empty":               {500, "", "", nil, []error{api.ErrServer}},
		"408":                     {408, `{"message":"slow"}`, "slow", nil, []error{api.ErrServer}},
		"429":                     {429, `{"message":"Too Many Attempts."}`, "Too Many Attempts.", nil, []error{api.ErrRateLimited}},
		"400 that says success":   {400, `{"success":1,"pk_id":"PK-P1"}`, "", nil, rejected},
		"402":                     {402, `{"message":{"card":"declined"}}`, "declined", nil, rejected},
		"400 broken":              {400, `{"message":"x`, "", nil, rejected},
		"400 list":                {400, `["a","b"]`, "", nil, rejected},
		"301":                     {301, html, "", nil, []error{api.ErrRedirect}},
		"304":                     {304, "", "", nil, []error{api.ErrRedirect}},
		"101":                     {101, "", "", nil, bad},
		"600":                     {600, "{}", "", nil, bad},
		"502 with a json message": {502, `{"message":"down","errors":["a",{"b":["c"]}]}`, "down; a; c", nil, []error{api.ErrServer}},
		"201":                     {201, `{"success":1}`, "", nil, nil},
		"204":                     {204, ``, "", nil, bad},
	}
	for _, neither := range []string{`[1]`, `[0]`, `{"a":1}`, `[{"a":0}]`} {
		for _, flag := range []string{"success", "status"} {
			table[flag+neither] = verdict{body: `{"` + flag + `":` + neither + `}`, want: bad}
		}
	}
	checkVerdicts(t, Want{}, table)
}

func TestErrorsDecideSecond(t *testing.T) {
	t.Parallel()
	field := func(texts ...string) map[string][]string { return map[string][]string{"x": texts} }
	checkVerdicts(t, Want{}, map[string]verdict{
		"string":             {body: `{"errors":"Card declined"}`, message: "Card declined", want: rejected},
		"list":               {body: `{"errors":["a","b"]}`, message: "a; b", want: rejected},
		"object":             {body: `{"errors":{"x":"a"}}`, message: "a", fields: field("a"), want: rejected},
		"object of lists":    {body: `{"errors":{"x":["a","b"],"y":[]}}`, message: "a; b", fields: field("a", "b"), want: rejected},
		"nested":             {body: `{"errors":{"x":{"y":["a",{"z":"b"}]}}}`, message: "a; b", fields: field("a", "b"), want: rejected},
		"numbers":            {body: `{"errors":[1001]}`, message: "1001", want: rejected},
		"error":              {body: `{"error":"no"}`, message: "no", want: rejected},
		"error object":       {body: `{"error":{"message":"no","code":7}}`, message: "7; no", fields: map[string][]string{"message": {"no"}, "code": {"7"}}, want: rejected},
		"error true":         {body: `{"error":true,"message":"no"}`, message: "no", want: rejected},
		"error and errors":   {body: `{"error":"one","errors":["two"]}`, message: "one; two", want: rejected},
		"the same twice":     {body: `{"message":"no","error":"no"}`, message: "no", want: rejected},
		"message and fields": {body: `{"message":"no","errors":{"x":"a"}}`, message: "no", fields: field("a"), want: rejected},
		"beside success":     {body: `{"success":1,"errors":"no"}`, message: "no", want: rejected},
		"errors before flag": {body: `{"errors":"no","success":true,"status":"ok"}`, message: "no", want: rejected},
		"empty list":         {body: `{"success":1,"errors":[]}`},
		"empty object":       {body: `{"success":1,"errors":{}}`},
		"empty text":         {body: `{"success":1,"errors":"","error":null}`},
		"blank":              {body: `{"success":1,"errors":"  "}`},
		"false":              {body: `{"success":1,"error":false}`},
		"zero":               {body: `{"success":1,"error":0,"errors":"0"}`},
		"empty at any depth": {body: `{"success":1,"error":{"code":0,"message":""},"errors":{"email":[],"plan":[null,{}]}}`},
		"each one counts":    {body: `{"success":1,"errors":"no","errors":[]}`, message: "no", want: rejected},
		"escaped name":       {body: `{"err\u006frs":"no"}`, message: "no", want: rejected},
		"another case":       {body: `{"success":1,"Errors":["no"]}`, message: "no", want: rejected},
		"capitals":           {body: `{"success":1,"ERROR":"no"}`, message: "no", want: rejected},
		"no flag, no errors": {body: `{"error":null}`, want: bad},
		"in data":            {body: `{"success":1,"data":{"Errors":{"x":"a"}}}`, message: "a", fields: field("a"), want: rejected},
		"empty in data":      {body: `{"success":1,"data":{"errors":[],"error":false}}`},
		"success in data":    {body: `{"success":1,"data":{"success":0,"message":"no"}}`, message: "no", want: rejected},
		"a list of data":     {body: `{"success":1,"data":[{"errors":"no"}]}`},
		"deeper ones do not": {body: `{"success":1,"data":{"row":{"errors":"no","success":0}}}`},
		"status in data":     {body: `{"success":1,"data":{"status":0}}`},
	})
}

func TestFlagsDecideThird(t *testing.T) {
	t.Parallel()
	checkVerdicts(t, Want{}, map[string]verdict{
		"code null":             {body: `{"code":null}`, want: bad},
		"code null beside":      {body: `{"success":1,"code":null,"status_code":""}`},
		"code is a word":        {body: `{"success":1,"code":"SUMMER"}`, want: bad},
		"a no beats a yes":      {body: `{"success":1,"status":0}`, want: rejected},
		"in any order":          {body: `{"status":false,"code":200}`, want: rejected},
		"a no beats a riddle":   {body: `{"success":"perhaps","status":false}`, want: rejected},
		"a riddle beats a yes":  {body: `{"success":1,"status":"pending"}`, want: bad},
		"5xx beats a no":        {body: `{"success":false,"code":500,"message":"m"}`, message: "m", want: []error{api.ErrServer}},
		"5xx beats errors":      {body: `{"errors":["m"],"status":"503"}`, message: "m", want: []error{api.ErrServer}},
		"message alone":         {body: `{"message":"Done"}`, message: "Done", want: bad},
		"no flag":               {body: `{"message":"Done","data":{"a":1}}`, message: "Done", want: bad},
		"duplicate, last 1":     {body: `{"success":0,"success":1}`, want: rejected},
		"duplicate, last 0":     {body: `{"success":1,"success":0}`, want: rejected},
		"two cases":             {body: `{"success":true,"Success":false}`, want: rejected},
		"message list":          {body: `{"success":0,"message":["a",["b"]]}`, message: "a; b", want: rejected},
		"message null":          {body: `{"success":0,"message":null}`, want: rejected},
		"the documented answer": {body: `{"code":200,"status":true,"message":"Subscription was re-activated"}`},
	})
}

// Calls whose answer nobody has documented take one without a flag, but no message alone.
func TestAnswersThatNeedNoFlag(t *testing.T) {
	t.Parallel()
	table := map[string]verdict{
		"nothing":           {body: `{}`},
		"something":         {body: `{"invoice_id":"PK-P1"}`},
		"beside a message":  {body: `{"message":"Done","invoice_id":"PK-P1"}`},
		"a message alone":   {body: `{"message":"Unauthenticated."}`, message: "Unauthenticated.", want: bad},
		"and empty members": {body: `{"message":"Unauthenticated.","data":[],"url":null}`, message: "Unauthenticated.", want: bad},
		"a yes":             {body: `{"message":"Done","success":1}`},
		"a no":              {body: `{"invoice_id":"PK-P1","success":0}`, want: rejected},
		"a riddle":          {body: `{"invoice_id":"PK-P1","status":"perhaps"}`, want: bad},
	}
	checkVerdicts(t, Want{NoFlagNeeded: true}, table)
	checkVerdicts(t, Want{AnyShape: true}, table)
	checkVerdicts(t, Want{NoFlagNeeded: true}, map[string]verdict{"a list": {body: `[]`, want: bad}})
}
