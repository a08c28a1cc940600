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
			c.Claims, c.Keys = new(receive.Claims), func(string) []string { panic("boom") }
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
			note := func(what string) func(context.Context, string, string) error {
				return func(_ context.Context, key, token string) error {
					asked = append(asked, what+" "+key)
					assert.Equal(t, "token of "+key, token)
					return nil
				}
			}
			c.Claims = &receive.Claims{Complete: note("complete"), Release: note("release"), ErrLost: errors.New("lost"),
				Claim: func(_ context.Context, key string, lease time.Duration) (receive.State, string, error) {
					asked = append(asked, "claim "+key)
					assert.Equal(t, 2*time.Second, lease)
					switch key {
					case "done":
						return receive.Done, "", nil
					case "fail":
						return 0, "", errors.New("down")
					case "zero":
						return 0, "", nil
					}
					return receive.Claimed, "token of " + key, nil
				}}
			assert.Equal(t, test.want, post(c, test.body).Code)
			assert.Equal(t, test.asked, asked)
		})
	}
}

// The types of a store as package ipn has them.
type (
	claimState uint8
	claim      struct {
		State claimState
		Token string
	}
	store struct{ err error }
)

func (s store) Claim(_ context.Context, key string, _ time.Duration) (claim, error) {
	return claim{State: 2, Token: "token of " + key}, s.err
}
func (s store) Complete(context.Context, string, string) error { return errors.New("complete") }
func (s store) Release(context.Context, string, string) error  { return errors.New("release") }
func (s store) Renew(context.Context, string, string, time.Duration) error {
	return errors.New("renew")
}
func (s store) Done(context.Context, []string) (bool, error) { return true, errors.New("done") }

func TestClaimsOf(t *testing.T) {
	t.Parallel()
	lost, down := errors.New("lost"), errors.New("down")
	c := receive.ClaimsOf(receive.Store[claim](store{down}), lost)
	state, token, err := c.Claim(t.Context(), "a", time.Second)
	assert.Equal(t, receive.InProgress, state)
	assert.Equal(t, "token of a", token)
	assert.Equal(t, down, err)
	require.EqualError(t, c.Complete(t.Context(), "a", "b"), "complete")
	require.EqualError(t, c.Release(t.Context(), "a", "b"), "release")
	require.EqualError(t, c.Renew(t.Context(), "a", "b", time.Second), "renew")
	done, err := c.Done(t.Context(), nil)
	assert.True(t, done)
	require.EqualError(t, err, "done")
	assert.Equal(t, lost, c.ErrLost)
	assert.Nil(t, receive.ClaimsOf(receive.Store[claim](nil), lost))
}

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
