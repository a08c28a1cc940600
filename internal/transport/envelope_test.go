package transport

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/loosejson"
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
func checkVerdicts(t *testing.T, want Answer, table map[string]verdict) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(table)) {
		v := table[name]
		if v.status == 0 {
			v.status = 200
		}
		tr := over(t, answering(v.status, v.body), func(c *Config) { c.Retry.MaxAttempts = 1 })
		for class, call := range map[string]Call{"read": Get("t.M", "r", nil, want), "write": Post("t.M", "r", nil, want)} {
			err := tr.Do(context.Background(), call)
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
	checkVerdicts(t, Answer{}, table)
}

func TestErrorsDecideSecond(t *testing.T) {
	t.Parallel()
	checkVerdicts(t, Answer{}, map[string]verdict{
		"string":              {body: `{"errors":"Card declined"}`, message: "Card declined", want: rejected},
		"list":                {body: `{"errors":["a","b"]}`, message: "a; b", want: rejected},
		"object":              {body: `{"errors":{"x":"a"}}`, fields: map[string][]string{"x": {"a"}}, want: rejected},
		"object of lists":     {body: `{"errors":{"x":["a","b"],"y":[]}}`, fields: map[string][]string{"x": {"a", "b"}}, want: rejected},
		"nested":              {body: `{"errors":{"x":{"y":["a",{"z":"b"}]}}}`, fields: map[string][]string{"x": {"a", "b"}}, want: rejected},
		"numbers":             {body: `{"errors":[1001]}`, message: "1001", want: rejected},
		"error":               {body: `{"error":"no"}`, message: "no", want: rejected},
		"error object":        {body: `{"error":{"message":"no","code":7}}`, fields: map[string][]string{"message": {"no"}, "code": {"7"}}, want: rejected},
		"error true":          {body: `{"error":true,"message":"no"}`, message: "no", want: rejected},
		"error and errors":    {body: `{"error":"one","errors":["two"]}`, message: "one; two", want: rejected},
		"the same twice":      {body: `{"message":"no","error":"no"}`, message: "no", want: rejected},
		"beside success":      {body: `{"success":1,"errors":"no"}`, message: "no", want: rejected},
		"errors before flag":  {body: `{"errors":"no","success":true,"status":"ok"}`, message: "no", want: rejected},
		"empty list":          {body: `{"success":1,"errors":[]}`},
		"empty object":        {body: `{"success":1,"errors":{}}`},
		"empty text":          {body: `{"success":1,"errors":"","error":null}`},
		"blank":               {body: `{"success":1,"errors":"  "}`},
		"false":               {body: `{"success":1,"error":false}`},
		"zero":                {body: `{"success":1,"error":0,"errors":"0"}`},
		"empty at any depth":  {body: `{"success":1,"error":{"code":0,"message":""},"errors":{"email":[],"plan":[null,{}]}}`},
		"no flag, no errors":  {body: `{"error":null}`},
		"the last one counts": {body: `{"errors":"no","errors":[]}`},
		"escaped name":        {body: `{"err\u006frs":"no"}`, message: "no", want: rejected},
		"deeper ones do not":  {body: `{"data":{"errors":"no","success":0}}`},
	})
}

func TestFlagsDecideThird(t *testing.T) {
	t.Parallel()
	table := map[string]verdict{
		"code 200":          {body: `{"code":200}`},
		"code 201 text":     {body: `{"code":"201"}`},
		"code 500":          {body: `{"code":500,"message":"m"}`, message: "m", want: rejected},
		"code 404 text":     {body: `{"code":"404"}`, want: rejected},
		"code 0":            {body: `{"code":0}`, want: rejected},
		"code is a word":    {body: `{"code":"SUMMER"}`},
		"code null":         {body: `{"code":null}`},
		"both flags":        {body: `{"success":1,"status":0}`, want: rejected},
		"message alone":     {body: `{"message":"Done"}`},
		"duplicate, last 1": {body: `{"success":0,"success":1}`},
		"duplicate, last 0": {body: `{"success":1,"success":0}`, want: rejected},
		"message list":      {body: `{"success":0,"message":["a",["b"]]}`, message: "a; b", want: rejected},
		"message null":      {body: `{"success":0,"message":null}`, want: rejected},
	}
	for _, falsy := range []string{
		`false`, `0`, `"0"`, `""`, `"false"`, `"FALSE"`, `null`, `"null"`, `[]`, `{}`, `"no"`, `"off"`, `"error"`, `"Failed"`,
		`"fail"`, `" 0 "`, `0.0`, `"0.0"`, `-0`,
	} {
		for _, flag := range []string{"success", "status"} {
			table[flag+falsy] = verdict{body: `{"` + flag + `":` + falsy + `,"message":"no"}`, message: "no", want: rejected}
		}
	}
	for _, truthy := range []string{`true`, `1`, `"1"`, `"true"`, `"TRUE"`, `"ok"`, `"success"`, `"active"`, `2`, `-1`, `[1]`, `{"a":1}`, `[0]`, `200`} {
		for _, flag := range []string{"success", "status"} {
			table[flag+truthy] = verdict{body: `{"` + flag + `":` + truthy + `}`}
		}
	}
	checkVerdicts(t, Answer{}, table)
}

func TestAnswersThatCannotBeRead(t *testing.T) {
	t.Parallel()
	table := map[string]verdict{
		"bom":                 {body: "\ufeff{\"success\":1}"},
		"white space":         {body: " \r\n{\"success\":1}\n"},
		"empty object":        {body: `{}`},
		"php warning before":  {body: "<br />\n<b>Warning</b>: foo in bar.php\n{\"success\":1}", want: bad},
		"php warning after":   {body: "{\"success\":1}<br />\n<b>Warning</b>: foo", want: bad},
		"truncated":           {body: `{"success":1,"data":{"pk_id":"PK-`, want: bad},
		"truncated literal":   {body: `{"success":tru`, want: bad},
		"two objects":         {body: `{"success":1}{"success":0}`, want: bad},
		"html":                {body: "<html></html>", want: bad},
		"nothing":             {body: "", want: bad},
		"blank":               {body: " \n", want: bad},
		"null":                {body: "null", want: bad},
		"list":                {body: "[]", want: bad},
		"text":                {body: `"success"`, want: bad},
		"true":                {body: `true`, want: bad},
		"number":              {body: `1`, want: bad},
		"NaN":                 {body: `{"success":NaN}`, want: bad},
		"single quotes":       {body: `{'success':1}`, want: bad},
		"NUL":                 {body: "{\"success\":1}\x00", want: bad},
		"deep":                {body: strings.Repeat("[", 100_000), want: bad},
		"invalid utf-8 in it": {body: "{\"success\":1,\"message\":\"\xff\"}"},
	}
	deep := table["deep"]
	delete(table, "deep")
	checkVerdicts(t, Answer{}, table)
	err := over(t, answering(200, deep.body)).Do(context.Background(), writeCall())
	require.ErrorIs(t, err, api.ErrBadResponse)
	require.ErrorIs(t, err, api.ErrOutcomeUnknown)
	assert.Len(t, failed(t, err).Body, excerptSize)
}

type thing struct {
	ID     string `json:"pk_id"`
	Status string `json:"status"`
	Name   string `json:"name"`
}

// A member that the result must have tells an object from an answer that says nothing.
func TestRequiredMembers(t *testing.T) {
	t.Parallel()
	var into thing
	checkVerdicts(t, Answer{Into: &into, Required: []string{"pk_id", "other_id"}}, map[string]verdict{
		"there":                    {body: `{"pk_id":"PK-P1"}`},
		"the other one":            {body: `{"other_id":7}`},
		"absent":                   {body: `{"name":"x"}`, want: bad},
		"null":                     {body: `{"pk_id":null}`, want: bad},
		"empty":                    {body: `{"pk_id":""}`, want: bad},
		"nothing":                  {body: `{}`, want: bad},
		"success without it":       {body: `{"success":1}`, want: bad},
		"its own status":           {body: `{"pk_id":"PK-P1","status":"0"}`},
		"its own status, failed":   {body: `{"pk_id":"PK-P1","status":"failed"}`},
		"its own code":             {body: `{"pk_id":"PK-P1","code":"500"}`},
		"its own status, cleared":  {body: `{"pk_id":"PK-P1","status":null}`},
		"but status is false":      {body: `{"pk_id":"PK-P1","status":false}`, want: rejected},
		"but success is 0":         {body: `{"pk_id":"PK-P1","success":0}`, want: rejected},
		"but errors":               {body: `{"pk_id":"PK-P1","errors":["no"]}`, message: "no", want: rejected},
		"not identified, status 0": {body: `{"pk_id":"","status":0}`, want: rejected},
		"wrong type":               {body: `{"pk_id":{"a":1}}`, want: bad},
	})
}

func TestMember(t *testing.T) {
	t.Parallel()
	var into thing
	required := Answer{Into: &into, Member: "data", Required: []string{"pk_id"}}
	checkVerdicts(t, required, map[string]verdict{
		"there":                 {body: `{"success":1,"data":{"pk_id":"PK-P1","status":"0"}}`},
		"absent":                {body: `{"success":1}`, want: bad},
		"null":                  {body: `{"data":null}`, want: bad},
		"empty list":            {body: `{"data":[]}`, want: bad},
		"without its member":    {body: `{"data":{"name":"x"}}`, want: bad},
		"a list":                {body: `{"data":[{"pk_id":"PK-P1"}]}`, want: bad},
		"outside":               {body: `{"pk_id":"PK-P1","data":{}}`, want: bad},
		"refused beside data":   {body: `{"success":0,"data":{"pk_id":"PK-P1"}}`, want: rejected},
		"errors beside data":    {body: `{"errors":"no","data":{"pk_id":"PK-P1"}}`, message: "no", want: rejected},
		"status in the wrapper": {body: `{"status":"0","data":{"pk_id":"PK-P1"}}`, want: rejected},
		"no object at all":      {body: `"data"`, want: bad},
		"last of duplicates":    {body: `{"data":null,"data":{"pk_id":"PK-P1"}}`},
	})
}

func TestLists(t *testing.T) {
	t.Parallel()
	var rows []thing
	checkVerdicts(t, Answer{Into: &rows, Shape: loosejson.Array}, map[string]verdict{
		"list":            {body: `[{"pk_id":"1"}]`},
		"empty":           {body: `[]`},
		"numeric keys":    {body: `{"0":{"pk_id":"1"},"2":{"pk_id":"2"}}`},
		"empty object":    {body: `{}`},
		"refusal":         {body: `{"success":0,"message":"no"}`, message: "no", want: rejected},
		"an object":       {body: `{"pk_id":"1"}`, want: bad},
		"success object":  {body: `{"success":1}`, want: bad},
		"null":            {body: `null`, want: bad},
		"rows of numbers": {body: `[1]`, want: bad},
	})
	var e *loosejson.Error
	err := over(t, answering(200, `[{"pk_id":"1"},{"pk_id":[1]}]`)).Do(context.Background(), Get("t.M", "r", nil, Answer{Into: &rows, Shape: loosejson.Array}))
	require.ErrorAs(t, err, &e)
	assert.Equal(t, "[1].pk_id", e.Path, "the error must name the member's path")
}

func TestEmptyAnswers(t *testing.T) {
	t.Parallel()
	notFound := []error{api.ErrNotFound}
	var into thing
	checkVerdicts(t, Answer{Into: &into, Required: []string{"pk_id"}, EmptyIsNotFound: true}, map[string]verdict{
		"null": {body: `null`, want: notFound}, "list": {body: `[]`, want: notFound}, "object": {body: `{}`, want: notFound},
		"text": {body: `""`, want: notFound}, "nothing": {body: ``, want: bad}, "filled": {body: `{"name":"x"}`, want: bad},
		"refused": {body: `{"success":0}`, want: rejected}, "there": {body: `{"pk_id":"1"}`},
	})
	checkVerdicts(t, Answer{Into: &into, Member: "data", EmptyIsNotFound: true}, map[string]verdict{
		"null": {body: `{"success":1,"data":null}`, want: notFound}, "absent": {body: `{"success":1}`, want: notFound},
		"nothing": {body: `[]`, want: notFound}, "a text": {body: `"Unauthorized"`, want: bad}, "a number": {body: `1`, want: bad},
		"a list": {body: `[1]`, want: bad},
	})
	rows := []thing{{ID: "stays"}}
	checkVerdicts(t, Answer{Into: &rows, Member: "rows", Shape: loosejson.Array, EmptyIsSuccess: true}, map[string]verdict{
		"null": {body: `{"rows":null}`}, "absent": {body: `{}`}, "list": {body: `{"rows":[]}`}, "text": {body: `{"rows":""}`},
		"top null": {body: `null`}, "a text": {body: `"Unauthorized"`, want: bad}, "wrong kind": {body: `{"rows":"x"}`, want: bad},
	})
	assert.Equal(t, []thing{{ID: "stays"}}, rows)
}

func TestDataWinsForAReadAlone(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		body  string
		class Class
		want  []error
	}{
		"asked for":           {`{"success":0,"data":{"pk_id":"KEY"}}`, Read, nil},
		"another":             {`{"success":0,"data":{"pk_id":"OTHER"}}`, Read, rejected},
		"none":                {`{"success":0,"data":[]}`, Read, rejected},
		"unreadable":          {`{"success":0,"data":{"pk_id":{}}}`, Read, rejected},
		"errors are stronger": {`{"success":0,"errors":"no","data":{"pk_id":"KEY"}}`, Read, rejected},
		"never for a write":   {`{"success":0,"data":{"pk_id":"KEY"}}`, Write, rejected},
	} {
		var into thing
		call := Get("t.M", "r", nil, Answer{Into: &into, Member: "data", DataWins: func() bool { return into.ID == "KEY" }})
		call.Class = tc.class
		err := over(t, answering(200, tc.body)).Do(context.Background(), call)
		assert.Equal(t, tc.want, sentinelsOf(err), name)
	}
}

func TestBoughtAndRefusedIsUnknown(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		status int
		body   string
		want   []error
		id     string
	}{
		"success":                    {200, `{"success":1,"data":{"pk_id":"PK-P1"}}`, nil, "PK-P1"},
		"errors beside it":           {200, `{"errors":"no","data":{"pk_id":"PK-P1"}}`, unknown, "PK-P1"},
		"a falsy flag beside it":     {200, `{"success":0,"data":{"pk_id":"PK-P1"}}`, unknown, "PK-P1"},
		"4xx beside it":              {422, `{"errors":"no","data":{"pk_id":"PK-P1"}}`, unknown, "PK-P1"},
		"401 beside it":              {401, `{"data":{"pk_id":"PK-P1"}}`, unknown, "PK-P1"},
		"429 beside it":              {429, `{"data":{"pk_id":"PK-P1"}}`, unknown, "PK-P1"},
		"500 beside it":              {500, `{"data":{"pk_id":"PK-P1"}}`, both(api.ErrServer, api.ErrOutcomeUnknown), "PK-P1"},
		"nothing bought":             {200, `{"errors":"no","data":{"pk_id":""}}`, rejected, ""},
		"data is a list":             {200, `{"errors":"no","data":[]}`, rejected, ""},
		"data is null":               {422, `{"errors":"no","data":null}`, rejected, ""},
		"data cannot be read at all": {422, `{"errors":"no","data":{"pk_id":[1]}}`, rejected, ""},
	} {
		var into thing
		call := Post("t.M", "r", nil, Answer{Into: &into, Member: "data", Bought: func() bool { return into.ID != "" }})
		err := over(t, answering(tc.status, tc.body)).Do(context.Background(), call)
		assert.Equal(t, tc.want, sentinelsOf(err), name)
		assert.Equal(t, tc.id, into.ID, "%s: the result stays beside the error", name)
	}
}

func TestCheckMakesAnAnswerABadOne(t *testing.T) {
	t.Parallel()
	odd := errors.New("odd")
	var into thing
	call := Post("t.M", "r", nil, Answer{Into: &into, Check: func() error { return odd }})
	err := over(t, answering(200, `{"success":1}`)).Do(context.Background(), call)
	require.ErrorIs(t, err, odd)
	assert.Equal(t, both(api.ErrBadResponse, api.ErrOutcomeUnknown), sentinelsOf(err))
}

func TestAnyShapeReturnsTheAnswerAsItIs(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`{"a":1}`, `[1]`, `null`, `"x"`, `1e400`, `{"id":12345678901234567890}`} {
		var into json.RawMessage
		err := over(t, answering(200, body)).Do(context.Background(), Get("t.M", "r", nil, Answer{Into: &into, AnyShape: true}))
		require.NoError(t, err, body)
		assert.Equal(t, body, string(into))
	}
}

func TestExcerpts(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		status            int
		secret, noExcerpt bool
		want              string
	}{
		"2xx":                  {200, false, false, "[1]"},
		"2xx, holds a secret":  {200, true, false, ""},
		"2xx, no excerpt":      {200, false, true, ""},
		"500, holds a secret":  {500, true, false, "[1]"},
		"404, without excerpt": {404, false, true, "[1]"},
	} {
		call := writeCall()
		call.HoldsSecret, call.NoExcerpt = tc.secret, tc.noExcerpt
		err := over(t, answering(tc.status, "[1]")).Do(context.Background(), call)
		assert.Equal(t, tc.want, string(failed(t, err).Body), name)
	}
}

func TestTheTokenGetsIntoNoResult(t *testing.T) {
	t.Parallel()
	echo := `{"pk_id":"` + fakeToken + `","name":"4242","status":"tok_payment_0001"}`
	for secret, want := range map[bool]thing{
		false: {ID: mask, Name: "4242", Status: mask},
		true:  {ID: fakeToken, Name: "4242", Status: "tok_payment_0001"},
	} {
		var into thing
		call := Get("t.M", "r", nil, Answer{Into: &into})
		call.Redact, call.HoldsSecret = []string{"4242", "tok_payment_0001"}, secret
		require.NoError(t, over(t, answering(200, echo)).Do(context.Background(), call))
		assert.Equal(t, want, into)
	}
}

// Digits that happen to be a secret must not make a good answer of a write an unreadable one.
func TestASecretOfDigitsSpoilsNoNumber(t *testing.T) {
	t.Parallel()
	var into struct {
		ID int64 `json:"id"`
	}
	call := Post("t.M", "r", nil, Answer{Into: &into})
	call.Redact = []string{"110000000"}
	require.NoError(t, over(t, answering(200, `{"success":1,"id":1100000001}`)).Do(context.Background(), call))
	assert.Equal(t, int64(1100000001), into.ID)
}
