package transport

import (
	"bytes"
	"errors"
	"io"
	"net/http"

	"github.com/paykickstart-go/sdk/internal/answer"
)

// maxBody is the most that is read of an answer.
const maxBody = 32 << 20

var (
	errTooLarge = errors.New("the answer is larger than 32 MiB")
	errInterim  = errors.New("the answer is an interim one, which ends no call")
	errNoStatus = errors.New("the HTTP transport returned neither a status nor an error")
)

// result is what one attempt brought.
type result struct {
	answer.Got
	final bool // trying again cannot help
}

// resultOf reads an answer whole and closes it.
func resultOf(resp *http.Response, most int64) result {
	r := result{Got: answer.Got{Status: resp.StatusCode, Header: resp.Header}}
	if resp.Body == nil {
		return r
	}
	defer func() { _ = resp.Body.Close() }()
	// The body of a 101 is the connection itself: reading it would not end.
	if resp.StatusCode < http.StatusOK {
		r.Cut, r.final = errInterim, true
		return r
	}
	r.Body, r.Cut = readCapped(resp, most)
	r.final = errors.Is(r.Cut, errTooLarge)
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

// passing reports whether a read may do better next time.
func (r *result) passing() bool {
	switch r.Status {
	case 0, http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway,
		http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	if !r.OK() {
		return false
	}
	if r.Cut != nil {
		return true
	}
	_, err := r.JSON()
	return err != nil
}
