package transport

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/paykickstart-go/sdk/internal/secret"
)

const (
	mask = "[redacted]"
	// shortestInError and shortestInResult bound what is looked for: card digits are four characters, and a result must not be
	// spoilt by a chance hit.
	shortestInError  = 4
	shortestInResult = 8
	// shortestPart is how much of a secret's start or end, standing alone, is taken for what a cut has left of it.
	shortestPart = 8
)

// redactor takes the secrets of a call out of what comes back from outside. It is safe for concurrent use.
type redactor struct {
	// forms are the spellings of the secrets, the longest first, where no printer finds them.
	forms secret.Held[[][]byte]
	// short: a secret has characters that JSON has short escapes for.
	short bool
}

func newRedactor(secrets ...string) *redactor { return (&redactor{}).with(secrets) }

// with returns a redactor that knows more secrets.
func (r *redactor) with(secrets []string) *redactor {
	if len(secrets) == 0 {
		return r
	}
	all, short := []string(nil), r.short
	for _, form := range r.forms.Get() {
		all = append(all, string(form))
	}
	for _, text := range secrets {
		if len(text) >= shortestInError {
			all = append(all, spellings(text)...)
			short = short || strings.ContainsAny(text, "/\"\\\b\f\n\r\t")
		}
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	var forms [][]byte
	for _, form := range slices.Compact(all) {
		forms = append(forms, []byte(form))
	}
	return &redactor{forms: secret.Hold(forms), short: short}
}

// text masks every secret in s, also one that is written in escapes, and what a cut has left of one.
func (r *redactor) text(s string) string {
	forms := r.forms.Get()
	if s == "" || len(forms) == 0 {
		return s
	}
	found := inAllEscapes([]byte(s), func(plain []byte) []span { return append(wholeForms(plain, forms), cutForms(plain, forms)...) })
	var b strings.Builder
	done := 0
	for _, f := range merged(found) {
		b.WriteString(s[done:f.from])
		b.WriteString(mask)
		done = f.to
	}
	if done == 0 {
		return s
	}
	return b.String() + s[done:]
}

// excerpt masks the secrets in an answer and keeps about the first n bytes of it, never more.
func (r *redactor) excerpt(body []byte, n int) []byte {
	if len(body) == 0 {
		return nil
	}
	masked := r.text(string(body[:min(len(body), 4*n)]))
	return []byte(masked[:min(n, len(masked))])
}

// err returns an error that shows no secret in any printed form. An error that shows none is returned as it is.
func (r *redactor) err(err error) error {
	if err == nil || !r.shows(err) {
		return err
	}
	return &maskedError{text: r.text(err.Error()), is: func(target error) bool { return errors.Is(err, target) }, timeout: isTimeout(err)}
}

// shows looks at every error of the chain, because errors.As hands each of them out.
func (r *redactor) shows(err error) bool {
	for _, verb := range []string{"%v", "%+v", "%#v"} {
		if printed := fmt.Sprintf(verb, err); r.text(printed) != printed {
			return true
		}
	}
	switch wrapped := err.(type) {
	case interface{ Unwrap() error }:
		return wrapped.Unwrap() != nil && r.shows(wrapped.Unwrap())
	case interface{ Unwrap() []error }:
		for _, one := range wrapped.Unwrap() {
			if r.shows(one) {
				return true
			}
		}
	}
	return false
}

func isTimeout(err error) bool {
	var t interface{ Timeout() bool }
	return errors.As(err, &t) && t.Timeout()
}

// maskedError stands for an error that showed a secret. It keeps what errors.Is finds, in a closure, which no verb prints.
type maskedError struct {
	text    string
	is      func(error) bool
	timeout bool
}

// Error returns the text with the secrets masked.
func (e *maskedError) Error() string { return e.text }

// Is matches what the masked error matches.
func (e *maskedError) Is(target error) bool { return e.is(target) }

// Timeout reports what the masked error reports.
func (e *maskedError) Timeout() bool { return e.timeout }
