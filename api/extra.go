package api

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
)

// Extra holds the members of an answer that have no field yet, as the API sent them. It is nil when there are none.
//
// Unknown members may hold anything, secrets included. So an Extra prints its names only, with every verb of fmt, in slog
// and as text; JSON and encoding/gob write "[redacted]" for each value. Read a value by indexing, and convert to
// map[string]json.RawMessage to write the values out.
//
// It is a plain map all the same, and hides nothing from what asks no methods: testify's diff; fmt, where an Extra or the
// result that holds it is in an unexported field of a struct of yours; and fmt's %w and %p of a value that they do not fit.
type Extra map[string]json.RawMessage

// Names returns the names of the members in alphabetical order.
func (e Extra) Names() []string {
	names := make([]string, 0, len(e))
	for name := range e {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// String returns the names of the members, such as "[beta_flag seats]".
func (e Extra) String() string { return "[" + strings.Join(e.Names(), " ") + "]" }

// GoString returns the names of the members for %#v.
func (e Extra) GoString() string { return e.String() }

// Format prints the names of the members for every verb.
func (e Extra) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, e.String()) }

// LogValue returns the names of the members for slog.
func (e Extra) LogValue() slog.Value { return slog.StringValue(e.String()) }

// MarshalJSON writes an object with the members' names, and "[redacted]" for each value.
func (e Extra) MarshalJSON() ([]byte, error) {
	if e == nil {
		return []byte("null"), nil
	}
	names := make(map[string]string, len(e))
	for name := range e {
		names[name] = redacted
	}
	return json.Marshal(names)
}

// MarshalText writes the names of the members, for encoders that ask for text.
func (e Extra) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// MarshalBinary writes what MarshalJSON writes, for encoding/gob and others that ask for it.
func (e Extra) MarshalBinary() ([]byte, error) { return e.MarshalJSON() }

// UnmarshalBinary reads what MarshalBinary has written: the names, and "[redacted]" for each value.
func (e *Extra) UnmarshalBinary(data []byte) error {
	return json.Unmarshal(data, (*map[string]json.RawMessage)(e))
}
