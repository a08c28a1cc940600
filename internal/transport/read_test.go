package transport

import (
	"context"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/paykickstart-go/sdk/api"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAReadIsTriedAgain(t *testing.T) {
	t.Parallel()
	for name, do := range map[string]reply{
		"dropped":      drops,
		"reset":        resets,
		"slow headers": hangs,
		"slow body":    slowBody,
		"cut body":     says("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"success\":1}"),
		"cut chunk":    says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{\"success\":1}"),
		"no HTTP":      says("SSH-2.0-OpenSSH_9.6\r\n"),
		"429":          says("HTTP/1.1 429 X\r\nConnection: close\r\nRetry-After: 86400\r\nContent-Length: 0\r\n\r\n"),
		"500":          says("HTTP/1.1 500 X\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
		"502":          says("HTTP/1.1 502 X\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
		"503":          says("HTTP/1.1 503 X\r\nConnection: close\r\nContent-Length: 7\r\n\r\n<html"),
		"504":          says("HTTP/1.1 504 X\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			recovers := startRaw(t, func(conn *net.TCPConn, n int64) bool {
				if n == int64(quick.MaxAttempts) {
					return says(whole)(conn, n)
				}
				return do(conn, n)
			})
			var change []func(*Config)
			if strings.HasPrefix(name, "slow") {
				change = append(change, impatient)
			}
			var into raw
			require.NoError(t, to(t, recovers.url, change...).Do(context.Background(), readCall(&into)))
			assert.Equal(t, `{"success":1}`, string(into.answer))
			assert.Equal(t, int64(quick.MaxAttempts), recovers.reads.Load())

			never := startRaw(t, do)
			err := doRead(t, to(t, never.url, change...))
			require.NotErrorIs(t, err, api.ErrOutcomeUnknown, "a read has no outcome to be unsure of")
			assert.Equal(t, quick.MaxAttempts, failed(t, err).Attempts, "within the policy, and no more")
			assert.Equal(t, int64(quick.MaxAttempts), never.reads.Load())
		})
	}
}

func TestAReadThatIsAnsweredIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	for _, status := range []int{400, 401, 403, 404, 408, 409, 410, 422, 501, 505, 507} {
		n := 0
		err := doRead(t, over(t, roundTrip(func(*http.Request) (*http.Response, error) {
			n++
			return replies(status, "{}"), nil
		})))
		require.Error(t, err)
		assert.Equal(t, 1, n, "%d", status)
	}
}

func TestOneAttemptMeansOne(t *testing.T) {
	t.Parallel()
	once := func(c *Config) { c.Retry = Retry{MaxAttempts: 1} }
	s := startRaw(t, drops)
	require.Error(t, doRead(t, to(t, s.url, once)))
	assert.Equal(t, int64(1), s.conns.Load())
	err := doWrite(t, to(t, "http://"+nobodyListens, once))
	require.NotErrorIs(t, err, api.ErrOutcomeUnknown)
	assert.Equal(t, 1, failed(t, err).Attempts)
}
