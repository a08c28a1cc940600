package transport

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/api"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// rawServer reads each request whole, counts it, and lets a script do what no well-behaved server does.
type rawServer struct {
	url   string
	reads atomic.Int64 // requests that were read whole
	conns atomic.Int64
}

// reply answers the n-th request, counted from 1. The connection is closed when it returns false.
type reply func(conn *net.TCPConn, n int64) (keep bool)

func startRaw(t *testing.T, do reply) *rawServer {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = l.Close() })
	s := &rawServer{url: "http://" + l.Addr().String()}
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			s.conns.Add(1)
			go s.serve(conn.(*net.TCPConn), do)
		}
	}()
	return s
}

func (s *rawServer) serve(conn *net.TCPConn, do reply) {
	defer func() { _ = conn.Close() }()
	for r := bufio.NewReader(conn); ; {
		req, err := http.ReadRequest(r)
		if err != nil {
			return
		}
		if _, err := io.Copy(io.Discard, req.Body); err != nil {
			return
		}
		if !do(conn, s.reads.Add(1)) {
			return
		}
	}
}

func says(text string) reply {
	return func(conn *net.TCPConn, _ int64) bool { _, _ = io.WriteString(conn, text); return false }
}

func drops(*net.TCPConn, int64) bool { return false }

func resets(conn *net.TCPConn, _ int64) bool { _ = conn.SetLinger(0); return false }

func hangs(conn *net.TCPConn, _ int64) bool {
	_, _ = conn.Read(make([]byte, 1)) // until the client gives up
	return false
}

const whole = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n{\"success\":1}"

func impatient(cfg *Config) { cfg.Timeout = 250 * time.Millisecond }

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

func slowBody(conn *net.TCPConn, n int64) bool {
	_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
	return hangs(conn, n)
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

// freePort returns an address where nobody listens.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, l.Close())
	return l.Addr().String()
}

func TestAWriteThatNeverLeftIsSentAgain(t *testing.T) {
	t.Parallel()
	untrusted := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the write left") }))
	untrusted.Config.ErrorLog = quietLog()
	untrusted.StartTLS()
	t.Cleanup(untrusted.Close)
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		assert.Equal(t, http.MethodConnect, r.Method)
		w.WriteHeader(http.StatusForbidden)
	}))
	t.Cleanup(proxy.Close)
	for name, tc := range map[string]struct {
		url  string
		wire *http.Transport
	}{
		"refused":       {"http://" + freePort(t), &http.Transport{}},
		"no such host":  {"https://api.example.test", &http.Transport{DialContext: noSuchHost}},
		"TLS":           {untrusted.URL, &http.Transport{}},
		"proxy refuses": {"https://api.example.test", &http.Transport{Proxy: http.ProxyURL(mustURL(t, proxy.URL))}},
		"no proxy":      {"https://api.example.test", &http.Transport{Proxy: http.ProxyURL(mustURL(t, "http://"+freePort(t)))}},
		"slow dial":     {"https://api.example.test", &http.Transport{DialContext: slowDial}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			t.Cleanup(tc.wire.CloseIdleConnections)
			tr := over(t, tc.wire, func(c *Config) { c.BaseURL, c.Timeout = tc.url, 20*time.Millisecond })
			if name == "TLS" || name == "proxy refuses" {
				tr = over(t, tc.wire, func(c *Config) { c.BaseURL = tc.url })
			}
			err := doWrite(t, tr)
			require.Error(t, err)
			require.NotErrorIs(t, err, api.ErrOutcomeUnknown)
			require.ErrorIs(t, err, errNotSent)
			assert.Equal(t, quick.MaxAttempts, failed(t, err).Attempts)
			assert.Zero(t, failed(t, err).StatusCode)
		})
	}
}

func noSuchHost(context.Context, string, string) (net.Conn, error) {
	return nil, &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "api.example.test", IsNotFound: true}}
}

func slowDial(ctx context.Context, _, _ string) (net.Conn, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

// A write that could not leave at first arrives once when it can.
func TestAWriteArrivesOnceAfterTheHostComesBack(t *testing.T) {
	t.Parallel()
	s := startRaw(t, says(whole))
	dials := 0
	wire := &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		if dials++; dials < 3 {
			return noSuchHost(ctx, network, address)
		}
		return (&net.Dialer{}).DialContext(ctx, network, address)
	}}
	t.Cleanup(wire.CloseIdleConnections)
	require.NoError(t, doWrite(t, over(t, wire, func(c *Config) { c.BaseURL = s.url })))
	assert.Equal(t, int64(1), s.reads.Load())
	assert.Equal(t, 3, dials)
}

// Never left, then sent and lost: the second attempt is the last.
func TestAWriteThatLeavesOnTheSecondAttemptIsNotSentAThirdTime(t *testing.T) {
	t.Parallel()
	s := startRaw(t, drops)
	dials := 0
	wire := &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		if dials++; dials == 1 {
			return noSuchHost(ctx, network, address)
		}
		return (&net.Dialer{}).DialContext(ctx, network, address)
	}}
	t.Cleanup(wire.CloseIdleConnections)
	err := doWrite(t, over(t, wire, func(c *Config) { c.BaseURL = s.url }))
	require.ErrorIs(t, err, api.ErrOutcomeUnknown)
	assert.Equal(t, 2, failed(t, err).Attempts)
	assert.Equal(t, int64(1), s.reads.Load())
}

func TestForeignRoundTrippersProveNothing(t *testing.T) {
	t.Parallel()
	dead := &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}
	n := 0
	err := doWrite(t, over(t, roundTrip(func(*http.Request) (*http.Response, error) { n++; return nil, dead })))
	require.ErrorIs(t, err, api.ErrOutcomeUnknown)
	assert.Equal(t, 1, n)

	// One that delivers, loses the answer, and fails over to a host that is down.
	s := startRaw(t, drops)
	real := &http.Transport{}
	t.Cleanup(real.CloseIdleConnections)
	down := freePort(t)
	failover := roundTrip(func(req *http.Request) (*http.Response, error) {
		if resp, err := real.RoundTrip(req); err == nil {
			return resp, nil
		}
		second := req.Clone(req.Context())
		second.URL.Host = down
		second.Body, _ = req.GetBody()
		return real.RoundTrip(second)
	})
	err = doWrite(t, over(t, failover, func(c *Config) { c.BaseURL = s.url }))
	var dial *net.OpError
	require.ErrorAs(t, err, &dial)
	assert.Equal(t, "dial", dial.Op)
	require.ErrorIs(t, err, api.ErrOutcomeUnknown)
	assert.Equal(t, 1, failed(t, err).Attempts)
	assert.Equal(t, int64(1), s.reads.Load())
}

// A write on a kept connection that the server has closed meanwhile arrives once; one that it reads and drops, too.
func TestAWriteOnAStaleConnection(t *testing.T) {
	t.Parallel()
	closed := make(chan struct{})
	s := startRaw(t, func(conn *net.TCPConn, n int64) bool {
		_, _ = io.WriteString(conn, whole)
		if n == 1 {
			_ = conn.Close()
			close(closed)
		}
		return n != 1
	})
	tr := to(t, s.url)
	require.NoError(t, doWrite(t, tr))
	<-closed
	require.NoError(t, doWrite(t, tr))
	assert.Equal(t, int64(2), s.reads.Load())

	s = startRaw(t, func(conn *net.TCPConn, n int64) bool {
		if n == 1 {
			_, _ = io.WriteString(conn, whole)
		}
		return n == 1
	})
	tr = to(t, s.url)
	require.NoError(t, doWrite(t, tr))
	err := doWrite(t, tr)
	require.ErrorIs(t, err, api.ErrOutcomeUnknown)
	assert.Equal(t, int64(2), s.reads.Load(), "net/http must not replay it either")
	assert.Equal(t, int64(1), s.conns.Load())
}

func TestAReadIsTriedAgain(t *testing.T) {
	t.Parallel()
	for name, do := range map[string]reply{
		"dropped":      drops,
		"reset":        resets,
		"slow headers": hangs,
		"slow body":    slowBody,
		"cut body":     says("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"success\":1}"),
		"cut chunk":    says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{\"success\":1}"),
		"no HTTP":      says("SSH-2.0-OpenSSH_9.6\r\n"),
		"429":          says("HTTP/1.1 429 X\r\nRetry-After: 86400\r\nContent-Length: 0\r\n\r\n"),
		"500":          says("HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n"),
		"502":          says("HTTP/1.1 502 X\r\nContent-Length: 0\r\n\r\n"),
		"503":          says("HTTP/1.1 503 X\r\nContent-Length: 7\r\n\r\n<html"),
		"504":          says("HTTP/1.1 504 X\r\nContent-Length: 0\r\n\r\n"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			recovers := startRaw(t, func(conn *net.TCPConn, n int64) bool {
				if n == int64(quick.MaxAttempts) {
					return says(whole)(conn, n)
				}
				return do(conn, n)
			})
			var change []func(*Config)
			if strings.HasPrefix(name, "slow") {
				change = append(change, impatient)
			}
			var into raw
			require.NoError(t, to(t, recovers.url, change...).Do(context.Background(), readCall(&into)))
			assert.Equal(t, `{"success":1}`, string(into.answer))
			assert.Equal(t, int64(quick.MaxAttempts), recovers.reads.Load())

			never := startRaw(t, do)
			err := doRead(t, to(t, never.url, change...))
			require.NotErrorIs(t, err, api.ErrOutcomeUnknown, "a read has no outcome to be unsure of")
			assert.Equal(t, quick.MaxAttempts, failed(t, err).Attempts, "within the policy, and no more")
			assert.Equal(t, int64(quick.MaxAttempts), never.reads.Load())
		})
	}
}

func TestAReadThatIsAnsweredIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	for _, status := range []int{400, 401, 403, 404, 408, 409, 410, 422, 501, 505, 507} {
		n := 0
		err := doRead(t, over(t, roundTrip(func(*http.Request) (*http.Response, error) {
			n++
			return answer(status, "{}"), nil
		})))
		require.Error(t, err)
		assert.Equal(t, 1, n, "%d", status)
	}
}

func TestOneAttemptMeansOne(t *testing.T) {
	t.Parallel()
	once := func(c *Config) { c.Retry = Retry{MaxAttempts: 1} }
	s := startRaw(t, drops)
	require.Error(t, doRead(t, to(t, s.url, once)))
	assert.Equal(t, int64(1), s.conns.Load())
	err := doWrite(t, to(t, "http://"+freePort(t), once))
	require.NotErrorIs(t, err, api.ErrOutcomeUnknown)
	assert.Equal(t, 1, failed(t, err).Attempts)
}
