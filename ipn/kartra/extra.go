package kartra

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
)

// Extra holds what was sent and has no field yet: members of a JSON object as sent; form fields as a JSON string, or an
// array of strings. It is nil when there are none.
//
// It prints its names only, with every verb of fmt, in slog and in JSON: unknown members may hold anything. Read a value by
// indexing.
type Extra map[string]json.RawMessage

// Names returns the names in alphabetical order.
func (e Extra) Names() []string {
	names := make([]string, 0, len(e))
	for name := range e {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// String returns the names, such as "[beta seats]".
func (e Extra) String() string { return "[" + strings.Join(e.Names(), " ") + "]" }

// Format prints the names for every verb.
func (e Extra) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, e.String()) }

// LogValue returns the names for slog.
func (e Extra) LogValue() slog.Value { return slog.StringValue(e.String()) }

// MarshalJSON writes the names, and "[redacted]" for each value.
func (e Extra) MarshalJSON() ([]byte, error) {
	if e == nil {
		return []byte("null"), nil
	}
	names := make(map[string]string, len(e))
	for name := range e {
		names[name] = "[redacted]"
	}
	return json.Marshal(names)
}

func (e *Extra) keep(name string, value json.RawMessage) {
	if *e == nil {
		*e = make(Extra)
	}
	(*e)[name] = value
}
