package ipn

import "errors"

// Permanent marks err as one that a second delivery cannot cure: an unknown product, say. The handler that [NewHandler]
// returns then answers 200, logs the error and remembers the notification as done. All other errors are answered 500, so
// that the delivery shows as failed at PayKickstart and can be sent again.
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
