package receive_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/internal/receive"
)

var errPermanent = errors.New("permanent")

// receiver takes texts: its notification is the body.
func receiver(log *bytes.Buffer) *receive.Receiver[string] {
	return &receive.Receiver[string]{
		Name:        "test",
		MaxBytes:    10,
		Budget:      time.Second,
		Logger:      slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Admit:       func(http.ResponseWriter, *http.Request) *receive.Reply { return nil },
		Accept:      func(_ context.Context, body []byte) (string, *receive.Reply) { return string(body), nil },
		Keys:        func(n string) []string { return strings.Fields(n) },
		Handle:      func(context.Context, string) error { return nil },
		IsPermanent: func(err error) bool { return errors.Is(err, errPermanent) },
		Describe:    func(n string) []slog.Attr { return []slog.Attr{slog.String("n", receive.Short(n))} },
	}
}

func post(h http.Handler, body string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("POST", "/", strings.NewReader(body)))
	return w
}

func TestReceiverAnswers(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		change func(*receive.Receiver[string])
		body   string
		want   int
		log    string
	}{
		"handled":    {nil, "a", 200, `msg="test: handled"`},
		"too large":  {nil, "more than ten", 413, `msg="test: too large"`},
		"as allowed": {nil, "ten bytes.", 200, `n="ten bytes."`},
		"empty":      {nil, "", 400, `msg="test: the body is empty: it was probably read before`},
		"not admitted": {func(c *receive.Receiver[string]) {
			c.Admit = func(http.ResponseWriter, *http.Request) *receive.Reply { return receive.Refused(403, "no", "no", nil) }
		}, "a", 403, `msg="test: no"`},
		"not accepted": {func(c *receive.Receiver[string]) {
			c.Accept = func(context.Context, []byte) (string, *receive.Reply) { return "", receive.Failed("bad", nil) }
		}, "a", 500, `msg="test: bad"`},
		"accept panics": {func(c *receive.Receiver[string]) {
			c.Accept = func(context.Context, []byte) (string, *receive.Reply) { panic("boom") }
		}, "a", 500, `error="panic: boom"`},
		"keys panic": {func(c *receive.Receiver[string]) {
			c.Claims, c.Keys = new(claims), func(string) []string { panic("boom") }
		}, "a", 500, `error="panic: boom"`},
		"fails": {func(c *receive.Receiver[string]) {
			c.Handle = func(context.Context, string) error { return errors.New("disk full") }
		}, "a", 500, `error="disk full"`},
		"gives up": {func(c *receive.Receiver[string]) {
			c.Handle = func(context.Context, string) error { return errPermanent }
		}, "a", 200, "level=ERROR"},
		"not confirmed": {func(c *receive.Receiver[string]) {
			c.Confirm = func(context.Context, string) error { return errPermanent }
		}, "a", 403, "not confirmed"},
		"could not confirm": {func(c *receive.Receiver[string]) {
			c.Confirm = func(context.Context, string) error { return errors.New("down") }
		}, "a", 503, "could not be confirmed"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var log bytes.Buffer
			c := receiver(&log)
			if test.change != nil {
				test.change(c)
			}
			assert.Equal(t, test.want, post(c, test.body).Code)
			assert.Contains(t, log.String(), test.log)
		})
	}
}

// A body of no announced length is read to the limit and no further.
func TestReceiverLimitsUnannouncedBodies(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]int{"ten bytes.": 200, "ten bytes.+": 413} {
		r := httptest.NewRequest("POST", "/", io.MultiReader(strings.NewReader(body)))
		require.Equal(t, int64(-1), r.ContentLength)
		w := httptest.NewRecorder()
		receiver(new(bytes.Buffer)).ServeHTTP(w, r)
		assert.Equal(t, want, w.Code, body)
	}
}

// All keys or none, in order; no keys, no claims.
func TestReceiverClaims(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		body   string
		handle error
		want   int
		asked  []string
	}{
		"none":        {" ", nil, 200, nil},
		"two":         {"a b", nil, 200, []string{"claim a", "claim b", "complete a", "complete b"}},
		"failed":      {"a b", errors.New("x"), 500, []string{"claim a", "claim b", "release a", "release b"}},
		"second done": {"a done", nil, 200, []string{"claim a", "claim done", "release a"}},
		"store fails": {"a fail", nil, 503, []string{"claim a", "claim fail", "release a"}},
		"no state":    {"zero", nil, 503, []string{"claim zero"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var asked []string
			c := receiver(new(bytes.Buffer))
			c.Handle = func(context.Context, string) error { return test.handle }
			c.Claims, c.ErrLost = &claims{t: t, asked: &asked}, errors.New("lost")
			assert.Equal(t, test.want, post(c, test.body).Code)
			assert.Equal(t, test.asked, asked)
		})
	}
}

// claims is a store that writes down what it is asked. The key says what it answers.
type claims struct {
	t     *testing.T
	asked *[]string
}

func (c *claims) Claim(_ context.Context, key string, lease time.Duration) (receive.State, string, error) {
	*c.asked = append(*c.asked, "claim "+key)
	assert.Equal(c.t, 5100*time.Millisecond, lease, "a second of work, and the settling that follows it")
	switch key {
	case "done":
		return receive.Done, "", nil
	case "fail":
		return 0, "", errors.New("down")
	case "zero":
		return 0, "", nil
	}
	return receive.Claimed, "token of " + key, nil
}

func (c *claims) note(what, key, token string) error {
	*c.asked = append(*c.asked, what+" "+key)
	assert.Equal(c.t, "token of "+key, token)
	return nil
}

func (c *claims) Complete(_ context.Context, key, token string) error {
	return c.note("complete", key, token)
}

func (c *claims) Release(_ context.Context, key, token string) error {
	return c.note("release", key, token)
}

func (c *claims) Renew(_ context.Context, key, token string, _ time.Duration) error {
	return c.note("renew", key, token)
}

func (c *claims) Done(context.Context, []string) (bool, error) { return false, nil }

func TestOnlyPost(t *testing.T) {
	t.Parallel()
	for method, want := range map[string]int{"POST": 200, "GET": 405, "PUT": 405, "post": 405} {
		c := receiver(new(bytes.Buffer))
		c.Admit = receive.OnlyPost
		w := httptest.NewRecorder()
		c.ServeHTTP(w, httptest.NewRequest(method, "/", strings.NewReader("a")))
		assert.Equal(t, want, w.Code, method)
		if want == 405 {
			assert.Equal(t, "POST", w.Header().Get("Allow"))
			assert.Equal(t, "send a POST\n", w.Body.String())
		}
	}
}

func TestCheckSecrets(t *testing.T) {
	t.Parallel()
	require.NoError(t, receive.CheckSecrets(nil))
	require.NoError(t, receive.CheckSecrets([]string{"a", "b c"}))
	err := receive.CheckSecrets([]string{"good", "", " \t", "tail\n", "\ufeffhead", "nul\x00"})
	require.EqualError(t, err, "secret 2 is empty\nsecret 3 is blank\nsecret 4 begins or ends with white space\n"+
		"secret 5 begins or ends with white space\nsecret 6 begins or ends with white space")
}

func TestShort(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "ab", receive.Short("ab"))
	assert.Equal(t, strings.Repeat("a", 64)+"…", receive.Short(strings.Repeat("a", 65)))
}
