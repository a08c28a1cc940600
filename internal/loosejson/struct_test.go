package loosejson

import (
	"encoding/json"
	"fmt"
	"reflect"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type leaf struct {
	Known string `json:"known"`
	Extra rawMap
}

type tree struct {
	Name   string `json:"name,omitempty"`
	Plain  int64  // no tag: the Go name
	Hidden string `json:"-"`
	Dash   string `json:"-,"` //nolint:staticcheck // encoding/json names this member "-", and so must we
	Leaf   leaf   `json:"leaf"`
	Leaves []leaf `json:"leaves"`
	Next   *tree  `json:"next"`
	Extra  rawMap `json:"-"`
	own    string
}

func TestExtraCollectsUnknownMembersAtEveryDepth(t *testing.T) {
	t.Parallel()
	var got tree
	require.NoError(t, decode([]byte(`{"x":1,"name":"n","Hidden":2,"own":3,"Plain":4,"plain":5,"-":"d","x":[ 6 ],"n\u00e9w":{"a":{}},
		"leaf":{"known":"k","y":"z"},"leaves":[{"u":null},{}],"by_name":{"m":{"v":true}},"next":{"w":1,"Extra":2}}`), &got))
	assert.Equal(t, tree{
		Name: "n", Plain: 4, Dash: "d",
		Leaf:   leaf{Known: "k", Extra: rawMap{"y": json.RawMessage(`"z"`)}},
		Leaves: []leaf{{Extra: rawMap{"u": json.RawMessage(`null`)}}, {}},
		Next:   &tree{Extra: rawMap{"w": json.RawMessage(`1`), "Extra": json.RawMessage(`2`)}},
		Extra: rawMap{
			"x": json.RawMessage(`[ 6 ]`), "Hidden": json.RawMessage(`2`), "own": json.RawMessage(`3`),
			"plain": json.RawMessage(`5`), "néw": json.RawMessage(`{"a":{}}`), "by_name": json.RawMessage(`{"m":{"v":true}}`),
		},
	}, got)
	assert.Empty(t, got.own)
}

func TestStructWithoutExtraIgnoresUnknownMembers(t *testing.T) {
	t.Parallel()
	var got point
	require.NoError(t, decode([]byte(`{"z":[{"a":"}"}],"x":1}`), &got))
	assert.Equal(t, point{X: 1}, got)
}

func TestTargetKeepsWhatTheAnswerLacks(t *testing.T) {
	t.Parallel()
	got := tree{
		Name: "old", Plain: 1, Leaf: leaf{Known: "old"}, Leaves: []leaf{{Known: "old"}, {}}, Next: &tree{Name: "old"},
		Extra: rawMap{"old": nil},
	}
	next := got.Next
	require.NoError(t, decode([]byte(`{"Plain":2,"leaf":{},"leaves":[{}],"next":{}}`), &got))
	assert.Equal(t, tree{Name: "old", Plain: 2, Leaves: []leaf{{}}, Next: &tree{}}, got)
	assert.Equal(t, "old", next.Name, "what others may hold is not written to")
	require.NoError(t, decode([]byte(`{"name":null,"leaves":null,"next":""}`), &got))
	assert.Equal(t, tree{Plain: 2}, got)
	require.NoError(t, decode([]byte(`[]`), &got))
	assert.Equal(t, tree{}, got)
}

func TestTheLastDuplicateCountsWhole(t *testing.T) {
	t.Parallel()
	var got tree
	require.NoError(t, decode([]byte(`{"name":"a","name":null,`+
		`"leaf":{"known":"a"},"leaf":{"b":1},"leaves":[{"known":"a"}],"leaves":[{}]}`), &got))
	assert.Equal(t, tree{Leaf: leaf{Extra: rawMap{"b": json.RawMessage(`1`)}}, Leaves: []leaf{{}}}, got)
}

type base struct {
	ID int64 `json:"id"`
}

type Named struct {
	Name string
}

func TestEmbeddedStructs(t *testing.T) {
	t.Parallel()
	type outer struct {
		base
		Named `json:"named"`
		Name  string
		Extra rawMap
	}
	text := []byte(`{"id":1,"Name":"outer","named":{"Name":"inner"}}`)
	var got, want outer
	require.NoError(t, decode(text, &got))
	require.NoError(t, json.Unmarshal(text, &want))
	assert.Equal(t, want, got)
	assert.Equal(t, int64(1), got.ID)
}

func TestTypesThatCannotBeRead(t *testing.T) {
	t.Parallel()
	targets := map[string]any{
		"chan int":          new(chan int),
		"interface {}":      new(any),
		"func()":            new(func()),
		"float64":           new(float64),
		"complex128":        new(complex128),
		"[2]int":            new([2]int),
		"uint8":             new([]byte),
		"uint64":            new(uint64),
		"map[string]string": new(map[string]string),
		fmt.Sprintf("%T", map[string]json.RawMessage{}): new(map[string]json.RawMessage), // its name differs between Go versions
		"**int64": new(**int64),
		"*string": new(*string),
		"error": &struct {
			A []*struct{ B error }
		}{},
		"loosejson.selfReading": new(selfReading),
		"two fields for the member B": &struct {
			A int64 `json:"B"`
			B int64
		}{},
		"two fields for the member ID": &struct {
			twin1
			twin2
		}{},
		"two fields for the member Name": &struct {
			Named
			Name string
		}{},
		"two fields Extra": &struct {
			leaf
			Extra rawMap
		}{},
		"embedded pointer Named": &struct{ *Named }{},
		`tag loose of field A`: &struct {
			A int64 `loose:"pad=4"`
		}{},
		`tag loose of field B`: &struct {
			B string `loose:"trim"`
		}{},
		`tag loose of field C`: &struct {
			C string `loose:"pad=0"`
		}{},
		"pointer that is not nil": (*point)(nil),
		"into loosejson.point":    point{},
		"into nil":                nil,
	}
	for want, target := range targets {
		for _, v := range []Value{parse(t, `null`), parse(t, `{}`), {}} {
			var typed *TypeError
			require.ErrorAs(t, v.Decode(target), &typed, want)
			assert.ErrorContains(t, typed, want)
		}
	}
}

type (
	selfReading struct{ A int64 }
	twin1       struct{ ID int64 }
	twin2       struct{ ID int64 }
)

func (*selfReading) UnmarshalJSON([]byte) error { return nil }

func TestMissingValueChangesNothing(t *testing.T) {
	t.Parallel()
	got := point{X: 1}
	require.NoError(t, Value{}.Decode(&got))
	assert.Equal(t, point{X: 1}, got)
}

func TestErrorNamesThePath(t *testing.T) {
	t.Parallel()
	type row struct {
		Amount int64 `json:"amount"`
		Rows   []row `json:"rows"`
		Next   *row  `json:"next"`
	}
	for text, want := range map[string]string{
		`[]`:                                    "",
		`"secret"`:                              "answer: want object, got string",
		`{"amount":"secret"}`:                   "amount: want whole number that fits int64, got string",
		`{"rows":[{},{"amount":[]}]}`:           "rows[1].amount: want whole number that fits int64, got array",
		`{"rows":{"8":{},"9":{"amount":{}}}}`:   "rows[1].amount: want whole number that fits int64, got object",
		`{"rows":[{"rows":[{"rows":true}]}]}`:   "rows[0].rows[0].rows: want list, got boolean",
		`{"rows":[1]}`:                          "rows[0]: want object, got number",
		`{"rows":{"secret":1}}`:                 "rows: want list, got object",
		`{"next":{"next":{"amount":"secret"}}}`: "next.next.amount: want whole number that fits int64, got string",
	} {
		err := decode([]byte(text), &row{})
		if want == "" {
			require.NoError(t, err)
			continue
		}
		require.EqualError(t, err, want)
	}
}

func TestResultSharesNoMemory(t *testing.T) {
	t.Parallel()
	const text = `{"a":"text","o":{"r":[2]},"p":"secret","q":"0001","k":[{"b":"x"}],"unknown":[3]}`
	data := []byte(text)
	var got, want rich
	require.NoError(t, decode(data, &got))
	require.NoError(t, decode([]byte(text), &want))
	for i := range data {
		data[i] = '#'
	}
	assert.Equal(t, want, got)
}

func TestDecodeIsSafeForConcurrentUse(t *testing.T) {
	t.Parallel()
	v, err := Parse(transactionsJSON(3))
	require.NoError(t, err)
	type fresh struct {
		Transactions []struct {
			looseTransaction
			Next *tree
		} `json:"transactions"`
	}
	var all sync.WaitGroup
	results := make([]fresh, 8)
	for i := range results {
		all.Go(func() { assert.NoError(t, v.Decode(&results[i])) })
	}
	all.Wait()
	for _, r := range results {
		assert.True(t, reflect.DeepEqual(results[0], r))
	}
	assert.Len(t, results[0].Transactions, 3)
}
