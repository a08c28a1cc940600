package ipn_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
)

// serve starts a server on a free port of this machine.
func serve(t testing.TB, h http.Handler) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

// post sends a body over a real connection.
func post(t testing.TB, s *httptest.Server, body []byte) (int, string) {
	t.Helper()
	answer, err := s.Client().Post(s.URL, formType, bytes.NewReader(body))
	if !assert.NoError(t, err) {
		return 0, ""
	}
	defer func() { assert.NoError(t, answer.Body.Close()) }()
	text, err := io.ReadAll(answer.Body)
	assert.NoError(t, err)
	return answer.StatusCode, string(text)
}

// dial opens a raw connection and writes the beginning of a request.
func dial(t *testing.T, s *httptest.Server, beginning string) net.Conn {
	t.Helper()
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", s.Listener.Addr().String())
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	require.NoError(t, conn.SetDeadline(time.Now().Add(10*time.Second))) // fail instead of hanging
	_, err = io.WriteString(conn, beginning)
	require.NoError(t, err)
	return conn
}

func head(length int) string {
	return fmt.Sprintf("POST / HTTP/1.1\r\nHost: vendor.example\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n", formType, length)
}

func statusOf(t *testing.T, conn net.Conn) int {
	t.Helper()
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	return answer.StatusCode
}

// The promise of the store: of 200 deliveries at once one is handled, and all are answered 200.
func TestHandlerOnceOnlyUnderLoad(t *testing.T) {
	t.Parallel()
	const deliveries = 200
	c, arrived := new(counter), make(chan struct{}, deliveries)
	slow := ipn.HandlerFunc(func(ctx context.Context, n *ipn.Notification) error {
		for range deliveries {
			<-arrived
		}
		return c.HandleNotification(ctx, n)
	})
	h := receiver(t, slow, ipn.WithStore(ipn.NewMemoryStore()), ipn.WithBudget(time.Minute))
	s := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		arrived <- struct{}{}
		h.ServeHTTP(w, r)
	}))
	body := sale().Body(secret)
	var all sync.WaitGroup
	for range deliveries {
		all.Go(func() {
			status, text := post(t, s, body)
			assert.Equal(t, 200, status)
			assert.Equal(t, "OK\n", text)
		})
	}
	all.Wait()
	assert.Equal(t, int32(1), c.calls.Load())
}

func TestHandlerOnSockets(t *testing.T) {
	t.Parallel()
	c := new(counter)
	s := serve(t, receiver(t, c))
	for _, test := range []struct {
		body []byte
		want int
	}{
		{sale().Body(secret), 200},
		{sale().Body("OTHERSECRET1"), 403},
		{sale().Body(secret), 200},
		{bytes.Repeat([]byte("a"), 2<<20), 413},
		{bytes.Repeat([]byte("a=1&"), 100_000), 413},
		{sale().Body(secret), 200},
	} {
		status, _ := post(t, s, test.body)
		assert.Equal(t, test.want, status)
	}
	assert.Equal(t, int32(3), c.calls.Load())
}

// Without a Content-Length the limit holds too.
func TestHandlerChunkedBody(t *testing.T) {
	t.Parallel()
	c := new(counter)
	s := serve(t, receiver(t, c))
	for want, body := range map[int]string{
		200: string(sale().Body(secret)),
		413: strings.Repeat("a", 3<<19),
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL, io.MultiReader(strings.NewReader(body)))
		require.NoError(t, err)
		r.Header.Set("Content-Type", formType)
		answer, err := s.Client().Do(r)
		require.NoError(t, err)
		require.NoError(t, answer.Body.Close())
		assert.Equal(t, want, answer.StatusCode)
	}
	assert.Equal(t, int32(1), c.calls.Load())
}

// A sender that never finishes its body holds the handler for the budget and no longer.
func TestHandlerSlowBody(t *testing.T) {
	t.Parallel()
	c := new(counter)
	s := serve(t, receiver(t, c, ipn.WithBudget(50*time.Millisecond)))
	body := sale().Body(secret)
	conn := dial(t, s, head(len(body))+string(body[:len(body)-1]))
	assert.Equal(t, http.StatusRequestTimeout, statusOf(t, conn))
	assert.Zero(t, c.calls.Load())
}

// The server's own, shorter limit is not loosened.
func TestHandlerKeepsReadTimeout(t *testing.T) {
	t.Parallel()
	s := httptest.NewUnstartedServer(receiver(t, new(counter), ipn.WithBudget(time.Hour)))
	s.Config.ReadHeaderTimeout = time.Minute // the header arrives in time on a busy machine too
	s.Config.ReadTimeout = 50 * time.Millisecond
	s.Start()
	t.Cleanup(s.Close)
	conn := dial(t, s, head(10)+"a")
	assert.Equal(t, http.StatusRequestTimeout, statusOf(t, conn))
}

// A connection that drops within the body calls nobody, even if what has come verifies.
func TestHandlerCutBody(t *testing.T) {
	t.Parallel()
	c, answered := new(counter), make(chan struct{})
	h := receiver(t, c)
	s := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(w, r)
		close(answered)
	}))
	body := sale().Body(secret)
	begun, _, _ := bytes.Cut(body, []byte("&verification_code="))
	require.Equal(t, 200, deliver(t, receiver(t, new(counter)), begun).Code, "it would verify")
	conn := dial(t, s, head(len(body))+string(begun))
	require.NoError(t, conn.Close())
	<-answered
	assert.Zero(t, c.calls.Load())
}

// A whole body is handled even if the sender hangs up at once.
func TestHandlerDrops(t *testing.T) {
	t.Parallel()
	started, noticed, finished := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	h := receiver(t, ipn.HandlerFunc(func(ctx context.Context, _ *ipn.Notification) error {
		close(started)
		<-noticed
		finished <- ctx.Err()
		return nil
	}), ipn.WithBudget(time.Minute))
	s := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		context.AfterFunc(r.Context(), func() { close(noticed) })
		h.ServeHTTP(w, r)
	}))
	body := sale().Body(secret)
	conn := dial(t, s, head(len(body))+string(body))
	<-started
	require.NoError(t, conn.Close())
	require.NoError(t, <-finished, "the sender's hang-up does not abort the work")
}

// Shutdown waits for a callback that is at work.
func TestHandlerShutdown(t *testing.T) {
	t.Parallel()
	started, shutting, tooSoon := make(chan struct{}), make(chan struct{}), make(chan bool, 1)
	var stopped atomic.Bool
	s := serve(t, receiver(t, ipn.HandlerFunc(func(context.Context, *ipn.Notification) error {
		close(started)
		<-shutting
		time.Sleep(50 * time.Millisecond) // a server that does not wait stops meanwhile
		tooSoon <- stopped.Load()
		return nil
	})))
	s.Config.RegisterOnShutdown(func() { close(shutting) })
	status := make(chan int, 1)
	go func() {
		code, _ := post(t, s, sale().Body(secret))
		status <- code
	}()
	<-started
	require.NoError(t, s.Config.Shutdown(context.WithoutCancel(t.Context())))
	stopped.Store(true)
	assert.Equal(t, 200, <-status)
	assert.False(t, <-tooSoon, "the server stopped with a delivery at work")
}

// A panic in a callback leaves the server alive, on the same connection.
func TestHandlerServerSurvivesPanics(t *testing.T) {
	t.Parallel()
	s := serve(t, receiver(t, ipn.HandlerFunc(func(_ context.Context, n *ipn.Notification) error {
		if n.Event == ipn.EventSales {
			_ = n.Licenses[0] // there are none
		}
		return nil
	})))
	for range 3 {
		status, _ := post(t, s, sale().Body(secret))
		assert.Equal(t, 500, status)
	}
	status, _ := post(t, s, sale().Set("event", "refund").Body(secret))
	assert.Equal(t, 200, status)
}
