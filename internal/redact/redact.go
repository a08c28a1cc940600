package redact

import (
	"cmp"
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

// Redactor takes the secrets of a call out of what comes back from outside. It is safe for concurrent use.
type Redactor struct {
	// forms are the spellings of the secrets, the longest first, where no printer finds them.
	forms secret.Held[[][]byte]
	// short: a secret has characters that JSON has short escapes for.
	short bool
}

// New returns a Redactor that knows these secrets.
func New(secrets ...string) *Redactor { return (&Redactor{}).With(secrets) }

// With returns a Redactor that knows more secrets.
func (r *Redactor) With(secrets []string) *Redactor {
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
	return &Redactor{forms: secret.Hold(forms), short: short}
}

// Text masks every secret in s, also one that is written in escapes, and what a cut has left of one.
func (r *Redactor) Text(s string) string {
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

// Excerpt masks the secrets in an answer and keeps about the first n bytes of it, never more.
func (r *Redactor) Excerpt(body []byte, n int) []byte {
	if len(body) == 0 {
		return nil
	}
	masked := r.Text(string(body[:min(len(body), 4*n)]))
	return []byte(masked[:min(n, len(masked))])
}

// Err returns an error that shows no secret in any printed form. An error that shows none is returned as it is.
func (r *Redactor) Err(err error) error {
	if err == nil || !r.shows(err) {
		return err
	}
	return Hide(err, r.Text(err.Error()))
}

// shows looks at every error of the chain, because errors.As hands each of them out.
func (r *Redactor) shows(err error) bool {
	for _, verb := range []string{"%v", "%+v", "%#v"} {
		if printed := fmt.Sprintf(verb, err); r.Text(printed) != printed {
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
