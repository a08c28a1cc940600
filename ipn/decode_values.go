package ipn

import (
	"strconv"
	"strings"
	"time"

	"github.com/paykickstart-go/sdk/internal/phptext"
)

// typed takes a filled field that is no text, and tells whether it parses. It leaves a field that does not parse as it was.
func (d *decoder) typed(name, value string) bool {
	n, ok := d.n, true
	switch name {
	case "licenses":
		d.licenses(value)
		return true
	case "is_rebill":
		n.IsRebill, ok = parseFlag(value)
		return ok
	}
	if amount := n.amount(name); amount != nil {
		*amount, ok = phptext.ParseAmount(value)
		return ok
	}
	if number := n.number(name); number != nil {
		*number, ok = parseNumber(value)
		return ok
	}
	if at := n.time(name); at != nil {
		*at, ok = parseTime(value)
	}
	return ok
}

// parseNumber takes an optional minus and digits.
func parseNumber(s string) (int64, bool) {
	if strings.HasPrefix(s, "+") {
		return 0, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0, false
	}
	return n, true
}

func parseFlag(s string) (flag, ok bool) {
	switch s {
	case "1", "true":
		return true, true
	case "0", "false":
		return false, true
	default:
		return false, false
	}
}

// parseTime takes unix seconds.
func parseTime(s string) (time.Time, bool) {
	n, ok := parseNumber(s)
	if !ok {
		return time.Time{}, false
	}
	return phptext.UnixTime(n)
}
