// Package loosejson reads JSON as PHP writes it, where one member may be a number today and a string tomorrow, into plain
// Go values.
package loosejson

import (
	"errors"
	"iter"
)

// Kind is the kind of a JSON value.
type Kind uint8

// The kinds of JSON values. The zero Kind is that of the zero Value: a member that is not there.
const (
	Missing Kind = iota
	Null
	Bool
	Number
	String
	Array
	Object
)

// Value is one JSON value that is known to be valid. The zero Value stands for a member that is not there.
type Value struct {
	raw []byte
}

// Parse checks that data is one JSON value and nothing else. A byte order mark before it is passed over.
func Parse(data []byte) (Value, error) { return Value{}, errors.New("not yet") }

// Kind returns the kind of the value.
func (v Value) Kind() Kind { return Missing }

// Raw returns the value's text. It shares memory with what was parsed.
func (v Value) Raw() []byte { return v.raw }

// Get returns the last member of that name, or the zero Value if v is no object or has none.
func (v Value) Get(name string) Value { return Value{} }

// Members yields the members of an object in order.
func (v Value) Members() iter.Seq2[string, Value] { return func(func(string, Value) bool) {} }

// Elements yields the elements of an array, or the values of an object with numeric keys.
func (v Value) Elements() iter.Seq[Value] { return func(func(Value) bool) {} }

// Text returns a string's content, a number's literal, true or false as text; ok is false for anything else.
func (v Value) Text() (text string, ok bool) { return "", false }

// Empty reports whether v is missing or one of PHP's empties: null, "", [], {} or false.
func (v Value) Empty() bool { return true }

// Decode reads the value into what out points to.
func (v Value) Decode(out any) error { return errors.New("not yet") }

// Decode is Parse and Value.Decode in one.
func Decode(data []byte, out any) error { return errors.New("not yet") }
