package ipn

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"sync"

	"github.com/paykickstart-go/sdk/internal/phptext"
	"github.com/paykickstart-go/sdk/internal/receive"
	"github.com/paykickstart-go/sdk/internal/secret"
	"github.com/paykickstart-go/sdk/internal/signature"
)

// Verifier verifies notifications and decodes them. Make one with [NewVerifier] and share it: it is safe for concurrent
// use. It prints no secret.
type Verifier struct {
	// Held, because printers follow pointers: into a caller's SecretSource, and into the states of HMACs, which tell the key.
	core secret.Held[*core]
}

// core is what a Verifier works with.
type core struct {
	source   SecretSource
	schemes  schemeSet
	checkers sync.Pool
}

// VerifierOption changes a Verifier that is being made.
type VerifierOption func(*Verifier) error

// WithSchemes enables the given schemes and no others. By default both are enabled: a carried hash decides, and
// verification_code is consulted when no hash is carried.
//
// With SchemeVerificationCode alone a hash is not looked at. With SchemeHash alone a notification without one ends in
// [ErrNoSignature]. NewVerifier refuses an empty list and an unknown scheme.
func WithSchemes(schemes ...Scheme) VerifierOption {
	return func(v *Verifier) error {
		var set schemeSet
		for _, s := range schemes {
			if s != SchemeHash && s != SchemeVerificationCode {
				return fmt.Errorf("WithSchemes: unknown scheme %d", uint8(s))
			}
			set = set.with(s)
		}
		if set == 0 {
			return errors.New("WithSchemes: no scheme given")
		}
		v.core.Get().schemes = set
		return nil
	}
}

// NewVerifier returns a Verifier that asks k for secrets. It returns an error for:
//
//   - a nil k;
//   - a secret of [Secrets] or [CampaignSecrets] that is empty, blank or begins or ends with white space (mostly the newline of
//     the file that it was read from);
//   - a bad option;
//   - a program in FIPS 140-3 only mode, where HMAC-SHA1 is forbidden.
func NewVerifier(k SecretSource, opts ...VerifierOption) (*Verifier, error) {
	if f, ok := k.(SecretFunc); k == nil || ok && f == nil {
		return nil, errors.New("ipn: NewVerifier: nil SecretSource")
	}
	if static, ok := k.(*staticSecrets); ok {
		if err := static.check(); err != nil {
			return nil, fmt.Errorf("ipn: NewVerifier: %w", err)
		}
	}
	if err := signature.CheckFIPS(); err != nil {
		return nil, fmt.Errorf("ipn: %w", err)
	}
	c := &core{source: k, schemes: schemeSet(0).with(SchemeHash).with(SchemeVerificationCode)}
	c.checkers.New = func() any { return new(signature.Checker) }
	v := &Verifier{core: secret.Hold(c)}
	for _, opt := range opts {
		if opt == nil {
			return nil, errors.New("ipn: NewVerifier: nil option")
		}
		if err := opt(v); err != nil {
			return nil, fmt.Errorf("ipn: NewVerifier: %w", err)
		}
	}
	return v, nil
}

// Verify parses, verifies and decodes a body. The body must be as it came over the wire: both schemes depend on every byte. It
// is not kept. Verify may be called again with the same body and says the same: duplicates are the handler's business.
//
// One error comes beside a notification: a [*FieldError], which matches [ErrBadField]. The signature is sound, VerifiedBy is
// set, and the fields that the error names are zero. With all other errors the notification is nil:
//
//   - [ErrTooLarge], [ErrNoSignature], [ErrBadSignature], [ErrNoSecret];
//   - what the SecretSource returned;
//   - an error that matches none of these when the SecretSource returned a secret that NewVerifier would refuse.
func (v *Verifier) Verify(ctx context.Context, body []byte) (*Notification, error) {
	if v == nil || v.core.IsZero() {
		return nil, errors.New("ipn: this Verifier was not made by NewVerifier")
	}
	if err := signature.CheckFIPS(); err != nil {
		return nil, fmt.Errorf("ipn: %w", err)
	}
	read := new(struct {
		form         Form
		notification Notification
	})
	if err := read.form.parse(body); err != nil {
		return nil, err
	}
	n := &read.notification
	n.Form = &read.form
	if err := v.core.Get().verify(ctx, n); err != nil {
		return nil, err
	}
	return n, n.decode()
}

var errEmptyBody = fmt.Errorf("%w: the body is empty: it was probably read before, by a middleware, ParseForm or FormValue", ErrNoSignature)

// VerifyRequest reads the body of r, at most 1 MiB, and does what Verify does. It looks at neither the method nor the
// content type ([NewHandler] looks at both), and never at the URL's query.
//
// The body must not have been read before. r.ParseForm and r.FormValue read it and leave an empty one, which ends in an
// [ErrNoSignature] that says so.
func (v *Verifier) VerifyRequest(r *http.Request) (*Notification, error) {
	if r.Body == nil {
		return nil, errEmptyBody
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBodyBytes+1))
	if tooLarge := new(http.MaxBytesError); errors.As(err, &tooLarge) {
		return nil, fmt.Errorf("%w: %w", ErrTooLarge, err)
	}
	if err != nil {
		return nil, fmt.Errorf("ipn: reading the body: %w", err)
	}
	if len(body) == 0 {
		return nil, errEmptyBody
	}
	return v.Verify(r.Context(), body)
}

// verify checks the signature of n's form and marks n.
func (c *core) verify(ctx context.Context, n *Notification) error {
	scheme, code, err := pickScheme(n.Form, c.schemes)
	if err != nil {
		return err
	}
	secrets, err := c.secrets(ctx, n.Form)
	if err != nil {
		return err
	}
	checker, _ := c.checkers.Get().(*signature.Checker)
	defer func() {
		checker.Forget()
		c.checkers.Put(checker)
	}()
	switch asSent, latin1 := check(checker, scheme, n.Form, secrets, code); {
	case asSent:
	case !latin1, !signature.DecidingFieldsSurvive(&n.Form.form):
		return ErrBadSignature
	}
	n.verifiedBy = scheme
	n.halfCode, n.secretTag = code[:signature.CodeLen/2], checker.Tag()
	if scheme == SchemeVerificationCode {
		n.Unsigned = arrayNames(n.Form.fields())
	}
	return nil
}

// secrets asks for the campaign's secrets and checks them.
func (c *core) secrets(ctx context.Context, f *Form) ([]string, error) {
	campaign, _ := parseNumber(phptext.Trim(f.form.Get("campaign_id")))
	if static, ok := c.source.(*staticSecrets); ok {
		if secrets := static.find(campaign); len(secrets) > 0 {
			return secrets, nil
		}
		return nil, fmt.Errorf("%w: campaign %d", ErrNoSecret, campaign)
	}
	secrets, err := c.source.Secrets(ctx, campaign)
	if err != nil {
		return nil, fmt.Errorf("ipn: secrets of campaign %d: %w", campaign, err)
	}
	if len(secrets) == 0 {
		return nil, fmt.Errorf("%w: campaign %d", ErrNoSecret, campaign)
	}
	if err := receive.CheckSecrets(secrets); err != nil {
		return nil, fmt.Errorf("ipn: secrets of campaign %d: %w", campaign, err)
	}
	return secrets, nil
}

// check tells whether the code is the form's under any of the secrets: of its values as sent, or in ISO-8859-1 alone.
func check(c *signature.Checker, scheme Scheme, f *Form, secrets []string, code string) (asSent, latin1 bool) {
	if scheme == SchemeVerificationCode {
		return c.VerificationCode(f.fields(), secrets, code), false
	}
	return c.Hash(f.fields(), secrets, code)
}

// Format prints the type and nothing else, for every verb.
func (Verifier) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, "ipn.Verifier") }

// LogValue logs what Format prints.
func (Verifier) LogValue() slog.Value { return slog.StringValue("ipn.Verifier") }
