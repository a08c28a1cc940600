// Package receive is what every webhook handler of this module does alike, whoever sends and however it is verified: read a
// capped body within a budget, claim what makes a notification the same as another, call back once, complete or release the
// claims, answer and log.
//
// It is safe for concurrent use, as far as the caller's functions are.
package receive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"sync"
	"time"
	"unicode"
)

// DefaultBudget is the budget of handlers that are given none. PayKickstart waits 20 seconds in all, 5 of them to connect and 15
// for the request (newer material): what is left over is for the network and for the store.
const DefaultBudget = 10 * time.Second

// Receiver is an http.Handler for notifications of type N. All fields are needed but those that may be nil, and none
// may change once it serves.
type Receiver[N any] struct {
	// Name begins every log message.
	Name string
	// MaxBytes is the longest body.
	MaxBytes int64
	// Budget is the time for a whole delivery.
	Budget time.Duration
	Logger *slog.Logger
	// Admit looks at the request before its body is read, and returns nil or an answer.
	Admit func(w http.ResponseWriter, r *http.Request) *Reply
	// Accept turns a body into a notification that may be handed to Handle, or into an answer. With an answer the
	// notification is what the log may tell of. The body is not to be kept.
	Accept func(ctx context.Context, body []byte) (N, *Reply)
	// Keys returns what is claimed before Handle; none, and nothing is claimed. If one of them is done, n is.
	Keys func(n N) []string
	// Probes returns keys of others whose being done makes n done too. They are looked up and never claimed; nil for none.
	Probes func(n N) []string
	// Repeats reports whether n is handled again when the last of its keys is done. With another key done alone, n is a
	// duplicate all the same: it has been done under another last key. Nil for never.
	Repeats func(n N) bool
	// MarkRepeated is called before Confirm with an n that is handled again; needed with Repeats.
	MarkRepeated func(n N)
	// Claims is the store; nil for none.
	Claims Claims
	// ErrLost is what Complete and Renew of Claims return when somebody else has taken the key over.
	ErrLost error
	// Confirm runs before Handle; nil for nothing to confirm.
	Confirm func(ctx context.Context, n N) error
	// Handle is the caller's work.
	Handle func(ctx context.Context, n N) error
	// IsPermanent says of an error that another delivery cannot cure it.
	IsPermanent func(err error) bool
	// Describe names a notification in the log, without persons and secrets. It must take the zero N.
	Describe func(n N) []slog.Attr

	buffers sync.Pool // of *bytes.Buffer
}

// ServeHTTP answers one delivery. Its context ends with the budget alone: what has begun goes on when the sender hangs up.
func (c *Receiver[N]) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	start := time.Now()
	ctx, cancel := context.WithDeadline(context.WithoutCancel(r.Context()), start.Add(c.Budget))
	n, answer := c.accept(ctx, w, r)
	if answer == nil {
		answer = c.deliver(ctx, cancel, n, r.Context().Done)
	} else {
		cancel()
	}
	c.log(ctx, answer, n, time.Since(start))
	answer.write(w)
}

func (c *Receiver[N]) accept(ctx context.Context, w http.ResponseWriter, r *http.Request) (n N, answer *Reply) {
	if answer = c.Admit(w, r); answer != nil {
		return n, answer
	}
	buffer, _ := c.buffers.Get().(*bytes.Buffer)
	if buffer == nil {
		buffer = new(bytes.Buffer)
	}
	defer c.putBack(buffer)
	if answer = c.readBody(ctx, buffer, w, r); answer != nil {
		return n, answer
	}
	if buffer.Len() == 0 {
		return n, emptyBody()
	}
	defer func() {
		if v := recover(); v != nil {
			answer = panicked(v, debug.Stack())
		}
	}()
	return c.Accept(ctx, buffer.Bytes())
}

// putBack keeps a buffer for the next delivery, but not one that a large body has blown up.
func (c *Receiver[N]) putBack(buffer *bytes.Buffer) {
	if buffer.Cap() <= 64<<10 {
		buffer.Reset()
		c.buffers.Put(buffer)
	}
}

// CheckSecrets names the secrets that cannot be right, by their place: empty, blank, or with white space at an end, which
// mostly is the newline of the file that it was read from. None of them is in the error.
func CheckSecrets(secrets []string) error {
	var problems []error
	for i, secret := range secrets {
		edge := func(r rune) bool { return unicode.IsSpace(r) || r == 0 || r == '\uFEFF' }
		switch trimmed := strings.TrimFunc(secret, edge); {
		case secret == "":
			problems = append(problems, fmt.Errorf("secret %d is empty", i+1))
		case trimmed == "":
			problems = append(problems, fmt.Errorf("secret %d is blank", i+1))
		case trimmed != secret:
			problems = append(problems, fmt.Errorf("secret %d begins or ends with white space", i+1))
		}
	}
	return errors.Join(problems...)
}
