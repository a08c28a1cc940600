package loosejson

import (
	"bytes"
	"reflect"
	"time"

	"github.com/paykickstart-go/sdk/internal/phptext"
)

func readTime(d *decoder, v reflect.Value) *Error {
	t := d.token()
	target := v.Addr().Interface().(*time.Time)
	text := bytes.TrimSpace(d.content(t))
	if t.kind == Null || t.kind == String && len(text) == 0 {
		*target = time.Time{}
		return nil
	}
	when, ok := parseTime(text)
	if !ok || t.kind == Bool {
		return &Error{Want: "date and time", Got: t.kind.String()}
	}
	*target = when
	return nil
}

func parseTime(text []byte) (time.Time, bool) {
	if len(text) == 0 {
		return time.Time{}, false
	}
	if phptext.IsNoDate(text) {
		return time.Time{}, true
	}
	if len(text) < len("2006-01-02") || text[4] != '-' {
		return unixTime(text)
	}
	if len(text) > len("2006-01-02") && text[10] == 'T' {
		when, err := time.Parse(time.RFC3339, string(text))
		return when.UTC(), err == nil
	}
	return dateTime(text)
}

// unixTime reads Unix seconds.
func unixTime(text []byte) (time.Time, bool) {
	n, ok := parseNumeral(text)
	seconds, whole := n.int64()
	if !ok || !whole {
		return time.Time{}, false
	}
	return phptext.UnixTime(seconds)
}

// dateTime reads 2006-01-02 and 2006-01-02 15:04:05, without the cost of time.Parse.
func dateTime(text []byte) (time.Time, bool) {
	const pattern = "0000-00-00 00:00:00"
	if len(text) != len(pattern) && len(text) != len("0000-00-00") {
		return time.Time{}, false
	}
	for i, c := range text {
		if pattern[i] == '0' && !isDigit(c) || pattern[i] != '0' && c != pattern[i] {
			return time.Time{}, false
		}
	}
	var hour, minute, second int
	if len(text) == len(pattern) {
		hour, minute, second = number(text[11:13]), number(text[14:16]), number(text[17:19])
	}
	year, month, day := number(text[:4]), number(text[5:7]), number(text[8:10])
	when := time.Date(year, time.Month(month), day, hour, minute, second, 0, time.UTC)
	// time.Date turns the 30th of February into the 2nd of March, and 24:00 into the next day.
	sameDay := when.Day() == day && int(when.Month()) == month
	return when, sameDay && hour < 24 && minute < 60 && second < 60
}

func number(digits []byte) int {
	n := 0
	for _, c := range digits {
		n = n*10 + int(c-'0')
	}
	return n
}
