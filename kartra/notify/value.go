package notify

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/paykickstart-go/sdk/internal/phptext"
)

// Places that take a text in a way that their Go type alone does not tell.
type (
	// id takes "0" for none.
	id string
	// cardDigits lost their leading zeros when PHP took them for a number; "0" is none.
	cardDigits string
	// moment keeps a time's text beside it.
	moment struct {
		at   *time.Time
		text *string
	}
	// older takes a value only while the place is empty: the later spelling of the member wins.
	older struct{ place any }
)

// reader takes texts to their places and collects the names of those that do not parse.
type reader struct {
	location *time.Location
	bad      []string
	faults   int
}

// mostBad bounds what one hostile body can write into an error and a log, and how long it is read.
const mostBad = 100

// fail notes the name of a member that does not parse, once.
func (r *reader) fail(path string) {
	r.faults++
	if len(r.bad) < mostBad && !slices.Contains(r.bad, path) {
		r.bad = append(r.bad, path)
	}
}

// full tells that there are so many faults that reading on is a waste.
func (r *reader) full() bool { return r.faults >= mostBad }

// record is a struct that takes members by name.
type record interface {
	known(name string) bool
	place(name string) any // nil for a name that is not known
}

// outcome says what became of a member.
type outcome uint8

const (
	taken   outcome = iota
	unknown         // it has no place
	unfit           // it does not parse
)

// text takes a text to its place; "N/A" and blank texts are absent.
func (r *reader) text(rec record, name, text string) outcome {
	text = phptext.Trim(text)
	if absent(text) {
		if rec.known(name) {
			return taken
		}
		return unknown
	}
	switch place := rec.place(name); {
	case place == nil:
		return unknown
	case r.take(place, text):
		return taken
	default:
		return unfit
	}
}

func absent(text string) bool { return text == "" || text == "N/A" }

// take puts a text, trimmed and not empty, where it belongs, and reports whether it fits.
func (r *reader) take(place any, text string) (ok bool) {
	switch p := place.(type) {
	case *string:
		*p = text
	case *id:
		*p = id(unlessZero(text))
	case *cardDigits:
		*p = cardDigits(padCard(unlessZero(text)))
	case *decimal.Decimal:
		*p, ok = phptext.ParseAmount(text)
		return ok
	case moment:
		*p.text = text
		*p.at, ok = r.parseTime(text)
		return ok
	case older:
		return filled(p.place) || r.take(p.place, text)
	default:
		return takeNumber(place, text)
	}
	return true
}

func takeNumber(place any, text string) bool {
	n, ok := parseNumber(text)
	switch p := place.(type) {
	case *int64:
		*p = n
	case **int64:
		if ok {
			own := n
			*p = &own
		}
	case *GDPRStatus:
		*p = GDPRStatus(n)
	case *bool:
		*p = n != 0
	default:
		return false
	}
	return ok
}

// filled tells whether a later spelling has filled the place before an older one.
func filled(place any) bool {
	switch p := place.(type) {
	case *string:
		return *p != ""
	case *int64:
		return *p != 0
	case *bool:
		return *p
	default:
		return false
	}
}

func unlessZero(text string) string {
	if text == "0" {
		return ""
	}
	return text
}

func padCard(digits string) string {
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return digits
	}
	return strings.Repeat("0", max(0, 4-len(digits))) + digits
}

// parseNumber takes whole numbers, "1.00" among them, and true and false.
func parseNumber(text string) (int64, bool) {
	switch text {
	case "true":
		return 1, true
	case "false":
		return 0, true
	}
	whole, fraction, _ := strings.Cut(text, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || strings.Trim(fraction, "0") != "" {
		return 0, false
	}
	return n, true
}

// parseTime takes what PHP writes for a time without an offset, and RFC 3339. PHP's dates of zeros are no time.
func (r *reader) parseTime(text string) (time.Time, bool) {
	if phptext.IsNoDate(text) || text == "0" {
		return time.Time{}, true
	}
	for _, layout := range [...]string{time.DateTime, time.DateOnly, time.RFC3339} {
		if at, err := time.ParseInLocation(layout, text, r.location); err == nil {
			return at.UTC(), true
		}
	}
	return time.Time{}, false
}
