package loosejson

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// rule is one line of the lenient rules: text that is read into a T. want is ignored if got names the kind in the error.
type rule[T any] struct {
	json string
	want T
	got  string
}

func checkRules[T any](t *testing.T, rules []rule[T]) {
	t.Helper()
	for _, r := range rules {
		t.Run(r.json, func(t *testing.T) {
			t.Parallel()
			var holder struct {
				A []T `json:"a"`
			}
			err := decode([]byte(`{"a":[`+r.json+`]}`), &holder)
			if r.got != "" {
				var typed *Error
				require.ErrorAs(t, err, &typed)
				assert.Equal(t, "a[0]", typed.Path)
				assert.Equal(t, r.got, typed.Got)
				return
			}
			require.NoError(t, err)
			require.Len(t, holder.A, 1)
			assert.Equal(t, r.want, holder.A[0])
		})
	}
}

type mood string

func TestString(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule[string]{
		{json: `"a"`, want: "a"},
		{json: `" a "`, want: " a "},
		{json: `""`, want: ""},
		{json: `null`, want: ""},
		{json: `12`, want: "12"},
		{json: `12.10`, want: "12.10"},
		{json: `12345678901234567890123`, want: "12345678901234567890123"},
		{json: `1e3`, want: "1e3"},
		{json: `true`, want: "true"},
		{json: `false`, want: "false"},
		{json: `"\u00e9\n\/\"\\\b\f\r\t\ud83d\ude00"`, want: "é\n/\"\\\b\f\r\t😀"},
		{json: `"\ud800x"`, want: "\ufffdx"},
		{json: `"\ud800\u0041"`, want: "\ufffdA"},
		{json: `"\udc00\ud800\udc00"`, want: "\ufffd\U00010000"},
		{json: "\"a\xffb\"", want: "a\ufffdb"},
		{json: "\"a\xffb\\n\"", want: "a\ufffdb\n"},
		{json: `[]`, got: "array"},
		{json: `{}`, got: "object"},
	})
	checkRules(t, []rule[mood]{{json: `"fine"`, want: "fine"}, {json: `1`, want: "1"}, {json: `null`, want: ""}})
}

func TestInteger(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule[int64]{
		{json: `12`, want: 12},
		{json: `"12"`, want: 12},
		{json: `10.0`, want: 10},
		{json: `"10.0"`, want: 10},
		{json: `" 12 "`, want: 12},
		{json: `"+12"`, want: 12},
		{json: `"0012"`, want: 12},
		{json: `"\u0031"`, want: 1},
		{json: `-12`, want: -12},
		{json: `-0`, want: 0},
		{json: `1e3`, want: 1000},
		{json: `1.5e1`, want: 15},
		{json: `150e-1`, want: 15},
		{json: `0e100`, want: 0},
		{json: `""`, want: 0},
		{json: `"  "`, want: 0},
		{json: `null`, want: 0},
		{json: `true`, want: 1},
		{json: `false`, want: 0},
		{json: `9007199254740993`, want: 9007199254740993},
		{json: `9223372036854775807`, want: math.MaxInt64},
		{json: `"-9223372036854775808"`, want: math.MinInt64},
		{json: `9223372036854775808`, got: "number"},
		{json: `-9223372036854775809`, got: "number"},
		{json: `123456789012345678901`, got: "number"},
		{json: `1e19`, got: "number"},
		{json: `2e19`, got: "number"},
		{json: `"` + strings.Repeat("0", 128) + `1"`, got: "string"},
		{json: `1e999999999`, got: "number"},
		{json: `12.5`, got: "number"},
		{json: `15e-1`, got: "number"},
		{json: `"1,234"`, got: "string"},
		{json: `"abc"`, got: "string"},
		{json: `"12abc"`, got: "string"},
		{json: `"0x10"`, got: "string"},
		{json: `"-"`, got: "string"},
		{json: `"1e"`, got: "string"},
		{json: `"NaN"`, got: "string"},
		{json: `[]`, got: "array"},
		{json: `{}`, got: "object"},
	})
	checkRules(t, []rule[int8]{{json: `"-128"`, want: -128}, {json: `127`, want: 127}, {json: `128`, got: "number"}})
	checkRules(t, []rule[time.Month]{{json: `"12"`, want: time.December}, {json: `null`, want: 0}})
}

func TestBool(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule[bool]{
		{json: `true`, want: true},
		{json: `false`, want: false},
		{json: `1`, want: true},
		{json: `0`, want: false},
		{json: `"1"`, want: true},
		{json: `"0"`, want: false},
		{json: `"true"`, want: true},
		{json: `"false"`, want: false},
		{json: `""`, want: false},
		{json: `null`, want: false},
		{json: `2`, want: true},
		{json: `-1`, want: true},
		{json: `"200"`, want: true},
		{json: `123456789012345678901234567890`, want: true},
		{json: `0.0`, want: false},
		{json: `0.5`, got: "number"},
		{json: `"yes"`, got: "string"},
		{json: `"TRUE "`, got: "string"},
		{json: `[]`, got: "array"},
		{json: `{"a":1}`, got: "object"},
	})
}

func TestSlice(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule[[]int64]{
		{json: `[1,"2",null]`, want: []int64{1, 2, 0}},
		{json: `[ ]`, want: []int64{}},
		{json: `{ }`, want: []int64{}},
		{json: `null`, want: nil},
		{json: `""`, want: nil},
		{json: `{"0":1,"5":2,"3":"3"}`, want: []int64{1, 2, 3}},
		{json: `{"a":1}`, got: "object"},
		{json: `{"0":1,"":2}`, got: "object"},
		{json: `false`, got: "boolean"},
		{json: `"a"`, got: "string"},
		{json: `1`, got: "number"},
	})
}

type point struct {
	X int64 `json:"x"`
	Y int64 `json:"y"`
}

func TestStruct(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule[point]{
		{json: `{"x":"1"}`, want: point{X: 1}},
		{json: `{ "\u0078" : 1 , "y" : 2 }`, want: point{X: 1, Y: 2}},
		{json: `{}`}, {json: `[]`}, {json: `[ ]`}, {json: `""`}, {json: `null`}, {json: `false`},
		{json: `[1]`, got: "array"}, {json: `true`, got: "boolean"}, {json: `"a"`, got: "string"}, {json: `0`, got: "number"},
	})
}

func TestPointer(t *testing.T) {
	t.Parallel()
	ten, one := decimal.New(10, 0), int64(1)
	checkRules(t, []rule[*decimal.Decimal]{
		{json: `null`}, {json: `""`}, {json: `"10.00"`, want: &ten}, {json: `0`, want: &decimal.Decimal{}}, {json: `[]`, got: "array"},
	})
	checkRules(t, []rule[*int64]{{json: `null`}, {json: `""`}, {json: `true`, want: &one}, {json: `"x"`, got: "string"}})
	checkRules(t, []rule[*time.Time]{{json: `null`}, {json: `""`}})
	checkRules(t, []rule[*point]{
		{json: `null`}, {json: `[]`}, {json: `""`}, {json: `false`}, {json: `{}`, want: &point{}}, {json: `{"y":1}`, want: &point{Y: 1}},
		{json: `[1]`, got: "array"},
	})
}

func TestRawMessage(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule[json.RawMessage]{
		{json: `null`, want: json.RawMessage(`null`)},
		{json: ` {"a" : "\u0061"} `, want: json.RawMessage(`{"a" : "\u0061"}`)},
	})
}

// password stands for api.Secret, which this package must not know.
type password struct{ text string }

func (p *password) UnmarshalText(text []byte) error {
	if string(text) == "refused" {
		return errors.New("refused is no password")
	}
	p.text = string(text)
	return nil
}

func TestTextUnmarshaler(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule[password]{
		{json: `"a\u00e9"`, want: password{"aé"}},
		{json: "\"\xff\"", want: password{"\ufffd"}},
		{json: `12.10`, want: password{"12.10"}},
		{json: `true`, want: password{"true"}},
		{json: `null`}, {json: `""`},
		{json: `"refused"`, got: "string"}, {json: `[]`, got: "array"}, {json: `{}`, got: "object"},
	})
	checkRules(t, []rule[*password]{{json: `null`}, {json: `""`}, {json: `"a"`, want: &password{"a"}}})
	err := decode([]byte(`"refused"`), &password{})
	require.Error(t, err)
	assert.NotContains(t, err.Error(), "refused")
}

func TestPad(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`42`: "0042", `4242`: "4242", `0`: "0000", `12345`: "12345", `"000"`: "000", `"42"`: "42", `null`: "", `""`: "",
		`-1`: "-1", `4.2`: "4.2", `true`: "true",
	} {
		var card struct {
			Last4 string `json:"cc_last4" loose:"pad=4"`
		}
		require.NoError(t, decode([]byte(`{"cc_last4":`+in+`}`), &card), in)
		assert.Equal(t, want, card.Last4, in)
	}
}
