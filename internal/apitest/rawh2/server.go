// Package rawh2 is an HTTP/2 server for tests that does what no well-behaved server does: it reads a request whole and then
// resets it, sends GOAWAY, or hangs up. It speaks just enough of the protocol for that.
package rawh2

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
)

// Server listens on loopback and runs its script on every request that it has read whole.
type Server struct {
	// URL is https and ends without a slash.
	URL string
	// Reads counts the requests that were read whole, Headers those of which the headers were read.
	Reads, Headers atomic.Int64

	cert   *x509.Certificate
	script func(*Stream)
	early  func(*Stream)
}

// Start starts a server that is closed with the test.
func Start(t testing.TB, script func(*Stream)) *Server {
	t.Helper()
	return start(t, &Server{script: script})
}

// StartEarly starts a server whose script runs as soon as the headers of a request were read. What it sends of a body is
// read and counted all the same.
func StartEarly(t testing.TB, early func(*Stream)) *Server {
	t.Helper()
	return start(t, &Server{early: early, script: func(*Stream) {}})
}

func start(t testing.TB, s *Server) *Server {
	t.Helper()
	// httptest has a certificate for loopback.
	lender := httptest.NewUnstartedServer(http.NotFoundHandler())
	lender.StartTLS()
	s.cert = lender.Certificate()
	config := &tls.Config{Certificates: lender.TLS.Certificates, NextProtos: []string{"h2"}, MinVersion: tls.VersionTLS12}
	lender.Close()
	l, err := tls.Listen("tcp", "127.0.0.1:0", config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	s.URL = "https://" + l.Addr().String()
	go s.accept(l)
	return s
}

// Certificate is what a client must trust.
func (s *Server) Certificate() *x509.Certificate { return s.cert }

// Transport returns a transport that trusts the server. Its connections are closed with the test.
func (s *Server) Transport(t testing.TB) *http.Transport {
	t.Helper()
	pool := x509.NewCertPool()
	pool.AddCert(s.cert)
	tr := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}, ForceAttemptHTTP2: true}
	t.Cleanup(tr.CloseIdleConnections)
	return tr
}

func (s *Server) accept(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go func() {
			defer func() { _ = conn.Close() }()
			_ = s.serve(conn)
		}()
	}
}

const preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"

var errNoPreface = errors.New("no HTTP/2 preface")

func (s *Server) serve(conn net.Conn) error {
	r := bufio.NewReader(conn)
	hello := make([]byte, len(preface))
	if _, err := io.ReadFull(r, hello); err != nil || string(hello) != preface {
		return errNoPreface
	}
	c := &connection{s: s, conn: conn, bodies: map[uint32][]byte{}}
	if err := c.write(frame{kind: kindSettings}); err != nil {
		return err
	}
	for {
		f, err := readFrame(r)
		if err != nil {
			return err
		}
		if err := c.take(f); err != nil {
			return err
		}
	}
}
