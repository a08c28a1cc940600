package transport

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

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

func slowBody(conn *net.TCPConn, n int64) bool {
	_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
	return hangs(conn, n)
}
