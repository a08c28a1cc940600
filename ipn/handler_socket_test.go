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
	c := new(counter)
	slow := ipn.HandlerFunc(func(ctx context.Context, n *ipn.Notification) error {
		time.Sleep(20 * time.Millisecond) // the others arrive meanwhile
		return c.HandleNotification(ctx, n)
	})
	s := serve(t, receiver(t, slow, ipn.WithStore(ipn.NewMemoryStore())))
	body := sale().Body(secret)
	var all sync.WaitGroup
	for range 200 {
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
	s.Config.ReadTimeout = 50 * time.Millisecond
	s.Start()
	t.Cleanup(s.Close)
	conn := dial(t, s, head(10)+"a")
	assert.Equal(t, http.StatusRequestTimeout, statusOf(t, conn))
}

// A connection that drops within the body calls nobody; a whole body is handled even if the sender hangs up at once.
func TestHandlerDrops(t *testing.T) {
	t.Parallel()
	body := sale().Body(secret)
	started, finish, finished := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	s := serve(t, receiver(t, ipn.HandlerFunc(func(ctx context.Context, _ *ipn.Notification) error {
		close(started)
		<-finish
		finished <- ctx.Err()
		return nil
	})))
	cut := dial(t, s, head(len(body))+string(body[:len(body)/2]))
	require.NoError(t, cut.Close())
	whole := dial(t, s, head(len(body))+string(body))
	<-started // a second call would close it twice and panic
	require.NoError(t, whole.Close())
	time.Sleep(20 * time.Millisecond) // the server notices the hang-up meanwhile
	close(finish)
	require.NoError(t, <-finished, "the sender's hang-up does not abort the work")
}

// Shutdown waits for a callback that is at work.
func TestHandlerShutdown(t *testing.T) {
	t.Parallel()
	started, finish := make(chan struct{}), make(chan struct{})
	s := serve(t, receiver(t, ipn.HandlerFunc(func(context.Context, *ipn.Notification) error {
		close(started)
		<-finish
		return nil
	})))
	status := make(chan int, 1)
	go func() {
		code, _ := post(t, s, sale().Body(secret))
		status <- code
	}()
	<-started
	stopped := make(chan error, 1)
	go func() { stopped <- s.Config.Shutdown(context.WithoutCancel(t.Context())) }()
	select {
	case <-stopped:
		t.Error("the server stopped with a delivery at work")
	case <-time.After(20 * time.Millisecond):
	}
	close(finish)
	require.NoError(t, <-stopped)
	assert.Equal(t, 200, <-status)
}

// A panic in a callback leaves the server alive, on the same connection.
func TestHandlerServerSurvivesPanics(t *testing.T) {
	t.Parallel()
	s := serve(t, receiver(t, ipn.HandlerFunc(func(_ context.Context, n *ipn.Notification) error {
		if n.Event == ipn.EventSales {
			var none map[string]int
			none["boom"]++
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
