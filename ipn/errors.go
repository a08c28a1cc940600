package ipn

import (
	"errors"
	"strings"
)

// The sentinels of this package; match them with errors.Is. No error of this package holds a secret, a computed code or the
// value of a field.
var (
	// ErrNoSignature: the notification carries no code of a scheme that is enabled.
	ErrNoSignature = errors.New("ipn: no signature")
	// ErrBadSignature: the code does not match. Wrong secret, a body changed on the way, or a forgery; [Verifier.Explain]
	// helps to tell which.
	ErrBadSignature = errors.New("ipn: bad signature")
	// ErrBadField: a field does not parse, for example an amount of "abc". The error is a [*FieldError].
	ErrBadField = errors.New("ipn: bad field")
	// ErrNoSecret: there is no secret for the notification's campaign.
	ErrNoSecret = errors.New("ipn: no secret for this campaign")
	// ErrMalformed: the body is no notification.
	ErrMalformed = errors.New("ipn: malformed notification")
	// ErrTooLarge: the body has more bytes or fields than are accepted.
	ErrTooLarge = errors.New("ipn: notification too large")
	// ErrTestMode: a test-mode notification where only live ones are taken.
	ErrTestMode = errors.New("ipn: test-mode notification")
)

// FieldError names the fields that do not parse; it matches [ErrBadField]. Their values stay in the notification's Form:
// read them there, and take the notification as one that cannot be acted on until somebody has looked.
type FieldError struct {
	// Fields are wire names, in wire order, each once.
	Fields []string
}

// Error names the fields, not their values.
func (e *FieldError) Error() string { return ErrBadField.Error() + ": " + strings.Join(e.Fields, ", ") }

// Unwrap makes the error match [ErrBadField].
func (e *FieldError) Unwrap() error { return ErrBadField }

// Permanent marks err as one that a second delivery cannot cure, an unknown product for one. The handler then answers 200, logs
// the error and remembers the notification as done. All other errors are answered 500: the delivery then shows as failed in
// PayKickstart's log, where somebody can send it again. Nothing is known to repeat it by itself.
//
// From a [WithConfirm] function it means that the notification is not true: 403 instead of 503. A sale that was true and has
// been refunded since is not untrue.
//
// errors.Is and errors.As see through it. Permanent(nil) is nil.
func Permanent(err error) error {
	if err == nil {
		return nil
	}
	return &permanentError{err: err}
}

// IsPermanent reports whether err, or an error that it wraps, was made by [Permanent].
func IsPermanent(err error) bool {
	var permanent *permanentError
	return errors.As(err, &permanent)
}

type permanentError struct{ err error }

func (e *permanentError) Error() string { return e.err.Error() }

func (e *permanentError) Unwrap() error { return e.err }
