package loosejson

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type strictNested struct {
	S string          `json:"s"`
	I int64           `json:"i"`
	B bool            `json:"b"`
	P *int64          `json:"p"`
	L []strictNested  `json:"l"`
	R json.RawMessage `json:"r"`
}

type strict struct {
	strictNested
	Small int8     `json:"small"`
	Texts []string `json:"texts"`
	Ints  []int64  `json:"ints"`
	Bools []bool   `json:"bools"`
	Next  *strict  `json:"next"`
}

// FuzzStrict: what encoding/json reads strictly is read alike here, and what is JSON to it is JSON here.
func FuzzStrict(f *testing.F) {
	for _, seed := range []string{
		`{"s":"a\u00e9\ud83d\ude00","i":-12,"b":true,"p":0,"l":[{"s":"x"},null],"r":{"q":[1, 2]}}`,
		`{"small":127,"i":9223372036854775807,"texts":["","\ud800"],"ints":[],"bools":null,"next":{"next":{}},"p":null}`,
		`{"s":null,"i":null,"unknown":{"a":[{},[]]},"next":{"r": 1e5 }}`, "{\"s\":\"\xff\xc3\x28\"}", `[1.5e+10,-0.0,"\\\/"]`,
		"\ufeff{}", `{"ints":[1,2,3],"texts":["a\"b"]} x`, `nul`, `{"a":01}`, `"\u12"`, `{"s":"abcdefgh\tijklmnop\u000aq"}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := Parse(data)
		plain := bytes.TrimPrefix(data, []byte("\ufeff"))
		require.Equal(t, json.Valid(plain), err == nil)
		if err != nil {
			return
		}
		requireSameText(t, v)
		var got, want strict
		if json.Unmarshal(plain, &want) != nil || hasOddNames(v) {
			return
		}
		require.NoError(t, v.Decode(&got))
		require.Equal(t, want, got)
	})
}

func requireSameText(t *testing.T, v Value) {
	t.Helper()
	text, ok := v.Text()
	var want string
	if json.Unmarshal(v.Raw(), &want) == nil && v.Kind() == String {
		require.True(t, ok)
		require.Equal(t, want, text)
	}
}

// hasOddNames reports names that encoding/json treats in its own way: duplicates, whose values it merges, and those in
// another case than a field's.
func hasOddNames(v Value) bool {
	const fields = " s i b p l r small texts ints bools next "
	seen := map[string]bool{}
	for name, inner := range v.Members() {
		folded := strings.ToLower(strings.ToUpper(name))
		odd := folded != name && strings.Contains(fields, " "+folded+" ")
		if seen[name] || odd || hasOddNames(inner) {
			return true
		}
		seen[name] = true
	}
	if v.Kind() == Array {
		for inner := range v.Elements() {
			if hasOddNames(inner) {
				return true
			}
		}
	}
	return false
}

type rich struct {
	Text   string           `json:"a"`
	Named  mood             `json:"b"`
	Int    int64            `json:"c"`
	Small  int8             `json:"d"`
	Bool   bool             `json:"f"`
	Money  decimal.Decimal  `json:"g"`
	MoneyP *decimal.Decimal `json:"h"`
	When   time.Time        `json:"i"`
	WhenP  *time.Time       `json:"j"`
	List   []rich           `json:"k"`
	Next   *rich            `json:"l"`
	Raw    json.RawMessage  `json:"o"`
	Secret password         `json:"p"`
	Padded string           `json:"q" loose:"pad=4"`
	Lists  [][]bool         `json:"r"`
	Extra  rawMap
}

// FuzzDecode: no text makes the decoder panic, results do not depend on the text's memory, and errors are typed.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{"a":1,"b":"x","c":"12","d":10.0,"e":"7","f":"0","g":"1,234.50","h":"","i":"2017-03-22 14:03:07","j":1575306452,"z":[]}`,
		`{"k":{"0":{"a":"\ud800"},"5":[]},"l":false,"m":{"a":1},"n":{"b":[{}]},"o":null,"p":"s","q":42,"r":[[1,"0",true],{}]}`,
		`{"g":1e999999999,"i":"-0001-11-30 00:00:00","i":"2017-02-30 00:00:00","c":1e18,"e":-1}`, `[]`, `false`, `""`, `{"k":[[[[`,
		`{"i":"2017-03-22T14:03:07.000000Z","h":"-0,000.1","c":"９","q":"0x1","f":1e100}`, "\ufeff{}", "{\"\\u0061\":\"\xff\"}",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var got, again rich
		err := decode(data, &got)
		if err != nil {
			requireTyped(t, err)
			return
		}
		require.NoError(t, decode(bytes.Clone(data), &again))
		for i := range data {
			data[i] = '#'
		}
		assert.Equal(t, again, got)
	})
}

func requireTyped(t *testing.T, err error) {
	t.Helper()
	switch err.(type) {
	case *Error, *SyntaxError:
	default:
		require.Fail(t, "untyped error")
	}
}
