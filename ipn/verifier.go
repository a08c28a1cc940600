package ipn

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"sync"

	"github.com/paykickstart-go/sdk/internal/receive"
	"github.com/paykickstart-go/sdk/internal/secret"
)

// Verifier verifies notifications and decodes them. Make one with [NewVerifier] and share it: it is safe for concurrent
// use. It prints no secret.
type Verifier struct {
	// Held, because printers follow pointers: into a caller's KeySource, and into the states of HMACs, which tell the key.
	core secret.Held[*core]
}

// core is what a Verifier works with.
type core struct {
	keys    KeySource
	schemes schemeSet
	works   sync.Pool
}

// VerifierOption changes a Verifier that is being made.
type VerifierOption func(*Verifier) error

// WithSchemes enables the given schemes and no others. By default both are enabled: a carried hash decides, and
// verification_code is consulted when no hash is carried. With SchemeVerificationCode alone a hash is not looked at; with
// SchemeHash alone a notification without one ends in [ErrNoSignature].
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

// NewVerifier returns a Verifier that asks k for secrets. It refuses a nil k, secrets of [Keys] and [CampaignKeys] that are
// empty, blank or begin or end with white space (most are read from a file with its newline), a bad option, and a
// program in FIPS 140-3 only mode, where HMAC-SHA1 is forbidden.
func NewVerifier(k KeySource, opts ...VerifierOption) (*Verifier, error) {
	if f, ok := k.(KeyFunc); k == nil || ok && f == nil {
		return nil, errors.New("ipn: NewVerifier: nil KeySource")
	}
	if static, ok := k.(*staticKeys); ok {
		if err := static.check(); err != nil {
			return nil, fmt.Errorf("ipn: NewVerifier: %w", err)
		}
	}
	if err := checkFIPS(); err != nil {
		return nil, err
	}
	c := &core{keys: k, schemes: schemeSet(0).with(SchemeHash).with(SchemeVerificationCode)}
	c.works.New = func() any { return new(work) }
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

// Verify parses, verifies and decodes a body. The body must be as it came over the wire: both schemes depend on it to the
// byte. It is not kept. It may be called again with the same body, and says the same: duplicates are the Handler's business.
//
// Errors: [ErrTooLarge]; [ErrNoSignature]; [ErrBadSignature]; [ErrNoKey]; what the KeySource returned; an error that
// matches none of these when the KeySource returned a secret that is empty, blank or begins or ends with white space. With
// all of them the notification is nil. Only a [*FieldError] (it matches [ErrBadField]) comes beside a notification: its
// signature is sound, VerifiedBy is set, and the fields that the error names are zero.
func (v *Verifier) Verify(ctx context.Context, body []byte) (*Notification, error) {
	if v == nil || v.core.IsZero() {
		return nil, errors.New("ipn: this Verifier was not made by NewVerifier")
	}
	if err := checkFIPS(); err != nil {
		return nil, err
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

// VerifyRequest reads the body of r, at most 1 MiB, and does what Verify does. It looks at neither method nor content type,
// as [NewHandler] does, and never at the URL's query. The body must not have been read before: r.ParseForm and r.FormValue
// read it, and what is left is an empty body: [ErrNoSignature], which says so.
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
	w, _ := c.works.Get().(*work)
	defer func() {
		w.forget()
		c.works.Put(w)
	}()
	switch asSent, latin1 := w.verify(scheme, n.Form, secrets, code); {
	case asSent:
	case !latin1, !decidingFieldsSurvive(n.Form):
		return ErrBadSignature
	}
	n.verifiedBy = scheme
	n.halfCode = code[:codeLen/2]
	if scheme == SchemeVerificationCode {
		n.Unsigned = arrayNames(n.Form.fields())
	}
	return nil
}

// secrets asks for the campaign's secrets and checks them.
func (c *core) secrets(ctx context.Context, f *Form) ([]string, error) {
	campaign, _ := parseNumber(trim(f.form.Get("campaign_id")))
	if static, ok := c.keys.(*staticKeys); ok {
		if secrets := static.find(campaign); len(secrets) > 0 {
			return secrets, nil
		}
		return nil, fmt.Errorf("%w: campaign %d", ErrNoKey, campaign)
	}
	secrets, err := c.keys.Keys(ctx, campaign)
	if err != nil {
		return nil, fmt.Errorf("ipn: secrets of campaign %d: %w", campaign, err)
	}
	if len(secrets) == 0 {
		return nil, fmt.Errorf("%w: campaign %d", ErrNoKey, campaign)
	}
	if err := receive.CheckSecrets(secrets); err != nil {
		return nil, fmt.Errorf("ipn: secrets of campaign %d: %w", campaign, err)
	}
	return secrets, nil
}

// verify tells whether the code is the form's under any of the secrets: of its values as sent, or in ISO-8859-1.
func (w *work) verify(scheme Scheme, f *Form, secrets []string, code string) (asSent, latin1 bool) {
	if len(code) != codeLen {
		return false, false
	}
	if scheme == SchemeVerificationCode {
		w.appendCodeMessage(f.fields())
		return w.matches(secrets, code), false
	}
	if !w.hashEntries(f.fields()) {
		return false, false
	}
	for again := true; again; again = w.licensesLast() {
		w.appendHashMessage(false)
		asSent = w.matches(secrets, code) || asSent
		if !isASCII(w.message) {
			w.appendHashMessage(true)
			latin1 = w.matches(secrets, code) || latin1
		}
	}
	return asSent, latin1
}

// Format prints the type and nothing else, for every verb.
func (Verifier) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, "ipn.Verifier") }

// LogValue logs what Format prints.
func (Verifier) LogValue() slog.Value { return slog.StringValue("ipn.Verifier") }
