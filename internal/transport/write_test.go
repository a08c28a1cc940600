package transport

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/api"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Never charge twice: whatever happens after the server read the purchase, it reads it once, and nobody claims to know.
func TestAWriteThatMayHaveLeftIsSentOnce(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		do     reply
		change []func(*Config)
		want   []error // beside ErrOutcomeUnknown
	}{
		"dropped":             {do: drops},
		"reset":               {do: resets},
		"slow headers":        {do: hangs, change: []func(*Config){impatient}, want: []error{context.DeadlineExceeded}},
		"slow body":           {do: slowBody, change: []func(*Config){impatient}, want: []error{api.ErrBadResponse, context.DeadlineExceeded}},
		"cut headers":         {do: says("HTTP/1.1 200 OK\r\nContent-Le")},
		"cut body":            {do: says("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"success\":1}"), want: []error{api.ErrBadResponse}},
		"cut chunk":           {do: says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{\"success\":1}"), want: []error{api.ErrBadResponse}},
		"no HTTP":             {do: says("SSH-2.0-OpenSSH_9.6\r\n")},
		"status 500":          {do: says("HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n"), want: []error{api.ErrServer}},
		"status 502":          {do: says("HTTP/1.1 502 X\r\nContent-Length: 0\r\n\r\n"), want: []error{api.ErrServer}},
		"status 503":          {do: says("HTTP/1.1 503 X\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"), want: []error{api.ErrServer}},
		"status 504":          {do: says("HTTP/1.1 504 X\r\nContent-Length: 0\r\n\r\n"), want: []error{api.ErrServer}},
		"status 408":          {do: says("HTTP/1.1 408 X\r\nContent-Length: 0\r\n\r\n"), want: []error{api.ErrServer}},
		"status 408, closing": {do: says("HTTP/1.1 408 X\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"), want: []error{api.ErrServer}},
		"status 302":          {do: says("HTTP/1.1 302 X\r\nLocation: /api/other\r\nContent-Length: 0\r\n\r\n"), want: []error{api.ErrRedirect}},
		"status 307":          {do: says("HTTP/1.1 307 X\r\nLocation: /api/other\r\nContent-Length: 0\r\n\r\n"), want: []error{api.ErrRedirect}},
		"html":                {do: says("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>"), want: []error{api.ErrBadResponse}},
		"empty":               {do: says("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), want: []error{api.ErrBadResponse}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := startRaw(t, tc.do)
			err := doWrite(t, to(t, s.url, tc.change...))
			assert.ElementsMatch(t, append([]error{api.ErrOutcomeUnknown}, tc.want...), sentinelsOf(err), "%v", err)
			assert.Equal(t, 1, failed(t, err).Attempts)
			assert.Equal(t, int64(1), s.reads.Load(), "the server read the write more than once")
			assert.Equal(t, int64(1), s.conns.Load())
		})
	}
}

func TestADefiniteRefusalOfAWriteIsKnownAndFinal(t *testing.T) {
	t.Parallel()
	for status, want := range map[int]error{
		400: api.ErrRejected, 401: api.ErrUnauthorized, 403: api.ErrUnauthorized, 404: api.ErrNotFound, 409: api.ErrRejected,
		419: api.ErrRejected, 422: api.ErrRejected, 425: api.ErrRejected, 429: api.ErrRateLimited, 499: api.ErrRejected,
	} {
		var n atomic.Int64
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			n.Add(1)
			w.Header().Set("Retry-After", "3")
			w.WriteHeader(status)
		}))
		err := doWrite(t, to(t, srv.URL))
		srv.Close()
		assert.Equal(t, []error{want}, sentinelsOf(err), "%d", status)
		assert.Equal(t, int64(1), n.Load(), "%d", status)
		assert.Equal(t, 3*time.Second, failed(t, err).RetryAfter)
	}
}

// A connection that was lost before the request was read whole proves nothing.
func TestAWriteThatIsCutOffOnItsWayIsUnknown(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = l.Close() })
	var conns atomic.Int64
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			conns.Add(1)
			_, _ = conn.Read(make([]byte, 1))
			resets(conn.(*net.TCPConn), 0)
			_ = conn.Close()
		}
	}()
	err = doWrite(t, to(t, "http://"+l.Addr().String()))
	require.ErrorIs(t, err, api.ErrOutcomeUnknown)
	assert.Equal(t, 1, failed(t, err).Attempts)
	assert.Equal(t, int64(1), conns.Load())
}

// HTTP/2 has its own ways to lose an answer, and its own retries below this module.
func TestAWriteThatIsAbortedOverHTTP2IsSentOnce(t *testing.T) {
	t.Parallel()
	var reads atomic.Int64
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		assert.Equal(t, 2, r.ProtoMajor)
		_, _ = io.Copy(io.Discard, r.Body)
		reads.Add(1)
		panic(http.ErrAbortHandler)
	}))
	srv.EnableHTTP2 = true
	srv.Config.ErrorLog = quietLog()
	srv.StartTLS()
	t.Cleanup(srv.Close)
	tr := over(t, srv.Client().Transport, func(c *Config) { c.BaseURL = srv.URL })
	err := doWrite(t, tr)
	require.ErrorIs(t, err, api.ErrOutcomeUnknown)
	assert.Equal(t, 1, failed(t, err).Attempts)
	assert.Equal(t, int64(1), reads.Load())
	require.Error(t, doRead(t, tr))
	assert.Equal(t, int64(1+quick.MaxAttempts), reads.Load())
}
