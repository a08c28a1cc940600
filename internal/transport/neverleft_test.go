package transport

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/api"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// nobodyListens is an address that refuses. A port that was free a moment ago may be some other test's by now; this one is
// never given out.
const nobodyListens = "127.0.0.1:1"

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
		"refused":       {"http://" + nobodyListens, &http.Transport{}},
		"no such host":  {"https://api.example.test", &http.Transport{DialContext: noSuchHost}},
		"TLS":           {untrusted.URL, &http.Transport{}},
		"proxy refuses": {"https://api.example.test", &http.Transport{Proxy: http.ProxyURL(mustURL(t, proxy.URL))}},
		"no proxy":      {"https://api.example.test", &http.Transport{Proxy: http.ProxyURL(mustURL(t, "http://"+nobodyListens))}},
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
			require.ErrorContains(t, err, "not sent")
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
	down := nobodyListens
	failover := roundTrip(func(req *http.Request) (*http.Response, error) {
		kept := readAll(t, req.Body)
		req.Body = io.NopCloser(strings.NewReader(kept))
		if resp, err := real.RoundTrip(req); err == nil {
			return resp, nil
		}
		second := req.Clone(req.Context())
		second.URL.Host = down
		second.Body = io.NopCloser(strings.NewReader(kept))
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

// A write on a kept connection that the server has closed meanwhile arrives once at most; one that it reads and drops, once.
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
	// Whether the client has seen the end of the connection by now is up to the machine. Then it takes another; else nothing
	// is known of the write, and it is not sent again.
	arrived := int64(2)
	if err := doWrite(t, tr); err != nil {
		require.ErrorIs(t, err, api.ErrOutcomeUnknown)
		assert.Equal(t, 1, failed(t, err).Attempts)
		arrived = 1
	}
	assert.Equal(t, arrived, s.reads.Load())

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
