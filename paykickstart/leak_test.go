package paykickstart_test

import (
	"bytes"
	"context"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/paykickstart"
)

// findSecret returns where a secret of a call begins in a text, or -1: its core, which every spelling keeps, also without its
// start or end, and the card digits where they stand alone and not in a pointer.
// A text that is in escapes is read for what they stand for.
func findSecret(text string) int {
	if at := findPlain(text); at >= 0 || !strings.Contains(text, `\u`) {
		return at
	}
	return min(0, findPlain(coded.ReplaceAllStringFunc(text, func(escape string) string {
		n, _ := strconv.ParseUint(escape[len(escape)-4:], 16, 16)
		return string(rune(n))
	})))
}

var coded = regexp.MustCompile(`\\+u[0-9a-fA-F]{4}`)

func findPlain(text string) int {
	for _, part := range []string{"LEAKauth", "authLEAK", "auth0001", "LEAKpaym", "mentLEAK", "LEAKrout", "LEAKpass", "LEAKbank", "LEAKcust"} {
		if at := strings.Index(text, part); at >= 0 {
			return at
		}
	}
	for from := 0; ; {
		at := strings.Index(text[from:], leakDigits)
		if at < 0 {
			return -1
		}
		at, from = from+at, from+at+len(leakDigits)
		if (at == 0 || !isAlnum(text[at-1])) && (from == len(text) || !isAlnum(text[from])) {
			return at
		}
	}
}

func isAlnum(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func TestTheSearchForSecretsFindsThem(t *testing.T) {
	t.Parallel()
	for _, secret := range []string{leakToken, leakPayment, leakPassword, leakBank, leakCustomer, leakRouting, leakDigits} {
		for name, text := range spelled(secret) {
			assert.GreaterOrEqual(t, findSecret(text), 0, name)
			assert.GreaterOrEqual(t, findSecret("0x8374f <"+text+"> "), 0, name)
		}
	}
	assert.Negative(t, findSecret(`paykickstart: Licenses.Get: no answer: [redacted] (0xc0000083740) "83741"`))
}

// witness collects all that a call lets out: errors in every printed form, log lines, what the observer is told.
type witness struct {
	mu  sync.Mutex
	out bytes.Buffer
}

func (w *witness) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.out.Write(p)
}

func (w *witness) options() []paykickstart.Option {
	level := &slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: noTimes}
	both := twice{slog.NewTextHandler(w, level), slog.NewJSONHandler(w, level)}
	return []paykickstart.Option{
		paykickstart.WithLogger(slog.New(both)),
		paykickstart.WithObserver(func(_ context.Context, a api.Attempt) {
			a.Duration = 0
			w.print(a)
			w.err(a.Err)
		}),
	}
}

// twice writes each record as text and as JSON.
type twice [2]slog.Handler

func (h twice) Enabled(context.Context, slog.Level) bool { return true }
func (h twice) WithAttrs([]slog.Attr) slog.Handler       { return h }
func (h twice) WithGroup(string) slog.Handler            { return h }

func (h twice) Handle(ctx context.Context, r slog.Record) error {
	return errors.Join(h[0].Handle(ctx, r), h[1].Handle(ctx, r))
}

// noTimes drops what could show card digits by chance.
func noTimes(_ []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey || a.Key == "duration" {
		return slog.Attr{}
	}
	return a
}

func (w *witness) print(v any) {
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%p", "%w"} {
		_, _ = fmt.Fprintf(w, verb+"\n", v)
	}
}

// err writes everything that can be got out of an error, and of each error in it.
func (w *witness) err(err error) {
	if err == nil {
		return
	}
	w.print(err)
	_, _ = io.WriteString(w, apitest.Reachable(err))
	_ = gob.NewEncoder(w).Encode(err)
	slog.New(slog.NewTextHandler(w, nil)).Error("x", "err", err)
	slog.New(slog.NewJSONHandler(w, nil)).Error("x", "err", err)
	if text, fault := json.Marshal(err); fault == nil {
		_, _ = w.Write(text)
	}
	if e := (*api.Error)(nil); errors.As(err, &e) {
		_, _ = fmt.Fprintf(w, "%s %q %q %q", e.Op, e.Message, e.Fields, e.Body)
	}
	switch wrapped := err.(type) {
	case interface{ Unwrap() error }:
		w.err(wrapped.Unwrap())
	case interface{ Unwrap() []error }:
		for _, one := range wrapped.Unwrap() {
			w.err(one)
		}
	}
}

func (w *witness) requireClean(t *testing.T, what string) {
	t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	text := w.out.String()
	if at := findSecret(text); at >= 0 {
		require.Fail(t, "a secret is shown", "%s: …%s…", what, text[max(0, at-200):min(len(text), at+100)])
	}
}

// Every method through every failure: no secret of the call is in anything that comes out of it.
func TestNothingLeaks(t *testing.T) {
	t.Parallel()
	for name, fault := range faults(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, m := range methods() {
				w := &witness{}
				client := newClient(t, fault.wire, append(w.options(), fault.options...)...)
				err := m.call(context.Background(), client)
				if fault.fails {
					require.Error(t, err, m.name)
				}
				w.err(err)
				if err != nil && m.name == "Purchases.Create" { // its call has the most secrets, and a diff takes its time
					_, _ = io.WriteString(w, diffOf(err))
				}
				w.requireClean(t, m.name)
			}
		})
	}
}

// The failures below the answer once more, in a process of its own: a package below may write to standard error.
func TestNothingIsWrittenToStandardError(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	require.NoError(t, err)
	cmd := exec.CommandContext(t.Context(), self, "-test.run", "^TestNothingLeaks$/^([^e]|echo, error)", "-test.v", "-test.count=1")
	var stderr, stdout strings.Builder
	cmd.Stderr, cmd.Stdout = &stderr, &stdout
	require.NoError(t, cmd.Run(), stdout.String())
	assert.Contains(t, stdout.String(), "--- PASS: TestNothingLeaks/refused_dial")
	assert.Empty(t, stderr.String())
}

func TestBadParametersShowNoSecret(t *testing.T) {
	t.Parallel()
	client := newClient(t, roundTrip(func(*http.Request) (*http.Response, error) {
		t.Error("sent")
		return nil, io.EOF
	}))
	for _, m := range badParameters() {
		w := &witness{}
		err := m.call(context.Background(), client)
		require.ErrorIs(t, err, api.ErrInvalidParams, m.name)
		w.err(err)
		w.requireClean(t, m.name)
	}
}

func TestAClientShowsNothing(t *testing.T) {
	t.Parallel()
	w := &witness{}
	client := newClient(t, http.DefaultTransport, w.options()...)
	_, err := paykickstart.New(leakToken, paykickstart.WithBaseURL("http://"+leakDigits+".test/?auth_token="+leakToken))
	require.Error(t, err)
	w.err(err)
	for _, v := range []any{
		client, *client, struct{ C *paykickstart.Client }{client}, struct{ C paykickstart.Client }{*client}, client.Licenses, *client.Licenses,
		client.Purchases, *client.Purchases, client.Affiliates, client.Customers,
	} {
		w.print(v)
		requireHidden(t, "client", v)
	}
	w.requireClean(t, "client")
	assert.Equal(t, "paykickstart.Client", fmt.Sprintf("%+v", client))
	assert.Equal(t, "paykickstart.Client", client.LogValue().String())
}
