package transport

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/stretchr/testify/require"
)

const fakeToken = "fake-auth-token-0001"

// roundTrip is a RoundTripper made of a function.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

var quick = Retry{MaxAttempts: 3, MinWait: time.Microsecond, MaxWait: time.Millisecond}

// over returns a Transport with short waits whose wire is rt.
func over(t *testing.T, rt http.RoundTripper, change ...func(*Config)) *Transport {
	t.Helper()
	cfg := Config{
		AuthToken:  fakeToken,
		BaseURL:    "https://api.example.test/api",
		HTTPClient: &http.Client{Transport: rt},
		Retry:      quick,
		UserAgent:  "test",
	}
	for _, f := range change {
		f(&cfg)
	}
	tr, err := New(cfg)
	require.NoError(t, err)
	return tr
}

// to returns a Transport with short waits for a server at baseURL.
func to(t *testing.T, baseURL string, change ...func(*Config)) *Transport {
	t.Helper()
	wire := &http.Transport{}
	t.Cleanup(wire.CloseIdleConnections)
	at := func(cfg *Config) { cfg.BaseURL = baseURL }
	return over(t, wire, append([]func(*Config){at}, change...)...)
}

type raw struct{ answer json.RawMessage }

func readCall(into *raw) Call {
	return Get("test.Read", "thing", url.Values{"id": {"7"}}, answer.Want{Into: &into.answer, AnyShape: true})
}

func writeCall() Call {
	return Post("test.Write", "thing", url.Values{"id": {"7"}}, answer.Want{NoFlagNeeded: true})
}

// doRead and doWrite make one call and return its error.
func doRead(t *testing.T, tr *Transport) error {
	t.Helper()
	return tr.Do(context.Background(), readCall(new(raw)))
}

func doWrite(t *testing.T, tr *Transport) error {
	t.Helper()
	return tr.Do(context.Background(), writeCall())
}

func readAll(t *testing.T, r io.Reader) string {
	t.Helper()
	b, err := io.ReadAll(r)
	require.NoError(t, err)
	return string(b)
}

// replies is an answer made by hand.
func replies(status int, body string) *http.Response {
	return &http.Response{StatusCode: status, Header: http.Header{}, ContentLength: -1, Body: io.NopCloser(strings.NewReader(body))}
}

// answering is a RoundTripper that always gives that answer.
func answering(status int, body string) roundTrip {
	return func(*http.Request) (*http.Response, error) { return replies(status, body), nil }
}

// failed returns err as what every error of the pipeline is.
func failed(t *testing.T, err error) *api.Error {
	t.Helper()
	var e *api.Error
	require.ErrorAs(t, err, &e)
	return e
}

// everything returns all that can be printed of an error of the pipeline and of the errors in it.
func everything(t *testing.T, err error) string {
	t.Helper()
	var b strings.Builder
	e := failed(t, err)
	fmt.Fprintf(&b, "%q %v %s", e.Message, e.Fields, e.Body)
	printTree(&b, err)
	return b.String()
}

func printTree(b *strings.Builder, err error) {
	if err == nil {
		return
	}
	fmt.Fprintf(b, "\n%v %+v %#v %s %q", err, err, err, err, err)
	switch w := err.(type) {
	case interface{ Unwrap() error }:
		printTree(b, w.Unwrap())
	case interface{ Unwrap() []error }:
		for _, one := range w.Unwrap() {
			printTree(b, one)
		}
	}
}

// sentinelsOf lists the sentinels that err matches.
func sentinelsOf(err error) []error {
	var found []error
	for _, one := range sentinels() {
		if errors.Is(err, one) {
			found = append(found, one)
		}
	}
	return found
}

func quietLog() *log.Logger { return log.New(io.Discard, "", 0) }

func mustURL(t *testing.T, raw string) *url.URL {
	t.Helper()
	u, err := url.Parse(raw)
	require.NoError(t, err)
	return u
}

// paying is a form that carries these secrets.
func paying(secrets ...string) url.Values { return url.Values{"stripeToken": secrets} }
