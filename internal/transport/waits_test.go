package transport

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptrace"
	"testing"
	"testing/synctest"
	"time"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func defaults(c *Config) { c.Retry = Retry{} }

// busy answers 503 and says when to come back.
func busy(retryAfter string) roundTrip {
	return func(*http.Request) (*http.Response, error) {
		resp := replies(http.StatusServiceUnavailable, "")
		if retryAfter != "" {
			resp.Header.Set("Retry-After", retryAfter)
		}
		return resp, nil
	}
}

// unreachable is a wire that asks for a connection and gets none.
func unreachable(req *http.Request) (*http.Response, error) {
	httptrace.ContextClientTrace(req.Context()).GetConn("")
	return nil, &net.OpError{Op: "dial", Err: errors.New("connection refused")}
}

func TestWaitsAreBoundedByThePolicy(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Duration{
		"2":                             6 * time.Second,
		"86400":                         30 * time.Second,
		"99999999999999999999":          30 * time.Second,
		"Fri, 01 Jan 2100 00:00:00 GMT": 30 * time.Second,
	} {
		synctest.Test(t, func(t *testing.T) {
			tr := over(t, busy(text), defaults)
			start := time.Now()
			err := doRead(t, tr)
			require.ErrorIs(t, err, api.ErrServer)
			assert.Equal(t, 4, failed(t, err).Attempts)
			assert.Equal(t, want, time.Since(start), text)
		})
	}
}

func TestUnaskedWaitsGrowWithinThePolicy(t *testing.T) {
	t.Parallel()
	for _, wire := range []roundTrip{busy(""), busy("soon"), busy("-1"), unreachable} {
		synctest.Test(t, func(t *testing.T) {
			tr := over(t, wire, defaults)
			for _, do := range []func(*testing.T, *Transport) error{doRead, doWrite} {
				start := time.Now()
				err := do(t, tr)
				require.Error(t, err)
				waits := time.Duration(failed(t, err).Attempts - 1)
				assert.GreaterOrEqual(t, time.Since(start), waits*defaultMinWait)
				assert.LessOrEqual(t, time.Since(start), waits*4*time.Second)
			}
		})
	}
}

func TestAContextEndsAWaitAtOnce(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		wire  roundTrip
		class answer.Class
		want  []error
	}{
		"read, asked to wait": {busy("86400"), answer.Read, []error{api.ErrServer}},
		"read, unreachable":   {unreachable, answer.Read, nil},
		"write, unreachable":  {unreachable, answer.Write, nil},
	} {
		synctest.Test(t, func(t *testing.T) {
			call := writeCall()
			if tc.class == answer.Read {
				call = readCall(new(raw))
			}
			tr := over(t, tc.wire, func(c *Config) { c.Retry = Retry{MinWait: time.Minute, MaxWait: time.Hour} })
			start := time.Now()

			ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
			defer cancel()
			err := tr.Do(ctx, call)
			assert.ElementsMatch(t, append(tc.want, context.DeadlineExceeded), sentinelsOf(err), "%s: %v", name, err)
			assert.Equal(t, 3*time.Second, time.Since(start), name)
			assert.Equal(t, 1, failed(t, err).Attempts, name)

			stop := errors.New("shutting down")
			cause, cancelCause := context.WithCancelCause(context.Background())
			time.AfterFunc(2*time.Second, func() { cancelCause(stop) })
			err = tr.Do(cause, call)
			assert.ElementsMatch(t, append(tc.want, context.Canceled), sentinelsOf(err), "%s: %v", name, err)
			require.ErrorIs(t, err, stop, "the cause is lost")
			assert.Equal(t, 5*time.Second, time.Since(start), name)
		})
	}
}

// The context may end at the very instant at which the wait does.
func TestAContextThatEndsWithTheWait(t *testing.T) {
	t.Parallel()
	for range 50 {
		synctest.Test(t, func(t *testing.T) {
			tr := over(t, roundTrip(unreachable), func(c *Config) { c.Retry = Retry{MinWait: time.Second, MaxWait: time.Second} })
			ctx, cancel := context.WithTimeout(context.Background(), time.Second)
			defer cancel()
			err := tr.Do(ctx, writeCall())
			assert.Equal(t, []error{context.DeadlineExceeded}, sentinelsOf(err), "nothing left, and that is known")
		})
	}
}

func TestAContextEndsACallInFlight(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		tr := over(t, roundTrip(hang), defaults)
		for _, call := range []Call{readCall(new(raw)), writeCall()} {
			var open []error
			if call.Class == answer.Write {
				open = []error{api.ErrOutcomeUnknown}
			}
			start := time.Now()
			ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
			err := tr.Do(ctx, call)
			cancel()
			assert.ElementsMatch(t, append([]error{context.DeadlineExceeded}, open...), sentinelsOf(err))
			assert.Equal(t, 3*time.Second, time.Since(start))
			assert.Equal(t, 1, failed(t, err).Attempts)
		}
	})
}

// net/http reports nothing but the cause when a context with a cause ends in flight.
func TestACauseIsKeptInFlight(t *testing.T) {
	t.Parallel()
	stop := errors.New("shutting down")
	for name, do := range map[string]reply{"headers": hangs, "body": slowBody} {
		reached := make(chan struct{}, 2)
		s := startRaw(t, func(conn *net.TCPConn, n int64) bool {
			reached <- struct{}{}
			return do(conn, n)
		})
		tr := to(t, s.url)
		for _, call := range []Call{readCall(new(raw)), writeCall()} {
			ctx, cancel := context.WithCancelCause(context.Background())
			go func() {
				<-reached
				time.Sleep(5 * time.Millisecond)
				cancel(stop)
			}()
			err := tr.Do(ctx, call)
			require.ErrorIs(t, err, context.Canceled, "%s: %v", name, err)
			require.ErrorIs(t, err, stop, name)
			assert.Equal(t, call.Class == answer.Write, errors.Is(err, api.ErrOutcomeUnknown), name)
			assert.Equal(t, 1, failed(t, err).Attempts, name)
		}
	}
}

func TestAContextThatIsOverSendsNothing(t *testing.T) {
	t.Parallel()
	stop := errors.New("shutting down")
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(stop)
	tr := over(t, roundTrip(func(*http.Request) (*http.Response, error) { t.Error("sent"); return nil, stop }))
	for _, call := range []Call{readCall(new(raw)), writeCall()} {
		err := tr.Do(ctx, call)
		require.ErrorIs(t, err, stop)
		assert.Equal(t, []error{context.Canceled}, sentinelsOf(err))
		assert.Zero(t, failed(t, err).Attempts)
	}
}

// A time-out of one attempt is no end of the call: a read has more attempts.
func TestAnAttemptsTimeoutIsNotTheCalls(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		tr := over(t, roundTrip(hang), func(c *Config) {
			c.Timeout, c.Retry = 5*time.Second, Retry{MaxAttempts: 3, MinWait: time.Second, MaxWait: time.Second}
		})
		start := time.Now()
		err := doRead(t, tr)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		assert.Equal(t, 3, failed(t, err).Attempts)
		assert.Equal(t, 17*time.Second, time.Since(start))
	})
}

// The caller's client may be more impatient than the option; the option is the later word.
func TestTheTimeoutOptionWinsOverTheClients(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		tr := over(t, roundTrip(hang), func(c *Config) {
			c.HTTPClient.Timeout, c.Timeout, c.Retry.MaxAttempts = time.Second, 5*time.Second, 1
		})
		start := time.Now()
		require.ErrorIs(t, doRead(t, tr), context.DeadlineExceeded)
		assert.Equal(t, 5*time.Second, time.Since(start))
	})
}
