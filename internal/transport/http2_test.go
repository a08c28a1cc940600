package transport

import (
	"fmt"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest/rawh2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// http2Faults are the ways in which an HTTP/2 server can lose an answer after it has read the request.
func http2Faults() map[string]func(*rawh2.Stream) {
	all := map[string]func(*rawh2.Stream){
		"hangs up":             (*rawh2.Stream).HangUp,
		"answers, then resets": func(s *rawh2.Stream) { s.Headers(200); s.Reset(2) },
		"answers, then hangs up": func(s *rawh2.Stream) {
			s.Headers(200)
			s.HangUp()
		},
	}
	for _, code := range []uint32{0, 1, 2, 7, 8, 13} {
		all[fmt.Sprintf("resets, %d", code)] = func(s *rawh2.Stream) { s.Reset(code) }
	}
	for _, code := range []uint32{0, 1, 11} {
		all[fmt.Sprintf("goes away, %d, not handled", code)] = func(s *rawh2.Stream) { s.GoAway(code, false) }
		all[fmt.Sprintf("goes away, %d, handled, hangs up", code)] = func(s *rawh2.Stream) { s.GoAway(code, true); s.HangUp() }
		all[fmt.Sprintf("goes away, %d, not handled, hangs up", code)] = func(s *rawh2.Stream) { s.GoAway(code, false); s.HangUp() }
	}
	return all
}

func toHTTP2(t *testing.T, s *rawh2.Server, change ...func(*Config)) *Transport {
	t.Helper()
	at := func(c *Config) { c.BaseURL, c.Timeout = s.URL, 10*time.Second }
	return over(t, s.Transport(t), append([]func(*Config){at}, change...)...)
}

// net/http repeats by itself, over HTTP/2 and without end, what it can get a body for.
func TestAWriteThatIsLostOverHTTP2IsReadOnce(t *testing.T) {
	t.Parallel()
	for name, script := range http2Faults() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := rawh2.Start(t, script)
			err := doWrite(t, toHTTP2(t, s))
			require.ErrorIs(t, err, api.ErrOutcomeUnknown)
			assert.Equal(t, 1, failed(t, err).Attempts)
			assert.Equal(t, int64(1), s.Reads.Load(), "the server read the write more than once")
		})
	}
}

func TestWhatIsKnownOfAWriteOverHTTP2(t *testing.T) {
	t.Parallel()
	misdirected := rawh2.Start(t, func(s *rawh2.Stream) { s.Answer(421, "{}") })
	err := doWrite(t, toHTTP2(t, misdirected))
	assert.Equal(t, []error{api.ErrRejected}, sentinelsOf(err))
	assert.Equal(t, int64(1), misdirected.Reads.Load())
	for _, code := range []uint32{0, 1, 11} {
		s := rawh2.Start(t, func(s *rawh2.Stream) { s.GoAway(code, true); s.Answer(200, `{"success":1}`) })
		require.NoError(t, doWrite(t, toHTTP2(t, s)), "%d", code)
		assert.Equal(t, int64(1), s.Reads.Load())
	}
}

// A stream that is reset before its body was read whole may come again; its body must not come twice.
func TestAWriteThatIsResetEarlyOverHTTP2IsReadOnceAtMost(t *testing.T) {
	t.Parallel()
	for _, code := range []uint32{0, 1, 2, 7, 8, 13} {
		s := rawh2.StartEarly(t, func(s *rawh2.Stream) { s.Reset(code) })
		err := doWrite(t, toHTTP2(t, s, impatient))
		require.Error(t, err)
		assert.LessOrEqual(t, s.Reads.Load(), int64(1), "%d", code)
		if s.Reads.Load() > 0 {
			require.ErrorIs(t, err, api.ErrOutcomeUnknown, "%d", code)
		}
		s = rawh2.StartEarly(t, func(s *rawh2.Stream) { s.GoAway(code, false) })
		require.Error(t, doWrite(t, toHTTP2(t, s, impatient)))
		assert.LessOrEqual(t, s.Reads.Load(), int64(1), "%d", code)
	}
}

// A read that net/http repeats by itself ends at its second writing, and the policy decides.
func TestAReadOverHTTP2FollowsThePolicy(t *testing.T) {
	t.Parallel()
	for name, script := range http2Faults() {
		for _, byPOST := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, by POST %t", name, byPOST), func(t *testing.T) {
				t.Parallel()
				s := rawh2.Start(t, script)
				err := doRead(t, toHTTP2(t, s, func(c *Config) { c.ReadsByPOST = byPOST }))
				require.Error(t, err)
				require.NotErrorIs(t, err, api.ErrOutcomeUnknown)
				assert.Equal(t, quick.MaxAttempts, failed(t, err).Attempts)
				assert.LessOrEqual(t, s.Reads.Load(), int64(2*quick.MaxAttempts))
				recovers := rawh2.Start(t, func(s *rawh2.Stream) {
					if s.N > 2 {
						s.Answer(200, `{"success":1}`)
						return
					}
					script(s)
				})
				require.NoError(t, doRead(t, toHTTP2(t, recovers, func(c *Config) { c.ReadsByPOST = byPOST })))
			})
		}
	}
}
