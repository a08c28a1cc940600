package apitest

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/paykickstart-go/sdk/api"
)

// RequireSent demands that exactly these requests were sent, in this order; without arguments, that none was.
func (f *Fake) RequireSent(want ...Request) {
	f.t.Helper()
	if got := f.Sent(); !slices.EqualFunc(want, got, func(a, b Request) bool { return reflect.DeepEqual(a, b) }) {
		f.t.Fatalf("sent:%s\nwant:%s", list(got), list(want))
	}
}

func list(requests []Request) string {
	if len(requests) == 0 {
		return " nothing"
	}
	var b strings.Builder
	for _, r := range requests {
		b.WriteString("\n\t" + r.String())
	}
	return b.String()
}

// RequireInvalid demands that the error is an invalid parameter and nothing worse, that it names this operation and exactly
// these fields, and that nothing was sent.
func (f *Fake) RequireInvalid(op string, err error, fields ...string) {
	f.t.Helper()
	var e *api.Error
	if !errors.Is(err, api.ErrInvalidParams) || !errors.As(err, &e) {
		f.t.Fatalf("error is %v, want an *api.Error that matches api.ErrInvalidParams", err)
	}
	if errors.Is(err, api.ErrOutcomeUnknown) {
		f.t.Fatalf("error is %v, but nothing was sent", err)
	}
	if e.Op != op {
		f.t.Fatalf("operation is %q, want %q", e.Op, op)
	}
	got, want := slices.Sorted(maps.Keys(e.Fields)), slices.Sorted(slices.Values(fields))
	if !slices.Equal(want, got) {
		f.t.Fatalf("fields are %q, want %q", got, want)
	}
	f.RequireSent()
}

// Refusal is an answer that refuses. It goes with [RequireRefused].
const Refusal = `{"success":0,"status":false,"message":"not here"}`

// RequireRefused demands that the error is what the operation makes of the answer Refusal: rejected, with the message that
// PayKickstart gave, and no doubt about the outcome.
func RequireRefused(t testing.TB, op string, err error) {
	t.Helper()
	var e *api.Error
	if !errors.Is(err, api.ErrRejected) || !errors.As(err, &e) {
		t.Fatalf("error is %v, want an *api.Error that matches api.ErrRejected", err)
	}
	if errors.Is(err, api.ErrOutcomeUnknown) {
		t.Fatalf("error is %v, but the answer is clear", err)
	}
	if e.Op != op {
		t.Fatalf("operation is %q, want %q", e.Op, op)
	}
	if !strings.Contains(err.Error(), "not here") {
		t.Fatalf("error is %v, without the message of the answer", err)
	}
}

// Testdata returns the text of a file in the testdata folder of the package under test.
func Testdata(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
