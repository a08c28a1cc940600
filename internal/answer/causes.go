package answer

import (
	"strings"

	"github.com/paykickstart-go/sdk/internal/redact"
)

// cause makes an error that came from outside, or speaks of what did, fit to be kept: without secrets and no longer than an
// excerpt.
func (j *judgement) cause(err error) error {
	return Shorten(j.got.Redact.Err(Shorten(err, MaskWindow)), excerptSize)
}

// Shorten returns an error of at most n bytes. One that is short enough is returned as it is.
func Shorten(err error, n int) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	if len(text) <= n {
		return err
	}
	return redact.Hide(err, cut(text, n))
}

// cut returns at most n bytes of a text, and no broken character.
func cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	return strings.ToValidUTF8(strings.Clone(text[:n]), "")
}

// causes is several errors on one line.
type causes []error

// chain returns the errors that are there as one.
func chain(errs []error) error {
	var kept causes
	for _, err := range errs {
		if err != nil {
			kept = append(kept, err)
		}
	}
	if len(kept) == 1 {
		return kept[0]
	}
	return kept
}

// Error joins the texts.
func (c causes) Error() string {
	texts := make([]string, len(c))
	for i, err := range c {
		texts[i] = err.Error()
	}
	return strings.Join(texts, ": ")
}

// Unwrap returns the errors.
func (c causes) Unwrap() []error { return c }
