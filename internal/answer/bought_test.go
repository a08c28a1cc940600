package answer

import (
	"io"
	"testing"

	"github.com/paykickstart-go/sdk/api"
	"github.com/stretchr/testify/assert"
)

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
		call := readCall(Want{Into: &into, Member: "data", DataWins: func() bool { return into.ID == "KEY" }})
		call.Class = tc.class
		err := judged(200, tc.body, call)
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
		"behind an odd member":       {422, `{"errors":"no","data":{"name":[],"pk_id":"PK-P1"}}`, unknown, "PK-P1"},
		"unreadable, but bought":     {200, `{"success":1,"data":{"name":{"a":1},"pk_id":"PK-P1"}}`, both(api.ErrBadResponse, api.ErrOutcomeUnknown), "PK-P1"},
	} {
		var into thing
		call := writeCall(Want{Into: &into, Member: "data", Required: []string{"pk_id"}, Bought: func() bool { return into.ID != "" }})
		err := judged(tc.status, tc.body, call)
		assert.Equal(t, tc.want, sentinelsOf(err), name)
		assert.Equal(t, tc.id, into.ID, "%s: the result stays beside the error", name)
	}
}

// What looks like a purchase beside a refusal leaves the outcome open, wherever it stands and however it is written.
func TestARefusalThatMentionsAPurchaseIsUnknown(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		status int
		body   string
		want   []error
	}{
		"id as a number":   {200, `{"success":0,"data":{"invoice_id":12345}}`, unknown},
		"data is a list":   {200, `{"success":0,"data":[{"invoice_id":"PK-P1"}]}`, unknown},
		"other case":       {200, `{"success":0,"Data":{"INVOICE_ID":"PK-P1"}}`, unknown},
		"other spelling":   {200, `{"success":0,"invoiceId":"PK-P1"}`, unknown},
		"deeper":           {200, `{"success":0,"data":{"order":{"purchase":{"purchase_id":7}}}}`, unknown},
		"at the top":       {422, `{"errors":"no","invoice_id":"PK-P1"}`, unknown},
		"another id":       {422, `{"errors":"no","data":{"transaction_id":"PK-T1"}}`, unknown},
		"an address":       {200, `{"success":0,"url":"https://bank.example/3ds"}`, unknown},
		"in words":         {200, `{"success":0,"message":"Order PK-P0000000AA was made, but the license failed"}`, unknown},
		"in a page":        {422, `<p>Duplicate of PK-P0000000AA</p>`, unknown},
		"a flag says yes":  {422, `{"success":true,"message":"Payment approved"}`, unknown},
		"its own id":       {422, `{"errors":"PK-PKNOWN00001 is not found","invoice_id":"PK-PKNOWN00001"}`, rejected},
		"ids that are not": {200, `{"success":0,"url":null,"invoice_id":"","data":{"transaction_id":"0","pk_id":false}}`, rejected},
		"no id, a prefix":  {200, `{"success":0,"message":"ids begin with PK-P"}`, rejected},
		"a field's error":  {422, `{"errors":{"email":["invalid"]}}`, rejected},
	} {
		charge := writeCall(Want{Charges: true, Known: []string{"PK-PKNOWN00001"}})
		assert.Equal(t, tc.want, sentinelsOf(judged(tc.status, tc.body, charge)), name)
		assert.Equal(t, rejected, sentinelsOf(judged(tc.status, tc.body, writeCall(Want{}))), "%s: a call that charges nobody", name)
	}
	cut := Got{Status: 422, Body: []byte(`{"errors":"no","data":{"inv`), Cut: io.ErrUnexpectedEOF}
	assert.Equal(t, unknown, sentinelsOf(judge(writeCall(Want{Charges: true}), &cut)), "what was cut off may tell of a purchase")
}
