// Package phpform reads application/x-www-form-urlencoded bodies as PHP fills $_POST: fields in wire order, names rewritten,
// brackets made into arrays, the last of several equal names at the place of the first. It agrees with PHP 8.2.
//
// Unlike PHP, which silently cuts what is over max_input_vars, Parse refuses a body over its limits.
package phpform

import (
	"bytes"
	"fmt"
	"iter"
)

// The hard caps of Limits, and what a zero or too large limit becomes.
const (
	MaxBytes   = 8 << 20
	MaxFields  = 10_000
	MaxNesting = 64
)

// Limits bound what Parse accepts. A limit that is zero, negative or above its hard cap means the hard cap.
type Limits struct {
	// Bytes is the longest body.
	Bytes int
	// Fields is the largest number of fields, counted before anything is read: pieces between "&", empty ones included.
	Fields int
	// Nesting is the deepest a[x][y]…: a deeper field is dropped, with the field of that name, as PHP does.
	Nesting int
}

func (l Limits) capped() Limits {
	return Limits{cap1(l.Bytes, MaxBytes), cap1(l.Fields, MaxFields), cap1(l.Nesting, MaxNesting)}
}

func cap1(n, hard int) int {
	if n <= 0 || n > hard {
		return hard
	}
	return n
}

// LimitError tells which limit a body is over.
type LimitError struct {
	What       string // "bytes" or "fields"
	Got, Limit int
}

// Error names the limit and the number that was found.
func (e *LimitError) Error() string {
	return fmt.Sprintf("phpform: %d %s, at most %d accepted", e.Got, e.What, e.Limit)
}

// Field is a name and its value: a text, or an array.
type Field struct {
	// Name as PHP rewrites it; inside an array the key, which PHP makes a number where IsIndex says so.
	Name string
	// Value is the text of a scalar; empty for an array.
	Value string
	// Array is nil for a scalar.
	Array *Array
}

// Array is an array's elements, in PHP's order. It is empty only where PHP dropped the element: a[__Host-x]=1.
type Array struct {
	elems    []Field
	next     int64          // the number that [] takes
	numbered bool           // an element has a number: the next may be negative
	index    map[string]int // place by key; nil while the array is small
	room     [2]Field       // for the first elements
}

func newArray() *Array {
	a := new(Array)
	a.elems = a.room[:0]
	return a
}

// Elems are the elements, in order. Do not change them.
func (a *Array) Elems() []Field {
	if a == nil {
		return nil
	}
	return a.elems
}

// Leaves yields the scalars of the array and of the arrays in it, depth first.
func (a *Array) Leaves() iter.Seq[string] {
	return func(yield func(string) bool) { a.leaves(yield) }
}

func (a *Array) leaves(yield func(string) bool) bool {
	for _, e := range a.Elems() {
		if e.Array == nil && !yield(e.Value) || e.Array != nil && !e.Array.leaves(yield) {
			return false
		}
	}
	return true
}

// Form is a parsed body. The zero Form is an empty body's. It is safe for concurrent use.
type Form struct {
	raw    string
	fields []Field
}

// Fields are all fields in PHP's order. Do not change them.
func (f *Form) Fields() []Field { return f.fields }

// Raw is the body as received.
func (f *Form) Raw() string { return f.raw }

// Lookup finds a field by its rewritten name.
func (f *Form) Lookup(name string) (Field, bool) {
	for i := range f.fields {
		if f.fields[i].Name == name {
			return f.fields[i], true
		}
	}
	return Field{}, false
}

// Get returns the text of a scalar field; "" when there is none of that name or it is an array.
func (f *Form) Get(name string) string {
	field, _ := f.Lookup(name)
	return field.Value
}

// Parse reads a body. It keeps a copy of it. The only error is *LimitError: PHP makes something of every body.
func Parse(body []byte, limits Limits) (Form, error) {
	limits = limits.capped()
	if len(body) > limits.Bytes {
		return Form{}, &LimitError{What: "bytes", Got: len(body), Limit: limits.Bytes}
	}
	pieces := countPieces(body)
	if pieces > limits.Fields {
		return Form{}, &LimitError{What: "fields", Got: pieces, Limit: limits.Fields}
	}
	return parse(body, pieces, limits.Nesting), nil
}

// countPieces counts as PHP counts fields: a "&" at the very end starts no piece.
func countPieces(body []byte) int {
	if len(body) == 0 {
		return 0
	}
	n := bytes.Count(body, []byte{'&'})
	if body[len(body)-1] != '&' {
		n++
	}
	return n
}
