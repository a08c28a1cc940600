package ipn_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
)

// logbook keeps log lines as JSON.
type logbook struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logbook) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

func (l *logbook) option() ipn.HandlerOption {
	return ipn.WithLogger(slog.New(slog.NewJSONHandler(l, &slog.HandlerOptions{Level: slog.LevelDebug})))
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func (l *logbook) lines(t *testing.T) []map[string]any {
	t.Helper()
	var lines []map[string]any
	for line := range strings.Lines(l.String()) {
		var parsed map[string]any
		require.NoError(t, json.Unmarshal([]byte(line), &parsed))
		lines = append(lines, parsed)
	}
	return lines
}

func TestHandlerLogsEveryOutcome(t *testing.T) {
	t.Parallel()
	failing := &scriptedStore{code: ipn.Claimed, key: ipn.Claimed, completeErr: errors.New("disk full")}
	done := &scriptedStore{code: ipn.Done}
	down := &scriptedStore{codeErr: errors.New("database is down")}
	for name, test := range map[string]struct {
		body     []byte
		callback error
		opts     []ipn.HandlerOption
		level    string
		msg      string
		status   float64
		verified bool
		contains string
	}{
		"handled": {sale().Body(secret), nil, nil, "DEBUG", "ipn: handled", 200, true, ""},
		"duplicate": {sale().Body(secret), nil, []ipn.HandlerOption{ipn.WithStore(done)},
			"DEBUG", "ipn: duplicate, done before", 200, true, ""},
		"given up": {sale().Body(secret), ipn.Permanent(errors.New("no such product")), nil,
			"ERROR", "ipn: given up for good", 200, true, "no such product"},
		"failed": {sale().Body(secret), errors.New("disk full"), nil,
			"ERROR", "ipn: the callback failed", 500, true, "disk full"},
		"not remembered": {sale().Body(secret), nil, []ipn.HandlerOption{ipn.WithStore(failing)},
			"ERROR", "ipn: done, but the store failed to remember it", 0, true, "disk full"},
		"store down": {sale().Body(secret), nil, []ipn.HandlerOption{ipn.WithStore(down)},
			"ERROR", "ipn: the store failed to claim", 503, true, "database is down"},
		"not verified": {sale().Body("OTHERSECRET1"), nil, nil, "WARN", "ipn: not verified", 403, false, "bad signature"},
		"test mode":    {sale().TestMode().Body(secret), nil, nil, "WARN", "ipn: not live", 403, true, "test-mode"},
		"malformed":    {[]byte("hello"), nil, nil, "WARN", "ipn: malformed", 400, false, ""},
		"bad field": {sale().Set("tax_amount", "not-a-number").Body(secret), nil, nil,
			"ERROR", "ipn: a field of a verified notification does not parse", 500, true, "tax_amount"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var log logbook
			h := receiver(t, &counter{err: test.callback}, append(test.opts, log.option())...)
			deliver(t, h, test.body)
			lines := log.lines(t)
			require.NotEmpty(t, lines)
			line := lines[0]
			assert.Equal(t, test.level, line["level"])
			assert.Equal(t, test.msg, line["msg"])
			if test.status != 0 {
				assert.Equal(t, test.status, line["status"])
				assert.Contains(t, line, "duration")
				assert.Len(t, lines, 1, "one line an outcome")
			}
			if test.contains != "" {
				assert.Contains(t, line["error"], test.contains)
			}
			if test.verified {
				assert.Equal(t, "sales", line["event"])
				assert.Equal(t, "PK-T0000000AA", line["transaction_id"])
				assert.Equal(t, "PK-P0000000AA", line["invoice_id"])
				assert.Equal(t, float64(10001), line["campaign_id"])
				assert.Equal(t, "hash", line["scheme"])
			}
			assertNoSecrets(t, log.String(), test.body)
		})
	}
}

// assertNoSecrets demands that a text holds neither persons nor codes nor the secret.
func assertNoSecrets(t *testing.T, text string, body []byte) {
	t.Helper()
	form, err := ipn.ParseForm(body)
	require.NoError(t, err)
	hidden := []string{secret, "Ada", "Vera", "Alex", "example.com", "192.0.2.10", "Example Street", "not-a-number"}
	for _, code := range []string{form.Get("hash"), form.Get("verification_code")} {
		if code != "" {
			hidden = append(hidden, code)
		}
	}
	for _, h := range hidden {
		assert.NotContains(t, text, h)
	}
}

func TestHandlerLogsPanics(t *testing.T) {
	t.Parallel()
	var log logbook
	h := receiver(t, ipn.HandlerFunc(explode), log.option())
	require.Equal(t, 500, deliver(t, h, sale().Body(secret)).Code)
	line := log.lines(t)[0]
	assert.Equal(t, "ipn: panic", line["msg"])
	assert.Equal(t, "panic: boom", line["error"])
	assert.Contains(t, line["stack"], "explode", "the stack leads to the callback")
	assertNoSecrets(t, log.String(), sale().Body(secret))
}

func explode(context.Context, *ipn.Notification) error { panic("boom") }

// What comes after the answer is logged too.
func TestHandlerLogsLateResults(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var log logbook
		h := receiver(t, sleeping(time.Minute, false), log.option())
		require.Equal(t, 500, deliver(t, h, sale().Body(secret)).Code)
		time.Sleep(time.Minute)
		synctest.Wait()
		lines := log.lines(t)
		require.Len(t, lines, 2)
		assert.Equal(t, "ipn: the callback ran over the budget", lines[0]["msg"])
		assert.Equal(t, "ipn: handled, after the answer was sent", lines[1]["msg"])
	})
}

func TestHandlerLogsShortValues(t *testing.T) {
	t.Parallel()
	var log logbook
	long := strings.Repeat("x", 5000)
	require.Equal(t, 200, deliver(t, receiver(t, new(counter), log.option()), sale().Set("invoice_id", long).Body(secret)).Code)
	assert.Less(t, len(log.String()), 600)
}

// Payments that go well write nothing by default.
func TestHandlerLogLevel(t *testing.T) {
	t.Parallel()
	var log logbook
	byDefault := ipn.WithLogger(slog.New(slog.NewJSONHandler(&log, nil)))
	h := receiver(t, new(counter), byDefault, ipn.WithStore(ipn.NewMemoryStore()))
	for range 2 {
		require.Equal(t, 200, deliver(t, h, sale().Body(secret)).Code)
	}
	assert.Empty(t, log.String())
	require.Equal(t, 403, deliver(t, h, sale().Body("OTHERSECRET1")).Code)
	assert.Len(t, log.lines(t), 1)
}
