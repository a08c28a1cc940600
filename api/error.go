package api

import (
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Error is the error of every call of the client, parameter errors included. Get at it with [errors.As], and ask what
// kind of failure it is with [errors.Is] and the sentinels of this package.
//
// Neither the account key nor a payment token nor card digits of the call are in any of its fields or printed forms.
// PayKickstart documents nothing about errors; what is read into the fields is inferred.
type Error struct {
	// Op names the call as its caller typed it after the client: "Licenses.Activate", "Transactions.All", "Call". It is "New"
	// for paykickstart.New, and a function of a service package has that before it: "payments.PaymentMethodFromForm".
	Op string
	// StatusCode is the HTTP status of the answer; 0 means that no answer arrived or nothing was sent.
	StatusCode int
	// Message is the API's own words, if it sent any, at most 4 KiB. If it sent them by field only, they are the texts of
	// Fields in the order of the names.
	Message string
	// Fields holds messages by field: by Go field name for ErrInvalidParams, else by the API's own names. Of an answer with
	// very many only the first are kept.
	Fields map[string][]string
	// RetryAfter is the wait that the answer asked for; 0 means none was asked for or it could not be read.
	RetryAfter time.Duration
	// Attempts says how often the request was sent or tried to be sent; 0 means that it was refused before.
	Attempts int
	// Body is an excerpt of the answer, at most 4 KiB. It is empty for a 2xx answer to a call whose result holds a
	// [Secret]. It may hold personal data of buyers: mind where it is logged.
	Body []byte
	// Err is the cause. It wraps the sentinels that this error matches, and the network or decoding error behind it.
	Err error
}

// Error returns the operation, the cause, the status and the API's message with its fields in a fixed order, on one
// line and without any part of [Error.Body].
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("paykickstart: ")
	if e.Op != "" {
		b.WriteString(e.Op + ": ")
	}
	b.WriteString(e.cause())
	if e.StatusCode != 0 {
		b.WriteString(" (status " + strconv.Itoa(e.StatusCode) + ")")
	}
	if e.Message != "" && e.Message != e.fieldTexts() {
		b.WriteString(": " + oneLine(e.Message))
	}
	for _, name := range sortedKeys(e.Fields) {
		b.WriteString("; " + oneLine(name) + ": " + oneLine(strings.Join(e.Fields[name], ", ")))
	}
	return b.String()
}

// Unwrap returns the cause, so that [errors.Is] finds the sentinels and [errors.As] what is behind them.
func (e *Error) Unwrap() error { return e.Err }

// Format prints the text of [Error.Error] for every verb, so that %+v and %#v show no more than %v does.
func (e *Error) Format(f fmt.State, verb rune) {
	if verb == 'q' {
		_, _ = io.WriteString(f, strconv.Quote(e.Error()))
		return
	}
	_, _ = io.WriteString(f, e.Error())
}

// LogValue gives slog the operation, status, attempts and text, and nothing of the body.
func (e *Error) LogValue() slog.Value {
	return slog.GroupValue(
		slog.String("op", e.Op),
		slog.Int("status", e.StatusCode),
		slog.Int("attempts", e.Attempts),
		slog.String("error", e.Error()),
	)
}

func (e *Error) cause() string {
	if e.Err == nil {
		return "failed"
	}
	return oneLine(e.Err.Error())
}

// fieldTexts is the Message of an answer that has none of its own: it need not be printed twice.
func (e *Error) fieldTexts() string {
	var all []string
	for _, name := range sortedKeys(e.Fields) {
		all = append(all, e.Fields[name]...)
	}
	return strings.Join(all, "; ")
}

func sortedKeys(m map[string][]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// oneLine keeps an answer's text from forging log lines.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}
