package ipn

import "errors"

// The sentinels of this package; match them with errors.Is.
var (
	// ErrNoSignature: the notification carries no code of a scheme that is enabled.
	ErrNoSignature = errors.New("ipn: no signature")
	// ErrBadSignature: the code does not match. Wrong secret, a body changed on the way, or a forgery.
	ErrBadSignature = errors.New("ipn: bad signature")
	// ErrBadField: a field does not parse, for example an amount of "abc". The error names the field.
	ErrBadField = errors.New("ipn: bad field")
	// ErrNoKey: there is no secret for the notification's campaign.
	ErrNoKey = errors.New("ipn: no secret for this campaign")
	// ErrMalformed: the body is no notification.
	ErrMalformed = errors.New("ipn: malformed notification")
	// ErrTooLarge: the body has more bytes or fields, or deeper nesting, than is accepted.
	ErrTooLarge = errors.New("ipn: notification too large")
	// ErrTestMode: a test-mode notification where only live ones are taken.
	ErrTestMode = errors.New("ipn: test-mode notification")
)
