package transport

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
	"time"

	"github.com/paykickstart-go/sdk/api"
)

// maxBody is the most that is read of an answer.
const maxBody = 32 << 20

var errTooLarge = errors.New("the answer is larger than 32 MiB")

// attempt is the link that makes one attempt: it bounds its time, reads the answer whole, notes whether the request can
// have left, and tells the observer.
type attempt struct {
	next         http.RoundTripper
	readTimeout  time.Duration
	writeTimeout time.Duration
	observer     func(context.Context, api.Attempt)
	maxBody      int64
}

func newAttempt(next http.RoundTripper, observer func(context.Context, api.Attempt)) *attempt {
	return &attempt{
		next:         next,
		readTimeout:  defaultReadTimeout,
		writeTimeout: defaultWriteTimeout,
		observer:     observer,
		maxBody:      maxBody,
	}
}

// setTimeouts takes the first that is set: the option, or the caller's client's own.
func (a *attempt) setTimeouts(option, clients time.Duration) {
	for _, d := range []time.Duration{option, clients} {
		if d > 0 {
			a.readTimeout, a.writeTimeout = d, d
			return
		}
	}
}

// RoundTrip implements http.RoundTripper. The answer it returns has no body: that is kept in the call's state.
func (a *attempt) RoundTrip(req *http.Request) (*http.Response, error) {
	s := stateOf(req.Context())
	if err := req.Context().Err(); err != nil {
		closeBody(req)
		return nil, err
	}
	s.attempts++
	start := time.Now()
	var left departure
	s.last = a.once(req, s, &left)
	if s.last.status != 0 || !left.ruledOut(s.last.err) {
		s.mayHaveLeft = true
	}
	a.observe(req.Context(), s, time.Since(start))
	if s.last.status == 0 {
		return nil, s.last.err
	}
	return &http.Response{StatusCode: s.last.status, Header: s.last.header, Body: http.NoBody, Request: req}, nil
}

func (a *attempt) once(req *http.Request, s *state, left *departure) result {
	timeout := a.readTimeout
	if s.class == Write {
		timeout = a.writeTimeout
	}
	ctx, cancel := context.WithTimeout(req.Context(), timeout)
	defer cancel()
	resp, err := a.next.RoundTrip(req.WithContext(httptrace.WithClientTrace(ctx, left.trace())))
	if err != nil {
		if resp != nil && resp.Body != nil {
			_ = resp.Body.Close()
		}
		return result{err: err, final: errors.Is(err, errForeignHost)}
	}
	if resp == nil || resp.StatusCode == 0 {
		return result{err: errors.New("the HTTP transport returned neither a status nor an error")}
	}
	r := result{status: resp.StatusCode, header: resp.Header}
	if resp.Body != nil {
		r.body, r.cut = readCapped(resp, a.maxBody)
		r.final = errors.Is(r.cut, errTooLarge)
		_ = resp.Body.Close()
	}
	return r
}

func readCapped(resp *http.Response, most int64) ([]byte, error) {
	var buf bytes.Buffer
	if n := resp.ContentLength; n > 0 && n <= most {
		buf.Grow(int(n) + bytes.MinRead)
	}
	n, err := buf.ReadFrom(io.LimitReader(resp.Body, most+1))
	if n > most {
		return buf.Bytes()[:most], errTooLarge
	}
	return buf.Bytes(), err
}

func (a *attempt) observe(ctx context.Context, s *state, took time.Duration) {
	if a.observer == nil {
		return
	}
	a.observer(ctx, api.Attempt{Op: s.op, Number: s.attempts, StatusCode: s.last.status, Duration: took, Err: s.seen()})
}

// departure watches whether a request can have left. It has not if a connection was asked for and none was had: refused,
// DNS, TLS and proxy failures. A RoundTripper that traces nothing proves nothing.
type departure struct {
	asked, had atomic.Bool
}

func (d *departure) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GetConn: func(string) { d.asked.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { d.had.Store(true) },
	}
}

func (d *departure) ruledOut(err error) bool {
	return errors.Is(err, errForeignHost) || d.asked.Load() && !d.had.Load()
}
