package notify

import (
	"errors"
	"fmt"
	"io"
	"log/slog"

	"github.com/paykickstart-go/sdk/internal/phptext"
	"github.com/paykickstart-go/sdk/ipn"
)

// The sentinels of this package, beside those of package ipn; match them with errors.Is. No error holds a secret.
var (
	// ErrNoSecret: the notification carries no secret_key, or the request no secret where its [Gate] looks.
	ErrNoSecret = errors.New("kartra/notify: no secret")
	// ErrBadSecret: the secret that came is none of yours.
	ErrBadSecret = errors.New("kartra/notify: wrong secret")
)

// Verifier compares the secret_key of an IPN with your secrets. Make one with [NewVerifier] and share it: it is safe for
// concurrent use. It prints no secret.
//
// A right secret_key proves that the sender knows it; not that the other fields are true, new, or sent by Kartra. It is a
// password in the body, not a signature: see the package documentation.
type Verifier struct {
	secrets secrets
}

// NewVerifier returns a Verifier that accepts any of the secrets: one for each notification that you made in Kartra, and
// while you replace one, both. It refuses an empty list, and secrets that are empty, blank or begin or end with white space,
// and says which.
func NewVerifier(secrets ...string) (*Verifier, error) {
	made, err := newSecrets(secrets)
	if err != nil {
		return nil, fmt.Errorf("kartra/notify: NewVerifier: %w", err)
	}
	return &Verifier{secrets: made}, nil
}

// Verify reads the form body of an IPN, compares its secret_key in constant time, and decodes it as [DecodeIPN] does. It may
// be called again with the same body, and says the same: duplicates are the handler's business.
//
// Errors: [ErrNoSecret]; [ErrBadSecret]; those of [DecodeIPN]. Only an [*ipn.FieldError] comes beside a result.
func (v *Verifier) Verify(body []byte, opts ...Option) (*IPN, error) {
	if v == nil || v.secrets.digests.IsZero() {
		return nil, errors.New("kartra/notify: this Verifier was not made by NewVerifier")
	}
	p, err := parsePosted(body)
	if err != nil {
		return nil, err
	}
	if absent(phptext.Trim(p.form.Get("transaction_type"))) {
		return nil, fmt.Errorf("%w: no transaction_type", ipn.ErrMalformed)
	}
	if err := v.secrets.check(p.secret.Get(secretField)); err != nil {
		return nil, err
	}
	n, err := p.decode(opts)
	if n != nil {
		n.verified = true
	}
	return n, err
}

// Format prints the type and nothing else, for every verb.
func (Verifier) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, "notify.Verifier") }

// LogValue logs what Format prints.
func (Verifier) LogValue() slog.Value { return slog.StringValue("notify.Verifier") }
