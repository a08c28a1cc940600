package transport

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http/httptrace"
)

// sending watches what net/http does with a request that auth has handed on.
type sending struct {
	a       *attempt
	written bool // guarded by a.mu
}

// watch returns a context by which net/http tells what it does. Whoever watches already, a tracing middleware or the caller,
// goes on being told, but for what shows the query or the answer's head: the hooks WroteHeaderField and Got1xxResponse.
func (s *sending) watch(ctx context.Context) context.Context {
	outer := httptrace.ContextClientTrace(ctx)
	if outer != nil {
		blind := *outer
		blind.WroteHeaderField, blind.Got1xxResponse = nil, nil
		ctx = httptrace.WithClientTrace(untraced{ctx}, &blind)
	}
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GetConn: s.getConn, GotConn: s.gotConn, WroteHeaders: s.wroteHeaders})
}

// untraced is a context without its trace, which WithClientTrace would compose with.
type untraced struct{ context.Context }

// Value implements context.Context.
func (c untraced) Value(key any) any {
	value := c.Context.Value(key)
	if _, ok := value.(*httptrace.ClientTrace); ok {
		return nil
	}
	return value
}

func (s *sending) getConn(string) {
	s.a.mu.Lock()
	defer s.a.mu.Unlock()
	s.a.asked = true
}

// gotConn ends the attempt if the request was written before: net/http repeats some requests by itself, over HTTP/2
// without a limit, where the retry policy has one.
func (s *sending) gotConn(httptrace.GotConnInfo) {
	s.a.mu.Lock()
	defer s.a.mu.Unlock()
	s.a.had = true
	if s.written {
		s.a.repeated = true
		s.a.stop()
	}
}

func (s *sending) wroteHeaders() {
	s.a.mu.Lock()
	defer s.a.mu.Unlock()
	s.written = true
}

// precedesConnection reports whether an error is one of dialling, of DNS or of the TLS handshake. It is not enough by
// itself: a RoundTripper can have sent the request on another way.
func precedesConnection(err error) bool {
	var (
		op          *net.OpError
		dns         *net.DNSError
		certificate *tls.CertificateVerificationError
		record      tls.RecordHeaderError
		authority   x509.UnknownAuthorityError
		hostname    x509.HostnameError
		invalid     x509.CertificateInvalidError
	)
	if errors.As(err, &op) && op.Op == "dial" {
		return true
	}
	return errors.As(err, &dns) || errors.As(err, &certificate) || errors.As(err, &record) ||
		errors.As(err, &authority) || errors.As(err, &hostname) || errors.As(err, &invalid)
}
