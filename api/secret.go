package api

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
)

const redacted = "[redacted]"

// Secret is a text that must not be seen by accident: a password, a token, a portal login. It prints as [redacted] with
// every verb of fmt, in slog and in JSON, also deep inside other structs; only [Secret.Reveal] returns the text.
//
// The zero value is the empty secret. A Secret is immutable and safe for concurrent use. Do not compare secrets with ==,
// which compares identities; compare what Reveal returns.
type Secret struct {
	// A pointer, because fmt prints the content of unexported fields without asking any method, but does not follow a
	// pointer that is not at the top.
	text *string
}

// NewSecret returns a Secret that holds s.
func NewSecret(s string) Secret {
	if s == "" {
		return Secret{}
	}
	return Secret{text: &s}
}

// Reveal returns the secret text, "" for the zero Secret. Mind where it goes from here.
func (s Secret) Reveal() string {
	if s.text == nil {
		return ""
	}
	return *s.text
}

// IsZero reports whether the secret is empty.
func (s Secret) IsZero() bool { return s.text == nil }

// String returns "[redacted]", also for the empty secret.
func (s Secret) String() string { return redacted }

// GoString returns "[redacted]" for %#v.
func (s Secret) GoString() string { return redacted }

// Format prints "[redacted]" for every verb.
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
