package transport

import (
	"context"
	"net/http"
)

// state is what one call goes through. It travels in the context, because the retry layer hands nothing else on, and is
// touched by the goroutine of the call alone.
type state struct {
	op    string
	class Class
	// attempts counts how often the request was handed to the wire.
	attempts int
	// mayHaveLeft: at least one attempt was not proved to have stayed here.
	mayHaveLeft bool
	last        result
	redact      *redactor
}

// seen is the attempt's network error as others may see it. An answer that was cut off is one too.
func (s *state) seen() error {
	if s.last.err != nil {
		return s.redact.err(s.last.err)
	}
	return s.redact.err(s.last.cut)
}

// result is what one attempt brought.
type result struct {
	status int // 0: no answer
	header http.Header
	body   []byte
	cut    error // why the body is not whole
	err    error // why there is no answer
	final  bool  // trying again cannot help
}

func (r *result) ok() bool { return r.status >= 200 && r.status <= 299 }

type stateKey struct{}

func withState(ctx context.Context, s *state) context.Context {
	return context.WithValue(ctx, stateKey{}, s)
}

func stateOf(ctx context.Context) *state {
	s, _ := ctx.Value(stateKey{}).(*state)
	return s
}
