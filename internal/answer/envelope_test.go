package answer

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/loosejson"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAnswersThatCannotBeRead(t *testing.T) {
	t.Parallel()
	table := map[string]verdict{
		"bom":                 {body: "\ufeff{\"success\":1}"},
		"white space":         {body: " \r\n{\"success\":1}\n"},
		"empty object":        {body: `{}`, want: bad},
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
	checkVerdicts(t, Want{}, table)
	err := judged(200, deep.body, writeCall(Want{}))
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
	checkVerdicts(t, Want{Into: &into, Required: []string{"pk_id", "other_id"}, OwnStatus: true}, map[string]verdict{
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
		"its own status code":      {body: `{"pk_id":"PK-P1","status_code":500}`},
		"its own Status":           {body: `{"pk_id":"PK-P1","Status":"trialing"}`},
		"but Status is false":      {body: `{"pk_id":"PK-P1","Status":false}`, want: rejected},
		"but success is a word":    {body: `{"pk_id":"PK-P1","success":"perhaps"}`, want: bad},
		"a message alone":          {body: `{"message":"Unauthenticated."}`, message: "Unauthenticated.", want: bad},
		"wrong type":               {body: `{"pk_id":{"a":1}}`, want: bad},
	})
}

func TestMember(t *testing.T) {
	t.Parallel()
	var into thing
	required := Want{Into: &into, Member: "data", Required: []string{"pk_id"}}
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
		"error in data":         {body: `{"success":1,"data":{"pk_id":"PK-P1","error":"no"}}`, message: "no", want: rejected},
		"no error in data":      {body: `{"success":1,"data":{"pk_id":"PK-P1","error":null,"errors":[]}}`},
	})
}

func TestLists(t *testing.T) {
	t.Parallel()
	var rows []thing
	checkVerdicts(t, Want{Into: &rows, Shape: loosejson.Array}, map[string]verdict{
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
	err := judged(200, `[{"pk_id":"1"},{"pk_id":[1]}]`, readCall(Want{Into: &rows, Shape: loosejson.Array}))
	require.ErrorAs(t, err, &e)
	assert.Equal(t, "[1].pk_id", e.Path, "the error must name the member's path")
}

func TestEmptyAnswers(t *testing.T) {
	t.Parallel()
	notFound := []error{api.ErrNotFound}
	var into thing
	checkVerdicts(t, Want{Into: &into, Required: []string{"pk_id"}, EmptyIsNotFound: true}, map[string]verdict{
		"null": {body: `null`, want: notFound}, "list": {body: `[]`, want: notFound}, "object": {body: `{}`, want: notFound},
		"text": {body: `""`, want: notFound}, "nothing": {body: ``, want: bad}, "filled": {body: `{"name":"x"}`, want: bad},
		"refused": {body: `{"success":0}`, want: rejected}, "there": {body: `{"pk_id":"1"}`},
	})
	checkVerdicts(t, Want{Into: &into, Member: "data", EmptyIsNotFound: true}, map[string]verdict{
		"null": {body: `{"success":1,"data":null}`, want: notFound}, "absent": {body: `{"success":1}`, want: bad},
		"nothing": {body: `[]`, want: notFound}, "a text": {body: `"Unauthorized"`, want: bad}, "a number": {body: `1`, want: bad},
		"a list": {body: `[1]`, want: bad},
	})
}

func TestCheckMakesAnAnswerABadOne(t *testing.T) {
	t.Parallel()
	odd := errors.New("odd")
	var into thing
	call := writeCall(Want{Into: &into, NoFlagNeeded: true, Check: func() error { return odd }})
	err := judged(200, `{"success":1}`, call)
	require.ErrorIs(t, err, odd)
	assert.Equal(t, both(api.ErrBadResponse, api.ErrOutcomeUnknown), sentinelsOf(err))
}

func TestAnyShapeReturnsTheAnswerAsItIs(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`{"a":1}`, `[1]`, `null`, `"x"`, `1e400`, `{"id":12345678901234567890}`} {
		var into json.RawMessage
		err := judged(200, body, readCall(Want{Into: &into, AnyShape: true}))
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
		call := writeCall(Want{})
		call.HoldsSecret, call.NoExcerpt = tc.secret, tc.noExcerpt
		err := judged(tc.status, "[1]", call)
		assert.Equal(t, tc.want, string(failed(t, err).Body), name)
	}
}

func TestWhatTheAnswerSaysIsBounded(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("é", 10_000)
	err := judged(422, `{"message":"`+long+`","errors":{"x`+long+`":["`+long+`"]}}`, writeCall(Want{}))
	e := failed(t, err)
	assert.Len(t, e.Message, excerptSize)
	assert.True(t, utf8.ValidString(err.Error()))
	assert.Less(t, len(err.Error()), 4*excerptSize)
}

func TestTheTokenGetsIntoNoResult(t *testing.T) {
	t.Parallel()
	echo := `{"pk_id":"` + fakeToken + `","name":"4242","status":"tok_payment_0001"}`
	want := Want{Required: []string{"pk_id"}, OwnStatus: true}
	for secret, read := range map[bool]thing{
		false: {ID: "[redacted]", Name: "4242", Status: "[redacted]"},
		true:  {ID: fakeToken, Name: "4242", Status: "tok_payment_0001"},
	} {
		var into thing
		want.Into = &into
		call := readCall(want)
		call.HoldsSecret = secret
		require.NoError(t, judged(200, echo, call))
		assert.Equal(t, read, into)
	}
}

// Digits that happen to be a secret must not make a good answer of a write an unreadable one.
func TestASecretOfDigitsSpoilsNoNumber(t *testing.T) {
	t.Parallel()
	var into struct {
		ID int64 `json:"id"`
	}
	require.NoError(t, judged(200, `{"success":1,"id":1100000001}`, writeCall(Want{Into: &into}), "110000000"))
	assert.Equal(t, int64(1100000001), into.ID)
}

// Only a record may have a status or code of its own. Beside anything else they are flags.
func TestFlagsBesideAResult(t *testing.T) {
	t.Parallel()
	var into thing
	checkVerdicts(t, Want{Into: &into, Required: []string{"pk_id"}}, map[string]verdict{
		"status word":   {body: `{"status":"failed","pk_id":"PK-P1"}`, want: rejected},
		"status number": {body: `{"status":0,"pk_id":"PK-P1"}`, want: rejected},
		"code":          {body: `{"code":402,"pk_id":"PK-P1"}`, want: rejected},
		"well":          {body: `{"status":"ok","code":"200","pk_id":"PK-P1"}`},
	})
}

// A secret of the call comes from a browser: it must not be able to hide what the answer says.
func TestASecretHidesNoRefusal(t *testing.T) {
	t.Parallel()
	for _, secret := range []string{`success":0,"message`, `"success"`, `:0,"message":`, `{"success":0`, `success":0`} {
		err := judged(200, `{"success":0,"message":"Card declined"}`, writeCall(Want{}), secret)
		require.ErrorIs(t, err, api.ErrRejected, secret)
		require.NotErrorIs(t, err, api.ErrOutcomeUnknown, secret)
	}
	var into thing
	call := readCall(Want{Into: &into, Required: []string{"pk_id"}})
	require.NoError(t, judged(200, `{"pk_id":"PK-P1"}`, call, `pk_id":"PK-P1`, `"pk_id":"PK-P1"`))
	assert.Equal(t, "PK-P1", into.ID, "a member's name is no secret")
}

// Reading what an answer says of its errors takes time in proportion to its length, and makes no endless error.
func TestHugeErrors(t *testing.T) {
	t.Parallel()
	deep := `{"errors":` + strings.Repeat("[", 4000) + `"x"` + strings.Repeat("]", 4000) + `}`
	require.ErrorIs(t, judged(200, deep, writeCall(Want{})), api.ErrRejected)
	for depth, want := range map[int]string{deepest - 1: "x", deepest: ""} {
		nested := `{"errors":` + strings.Repeat("[", depth) + `"x"` + strings.Repeat("]", depth) + `}`
		err := judged(200, nested, writeCall(Want{}))
		require.ErrorIs(t, err, api.ErrRejected)
		assert.Equal(t, want, failed(t, err).Message, "the text of an error at depth %d", depth)
	}
	var wide strings.Builder
	wide.WriteString(`{"errors":{"f":"x"`)
	for i := range 60_000 {
		fmt.Fprintf(&wide, `,"field%d":"is wrong"`, i)
	}
	err := judged(422, wide.String()+"}}", writeCall(Want{}))
	assert.Len(t, failed(t, err).Fields, mostFields)
	err = judged(422, `{"errors":[`+strings.Repeat(`"wrong",`, 60_000)+`"x"]}`, writeCall(Want{}))
	assert.LessOrEqual(t, len(err.Error()), 2*excerptSize)
}
