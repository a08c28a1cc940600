package answer

import (
	"testing"

	"github.com/paykickstart-go/sdk/api"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Each spelling of a flag, by what it says. null is a no but for a code, which it leaves out.
var (
	saysYes = []string{
		`true`, `1`, `"1"`, `1.0`, `"true"`, `"TRUE"`, `" true "`, `"yes"`, `"y"`, `"ok"`, `"OK"`, `"success"`, `"Success"`, `"successful"`,
		`"approved"`, `"completed"`, `200`, `"200"`, `200.0`, `201`, `204`, `"299"`,
	}
	saysNo = []string{
		`false`, `0`, `"0"`, `0.0`, `"0.0"`, `-0`, `" 0 "`, `"false"`, `"FALSE"`, `"no"`, `"n"`, `"N"`, `"off"`, `"null"`, `"error"`,
		`"fail"`, `"Failed"`, `"failure"`, `"declined"`, `"denied"`, `"refused"`, `"rejected"`, `"invalid"`, `"forbidden"`, `"unauthorized"`,
		`"Unauthenticated"`, `400`, `400.0`, `"401"`, `"403"`, `404`, `409`, `"422"`, `429`, `499`,
	}
	saysNeither = []string{
		`-1`, `"-1"`, `2`, `"2"`, `100`, `302`, `600`, `999`, `0e5`, `1e0`, `2e2`, `1.5`, `"0.5"`, `"pending"`, `"processing"`, `"active"`,
		`"maybe"`, `"okay then"`, `"✓"`, `"true false"`, `[]`, `{}`, `[1]`, `[0]`, `[true]`, `{"a":1}`, `123456789012345678901`, `"0x1"`, `"NaN"`,
	}
	saysBroken = []string{`500`, `"500"`, `500.0`, `502`, `503`, `504`, `599`, `408`, `"408"`}
)

// flagCalls are the three kinds of calls, with an answer that holds all that each must have but for the flag.
func flagCalls(into *thing) map[string]struct {
	call *Call
	rest string
} {
	data := Want{Into: into, Member: "data", Required: []string{"pk_id"}}
	return map[string]struct {
		call *Call
		rest string
	}{
		"write, flag only": {writeCall(Want{}), `"message":"m"`},
		"write with data":  {writeCall(data), `"message":"m","data":{"pk_id":"PK-P1"}`},
		"read":             {readCall(data), `"message":"m","data":{"pk_id":"PK-P1"}`},
	}
}

func TestEverySpellingOfAFlag(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		values []string
		want   error
		open   bool // for a write
	}{
		{saysYes, nil, false},
		{saysNo, api.ErrRejected, false},
		{saysNeither, api.ErrBadResponse, true},
		{saysBroken, api.ErrServer, true},
	} {
		for _, name := range []string{"success", "status", "code", "status_code", "Success", "STATUS", "Code", "Status_Code"} {
			for _, value := range tc.values {
				checkFlag(t, `"`+name+`":`+value, tc.want, tc.open)
			}
		}
	}
	for _, name := range []string{"success", "status", "Success"} {
		for _, value := range []string{`null`, `""`, `" "`} {
			checkFlag(t, `"`+name+`":`+value, api.ErrRejected, false)
		}
	}
}

// checkFlag sends an answer with that member to each kind of call.
func checkFlag(t *testing.T, member string, want error, open bool) {
	t.Helper()
	var into thing
	for kind, one := range flagCalls(&into) {
		into = thing{}
		body := `{` + member + `,` + one.rest + `}`
		err := judged(200, body, one.call)
		if want == nil {
			require.NoError(t, err, "%s: %s", kind, body)
			continue
		}
		expect := []error{want}
		if open && one.call.Class == Write {
			expect = append(expect, api.ErrOutcomeUnknown)
		}
		assert.ElementsMatch(t, expect, sentinelsOf(err), "%s: %s: %v", kind, body, err)
		assert.Equal(t, "m", failed(t, err).Message)
	}
}

// The answers of the issue, and what a call with nothing but a flag makes of them.
func TestAnswersThatWereTakenForASuccess(t *testing.T) {
	t.Parallel()
	server := both(api.ErrServer, api.ErrOutcomeUnknown)
	unreadable := both(api.ErrBadResponse, api.ErrOutcomeUnknown)
	for body, want := range map[string][]error{
		`{"status":500}`: server, `{"status":"401"}`: rejected, `{"status":"unauthorized"}`: rejected, `{"status":"denied"}`: rejected,
		`{"success":"declined"}`: rejected, `{"success":"n"}`: rejected, `{"success":-1}`: unreadable, `{"success":0e5}`: unreadable,
		`{"code":400.0}`: rejected, `{"status_code":500}`: server, `{"Success":false}`: rejected,
		`{"message":"Unauthenticated."}`: unreadable, `{"success":true,"data":{"error":"declined"}}`: rejected,
	} {
		err := judged(200, body, writeCall(Want{}))
		assert.ElementsMatch(t, want, sentinelsOf(err), body)
	}
}
