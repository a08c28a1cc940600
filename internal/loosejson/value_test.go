package loosejson

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func parse(t *testing.T, text string) Value {
	t.Helper()
	v, err := Parse([]byte(text))
	require.NoError(t, err)
	return v
}

// decode is Parse and Value.Decode in one.
func decode(data []byte, out any) error {
	v, err := Parse(data)
	if err != nil {
		return err
	}
	return v.Decode(out)
}

func TestParseRefusesWithAHint(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]SyntaxError{
		"":                             {Offset: 0, Hint: "empty"},
		" \n":                          {Offset: 2, Hint: "empty"},
		"\ufeff":                       {Offset: 3, Hint: "empty"},
		"<!DOCTYPE html>secret":        {Offset: 0, Hint: "looks like HTML"},
		" <br />\n<b>Warning</b> {}":   {Offset: 1, Hint: "looks like HTML"},
		`{"a":"secret`:                 {Offset: 12, Hint: "cut short"},
		`{"a":tr`:                      {Offset: 7, Hint: "cut short"},
		`[1,`:                          {Offset: 3, Hint: "cut short"},
		`-`:                            {Offset: 1, Hint: "cut short"},
		`{} secret`:                    {Offset: 3, Hint: "data after the value"},
		"{}\n<br />secret":             {Offset: 3, Hint: "data after the value"},
		`012`:                          {Offset: 1, Hint: "data after the value"},
		`{"a":1,}`:                     {Offset: 7, Hint: "not valid JSON"},
		`{'a':1}`:                      {Offset: 1, Hint: "not valid JSON"},
		`{"a" 1}`:                      {Offset: 5, Hint: "not valid JSON"},
		`[1 2]`:                        {Offset: 3, Hint: "not valid JSON"},
		"\"a\nb\"":                     {Offset: 2, Hint: "not valid JSON"},
		"\"abcdefg\nijklmnop\"":        {Offset: 8, Hint: "not valid JSON"},
		`"\x"`:                         {Offset: 2, Hint: "not valid JSON"},
		`"\u12g4"`:                     {Offset: 5, Hint: "not valid JSON"},
		`secret`:                       {Offset: 0, Hint: "not valid JSON"},
		"\ufeff\ufeff{}":               {Offset: 3, Hint: "not valid JSON"},
		strings.Repeat("[", 10001):     {Offset: 10000, Hint: "not valid JSON"},
		strings.Repeat(`{"a":`, 10001): {Offset: 50000, Hint: "not valid JSON"},
	} {
		_, err := Parse([]byte(text))
		var typed *SyntaxError
		require.ErrorAs(t, err, &typed, text)
		assert.Equal(t, want, *typed, text)
		assert.NotContains(t, err.Error(), "secret")
	}
}

func TestParseNestingAgreesWithEncodingJSON(t *testing.T) {
	t.Parallel()
	for _, depth := range []int{9999, 10000, 10001} {
		text := []byte(strings.Repeat("[", depth) + strings.Repeat("]", depth))
		_, err := Parse(text)
		assert.Equal(t, json.Valid(text), err == nil, depth)
	}
}

func TestParsePassesOverAByteOrderMark(t *testing.T) {
	t.Parallel()
	v := parse(t, "\ufeff {\"a\": 1} \n")
	assert.Equal(t, `{"a": 1}`, string(v.Raw()))
	assert.Equal(t, `1`, string(v.Get("a").Raw()))
}

func TestKind(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Kind{
		`null`: Null, `true`: Bool, `false`: Bool, `-1`: Number, `0.5`: Number, `""`: String, `[]`: Array, `{}`: Object,
	} {
		assert.Equal(t, want, parse(t, text).Kind(), text)
	}
	assert.Equal(t, Missing, Value{}.Kind())
	assert.Equal(t, "nothing object", Missing.String()+" "+Object.String())
	assert.Equal(t, "unknown", Kind(99).String())
}

func TestGet(t *testing.T) {
	t.Parallel()
	v := parse(t, ` { "a" : 1, "b":{"c" : [1, "]"] , "d":"}\""}, "a":2, "\u0065":3, "f\\":4 } `)
	assert.Equal(t, `2`, string(v.Get("a").Raw()), "the last one counts")
	assert.Equal(t, `[1, "]"]`, string(v.Get("b").Get("c").Raw()))
	assert.Equal(t, `"}\""`, string(v.Get("b").Get("d").Raw()))
	assert.Equal(t, `3`, string(v.Get("e").Raw()))
	assert.Equal(t, `4`, string(v.Get(`f\`).Raw()))
	assert.Equal(t, Missing, v.Get("A").Kind())
	assert.Equal(t, Missing, v.Get("x").Get("y").Kind())
	assert.Equal(t, Missing, parse(t, `[1]`).Get("0").Kind())
	assert.Nil(t, Value{}.Raw())
}

func TestMembers(t *testing.T) {
	t.Parallel()
	var got []string
	for name, v := range parse(t, `{"a":1,"\u00e9":{"x":[2]},"a":"3"}`).Members() {
		got = append(got, name+"="+string(v.Raw()))
	}
	assert.Equal(t, []string{`a=1`, `é={"x":[2]}`, `a="3"`}, got)
	for range parse(t, `[1]`).Members() {
		t.Error("an array has no members")
	}
	for name := range parse(t, `{"a":1,"b":2}`).Members() {
		assert.Equal(t, "a", name)
		break
	}
}

func TestElements(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`[1, [2,3] ,"4"]`:           `1;[2,3];"4"`,
		`{"0":1,"7":{"a":[]}}`:      `1;{"a":[]}`,
		`{"0":1,"a":2}`:             ``,
		`[ ]`:                       ``,
		`{}`:                        ``,
		`"a"`:                       ``,
		`{"x":{"0":1,"1":2},"y":1}`: ``,
	} {
		var got []string
		for v := range parse(t, text).Elements() {
			got = append(got, string(v.Raw()))
		}
		assert.Equal(t, want, strings.Join(got, ";"), text)
	}
	inner := slices.Collect(parse(t, `{"x":{"0":1,"1":2}}`).Get("x").Elements())
	assert.Len(t, inner, 2)
	for v := range parse(t, `[1,2]`).Elements() {
		assert.Equal(t, "1", string(v.Raw()))
		break
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{`"a\n"`: "a\n", `""`: "", `1.50`: "1.50", `true`: "true", `false`: "false"} {
		got, ok := parse(t, text).Text()
		assert.True(t, ok, text)
		assert.Equal(t, want, got, text)
	}
	for _, v := range []Value{{}, parse(t, `null`), parse(t, `[]`), parse(t, `{}`)} {
		_, ok := v.Text()
		assert.False(t, ok)
	}
}

func TestEmpty(t *testing.T) {
	t.Parallel()
	for _, text := range []string{`null`, `""`, `[]`, `[ ]`, `{}`, "{\n}", `false`} {
		assert.True(t, parse(t, text).Empty(), text)
	}
	assert.True(t, Value{}.Empty())
	for _, text := range []string{`0`, `"0"`, `" "`, `[0]`, `{"a":null}`, `true`} {
		assert.False(t, parse(t, text).Empty(), text)
	}
}

// Names yields what Members does.
func TestNamesAreThoseOfMembers(t *testing.T) {
	t.Parallel()
	for _, text := range []string{`{}`, `{"a":1,"b":[2],"a":null}`, `{"\u0061\n":1,"é":"x","":{}}`, `[1]`, `null`} {
		value, err := Parse([]byte(text))
		require.NoError(t, err)
		var members, names []string
		for name, v := range value.Members() {
			members = append(members, name+"="+string(v.Raw()))
		}
		for name, v := range value.Names() {
			names = append(names, string(name)+"="+string(v.Raw()))
		}
		assert.Equal(t, members, names, text)
	}
}
