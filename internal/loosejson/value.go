package loosejson

import "iter"

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

// String returns the kind's name in JSON's terms, such as "object", or "nothing" for Missing.
func (k Kind) String() string {
	names := [...]string{"nothing", "null", "boolean", "number", "string", "array", "object"}
	if int(k) < len(names) {
		return names[k]
	}
	return "unknown"
}

// Value is one JSON value that is known to be valid. The zero Value stands for a member that is not there.
type Value struct {
	raw []byte
	// members is set for a parsed object only: callers look up several of its members, and each walk passes over
	// everything that the answer holds.
	members []member
}

// Kind returns the kind of the value.
func (v Value) Kind() Kind {
	if len(v.raw) == 0 {
		return Missing
	}
	return kindOf(v.raw[0])
}

// Raw returns the value's text. It shares memory with what was parsed.
func (v Value) Raw() []byte { return v.raw }

// Get returns the last member of that name, or the zero Value if v is no object or has none.
func (v Value) Get(name string) Value {
	var found Value
	for m := range v.each() {
		if m.named(v.raw, name) {
			found = m.value(v.raw)
		}
	}
	return found
}

// Members yields the members of an object in order, duplicates included, and nothing for any other kind.
func (v Value) Members() iter.Seq2[string, Value] {
	return func(yield func(string, Value) bool) {
		for m := range v.each() {
			if !yield(unquote(m.rawName(v.raw)), m.value(v.raw)) {
				return
			}
		}
	}
}

// Names is Members for whoever only compares the names: it makes no text of each. A name must not be kept or written to.
func (v Value) Names() iter.Seq2[[]byte, Value] {
	return func(yield func([]byte, Value) bool) {
		for m := range v.each() {
			name := m.rawName(v.raw)
			if !isPlain(name) {
				name = appendText(nil, name)
			}
			if !yield(name, m.value(v.raw)) {
				return
			}
		}
	}
}

// Elements yields the elements of an array, or the values of an object whose names are all numeric, which is how PHP
// writes an array with gaps. It yields nothing for any other value.
func (v Value) Elements() iter.Seq[Value] {
	return func(yield func(Value) bool) {
		if v.Kind() == Array {
			eachElement(v.raw, yield)
			return
		}
		for m := range v.each() {
			if !isIndex(m.rawName(v.raw)) {
				return
			}
		}
		for m := range v.each() {
			if !yield(m.value(v.raw)) {
				return
			}
		}
	}
}

// Text returns a string's content, a number's literal, true or false as text; ok is false for anything else.
func (v Value) Text() (text string, ok bool) {
	switch v.Kind() {
	case String:
		return unquote(v.raw[1 : len(v.raw)-1]), true
	case Number, Bool:
		return string(v.raw), true
	default:
		return "", false
	}
}

// Empty reports whether v is missing or one of PHP's empties: null, "", [], {} or false.
func (v Value) Empty() bool {
	switch v.Kind() {
	case Missing, Null:
		return true
	case Bool:
		return v.raw[0] == 'f'
	case String:
		return len(v.raw) == len(`""`)
	case Array, Object:
		return skipSpace(v.raw, 1) == len(v.raw)-1
	default:
		return false
	}
}
