package paykickstart_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/paykickstart"
)

// recorder keeps what a RoundTripper in its place sees of the requests and answers.
type recorder struct {
	*witness
	next http.RoundTripper
}

func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	_, _ = fmt.Fprintf(r, "%s %s %v %d\n", req.Method, req.URL, req.Header, req.ContentLength)
	if req.Body != nil {
		_, _ = io.Copy(r, req.Body)
	}
	resp, err := r.next.RoundTrip(req)
	if resp != nil {
		_, _ = fmt.Fprintf(r, "%v %v\n", resp.Header, resp.Request.URL)
	}
	r.err(err)
	return resp, err
}

// personal is what the arguments of the methods hold of persons and licenses.
func personal() []string {
	return []string{"AAAA-BBBB", "buyer@example", "buyer%40example", "PK-P1"}
}

// Every method through every failure: a middleware sees no secret, no key and no e-mail address.
func TestAMiddlewareSeesNoSecret(t *testing.T) {
	t.Parallel()
	for name, fault := range wireFaults(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, byPOST := range []bool{false, true} {
				for _, m := range methods() {
					above := &recorder{witness: &witness{}}
					options := append(fault.options, paykickstart.WithMiddleware(func(next http.RoundTripper) http.RoundTripper {
						above.next = next
						return above
					}))
					if byPOST {
						options = append(options, paykickstart.WithReadsByPOST())
					}
					require.Error(t, m.call(context.Background(), newClient(t, fault.wire, options...)), m.name)
					above.requireClean(t, m.name)
					for _, text := range personal() {
						assert.False(t, strings.Contains(above.out.String(), text), "%s shows %s", m.name, text) //nolint:testifylint // the text is long
					}
					assert.NotEmpty(t, above.out.String())
				}
			}
		})
	}
}

// Whatever hangs on the request that a middleware sees, no secret does.
func TestAMiddlewareReachesNoSecret(t *testing.T) {
	t.Parallel()
	looks := func(next http.RoundTripper) http.RoundTripper {
		return roundTrip(func(req *http.Request) (*http.Response, error) {
			reached := apitest.Reachable(req)
			assert.Negative(t, findSecret(reached), req.URL.Path)
			return next.RoundTrip(req)
		})
	}
	wire := roundTrip(func(*http.Request) (*http.Response, error) { return answer(http.StatusServiceUnavailable, ""), nil })
	client := newClient(t, wire, paykickstart.WithMiddleware(looks))
	for _, m := range methods() {
		require.Error(t, m.call(context.Background(), client), m.name)
	}
}

// What stands below the token sees all of it: that is what the docs of WithHTTPClient warn of.
func TestATransportSeesTheToken(t *testing.T) {
	t.Parallel()
	below := &recorder{witness: &witness{}, next: roundTrip(func(req *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 200, Header: http.Header{}, Body: http.NoBody, Request: req}, nil
	})}
	client := newClient(t, below)
	_, err := client.Licenses.Get(context.Background(), "AAAA-BBBB")
	require.Error(t, err)
	assert.GreaterOrEqual(t, findSecret(below.out.String()), 0)
	assert.Contains(t, below.out.String(), "AAAA-BBBB")
}

func TestReadsByPOSTHaveNothingInTheURL(t *testing.T) {
	t.Parallel()
	for _, m := range methods() {
		var mu sync.Mutex
		var urls, verbs []string
		client := newClient(t, roundTrip(func(req *http.Request) (*http.Response, error) {
			mu.Lock()
			defer mu.Unlock()
			urls, verbs = append(urls, req.URL.RawQuery), append(verbs, req.Method)
			return answer(http.StatusServiceUnavailable, ""), nil
		}), paykickstart.WithReadsByPOST())
		err := m.call(context.Background(), client)
		require.ErrorIs(t, err, api.ErrServer, m.name)
		assert.NotContains(t, verbs, http.MethodGet, m.name)
		attempts := 1
		if m.verb == http.MethodGet {
			attempts = tries
			require.NotErrorIs(t, err, api.ErrOutcomeUnknown, m.name)
		}
		assert.Len(t, verbs, attempts, "%s: a read stays a read, a write a write", m.name)
		for _, query := range urls {
			assert.Empty(t, query, m.name)
		}
	}
}

// A tracing library stands where it sees method, host and path, and neither the token nor whom the call is about.
func ExampleWithMiddleware() {
	trace := func(next http.RoundTripper) http.RoundTripper {
		return roundTrip(func(req *http.Request) (*http.Response, error) {
			fmt.Println("span:", req.Method, req.URL)
			return next.RoundTrip(req)
		})
	}
	wire := roundTrip(func(req *http.Request) (*http.Response, error) {
		return answer(http.StatusOK, `{"success":1,"data":{"license_key":"AAAA-BBBB","status":1}}`), nil
	})
	client, err := paykickstart.New("your-api-key",
		paykickstart.WithHTTPClient(&http.Client{Transport: wire}),
		paykickstart.WithMiddleware(trace))
	if err != nil {
		fmt.Println(err)
		return
	}
	license, err := client.Licenses.Get(context.Background(), "AAAA-BBBB")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(license.LicenseKey)
	// Output:
	// span: GET https://app.paykickstart.com/api/licenses/data
	// AAAA-BBBB
}
