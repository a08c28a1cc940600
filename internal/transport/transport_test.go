package transport

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sentRequest is a request as a server got it.
type sentRequest struct {
	method, uri, body string
	header            http.Header
}

func recorder(t *testing.T) (*httptest.Server, *sentRequest) {
	t.Helper()
	var got sentRequest
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		assert.NoError(t, err)
		got = sentRequest{r.Method, r.RequestURI, string(b), r.Header}
		_, err = io.WriteString(w, `{"success":1}`)
		assert.NoError(t, err)
	}))
	t.Cleanup(srv.Close)
	return srv, &got
}

func TestARequestOnTheWire(t *testing.T) {
	t.Parallel()
	srv, got := recorder(t)
	form := url.Values{"tos-read": {"1"}, "a": {"x y&z"}, "plan_ids[]": {"1", "2"}}
	const sent = "a=x+y%26z&plan_ids%5B%5D=1&plan_ids%5B%5D=2&tos-read=1&auth_token=" + fakeToken
	tr := to(t, srv.URL+"/api/")
	require.NoError(t, tr.Do(context.Background(), Get("t.M", "licenses/data", form, answer.Want{})))
	assert.Equal(t, sentRequest{http.MethodGet, "/api/licenses/data?" + sent, "", http.Header{
		"Accept": {"application/json"}, "Accept-Encoding": {"gzip"}, "User-Agent": {"test"},
	}}, *got)

	require.NoError(t, tr.Do(context.Background(), Post("t.M", "licenses/activate", form, answer.Want{})))
	assert.Equal(t, sentRequest{http.MethodPost, "/api/licenses/activate", sent, http.Header{
		"Accept": {"application/json"}, "Accept-Encoding": {"gzip"}, "User-Agent": {"test"},
		"Content-Type": {"application/x-www-form-urlencoded"}, "Content-Length": {fmt.Sprint(len(sent))},
	}}, *got, "an idempotency header would make net/http replay the write")

	require.NoError(t, tr.Do(context.Background(), Post("t.M", "licenses/", nil, answer.Want{})))
	assert.Equal(t, "/api/licenses/", got.uri, "the slash of a route stays")
	assert.Equal(t, "auth_token="+fakeToken, got.body)

	tr = to(t, srv.URL+"/a%2Fb")
	require.NoError(t, tr.Do(context.Background(), Get("t.M", "r", nil, answer.Want{})))
	assert.Equal(t, "/a%2Fb/r?auth_token="+fakeToken, got.uri)
}

func TestWhatCannotBeSentIsAParameterError(t *testing.T) {
	t.Parallel()
	tr := over(t, roundTrip(func(*http.Request) (*http.Response, error) { t.Error("sent"); return nil, io.EOF }))
	for name, err := range map[string]error{
		"no transport": (*Transport)(nil).Do(context.Background(), writeCall()),
		"no context":   tr.Do(nil, writeCall()), //nolint:staticcheck // the fault under test
		"bad params":   tr.Do(context.Background(), Get("t.M", "r", 7, answer.Want{})),
	} {
		assert.Equal(t, []error{api.ErrInvalidParams}, sentinelsOf(err), name)
		assert.Zero(t, failed(t, err).Attempts)
		assert.NotEmpty(t, failed(t, err).Message)
	}
}

func TestOneLogRecordACall(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		wire roundTrip
		want string
	}{
		"ok":        {answering(200, `{"success":1}`), "level=DEBUG msg=\"paykickstart call\" op=test.Write attempts=1 status=200 duration=0s outcome=ok\n"},
		"refused":   {answering(422, `{"message":"buyer@example.test"}`), "level=DEBUG msg=\"paykickstart call\" op=test.Write attempts=1 status=422 duration=0s outcome=\"rejected by PayKickstart\"\n"},
		"server":    {answering(500, fakeToken), "level=DEBUG msg=\"paykickstart call\" op=test.Write attempts=1 status=500 duration=0s outcome=\"server error; outcome unknown\"\n"},
		"no answer": {func(*http.Request) (*http.Response, error) { return nil, errors.New(fakeToken) }, "level=DEBUG msg=\"paykickstart call\" op=test.Write attempts=1 status=0 duration=0s outcome=\"outcome unknown\"\n"},
		"not sent":  {unreachable, "level=DEBUG msg=\"paykickstart call\" op=test.Write attempts=3 status=0 duration=0s outcome=\"no answer\"\n"},
	} {
		var out bytes.Buffer
		handler := slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: plainTimes})
		_ = doWrite(t, over(t, tc.wire, func(c *Config) { c.Logger = slog.New(handler) }))
		assert.Equal(t, tc.want, out.String(), name)
	}
	var out bytes.Buffer
	require.NoError(t, doWrite(t, over(t, answering(200, "{}"), func(c *Config) { c.Logger = slog.New(slog.NewTextHandler(&out, nil)) })))
	assert.Empty(t, out.String(), "nothing above debug")
}

func plainTimes(_ []string, a slog.Attr) slog.Attr {
	switch a.Key {
	case slog.TimeKey:
		return slog.Attr{}
	case "duration":
		return slog.Duration(a.Key, 0)
	}
	return a
}

func TestTheObserverIsToldOfEveryAttempt(t *testing.T) {
	t.Parallel()
	var seen []string
	n := 0
	tr := over(t, roundTrip(func(*http.Request) (*http.Response, error) {
		if n++; n == 1 {
			return nil, errors.New("broken " + fakeToken)
		}
		if n == 2 {
			return &http.Response{StatusCode: 200, Body: &closeable{err: errors.New("cut " + fakeToken)}}, nil
		}
		return replies(200, "{}"), nil
	}), func(c *Config) {
		c.Observer = func(_ context.Context, a api.Attempt) {
			seen = append(seen, fmt.Sprintf("%s %d %d %v", a.Op, a.Number, a.StatusCode, a.Err))
		}
	})
	require.NoError(t, doRead(t, tr))
	assert.Equal(t, []string{"test.Read 1 0 broken [redacted]", "test.Read 2 200 cut [redacted]", "test.Read 3 200 <nil>"}, seen)
}

// closer counts how often somebody closes the idle connections of a shared transport.
type closer struct {
	roundTrip
	closed atomic.Int64
}

func (c *closer) CloseIdleConnections() { c.closed.Add(1) }

func TestTheCallersClientIsLeftAlone(t *testing.T) {
	t.Parallel()
	for _, wire := range []roundTrip{answering(500, ""), answering(200, "<html>"), unreachable, hang} {
		shared := &closer{roundTrip: wire}
		redirects := func(*http.Request, []*http.Request) error { return nil }
		client := &http.Client{Transport: shared, Timeout: 20 * time.Millisecond, CheckRedirect: redirects}
		tr := over(t, nil, func(c *Config) { c.HTTPClient = client })
		require.Error(t, doRead(t, tr))
		require.Error(t, doWrite(t, tr))
		assert.Zero(t, shared.closed.Load(), "others use these connections too")
		assert.Same(t, shared, client.Transport)
		assert.Equal(t, 20*time.Millisecond, client.Timeout)
		require.NoError(t, client.CheckRedirect(nil, nil))
		assert.NotNil(t, client.CheckRedirect)
		assert.Nil(t, client.Jar)
	}
}

func TestTheCallersCookiesGoOutOnce(t *testing.T) {
	t.Parallel()
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	jar.SetCookies(mustURL(t, "https://api.example.test/"), []*http.Cookie{{Name: "gateway", Value: "a"}})
	var sent []string
	wire := roundTrip(func(r *http.Request) (*http.Response, error) {
		sent = append(sent, r.Header.Get("Cookie"))
		return replies(503, ""), nil
	})
	require.Error(t, doRead(t, over(t, wire, func(c *Config) { c.HTTPClient.Jar = jar })))
	assert.Equal(t, []string{"gateway=a", "gateway=a", "gateway=a"}, sent)
}

func TestASharedTransportKeepsItsConnectionsAfterFailures(t *testing.T) {
	t.Parallel()
	var conns atomic.Int64
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "thing") {
			w.WriteHeader(http.StatusInternalServerError)
		}
		_, _ = io.WriteString(w, strings.Repeat("x", 1000))
	}))
	srv.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			conns.Add(1)
		}
	}
	srv.Start()
	t.Cleanup(srv.Close)
	shared := &http.Client{Transport: &http.Transport{}}
	t.Cleanup(shared.CloseIdleConnections)
	tr := over(t, nil, func(c *Config) { c.HTTPClient, c.BaseURL = shared, srv.URL })
	for range 3 {
		resp, err := shared.Get(srv.URL + "/other")
		require.NoError(t, err)
		readAll(t, resp.Body)
		require.NoError(t, resp.Body.Close())
		require.Error(t, doRead(t, tr))
		require.Error(t, doWrite(t, tr))
	}
	assert.Equal(t, int64(1), conns.Load())
}

func TestManyGoroutinesShareATransport(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		assert.NoError(t, r.ParseForm())
		if r.FormValue("auth_token") != fakeToken {
			t.Error("a request without its token, or with two")
		}
		assert.Len(t, r.Form["auth_token"], 1)
		_, _ = fmt.Fprintf(w, `{"pk_id":%q}`, r.FormValue("id"))
	}))
	t.Cleanup(srv.Close)
	tr := to(t, srv.URL, func(c *Config) {
		c.Logger = slog.New(slog.NewTextHandler(io.Discard, &slog.HandlerOptions{Level: slog.LevelDebug}))
		c.Observer = func(context.Context, api.Attempt) {}
	})
	shared := url.Values{"id": {"shared"}}
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			for j := range 10 {
				params, want := shared, "shared"
				if j%2 == 0 {
					want = fmt.Sprint(i, "-", j)
					params = url.Values{"id": {want}}
				}
				var into struct {
					ID string `json:"pk_id"`
				}
				call := Post("t.M", "r", params, answer.Want{Into: &into, Required: []string{"pk_id"}})
				if i%2 == 0 {
					call = Get("t.M", "r", params, answer.Want{Into: &into, Required: []string{"pk_id"}})
				}
				assert.NoError(t, tr.Do(context.Background(), call))
				assert.Equal(t, want, into.ID)
			}
		})
	}
	wg.Wait()
	assert.Equal(t, url.Values{"id": {"shared"}}, shared, "the caller's params are changed")
}

// A proxy, an interceptor or a portal may write what it likes into an answer; one line of log stays one line.
func TestTheErrorTextIsOneLine(t *testing.T) {
	t.Parallel()
	err := doWrite(t, over(t, answering(422, `{"message":"a\nlevel=ERROR msg=forged","errors":{"x\ny":["b\rc"]}}`)))
	assert.NotContains(t, err.Error(), "\n")
	assert.NotContains(t, err.Error(), "\r")
}

// A query holds e-mail addresses and license keys of buyers; http.Client repeats it in its errors.
func TestTheErrorTextHoldsNoURL(t *testing.T) {
	t.Parallel()
	tr := over(t, roundTrip(func(*http.Request) (*http.Response, error) { return nil, errors.New("connection reset") }))
	err := tr.Do(context.Background(), Get("Licenses.List", "licenses/", url.Values{"buyer_email": {"buyer@example.test"}}, answer.Want{}))
	require.EqualError(t, err, "paykickstart: Licenses.List: no answer: connection reset")
	assert.NotContains(t, everything(t, err), "buyer")
	assert.NotContains(t, everything(t, err), "example.test")
}
