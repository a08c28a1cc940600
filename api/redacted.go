package api

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
)

// Redacted keeps the struct that embeds it from being printed and stored. The payment methods of package payments embed it,
// because their tokens are plain fields; embed it in a struct of your own that holds one. It has no fields, and the zero
// value is ready.
//
// A struct that embeds it prints as "[redacted]" with every verb of fmt, in slog and in JSON, also inside other structs.
// encoding/gob and other binary encoders get an error. Printers that ask no methods show its fields all the same:
//
//   - fmt, of what is in an unexported field of another struct.
//   - fmt with %p, or %w outside of fmt.Errorf, of a value. Print with %v, or pass a pointer.
//   - testify's diff. Compare the fields one by one.
//
// Embed it alone. Beside another embedded type that has one of these methods, such as time.Time or a second payment method,
// Go promotes neither, and the fields show. Hold such types in named fields.
type Redacted struct{}

var errNotStored = errors.New("api: not encoded, because it holds secrets: encode what you need of it yourself")

// Format prints "[redacted]" for every verb.
func (Redacted) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, redacted) }

// String returns "[redacted]".
func (Redacted) String() string { return redacted }

// GoString returns "[redacted]" for %#v.
func (Redacted) GoString() string { return redacted }

// LogValue returns "[redacted]" for slog.
func (Redacted) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalText returns "[redacted]", which encoding/json and other encoders then write. It cannot be read back.
func (Redacted) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// MarshalBinary always returns an error, because what encoding/gob and others write is stored and read back, and a mask must
// not pass for the real thing.
func (Redacted) MarshalBinary() ([]byte, error) { return nil, errNotStored }
