package transport

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
)

const (
	mask = "[redacted]"
	// shortestInError and shortestInResult bound what is looked for: card digits are four characters, and a result must not be
	// spoilt by a chance hit.
	shortestInError  = 4
	shortestInResult = 8
)

// redactor takes the secrets of a call out of what comes back from outside.
type redactor struct {
	token  string
	others []string
}

// text masks every secret in s.
func (r redactor) text(s string) string {
	for _, form := range r.forms(shortestInError) {
		s = strings.ReplaceAll(s, form, mask)
	}
	return s
}

// excerpt masks every secret in an answer, and what the cut has left of one at its end, and keeps the first n bytes.
func (r redactor) excerpt(body []byte, n int) []byte {
	if len(body) == 0 {
		return nil
	}
	for _, form := range r.forms(shortestInError) {
		body = bytes.ReplaceAll(body, []byte(form), []byte(mask))
	}
	for _, form := range r.forms(shortestInError) {
		body = trimPartial(body, form)
	}
	return bytes.Clone(body[:min(n, len(body))])
}

// result masks the secrets that an answer must never hold, so that they get into no result; card digits stay.
func (r redactor) result(body []byte) []byte {
	for _, form := range r.forms(shortestInResult) {
		if bytes.Contains(body, []byte(form)) {
			body = bytes.ReplaceAll(body, []byte(form), []byte(mask))
		}
	}
	return body
}

// err returns an error that shows no secret in any printed form. An error that shows none is returned as it is.
func (r redactor) err(err error) error {
	if err == nil || !r.shows(err) {
		return err
	}
	return &maskedError{text: r.text(err.Error()), is: func(target error) bool { return errors.Is(err, target) }, timeout: isTimeout(err)}
}

// shows looks at every error of the chain, because errors.As hands each of them out.
func (r redactor) shows(err error) bool {
	printed := fmt.Sprintf("%v\n%+v\n%#v", err, err, err)
	if r.text(printed) != printed {
		return true
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

// forms lists the secrets as they may be spelled: plain, in a URL, in JSON as Go and as PHP write it.
func (r redactor) forms(shortest int) []string {
	var forms []string
	for _, secret := range append([]string{r.token}, r.others...) {
		if len(secret) < shortest {
			continue
		}
		quoted, _ := json.Marshal(secret)
		inJSON := string(quoted[1 : len(quoted)-1])
		forms = append(forms, secret, url.QueryEscape(secret), url.PathEscape(secret), inJSON, strings.ReplaceAll(inJSON, "/", `\/`))
	}
	return forms
}

func trimPartial(body []byte, secret string) []byte {
	for n := len(secret) - 1; n >= shortestInError; n-- {
		if bytes.HasSuffix(body, []byte(secret[:n])) {
			return body[:len(body)-n]
		}
	}
	return body
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

func (e *maskedError) Error() string        { return e.text }
func (e *maskedError) Is(target error) bool { return e.is(target) }
func (e *maskedError) Timeout() bool        { return e.timeout }
