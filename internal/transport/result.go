package transport

import (
	"bytes"
	"errors"
	"io"
	"net/http"

	"github.com/paykickstart-go/sdk/internal/loosejson"
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
	status int // 0: no answer
	header http.Header
	body   []byte
	cut    error // why the body is not whole
	err    error // why there is no answer
	final  bool  // trying again cannot help

	parsed   bool
	value    loosejson.Value
	parseErr error
}

// resultOf reads an answer whole and closes it.
func resultOf(resp *http.Response, most int64) result {
	r := result{status: resp.StatusCode, header: resp.Header}
	if resp.Body == nil {
		return r
	}
	defer func() { _ = resp.Body.Close() }()
	// The body of a 101 is the connection itself: reading it would not end.
	if resp.StatusCode < http.StatusOK {
		r.cut, r.final = errInterim, true
		return r
	}
	r.body, r.cut = readCapped(resp, most)
	r.final = errors.Is(r.cut, errTooLarge)
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

func (r *result) ok() bool { return r.status >= 200 && r.status <= 299 }

// parse reads the body as JSON, once.
func (r *result) parse() (loosejson.Value, error) {
	if !r.parsed {
		r.value, r.parseErr = loosejson.Parse(r.body)
		r.parsed = true
	}
	return r.value, r.parseErr
}

// passing reports whether a read may do better next time.
func (r *result) passing() bool {
	switch r.status {
	case 0, http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway,
		http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	if !r.ok() {
		return false
	}
	if r.cut != nil {
		return true
	}
	_, err := r.parse()
	return err != nil
}
