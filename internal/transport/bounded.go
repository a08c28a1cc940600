package transport

import (
	"errors"
	"strings"
)

// mostText is how much is kept of the text of an error from below: a server's status line can be megabytes long.
const mostText = 4 << 10

// bounded returns an error whose text is short. One that is short already is returned as it is.
func bounded(err error) error {
	text := err.Error()
	if len(text) <= mostText {
		return err
	}
	return &maskedError{
		text:    strings.ToValidUTF8(text[:mostText], ""),
		is:      func(target error) bool { return errors.Is(err, target) },
		timeout: isTimeout(err),
	}
}
