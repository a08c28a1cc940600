package transport

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"testing"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var refusedDial = &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}

// A write is known not to have left only if everything speaks for it: the trace, the body and the error.
func TestWhatProvesThatAWriteStayedHere(t *testing.T) {
	t.Parallel()
	asks := func(r *http.Request) { httptrace.ContextClientTrace(r.Context()).GetConn("api.example.test:443") }
	gets := func(r *http.Request) { httptrace.ContextClientTrace(r.Context()).GotConn(httptrace.GotConnInfo{}) }
	reads := func(r *http.Request) { _, _ = io.Copy(io.Discard, r.Body) }
	peeks := func(r *http.Request) { _, _ = r.Body.Read(make([]byte, 1)) }
	for name, tc := range map[string]struct {
		steps  []func(*http.Request)
		status int
		err    error
		left   bool
	}{
		"asked, none had":                     {steps: []func(*http.Request){asks}, err: refusedDial, left: false},
		"asked, none had, wrapped":            {steps: []func(*http.Request){asks}, err: fmt.Errorf("proxy: %w", refusedDial), left: false},
		"asked, none had, DNS":                {steps: []func(*http.Request){asks}, err: &net.DNSError{Err: "no such host"}, left: false},
		"asked, none had, certificate":        {steps: []func(*http.Request){asks}, err: &tls.CertificateVerificationError{Err: io.EOF}, left: false},
		"asked, none had, authority":          {steps: []func(*http.Request){asks}, err: x509.UnknownAuthorityError{}, left: false},
		"asked, none had, no TLS":             {steps: []func(*http.Request){asks}, err: tls.RecordHeaderError{Msg: "x"}, left: false},
		"asked, none had, another error":      {steps: []func(*http.Request){asks}, err: errors.New("dial tcp: connection refused"), left: true},
		"asked, none had, a read error":       {steps: []func(*http.Request){asks}, err: &net.OpError{Op: "read", Err: io.EOF}, left: true},
		"asked, none had, body read":          {steps: []func(*http.Request){asks, reads}, err: refusedDial, left: true},
		"asked, none had, body begun":         {steps: []func(*http.Request){asks, peeks}, err: refusedDial, left: true},
		"body read, then asked":               {steps: []func(*http.Request){reads, asks}, err: refusedDial, left: true},
		"asked and had":                       {steps: []func(*http.Request){asks, gets}, err: refusedDial, left: true},
		"had, then asked again":               {steps: []func(*http.Request){asks, gets, asks}, err: refusedDial, left: true},
		"nothing traced":                      {err: refusedDial, left: true},
		"had only":                            {steps: []func(*http.Request){gets}, err: refusedDial, left: true},
		"an answer":                           {status: 429, left: true},
		"an answer, though none had was seen": {steps: []func(*http.Request){asks}, status: 200, left: true},
	} {
		x := exchangeOver(t, func(req *http.Request) (*http.Response, error) {
			for _, step := range tc.steps {
				step(req)
			}
			if tc.err != nil {
				return nil, tc.err
			}
			return &http.Response{StatusCode: tc.status, Body: http.NoBody}, nil
		}, answer.Write)
		_, _ = attemptOnce(t, x)
		assert.Equal(t, tc.left, x.mayHaveLeft, name)
	}
}

// What one attempt saw must not speak for another: the first never left, the second may have.
func TestEachAttemptIsTracedAnew(t *testing.T) {
	t.Parallel()
	n := 0
	x := exchangeOver(t, func(req *http.Request) (*http.Response, error) {
		if n++; n == 1 {
			httptrace.ContextClientTrace(req.Context()).GetConn("")
		}
		return nil, refusedDial
	}, answer.Write)
	_, err := attemptOnce(t, x)
	require.Error(t, err)
	assert.False(t, x.mayHaveLeft)
	_, err = attemptOnce(t, x)
	require.Error(t, err)
	assert.True(t, x.mayHaveLeft)
}

// A RoundTripper that tries a dead address and goes on over another transport has sent, whatever it says then.
func TestAFailoverThatHasSentProvesNothing(t *testing.T) {
	t.Parallel()
	for name, untraced := range map[string]bool{"with the trace": false, "without": true} {
		s := startRaw(t, drops)
		dead := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return nil, refusedDial }}
		alive := &http.Transport{}
		t.Cleanup(alive.CloseIdleConnections)
		failover := roundTrip(func(req *http.Request) (*http.Response, error) {
			kept := &keeps{ReadCloser: req.Body}
			first := req.Clone(req.Context())
			first.Body = kept
			_, dialErr := dead.RoundTrip(first)
			second := req.Clone(req.Context())
			if untraced {
				second = req.Clone(context.Background())
			}
			second.Body = kept.ReadCloser
			if resp, err := alive.RoundTrip(second); err == nil {
				return resp, nil
			}
			return nil, dialErr
		})
		err := doWrite(t, over(t, failover, func(c *Config) { c.BaseURL = s.url }))
		require.ErrorIs(t, err, api.ErrOutcomeUnknown, name)
		assert.Equal(t, 1, failed(t, err).Attempts, name)
		assert.Equal(t, int64(1), s.reads.Load(), name)
	}
}

// keeps is a body that a refused dial does not close.
type keeps struct{ io.ReadCloser }

func (keeps) Close() error { return nil }

// The body of a 101 is the connection itself: reading it ends with neither the time-out nor the context.
func TestAnInterimStatusEndsTheCall(t *testing.T) {
	t.Parallel()
	for _, status := range []string{"101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x", "101 X"} {
		s := startRaw(t, func(conn *net.TCPConn, n int64) bool {
			_, _ = io.WriteString(conn, "HTTP/1.1 "+status+"\r\n\r\n")
			return hangs(conn, n)
		})
		err := doWrite(t, to(t, s.url))
		assert.ElementsMatch(t, []error{api.ErrOutcomeUnknown, api.ErrBadResponse}, sentinelsOf(err), "%v", err)
		assert.Equal(t, 101, failed(t, err).StatusCode)
		assert.Equal(t, int64(1), s.reads.Load())
		err = doRead(t, to(t, s.url))
		assert.Equal(t, []error{api.ErrBadResponse}, sentinelsOf(err))
		assert.Equal(t, 1, failed(t, err).Attempts)
	}
	for status := 100; status < 200; status++ {
		body := &closeable{err: errors.New("the body was touched")}
		err := doWrite(t, over(t, roundTrip(func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: status, Body: body}, nil
		})))
		require.ErrorIs(t, err, api.ErrOutcomeUnknown)
		assert.True(t, body.closed)
		assert.NotContains(t, everything(t, err), "touched", "%d", status)
	}
}

// A server's status line is part of net/http's error.
func TestAnErrorFromBelowIsBounded(t *testing.T) {
	t.Parallel()
	long := make([]byte, 1<<20)
	for i := range long {
		long[i] = 'x'
	}
	s := startRaw(t, says("HTTP/1.1 "+string(long)+"\r\n\r\n"))
	for _, err := range []error{
		doRead(t, to(t, s.url)), doWrite(t, to(t, s.url)),
		doWrite(t, over(t, roundTrip(func(*http.Request) (*http.Response, error) { return nil, &net.OpError{Op: string(long), Err: io.EOF} }))),
	} {
		assert.Less(t, len(everything(t, err)), 64<<10)
	}
	require.ErrorIs(t, answer.Shorten(fmt.Errorf("%s: %w", long, io.EOF), answer.MaskWindow), io.EOF)
	assert.Equal(t, io.EOF, answer.Shorten(io.EOF, answer.MaskWindow))
}
