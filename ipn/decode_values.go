package ipn

import (
	"strconv"
	"strings"
	"time"

	"github.com/paykickstart-go/sdk/internal/loosejson"
)

// typed takes a filled field that is no text, and tells whether it parses. It leaves a field that does not parse as it was.
func (d *decoder) typed(name, value string) bool {
	n, ok := d.n, true
	switch name {
	case "licenses":
		d.licenses(value)
		return true
	case "quantity":
		n.Quantity, ok = parseQuantity(value)
		return ok
	case "is_rebill":
		n.IsRebill, ok = parseFlag(value)
		return ok
	}
	if amount := n.amount(name); amount != nil {
		*amount, ok = loosejson.ParseAmount(value)
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

func parseQuantity(s string) (int, bool) {
	n, ok := parseNumber(s)
	if !ok || int64(int(n)) != n {
		return 0, false
	}
	return int(n), true
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

// lastSecond is the last second of the year 9999: later times have no RFC 3339 form.
const lastSecond = 253402300799

// parseTime takes unix seconds; 0 is PHP's way of saying that there is no time.
func parseTime(s string) (time.Time, bool) {
	n, ok := parseNumber(s)
	if !ok || n < 0 || n > lastSecond {
		return time.Time{}, false
	}
	if n == 0 {
		return time.Time{}, true
	}
	return time.Unix(n, 0).UTC(), true
}
