package redact

import "errors"

// Hide returns an error that says text and hands out nothing of err but what errors.Is finds in it and whether it is a
// time-out. A closure keeps that, which no verb of fmt prints.
func Hide(err error, text string) error {
	return &hidden{text: text, is: func(target error) bool { return errors.Is(err, target) }, timeout: isTimeout(err)}
}

func isTimeout(err error) bool {
	var t interface{ Timeout() bool }
	return errors.As(err, &t) && t.Timeout()
}

type hidden struct {
	text    string
	is      func(error) bool
	timeout bool
}

// Error returns the text.
func (e *hidden) Error() string { return e.text }

// Is matches what the hidden error matches.
func (e *hidden) Is(target error) bool { return e.is(target) }

// Timeout reports what the hidden error reports.
func (e *hidden) Timeout() bool { return e.timeout }
