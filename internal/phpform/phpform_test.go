package phpform

import (
	"bufio"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// overLimit are the vectors whose result depends on PHP's max_input_vars; here such bodies are refused.
var overLimit = []string{"v0106", "v0107", "v0108", "v0109"}

type vector struct {
	ID   string            `json:"id"`
	Note string            `json:"note"`
	Body []byte            `json:"body"`
	Post []json.RawMessage `json:"post"`
}

func vectors(tb testing.TB) []vector {
	tb.Helper()
	file, err := os.Open("../signature/testdata/vectors.jsonl")
	require.NoError(tb, err)
	defer func() { _ = file.Close() }()
	var all []vector
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var v vector
		require.NoError(tb, json.Unmarshal(lines.Bytes(), &v))
		all = append(all, v)
	}
	require.NoError(tb, lines.Err())
	return all
}

// phpRow is [kind, keyHex, "s", valueHex] or [kind, keyHex, "a", rows].
func phpRows(t *testing.T, rows []json.RawMessage) []Field {
	t.Helper()
	fields := []Field{}
	for _, raw := range rows {
		var row [4]json.RawMessage
		require.NoError(t, json.Unmarshal(raw, &row))
		var kind, shape string
		require.NoError(t, json.Unmarshal(row[0], &kind))
		require.NoError(t, json.Unmarshal(row[2], &shape))
		f := Field{Name: unhexText(t, row[1])}
		assert.Equal(t, kind == "i", IsIndex(f.Name), "IsIndex(%q)", f.Name)
		if shape == "s" {
			f.Value = unhexText(t, row[3])
		} else {
			var inner []json.RawMessage
			require.NoError(t, json.Unmarshal(row[3], &inner))
			f.Array = &Array{elems: phpRows(t, inner)}
		}
		fields = append(fields, f)
	}
	return fields
}

func unhexText(t *testing.T, raw json.RawMessage) string {
	t.Helper()
	var text string
	require.NoError(t, json.Unmarshal(raw, &text))
	b, err := hex.DecodeString(text)
	require.NoError(t, err)
	return string(b)
}

// bare drops what only the parser keeps in an array, for comparing.
func bare(fields []Field) []Field {
	out := []Field{}
	for _, f := range fields {
		if f.Array != nil {
			f.Array = &Array{elems: bare(f.Array.elems)}
		}
		out = append(out, f)
	}
	return out
}

func TestVectorsOfPHP(t *testing.T) {
	t.Parallel()
	all := vectors(t)
	require.Len(t, all, 444)
	for _, v := range all {
		t.Run(v.ID, func(t *testing.T) {
			t.Parallel()
			form, err := Parse(v.Body, Limits{Fields: 1000})
			if slices.Contains(overLimit, v.ID) {
				var limit *LimitError
				require.ErrorAs(t, err, &limit)
				assert.Equal(t, "fields", limit.What)
				return
			}
			require.NoError(t, err)
			want := phpRows(t, v.Post)
			assert.Equal(t, want, bare(form.Fields()), v.Note)
			assert.Equal(t, want, refParse(string(v.Body), MaxNesting), "reference: %s", v.Note)
			assert.Equal(t, string(v.Body), form.Raw())
		})
	}
}

// Cases that the vectors do not hold; the expected values were read off PHP 8.2.36.
func TestParse(t *testing.T) {
	t.Parallel()
	deep := "a" + strings.Repeat("[x]", 65)
	for _, tt := range []struct{ name, body, want string }{
		{"empty", "", ""},
		{"a dot after an inner unclosed bracket", "a[b.c][d.e=1", `a:{b.c="1"}`},
		{"an unclosed bracket after []", "a[][b=1", `a:{0="1"}`},
		{"a space as key", "a[ ]=1", `a:{0="1"}`},
		{"two spaces as key", "a[  ]=1", `a:{  ="1"}`},
		{"a space and no end", "a[ =1", `a__="1"`},
		{"the next number after a negative one", "a[-5]=x&a[]=y", `a:{-5="x" -4="y"}`},
		{"the next number after negative ones that fall", "a[-5]=x&a[-9]=y&a[]=z", `a:{-5="x" -9="y" -4="z"}`},
		{"the next number after a large one", "a[7]=x&a[3]=y&a[]=z", `a:{7="x" 3="y" 8="z"}`},
		{"no number left", "a[9223372036854775807]=x&a[]=y&b=1", `a:{9223372036854775807="x"} b="1"`},
		{"no number left for an array", "a[9223372036854775807]=x&a[][k]=y", `a:{9223372036854775807="x"}`},
		{"an inner scalar becomes an array", "a[x]=1&a[x][y]=2", `a:{x:{y="2"}}`},
		{"an inner array becomes a scalar", "a[x][y]=2&a[x]=1", `a:{x="1"}`},
		{"too deep drops the field before it", "a=1&b=2&" + deep + "=3", `b="2"`},
		{"after too deep the name comes anew, at the end", "a=1&b=2&" + deep + "=3&a=4", `b="2" a="4"`},
		{"too deep drops nothing else", deep + "=3&b=2", `b="2"`},
		{"a forged prefix", "_.Host-a=1&_[Secure-b=2&__Host-c=3&_.Host-[d]=4", `__Host-c="3"`},
		{"a forged prefix by leading spaces", "+__Host-c=3", `__Host-c="3"`},
		{"a forged key", "a[__Host-x]=1&b[__Secure-x][y]=1&c=1&c[__Host-x]=2&__Host-d[__Host-x]=3", `a:{} b:{} c:{} __Host-d:{__Host-x="3"}`},
		{"a forged key, and too deep", "a=1&a[__Host-x]" + strings.Repeat("[x]", 65) + "=2", `a:{}`},
		{"a forged key at the last level, and too deep", "a=1&a" + strings.Repeat("[x]", 63) + "[__Host-x][x]=2", ""},
		{"a closing bracket in the value's name", "a[b]]=1", `a:{b="1"}`},
		{"many keys", "a[k0]=0" + manyKeys(40) + "&a[k3]=x", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			form, err := Parse([]byte(tt.body), Limits{})
			require.NoError(t, err)
			assert.Equal(t, refParse(tt.body, MaxNesting), bare(form.Fields()))
			if tt.want != "" || tt.body == "" {
				assert.Equal(t, tt.want, show(form.Fields()))
			}
		})
	}
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("&a[k" + string(rune('0'+i)) + "]=v")
	}
	return b.String()
}

func show(fields []Field) string {
	var out []string
	for _, f := range fields {
		if f.Array != nil {
			out = append(out, f.Name+":{"+show(f.Array.Elems())+"}")
		} else {
			out = append(out, f.Name+`="`+f.Value+`"`)
		}
	}
	return strings.Join(out, " ")
}

func TestLimits(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		body   string
		limits Limits
		want   *LimitError
	}{
		{"bytes, just within", "a=12", Limits{Bytes: 4}, nil},
		{"bytes", "a=123", Limits{Bytes: 4}, &LimitError{What: "bytes", Got: 5, Limit: 4}},
		{"fields, just within", "a=1&b=2", Limits{Fields: 2}, nil},
		{"fields, a closing separator", "a=1&b=2&", Limits{Fields: 2}, nil},
		{"fields", "a=1&b=2&c=3", Limits{Fields: 2}, &LimitError{What: "fields", Got: 3, Limit: 2}},
		{"fields, empty ones", "&&&&a=1", Limits{Fields: 2}, &LimitError{What: "fields", Got: 5, Limit: 2}},
		{"hard cap of bytes", strings.Repeat("x", MaxBytes+1), Limits{Bytes: MaxBytes * 2}, &LimitError{What: "bytes", Got: MaxBytes + 1, Limit: MaxBytes}},
		{"hard cap of fields", strings.Repeat("&", MaxFields+1), Limits{}, &LimitError{What: "fields", Got: MaxFields + 1, Limit: MaxFields}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := Parse([]byte(tt.body), tt.limits)
			var limit *LimitError
			if errors.As(err, &limit); tt.want == nil {
				require.NoError(t, err)
			}
			assert.Equal(t, tt.want, limit)
		})
	}
	form, err := Parse([]byte("a[x][y]=1&b[x]=1"), Limits{Nesting: 1})
	require.NoError(t, err)
	assert.Equal(t, `b:{x="1"}`, show(form.Fields()))
}

// Thousands of names, and of keys, find their place in a table as they do in the reference.
func TestManyFields(t *testing.T) {
	t.Parallel()
	var body strings.Builder
	for i := range 4000 {
		body.WriteString("n" + base64.RawURLEncoding.EncodeToString([]byte{byte(i / 7), byte(i % 7 * 3)}) + "[" + string(rune('a'+i%26)) + "]=1&same[]=2&")
	}
	form, err := Parse([]byte(body.String()), Limits{})
	require.NoError(t, err)
	assert.Equal(t, refParse(body.String(), MaxNesting), bare(form.Fields()))
}

func TestFormIsItsOwn(t *testing.T) {
	t.Parallel()
	body := []byte("a=b+c&d[]=e")
	form, err := Parse(body, Limits{})
	require.NoError(t, err)
	clear(body)
	assert.Equal(t, "b c", form.Get("a"))
	assert.Empty(t, form.Get("d"), "an array has no text")
	assert.Equal(t, "a=b+c&d[]=e", form.Raw())
	d, ok := form.Lookup("d")
	require.True(t, ok)
	assert.Equal(t, []string{"e"}, slices.Collect(d.Array.Leaves()))
	_, ok = form.Lookup("x")
	assert.False(t, ok)
}

func FuzzParse(f *testing.F) {
	for _, v := range vectors(f) {
		if len(v.Body) < 2000 {
			f.Add(v.Body)
		}
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		limits := Limits{Bytes: 1 << 16, Fields: 1000, Nesting: 5}
		form, err := Parse(body, limits)
		if err != nil {
			var limit *LimitError
			require.ErrorAs(t, err, &limit)
			return
		}
		require.Equal(t, refParse(string(body), limits.Nesting), bare(form.Fields()))
	})
}
