package phpform

import (
	"math"
	"strconv"
	"strings"
)

// The reference is PHP's way, step by step and without regard to speed: php_register_variable_ex of PHP 8.2 over ordered
// tables. FuzzParse holds it and Parse together; the vectors hold both to PHP.

type refTable struct {
	keys   []string
	values map[string]any // string or *refTable
	next   int64
	first  bool // a number has been used
}

func newRefTable() *refTable { return &refTable{values: map[string]any{}} }

func (t *refTable) put(key string, v any) {
	if _, ok := t.values[key]; !ok {
		t.keys = append(t.keys, key)
		if n, err := strconv.ParseInt(key, 10, 64); err == nil && strconv.FormatInt(n, 10) == key && (n >= t.next || !t.first) {
			t.first = true
			t.next = n
			if n < math.MaxInt64 {
				t.next = n + 1
			}
		}
	}
	t.values[key] = v
}

func (t *refTable) remove(key string) {
	delete(t.values, key)
	kept := []string{}
	for _, k := range t.keys {
		if k != key {
			kept = append(kept, k)
		}
	}
	t.keys = kept
}

func refParse(body string, nesting int) []Field {
	post := newRefTable()
	for piece := range strings.SplitSeq(body, "&") {
		name, value, _ := strings.Cut(piece, "=")
		refRegister(post, refURLDecode(name), refURLDecode(value), nesting)
	}
	return post.flat()
}

func refURLDecode(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				out.WriteByte(byte(n))
				i += 2
				continue
			}
		}
		if s[i] == '+' {
			out.WriteByte(' ')
			continue
		}
		out.WriteByte(s[i])
	}
	return out.String()
}

func refRegister(post *refTable, name, value string, nesting int) {
	if i := strings.IndexByte(name, 0); i >= 0 {
		name = name[:i]
	}
	for strings.HasPrefix(name, " ") {
		name = name[1:]
	}
	open := strings.Index(name, "[")
	if open < 0 {
		open = len(name)
	}
	top := refUnderscore(name[:open])
	if refForged(top, name) || top == "" {
		return
	}
	table, index, appends := post, top, false
	rest := name[open:]
	for level := 1; strings.HasPrefix(rest, "["); level++ {
		if level > nesting {
			post.remove(top)
			return
		}
		afterSpace := rest[1:]
		if afterSpace != "" && strings.Contains(" \t\n\v\f\r", afterSpace[:1]) {
			afterSpace = afterSpace[1:]
		}
		end := strings.Index(afterSpace, "]")
		if end < 0 {
			if level == 1 {
				index = refUnderscore(name)
			}
			break
		}
		skipped := len(rest) - len(afterSpace)
		nextIndex, nextAppends := rest[1:skipped+end], end == 0
		if !appends && refForged(index, name) {
			return
		}
		inner := table.child(index, appends)
		if inner == nil {
			return
		}
		table, index, appends = inner, nextIndex, nextAppends
		rest = rest[skipped+end+1:]
	}
	if appends {
		if index = table.free(); index == "" {
			return
		}
	}
	if !appends && refForged(index, name) {
		return
	}
	table.put(index, value)
}

// free is the next free number; "" when there is none.
func (t *refTable) free() string {
	key := strconv.FormatInt(t.next, 10)
	if _, taken := t.values[key]; taken {
		return ""
	}
	return key
}

// child is the array at index, made if need be.
func (t *refTable) child(index string, appends bool) *refTable {
	if appends {
		if index = t.free(); index == "" {
			return nil
		}
	}
	if inner, ok := t.values[index].(*refTable); ok {
		return inner
	}
	inner := newRefTable()
	t.put(index, inner)
	return inner
}

func refUnderscore(s string) string {
	out := []byte(s)
	for i, c := range out {
		if c == ' ' || c == '.' || c == '[' {
			out[i] = '_'
		}
	}
	return string(out)
}

func refForged(mangled, name string) bool {
	return strings.HasPrefix(mangled, "__Host-") && !strings.HasPrefix(name, "__Host-") ||
		strings.HasPrefix(mangled, "__Secure-") && !strings.HasPrefix(name, "__Secure-")
}

func (t *refTable) flat() []Field {
	fields := []Field{}
	for _, k := range t.keys {
		switch v := t.values[k].(type) {
		case string:
			fields = append(fields, Field{Name: k, Value: v})
		case *refTable:
			fields = append(fields, Field{Name: k, Array: &Array{elems: v.flat()}})
		}
	}
	return fields
}
