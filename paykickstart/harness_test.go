package paykickstart_test

import (
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/paykickstart"
)

// roundTrip is a RoundTripper made of a function.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

const tries = 2

// newClient returns a client with short waits whose wire is rt.
func newClient(t *testing.T, rt http.RoundTripper, opts ...paykickstart.Option) *paykickstart.Client {
	t.Helper()
	client, err := paykickstart.New(leakToken, append([]paykickstart.Option{
		paykickstart.WithBaseURL("https://api.example.test/api"),
		paykickstart.WithHTTPClient(&http.Client{Transport: rt}),
		paykickstart.WithRetry(paykickstart.Retry{MaxAttempts: tries, MinWait: time.Microsecond, MaxWait: time.Millisecond}),
	}, opts...)...)
	require.NoError(t, err)
	return client
}

func answer(status int, body string) *http.Response {
	return &http.Response{StatusCode: status, Header: http.Header{}, ContentLength: -1, Body: io.NopCloser(strings.NewReader(body))}
}

func countNew(n *atomic.Int64) func(net.Conn, http.ConnState) {
	return func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			n.Add(1)
		}
	}
}
