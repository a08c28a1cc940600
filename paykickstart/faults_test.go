package paykickstart_test

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/coupons"
	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/payments"
)

// fault is one way in which a call can end badly.
type fault struct {
	wire    http.RoundTripper
	options []paykickstart.Option
	fails   bool // for every method
}

func faults(t *testing.T) map[string]fault {
	t.Helper()
	all := wireFaults(t)
	for name, wire := range echoes() {
		all["echo, "+name] = fault{wire: wire}
	}
	return all
}

// wireFaults are failures on real sockets.
func wireFaults(t *testing.T) map[string]fault {
	t.Helper()
	quiet := log.New(io.Discard, "", 0)
	untrusted := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("sent over TLS that is not trusted") }))
	untrusted.Config.ErrorLog = quiet
	untrusted.StartTLS()
	t.Cleanup(untrusted.Close)
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		assert.Equal(t, http.MethodConnect, r.Method)
		w.WriteHeader(http.StatusForbidden)
	}))
	t.Cleanup(proxy.Close)
	proxyURL, err := url.Parse(proxy.URL)
	require.NoError(t, err)

	all := map[string]fault{
		"refused dial":  at(t, "http://"+nobodyListens, nil),
		"no such host":  at(t, "https://api.example.test", &http.Transport{DialContext: noSuchHost}),
		"TLS":           at(t, untrusted.URL, &http.Transport{TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12}}),
		"proxy":         at(t, "https://api.example.test", &http.Transport{Proxy: http.ProxyURL(proxyURL)}),
		"dropped":       at(t, rawServer(t, func(net.Conn, string) {}), nil),
		"reset":         at(t, rawServer(t, func(c net.Conn, _ string) { _ = c.(*net.TCPConn).SetLinger(0) }), nil),
		"no HTTP, echo": at(t, rawServer(t, func(c net.Conn, got string) { _, _ = io.WriteString(c, got+"\r\n\r\n") }), nil),
		"bad header":    at(t, rawServer(t, func(c net.Conn, got string) { _, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\n"+got) }), nil),
		"bad status":    at(t, rawServer(t, func(c net.Conn, got string) { _, _ = io.WriteString(c, "HTTP/1.1 "+got) }), nil),
		"cut": at(t, rawServer(t, func(c net.Conn, got string) {
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"+got)
		}), nil),
	}
	slow := at(t, rawServer(t, func(c net.Conn, _ string) { _, _ = c.Read(make([]byte, 1)) }), nil)
	slow.options = append(slow.options, paykickstart.WithTimeout(15*time.Millisecond))
	all["time-out"] = slow
	for name, status := range map[string]int{"302": 302, "303": 303, "307": 307, "308": 308} {
		all["redirect "+name] = at(t, redirecting(t, status), nil)
	}
	for name, f := range all {
		f.fails = true
		all[name] = f
	}
	return all
}

func at(t *testing.T, baseURL string, wire *http.Transport) fault {
	t.Helper()
	if wire == nil {
		wire = &http.Transport{}
	}
	t.Cleanup(wire.CloseIdleConnections)
	return fault{wire: wire, options: []paykickstart.Option{paykickstart.WithBaseURL(baseURL)}}
}

// nobodyListens is an address that refuses. A port that was free a moment ago may be some other test's by now; this one is
// never given out.
const nobodyListens = "127.0.0.1:1"

func noSuchHost(context.Context, string, string) (net.Conn, error) {
	return nil, &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "api.example.test", IsNotFound: true}}
}

// rawServer reads each request whole and hands it, as one line, to a function that may answer. Then it hangs up.
func rawServer(t *testing.T, do func(conn net.Conn, got string)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer func() { _ = conn.Close() }()
				req, err := http.ReadRequest(bufio.NewReader(conn))
				if err != nil {
					return
				}
				body, _ := io.ReadAll(req.Body)
				do(conn, req.RequestURI+" "+string(body))
			}()
		}
	}()
	return "http://" + l.Addr().String()
}

// redirecting sends everybody to a second host, which must never be asked for anything.
func redirecting(t *testing.T, status int) string {
	t.Helper()
	second := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("the second host was sent %s %s, Referer %q", r.Method, r.RequestURI, r.Referer())
	}))
	t.Cleanup(second.Close)
	first := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		assert.Empty(t, r.Referer())
		assert.NoError(t, r.ParseForm())
		http.Redirect(w, r, second.URL+"/?"+r.Form.Encode(), status)
	}))
	t.Cleanup(first.Close)
	return first.URL
}

// sees returns all that a wire sees of a request, plain and as sent.
func sees(req *http.Request) (plain, asSent string) {
	asSent = req.URL.RawQuery
	if req.Body != nil {
		b, _ := io.ReadAll(req.Body)
		_ = req.Body.Close()
		asSent += string(b)
	}
	values, _ := url.ParseQuery(asSent)
	for _, list := range values {
		plain += strings.Join(list, " ") + " "
	}
	return plain, asSent
}

// spelled returns a text in the ways in which it can come back.
func spelled(text string) map[string]string {
	quoted, _ := json.Marshal(text)
	inJSON := string(quoted)
	return map[string]string{
		"plain": text, "quoted": fmt.Sprintf("%q", text), "in a URL": url.QueryEscape(text), "in a path": url.PathEscape(text),
		"in JSON": inJSON, "in PHP's JSON": strings.NewReplacer("/", `\/`, "é", `\u00e9`).Replace(inJSON), "in HTML": html.EscapeString(text),
		"in escapes": everyEscape(text),
	}
}

// everyEscape writes every character as \uXXXX.
func everyEscape(text string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, `\u%04x`, unit)
	}
	return b.String()
}

// loud shows what it holds with %#v alone.
type loud struct{ Request string }

func (loud) Error() string { return "broken" }

// echoes are wires that give back what they were sent, in their errors and in their answers.
func echoes() map[string]roundTrip {
	all := map[string]roundTrip{}
	fails := map[string]func(plain, asSent string) error{
		"text": func(plain, asSent string) error { return errors.New(plain + asSent) },
		"url": func(_, asSent string) error {
			return &url.Error{Op: "Post", URL: "https://x.test/?" + asSent, Err: io.EOF}
		},
		"%#v":     func(plain, _ string) error { return loud{plain} },
		"wrapped": func(plain, _ string) error { return fmt.Errorf("proxy: %w", errors.New(plain)) },
		"joined":  func(plain, asSent string) error { return errors.Join(io.EOF, errors.New(asSent), loud{plain}) },
	}
	for name, fail := range fails {
		all["error, "+name] = func(req *http.Request) (*http.Response, error) { return nil, fail(sees(req)) }
	}
	for _, status := range []int{200, 404, 422, 429, 500, 302} {
		for name, body := range echoBodies() {
			all[fmt.Sprintf("%d, %s", status, name)] = func(req *http.Request) (*http.Response, error) {
				plain, asSent := sees(req)
				return answer(status, body(plain, asSent)), nil
			}
		}
	}
	return all
}

func echoBodies() map[string]func(plain, asSent string) string {
	quote := func(s string) string { return spelled(s)["in JSON"] }
	php := func(s string) string { return spelled(s)["in PHP's JSON"] }
	return map[string]func(plain, asSent string) string{
		"message": func(plain, asSent string) string { return `{"success":0,"message":` + quote(plain+asSent) + `}` },
		"errors":  func(plain, _ string) string { return `{"errors":{` + php(plain) + `:[` + php(plain) + `]}}` },
		"error": func(plain, asSent string) string {
			return `{"error":{"input":` + quote(plain) + `,"query":` + quote(asSent) + `}}`
		},
		"list": func(plain, _ string) string { return `[{"id":` + quote(plain) + `}]` },
		"data": func(plain, _ string) string {
			q := quote(plain)
			return `{"success":1,"data":{"invoice_id":` + q + `,"amount":` + q + `,"quantity":` + q + `,"transaction_time":` + q + `}}`
		},
		"object": func(plain, _ string) string {
			q := quote(plain)
			return `{"pk_id":` + q + `,"id":` + q + `,"amount":` + q + `,"created_at":` + q + `,` + q + `:{}}`
		},
		"rows": func(plain, _ string) string { return `{"transactions":[{"pk_id":` + quote(plain) + `,"amount":{}}]}` },
		"html": func(plain, asSent string) string {
			return "<html><pre>" + html.EscapeString(plain) + "</pre>" + asSent + "</html>"
		},
		"cut": func(plain, _ string) string {
			return `{"data":` + quote(strings.TrimRight(plain, " "))[:max(12, len(plain)-9)]
		},
		"SQL": func(plain, _ string) string {
			return "You have an error in your SQL syntax near '" + plain[:len(plain)*3/4] + "' at line 1"
		},
		"query": func(_, asSent string) string { return "<br />\nWarning: undefined index in " + asSent + "\n{}" },
	}
}

// badParameters are calls whose arguments are refused although they carry secrets.
func badParameters() []method {
	var all []method
	add := func(name string, call func(context.Context, *paykickstart.Client) error) {
		all = append(all, method{name: name, call: call})
	}
	add("create", func(ctx context.Context, c *paykickstart.Client) error {
		_, err := c.Purchases.Create(ctx, payments.CreateParams{Payment: payments.StripeCard{Token: leakPayment, Card: payments.Card{Last4: leakDigits + "1"}}})
		return err
	})
	add("create, ACH", func(ctx context.Context, c *paykickstart.Client) error {
		_, err := c.Purchases.Create(ctx, purchaseBy(payments.StripeACH{SourceID: leakPayment, RoutingNumber: leakRouting, AccountLast4: leakDigits}))
		return err
	})
	add("update", func(ctx context.Context, c *paykickstart.Client) error {
		return c.Purchases.UpdateCard(ctx, payments.UpdateCardParams{Password: leakPassword, Payment: payments.StripeCard{Token: leakPayment, Card: leakCard()}})
	})
	add("call", func(ctx context.Context, c *paykickstart.Client) error {
		_, err := c.Call(ctx, "PUT", "a?auth_token="+leakToken, url.Values{"auth_token": {leakToken}, "auth_token[" + leakToken + "]": {"1"}})
		return err
	})
	add("coupon", func(ctx context.Context, c *paykickstart.Client) error {
		_, err := c.Coupons.Create(ctx, coupons.CreateParams{})
		return err
	})
	return all
}
