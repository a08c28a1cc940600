package sandbox_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/sandbox"
)

// control calls a control route by a host's name.
func (b box) control(method, target, host, contentType, body string) result {
	b.t.Helper()
	r := httptest.NewRequestWithContext(b.t.Context(), method, target, strings.NewReader(body))
	r.Host = host
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	w := httptest.NewRecorder()
	b.Handler().ServeHTTP(w, r)
	return result{w.Code, w.Header(), w.Body.Bytes()}
}

func TestControlRefusesOtherOrigins(t *testing.T) {
	t.Parallel()
	var log strings.Builder
	b := newBox(t, sandbox.WithControl(), sandbox.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
	r := httptest.NewRequest(http.MethodPost, "/sandbox/advance?by=1h", http.NoBody)
	r.Host = "localhost"
	r.Header.Set("Origin", "https://evil.example")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	w := httptest.NewRecorder()
	b.Handler().ServeHTTP(w, r)
	assert.Equal(t, http.StatusForbidden, w.Code)
	assert.Contains(t, w.Body.String(), `"message"`)
	assert.Contains(t, log.String(), `level=WARN msg="sandbox: control request refused" method=POST reason=origin host=localhost`)
	assert.Equal(t, start, b.Now())
}

// A page whose name resolves to this machine is of the same origin as the box; only
// the host that it names tells it from the machine's own programs.
func TestControlRefusesForeignHosts(t *testing.T) {
	t.Parallel()
	hosts := map[string]bool{
		"localhost": true, "localhost:8480": true, "LocalHost:1": true, "localhost.:80": true, "127.0.0.1": true, "127.0.0.1:8480": true,
		"127.9.9.9:1": true, "[::1]": true, "[::1]:8480": true, "[::ffff:127.0.0.1]:8480": true,
		"box": true, "BOX:9": true, "box.internal": true, "192.0.2.7:1": true, "[2001:DB8:0::1]:1": true,

		"evil.example": false, "evil.example:8480": false, "localhost.evil.example": false, "127.0.0.1.evil.example": false,
		"evil-localhost": false, "box.evil.example": false, "": false, "0.0.0.0:8480": false, "[::]": false, "192.0.2.8": false,
		"[2001:db8::2]": false, "localhost:8480:1": false, "localhost:80.evil.example": false, "127.1": false,
		"2130706433": false, "[::1].evil.example": false, "inbox": false, "169.254.169.254": false,
	}
	for host, welcome := range hosts {
		t.Run(host, func(t *testing.T) {
			t.Parallel()
			var log strings.Builder
			b := newBox(t, sandbox.WithControl(), sandbox.WithHosts("Box", "box.internal", "192.0.2.7"), sandbox.WithHosts("2001:db8::1"),
				sandbox.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
			for _, way := range [][2]string{{"POST", "/sandbox/advance?by=1h"}, {"GET", "/sandbox/ledger"}} {
				got := b.control(way[0], way[1], host, "", "")
				if welcome {
					assert.Equal(t, http.StatusOK, got.status, string(got.body))
					assert.Empty(t, log.String())
					continue
				}
				assert.Equal(t, http.StatusForbidden, got.status, way)
				assert.Contains(t, string(got.body), "WithHosts", "says what to do")
				assert.Contains(t, log.String(), `level=WARN msg="sandbox: control request refused" method=`+way[0]+" reason=host host=")
			}
			assert.Equal(t, welcome, b.Now().After(start))
		})
	}
}

func TestHostsThatAreNone(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"", " ", "http://box", "box:8480", "*", "*.example", "box/", "a b", "-box", "box."} {
		_, err := sandbox.New(sandbox.WithHosts("fine", bad))
		require.ErrorContains(t, err, "want a name or an IP address", bad)
	}
}

// TestListeningBeyondLoopback listens on all addresses of the machine for a moment.
func TestListeningBeyondLoopback(t *testing.T) {
	t.Parallel()
	warned := func(address string, opts ...sandbox.Option) (*sandbox.Sandbox, string) {
		var log strings.Builder
		sb, err := sandbox.Start(append(opts, sandbox.WithAddress(address), sandbox.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))...)
		require.NoError(t, err)
		t.Cleanup(func() { assert.NoError(t, sb.Close()) })
		return sb, log.String()
	}
	for _, address := range []string{"127.0.0.1:0", "localhost:0"} {
		_, log := warned(address, sandbox.WithControl())
		assert.Empty(t, log, address)
	}
	_, log := warned("0.0.0.0:0")
	assert.Empty(t, log, "no control routes")
	sb, log := warned("0.0.0.0:0", sandbox.WithControl())
	assert.Contains(t, log, "level=WARN")
	assert.Contains(t, log, "other machines can reach them")

	own, port, err := net.SplitHostPort(strings.TrimSuffix(strings.TrimPrefix(sb.URL, "http://"), "/api"))
	require.NoError(t, err)
	for host, status := range map[string]int{"127.0.0.1": 200, "0.0.0.0": 200, own: 200, "evil.example": 403, "192.0.2.1": 403} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://127.0.0.1:"+port+"/sandbox/ledger", http.NoBody)
		require.NoError(t, err)
		req.Host = net.JoinHostPort(host, port)
		resp, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(req)
		require.NoError(t, err)
		require.NoError(t, resp.Body.Close())
		assert.Equal(t, status, resp.StatusCode, host)
	}
}

// The address that a request came in by is the listener's own, and no other is.
func TestControlByTheListenersOwnAddress(t *testing.T) {
	t.Parallel()
	b := newBox(t, sandbox.WithControl())
	for host, status := range map[string]int{"192.0.2.7:80": 200, "[::ffff:192.0.2.7]": 200, "192.0.2.8:80": 403} {
		r := httptest.NewRequest(http.MethodGet, "/sandbox/ledger", http.NoBody)
		r.Host = host
		w := httptest.NewRecorder()
		own := &net.TCPAddr{IP: net.IPv4(192, 0, 2, 7), Port: 80}
		b.Handler().ServeHTTP(w, r.WithContext(context.WithValue(t.Context(), http.LocalAddrContextKey, own)))
		assert.Equal(t, status, w.Code, host)
	}
}

func TestControlParameters(t *testing.T) {
	t.Parallel()
	const form, advance = "application/x-www-form-urlencoded", "/sandbox/advance"
	tests := map[string]struct {
		target, contentType, body string
		by                        time.Duration // 0: refused
		says                      string
	}{
		"query":               {advance + "?by=1h", "", "", time.Hour, ""},
		"form":                {advance, form, "by=1h", time.Hour, ""},
		"form with charset":   {advance, form + "; charset=utf-8", "by=1h", time.Hour, ""},
		"query, empty form":   {advance + "?by=1h", form, "", time.Hour, ""},
		"both alike":          {advance + "?by=1h", form, "by=1h", time.Hour, ""},
		"both and different":  {advance + "?by=1h", form, "by=2h", 0, `by is given as "1h" and as "2h"`},
		"twice":               {advance + "?by=1h&by=2h", "", "", 0, "give it once"},
		"unknown":             {advance + "?by=1h&buy=2h", "", "", 0, `unknown parameter "buy": this route takes by`},
		"unknown in the form": {advance + "?by=1h", form, "at=now", 0, `unknown parameter "at"`},
		"missing":             {advance, form, "", 0, "31d"},
		"JSON":                {advance, "application/json", `{"by":"1h"}`, 0, "application/x-www-form-urlencoded"},
		"no content type":     {advance, "", "by=1h", 0, "application/x-www-form-urlencoded"},
		"broken query":        {advance + "?by=1h&%zz", "", "", 0, "query"},
		"broken form":         {advance, form, "by=1h&%zz", 0, "body"},
		"too long":            {advance, form, "by=" + strings.Repeat("1", 2<<20), 0, "body"},

		"days":            {advance + "?by=31d", "", "", 31 * 24 * time.Hour, ""},
		"weeks":           {advance, form, "by=2w", 14 * 24 * time.Hour, ""},
		"all of it":       {advance, form, "by=1w2d3h4m", 9*24*time.Hour + 3*time.Hour + 4*time.Minute, ""},
		"a fraction":      {advance, form, "by=1.5h", 90 * time.Minute, ""},
		"months":          {advance + "?by=1mo", "", "", 0, "want a duration such as 90m, 36h, 31d, 2w or 1d12h"},
		"no unit":         {advance + "?by=31", "", "", 0, "31d"},
		"negative":        {advance + "?by=-1h", "", "", 0, "31d"},
		"negative tail":   {advance + "?by=1d-1h", "", "", 0, "31d"},
		"negative days":   {advance + "?by=-1d", "", "", 0, "31d"},
		"beyond time":     {advance + "?by=99999w99999w99999d", "", "", 0, "31d"},
		"just beyond":     {advance + "?by=15250w2540400h", "", "", 0, "31d"},
		"flush with some": {"/sandbox/flush?by=1h", "", "", 0, "this route takes none"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBox(t, sandbox.WithControl())
			got := b.control(http.MethodPost, tt.target, "localhost", tt.contentType, tt.body)
			assert.Equal(t, start.Add(tt.by), b.Now())
			if tt.by > 0 {
				assert.Equal(t, http.StatusOK, got.status, string(got.body))
				return
			}
			assert.Contains(t, got.refusal(t), tt.says)
		})
	}
}

// refusal is the message of a 400.
func (r result) refusal(t *testing.T) string {
	t.Helper()
	require.Equal(t, http.StatusBadRequest, r.status, string(r.body))
	var o struct{ Message string }
	require.NoError(t, json.Unmarshal(r.body, &o))
	return o.Message
}

func TestControlNamesWhatIsAllowed(t *testing.T) {
	t.Parallel()
	const form = "application/x-www-form-urlencoded"
	b := newBox(t, sandbox.WithControl())
	b.buy(purchase(ebook)...)
	id := b.Ledger()[0].TransactionID
	tests := map[string]struct{ route, body, says string }{
		"misspelt amount":     {"refund", "transaction_id=" + id + "&amout=5", `unknown parameter "amout": this route takes transaction_id, amount`},
		"amount of nothing":   {"refund", "transaction_id=" + id + "&amount=", "such as 9.99"},
		"amount of zero":      {"refund", "transaction_id=" + id + "&amount=0", "such as 9.99"},
		"amount in words":     {"refund", "transaction_id=" + id + "&amount=all", "such as 9.99"},
		"amount of mills":     {"refund", "transaction_id=" + id + "&amount=1.001", "such as 9.99"},
		"amount by exponent":  {"refund", "transaction_id=" + id + "&amount=1e1", "such as 9.99"},
		"more than was paid":  {"refund", "transaction_id=" + id + "&amount=19.01", "no more than is left"},
		"no transaction":      {"refund", "amount=5", "GET /sandbox/ledger"},
		"unknown transaction": {"refund", "transaction_id=PK-TX", "GET /sandbox/ledger"},
		"line in words":       {"redeliver", "id=first", "GET /sandbox/deliveries"},
		"no such line":        {"redeliver", "id=1", "GET /sandbox/deliveries has 0 lines"},
		"fault kind":          {"faults", `[{"kind":"thunder"}]`, "unknown kind: want one of latency, rate-limited"},
		"fault route":         {"faults", `[{"kind":"pass","route":"purchases"}]`, "purchase, purchase/get"},
		"fault probability":   {"faults", `[{"kind":"pass","probability":2}]`, "at most 1"},
		"fault wait":          {"faults", `[{"kind":"latency","wait":"soon"}]`, "such as 90m"},
	}
	for name, tt := range tests {
		got := b.control(http.MethodPost, "/sandbox/"+tt.route, "localhost", form, tt.body)
		assert.Contains(t, got.refusal(t), tt.says, name)
	}
	assert.Len(t, b.Ledger(), 1, "nothing was refunded")
	got := b.control(http.MethodPost, "/sandbox/refund", "localhost", form, "transaction_id="+id+"&amount=4.50")
	assert.Equal(t, http.StatusOK, got.status, string(got.body))
	got = b.control(http.MethodPost, "/sandbox/faults", "localhost", form, `[{"kind":"latency","wait":"1d","times":1}]`)
	assert.Equal(t, http.StatusOK, got.status, string(got.body))
	assert.Equal(t, []string{"19", "4.5"}, amounts(b.Ledger()))
}
