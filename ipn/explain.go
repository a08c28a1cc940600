package ipn

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/paykickstart-go/sdk/internal/phptext"
	"github.com/paykickstart-go/sdk/internal/signature"
)

// Explanation tells how a notification was checked. It holds names and lengths of fields, and no values, secrets or
// computed codes: it may be logged. Print it; its texts may change.
type Explanation struct {
	// Err is what Verify returns; nil when the notification verifies.
	Err error
	// Secrets is how many secrets were tried; 0 when there was no signature to try them on, or no secret.
	Secrets int
	// Schemes are those that are enabled, the one that decides first.
	Schemes []SchemeExplanation
	// Hints are likely causes, in words.
	Hints []string
}

// SchemeExplanation tells what one scheme makes of a notification.
type SchemeExplanation struct {
	Scheme Scheme
	// Code describes the code as received: "absent", "40 lower-case hex digits", and what is wrong with it otherwise.
	Code string
	// Verifies tells whether the code matches under one of the secrets, whether or not this scheme decides.
	Verifies bool
	// Signed are the fields that take part, in the order of signing. For hash, a filled licenses field at its sorted place;
	// it is tried at the end too.
	Signed []SignedField
	// Dropped are the fields that do not take part.
	Dropped []DroppedField
}

// SignedField is a field that takes part in a signature.
type SignedField struct {
	Name string
	// Bytes is the length of what is signed.
	Bytes int
	// Notes say what was done to it: "trimmed", "other than ASCII: also tried in ISO-8859-1", "array: signed as the word Array".
	Notes []string
}

// DroppedField is a field that does not take part in a signature, and why.
type DroppedField struct{ Name, Why string }

// Explain tells how Verify judges a body: for the person who has the wrong secret, or a proxy that rewrites bodies. Call it
// by hand or behind a switch, when Verify has returned [ErrBadSignature] or [ErrNoSignature], and log what it returns:
//
//	if errors.Is(err, ipn.ErrBadSignature) {
//		why, _ := verifier.Explain(ctx, body)
//		logger.Warn("notification refused", "why", why.String())
//	}
//
// It asks the SecretSource again. Do not send what it returns to whoever posted the body: it helps a forger too.
//
// Errors: [ErrTooLarge]; FIPS 140-3 only mode; a Verifier that NewVerifier did not make. An error of the SecretSource is in
// Explanation.Err.
func (v *Verifier) Explain(ctx context.Context, body []byte) (*Explanation, error) {
	_, err := v.Verify(ctx, body)
	form, parseErr := ParseForm(body)
	switch {
	case v == nil || v.core.IsZero(), errors.Is(err, signature.ErrFIPS):
		return nil, err
	case parseErr != nil:
		return nil, parseErr
	}
	c, e := v.core.Get(), &Explanation{Err: err}
	secrets := c.secretsToTry(ctx, form)
	e.Secrets = len(secrets)
	checker := new(signature.Checker)
	for _, scheme := range []Scheme{SchemeHash, SchemeVerificationCode} {
		if c.schemes.has(scheme) {
			e.Schemes = append(e.Schemes, explainScheme(checker, scheme, form, secrets))
		}
	}
	e.Hints = hints(e, form)
	return e, nil
}

// secretsToTry are the secrets that Verify tries; none without a signature, or when the SecretSource fails.
func (c *core) secretsToTry(ctx context.Context, f *Form) []string {
	if _, _, err := pickScheme(f, c.schemes); err != nil {
		return nil
	}
	secrets, err := c.secrets(ctx, f)
	if err != nil {
		return nil
	}
	return secrets
}

// String is the explanation for a person to read, in several lines.
func (e *Explanation) String() string {
	if e == nil {
		return ""
	}
	var b strings.Builder
	verdict := "verified"
	if e.Err != nil {
		verdict = e.Err.Error()
	}
	fmt.Fprintf(&b, "%s\nsecrets tried: %d\n", verdict, e.Secrets)
	for i := range e.Schemes {
		e.Schemes[i].write(&b)
	}
	for _, hint := range e.Hints {
		fmt.Fprintf(&b, "hint: %s\n", hint)
	}
	return b.String()
}

func (s *SchemeExplanation) write(b *strings.Builder) {
	fmt.Fprintf(b, "%s: %s; matches: %t\n", s.Scheme, s.Code, s.Verifies)
	b.WriteString("  signed, in this order:")
	for _, f := range s.Signed {
		notes := append([]string{fmt.Sprintf("%d bytes", f.Bytes)}, f.Notes...)
		fmt.Fprintf(b, " %s (%s)", plainName(f.Name), strings.Join(notes, ", "))
	}
	b.WriteString("\n  left out:")
	for _, f := range s.Dropped {
		fmt.Fprintf(b, " %s (%s)", plainName(f.Name), f.Why)
	}
	b.WriteString("\n")
}

// plainName quotes a name that could pass for something else in a log, and cuts a long one.
func plainName(name string) string {
	const longest = 60
	odd := func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`"(),`, r) }
	if len(name) > longest {
		return fmt.Sprintf("%q…", name[:longest])
	}
	if strings.ContainsFunc(name, odd) {
		return fmt.Sprintf("%q", name)
	}
	return name
}

// describeCode tells what is wrong with a code, without telling the code.
func describeCode(f *Form, scheme Scheme) string {
	field, ok := f.form.Lookup(scheme.String())
	code := field.Value
	switch {
	case !ok:
		return "absent"
	case field.Array != nil:
		return "an array: never verifies"
	case code == "":
		return "empty, which counts as absent"
	case phptext.Trim(code) != code:
		return "begins or ends with white space: never verifies"
	case len(code) != signature.CodeLen:
		return fmt.Sprintf("%d characters instead of %d: never verifies", len(code), signature.CodeLen)
	case strings.ContainsFunc(code, func(r rune) bool { return !strings.ContainsRune("0123456789abcdef", r) }):
		return "not lower-case hex: never verifies"
	default:
		return "40 lower-case hex digits"
	}
}

// unsortedTail are the fields that stand last on PayKickstart's wire, out of the alphabet.
var unsortedTail = []string{"licenses", signature.HashField, signature.CodeField}

func isTail(name string) bool { return slices.Contains(unsortedTail, name) }
