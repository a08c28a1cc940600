package answer

import (
	"strconv"
	"strings"

	"github.com/paykickstart-go/sdk/internal/loosejson"
)

// word is what a flag says. Where an answer holds several flags the greatest word counts: a no beats a yes.
type word uint8

const (
	// silent: there is no flag.
	silent word = iota
	yes
	// unread: in no list, so neither a yes nor a no.
	unread
	no
	// broken: the number of an HTTP status that says that the server failed.
	broken
)

// The members that are flags. A record may have a status or a code of its own: see said.isOwn.
const (
	flagSuccess = iota
	flagStatus
	flagCode
	flagStatusCode
	flagDataSuccess
	flagDataStatus
)

var flagNames = [...]string{"success", "status", "code", "status_code", "data.success", "data.status"}

// readFlag reads a flag as PHP and Laravel applications plausibly write one; the lists are guesses but for true, 1 and 200.
// They are short on purpose: a word that is in neither leaves the outcome of a write open, which is never wrong.
func readFlag(v loosejson.Value) word {
	if v.Kind() == loosejson.Null {
		return no
	}
	text, scalar := v.Text()
	if !scalar || len(text) > longestFlag {
		return unread
	}
	text = strings.ToLower(strings.TrimSpace(text))
	switch text {
	case "true", "yes", "y", "ok", "success", "successful", "succeeded", "approved", "completed":
		return yes
	case "", "false", "no", "n", "off", "null", "error", "fail", "failed", "failure", "declined", "denied", "refused", "rejected",
		"invalid", "forbidden", "unauthorized", "unauthenticated":
		return no
	}
	return readNumber(text)
}

const longestFlag = 64

// readNumber reads 0 and 1, and the numbers of HTTP statuses, also as 400.0.
func readNumber(text string) word {
	whole, fraction, _ := strings.Cut(text, ".")
	n, err := strconv.Atoi(whole)
	switch {
	case err != nil || strings.Trim(fraction, "0") != "":
		return unread
	case n == 1, n >= 200 && n <= 299:
		return yes
	case n == 408, n >= 500 && n <= 599:
		return broken
	case n == 0, n >= 400 && n <= 499:
		return no
	}
	return unread
}

// readCode reads a code, which says nothing when it is empty.
func readCode(v loosejson.Value) word {
	if text, scalar := v.Text(); v.Kind() == loosejson.Null || scalar && text == "" {
		return silent
	}
	return readFlag(v)
}
