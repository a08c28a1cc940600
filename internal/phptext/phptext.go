// Package phptext reads short texts as PHP writes and trims them: white space, amounts of money, unix times. Forms and JSON
// are read with the same rules.
//
// All functions are pure and safe for concurrent use.
package phptext

import (
	"strings"
	"time"
)

// Trim is PHP's trim: it removes space, tab, newline, carriage return, vertical tab and NUL from both ends, and nothing else.
func Trim(text string) string {
	if text == "" || text[0] > ' ' && text[len(text)-1] > ' ' {
		return text
	}
	return strings.Trim(text, " \t\n\r\v\x00")
}

// lastSecond is the last second of the year 9999, in UTC. A later time has no RFC 3339 form: the number is milliseconds, or a
// mistake.
const lastSecond = 253402300799

// UnixTime returns the time in UTC of a number of seconds. 0 is how PHP writes that there is no time: it returns the zero
// time. ok is false for a negative number, and for one beyond the year 9999.
func UnixTime(seconds int64) (at time.Time, ok bool) {
	switch {
	case seconds < 0 || seconds > lastSecond:
		return time.Time{}, false
	case seconds == 0:
		return time.Time{}, true
	default:
		return time.Unix(seconds, 0).UTC(), true
	}
}

// IsNoDate reports whether a text begins with one of the two dates that PHP and its databases write where there is none: zeros
// throughout, and what PHP makes of that.
func IsNoDate[T string | []byte](text T) bool {
	const length = len("0000-00-00")
	if len(text) < length {
		return false
	}
	return string(text[:length]) == "0000-00-00" || len(text) > length && string(text[:length+1]) == "-0001-11-30"
}
