package sandbox

import (
	"errors"
	"fmt"
	"io"
	"math"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// controlParams are the parameters of a control route, from its query and its form
// body. All that is not known is refused: a misspelt amount would else refund all.
func controlParams(r *http.Request, known []string) (url.Values, error) {
	in, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, fmt.Errorf("the query is not well-formed: %w", err)
	}
	form, err := controlForm(r)
	if err != nil {
		return nil, err
	}
	for name, values := range form {
		in[name] = append(in[name], values...)
	}
	for name, values := range in {
		if !slices.Contains(known, name) {
			return nil, fmt.Errorf("unknown parameter %q: %s", name, allowed(known))
		}
		if values = slices.Compact(values); len(values) > 1 {
			return nil, fmt.Errorf("%s is given as %q and as %q: give it once", name, values[0], values[1])
		}
	}
	return in, nil
}

func allowed(known []string) string {
	if len(known) == 0 {
		return "this route takes none"
	}
	return "this route takes " + strings.Join(known, ", ")
}

// controlForm reads the body. An empty one may have any content type.
func controlForm(r *http.Request) (url.Values, error) {
	body, err := io.ReadAll(http.MaxBytesReader(nil, bodyOf(r), maxRequestBytes))
	if err != nil {
		return nil, fmt.Errorf("the body could not be read: %w", err)
	}
	if len(body) == 0 {
		return nil, nil
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/x-www-form-urlencoded" {
		return nil, errors.New("the body is no form: send parameters in the query, or as application/x-www-form-urlencoded")
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, fmt.Errorf("the body is not well-formed: %w", err)
	}
	return form, nil
}

const day = 24 * time.Hour

// longPart is a number of weeks or days at the start of a duration.
var longPart = regexp.MustCompile(`^(\d{1,5})([wd])`)

// parseDuration reads what time.ParseDuration does, and whole weeks and days before
// it: 2w, 31d, 1w2d12h. None is negative.
func parseDuration(text string) (time.Duration, error) {
	refusal := fmt.Errorf("want a duration such as 90m, 36h, 31d, 2w or 1d12h, got %q", text)
	long, rest := cutLongParts(text)
	switch {
	case long < 0:
		return 0, refusal
	case rest == "" && text != "":
		return long, nil
	}
	short, err := time.ParseDuration(rest)
	if err != nil || short < 0 || short > math.MaxInt64-long {
		return 0, refusal
	}
	return long + short, nil
}

// cutLongParts adds up the weeks and days at the start and gives back the rest. The
// sum is negative when it is too long for a duration.
func cutLongParts(text string) (sum time.Duration, rest string) {
	for part := longPart.FindStringSubmatch(text); part != nil; part = longPart.FindStringSubmatch(text) {
		n, _ := strconv.ParseInt(part[1], 10, 64) // five digits at most
		unit := day
		if part[2] == "w" {
			unit = 7 * day
		}
		if time.Duration(n) > (math.MaxInt64-sum)/unit {
			return -1, text
		}
		sum += time.Duration(n) * unit
		text = text[len(part[0]):]
	}
	return sum, text
}
