package loosejson

import (
	"reflect"
	"strconv"
	"strings"
)

// SyntaxError says that text is not JSON. It holds nothing of the text.
type SyntaxError struct {
	// Offset counts the bytes before the fault.
	Offset int
	// Hint is what the text seems to be: empty, HTML, cut short, followed by other data, or just not valid.
	Hint string
}

// Error returns the hint and the offset.
func (e *SyntaxError) Error() string {
	return "not JSON: " + e.Hint + " (at byte " + strconv.Itoa(e.Offset) + ")"
}

// Error says that a value does not fit the Go type that wants it. It holds nothing of the value, which may be a secret.
type Error struct {
	// Path leads to the value from the one that was decoded, such as "transactions[3].amount". It is empty for the
	// whole value.
	Path string
	// Want is what the Go type takes, such as "decimal number".
	Want string
	// Got is the kind of the value: null, boolean, number, string, array or object.
	Got string
}

// Error returns the path, or "answer" for the whole value, and what was wanted and found there.
func (e *Error) Error() string {
	path := e.Path
	if path == "" {
		path = "answer"
	}
	return path + ": want " + e.Want + ", got " + e.Got
}

// TypeError says that a Go type cannot be decoded into. It is a slip of the program, whatever the answer holds.
type TypeError struct {
	// Type is the type that cannot be read; nil for an untyped nil target.
	Type reflect.Type
	// Reason says why.
	Reason string
}

// Error returns the type and the reason.
func (e *TypeError) Error() string {
	name := "nil"
	if e.Type != nil {
		name = e.Type.String()
	}
	return "cannot decode into " + name + ": " + e.Reason
}

// under puts a step before the path: the name of a struct's member, or an index in brackets.
func (e *Error) under(step string) *Error {
	if e.Path != "" && !strings.HasPrefix(e.Path, "[") {
		step += "."
	}
	e.Path = step + e.Path
	return e
}
