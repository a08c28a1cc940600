package sandbox_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

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
	assert.Contains(t, log.String(), `level=WARN msg="sandbox: request refused" method=POST reason=origin host=localhost`)
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
				assert.Contains(t, log.String(), `level=WARN msg="sandbox: request refused" method=`+way[0]+" reason=host host=")
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

// refusal is the message of a 400.
func (r result) refusal(t *testing.T) string {
	t.Helper()
	require.Equal(t, http.StatusBadRequest, r.status, string(r.body))
	var o struct{ Message string }
	require.NoError(t, json.Unmarshal(r.body, &o))
	return o.Message
}

// A page in the developer's browser knows the program's token as everybody does. Programs send no Origin.
func TestTheAPIRefusesForeignPages(t *testing.T) {
	t.Parallel()
	b := newBox(t, sandbox.WithHosts("box"))
	for name, tc := range map[string]struct {
		host, origin, site string
		status             int
	}{
		"a program":                  {"localhost:8480", "", "", http.StatusOK},
		"a program in a container":   {"sandbox:8480", "", "", http.StatusOK},
		"a page of this machine":     {"localhost:8480", "http://localhost:3000", "same-site", http.StatusOK},
		"a page of a named host":     {"box:8480", "http://box:3000", "same-site", http.StatusOK},
		"a foreign page":             {"localhost:8480", "https://evil.example", "cross-site", http.StatusForbidden},
		"a foreign page, old":        {"localhost:8480", "https://evil.example", "", http.StatusForbidden},
		"a page without an origin":   {"localhost:8480", "null", "cross-site", http.StatusForbidden},
		"a page that rebinds":        {"evil.example", "http://evil.example", "same-origin", http.StatusForbidden},
		"a page that rebinds, a GET": {"evil.example", "", "same-origin", http.StatusForbidden},
	} {
		form := url.Values{"auth_token": {b.AuthToken}, "campaign_id": {strconv.FormatInt(b.CampaignID, 10)}}
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/api/promo-material", strings.NewReader(form.Encode()))
		r.Host = tc.host
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		for header, value := range map[string]string{"Origin": tc.origin, "Sec-Fetch-Site": tc.site} {
			if value != "" {
				r.Header.Set(header, value)
			}
		}
		w := httptest.NewRecorder()
		b.Handler().ServeHTTP(w, r)
		assert.Equal(t, tc.status, w.Code, name)
	}
}
