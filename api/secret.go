package api

import (
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"github.com/paykickstart-go/sdk/internal/secret"
)

const redacted = "[redacted]"

// Secret is a text that must not be seen by accident: a password, a token, a portal login. It prints as [redacted] with
// every verb of fmt, in slog and in JSON, also deep inside other structs and as an unexported field; printers that follow
// pointers and ask no methods, such as testify's diff, do not find the text either; encoding/gob refuses it. Only
// [Secret.Reveal] returns the text.
//
// The zero value is the empty secret. A Secret is immutable and safe for concurrent use.
//
// Compare secrets with [Secret.Equal]. A Secret is no key of a map, == does not compile, and reflect.DeepEqual calls two
// filled secrets different, and so two results that hold one: testify's Equal always fails on them. In tests compare with
// go-cmp, which uses Equal by itself, or set the secrets of a result to their zero value before comparing the rest.
type Secret struct {
	// Behind a closure, because some printers follow pointers without asking any method.
	text secret.Held[string]
}

// NewSecret returns a Secret that holds s.
func NewSecret(s string) Secret {
	if s == "" {
		return Secret{}
	}
	return Secret{text: secret.Hold(s)}
}

// Reveal returns the secret text, "" for the zero Secret. Mind where it goes from here.
func (s Secret) Reveal() string { return s.text.Get() }

// Equal reports whether both hold the same text. How long it takes tells no more than whether their lengths are equal.
func (s Secret) Equal(other Secret) bool {
	return subtle.ConstantTimeCompare([]byte(s.Reveal()), []byte(other.Reveal())) == 1
}

// IsZero reports whether the secret is empty.
func (s Secret) IsZero() bool { return s.text.IsZero() }

// String returns "[redacted]", also for the empty secret.
func (s Secret) String() string { return redacted }

// GoString returns "[redacted]" for %#v.
func (s Secret) GoString() string { return redacted }

// Format prints "[redacted]" for every verb. fmt does not ask for %p and %T, which show an address and the type.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, redacted) }

// LogValue returns "[redacted]" for slog.
func (s Secret) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalText returns "[redacted]", which encoding/json and other encoders then write.
func (s Secret) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// UnmarshalText takes the text as the secret. It refuses the text "[redacted]" with an error, so that a result which was
// marshalled and read back does not pass for the real thing.
func (s *Secret) UnmarshalText(text []byte) error {
	if string(text) == redacted {
		return errors.New("api: a redacted secret cannot be read back")
	}
	*s = NewSecret(string(text))
	return nil
}
