package paykickstart_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/payments"
)

// tally is a wire that counts what it is sent and answers as a function says.
type tally struct {
	answer func(verb, route string) (*http.Response, error)
	counts map[string]int
}

func (w *tally) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		_, _ = io.Copy(io.Discard, req.Body)
		_ = req.Body.Close()
	}
	route := strings.TrimPrefix(req.URL.Path, "/api/")
	w.counts[req.Method+" "+route]++
	return w.answer(req.Method, route)
}

func counting(f func(verb, route string) (*http.Response, error)) *tally {
	return &tally{answer: f, counts: map[string]int{}}
}

// Every GET is a read and is tried again; every POST is a write and is sent once, whatever happens to it.
func TestEveryMethodIsOfTheRightClass(t *testing.T) {
	t.Parallel()
	for name, fail := range map[string]func(verb, route string) (*http.Response, error){
		"500":   func(string, string) (*http.Response, error) { return answer(500, ""), nil },
		"503":   func(string, string) (*http.Response, error) { return answer(503, ""), nil },
		"429":   func(string, string) (*http.Response, error) { return answer(429, ""), nil },
		"reset": func(string, string) (*http.Response, error) { return nil, errors.New("connection reset by peer") },
		"cut": func(string, string) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Body: io.NopCloser(io.MultiReader(strings.NewReader("{"), broken{}))}, nil
		},
	} {
		for _, m := range methods() {
			wire := counting(fail)
			err := m.call(context.Background(), newClient(t, wire))
			require.Error(t, err, m.name)
			require.Len(t, wire.counts, 1, m.name)
			for sent, n := range wire.counts {
				want := tries
				if m.verb == http.MethodPost {
					want = 1
				}
				assert.Equal(t, want, n, "%s: %s after %s", m.name, sent, name)
				assert.True(t, strings.HasPrefix(sent, m.verb+" "), sent)
			}
			unknown := m.verb == http.MethodPost && name != "429"
			assert.Equal(t, unknown, errors.Is(err, api.ErrOutcomeUnknown), "%s after %s: %v", m.name, name, err)
		}
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// The write that follows a read is a write of its own.
func TestCancelAtPeriodEndWritesOnce(t *testing.T) {
	t.Parallel()
	const purchase = `{"pk_id":"PK-P1","subscriptions":[{"status":1,"next_date":"2131-01-01 00:00:00"}]}`
	reads := 0
	wire := counting(func(verb, _ string) (*http.Response, error) {
		if verb == http.MethodPost {
			return answer(503, ""), nil
		}
		if reads++; reads == 1 {
			return answer(503, ""), nil
		}
		return answer(200, purchase), nil
	})
	_, err := newClient(t, wire).Subscriptions.CancelAtPeriodEnd(context.Background(), "PK-P1")
	require.ErrorIs(t, err, api.ErrOutcomeUnknown)
	assert.Equal(t, map[string]int{"GET purchase/get": 2, "POST subscriptions/cancel": 1}, wire.counts)
}

// affiliates/all by POST changes nothing and may be repeated.
func TestTheListOfAffiliatesIsARead(t *testing.T) {
	t.Parallel()
	wire := counting(func(verb, route string) (*http.Response, error) {
		switch verb + " " + route {
		case "GET affiliate/all":
			return answer(404, ""), nil
		case "GET affiliates/all":
			return answer(405, ""), nil
		default:
			return answer(503, ""), nil
		}
	})
	_, err := newClient(t, wire).Affiliates.List(context.Background(), 7)
	require.ErrorIs(t, err, api.ErrServer)
	require.NotErrorIs(t, err, api.ErrOutcomeUnknown)
	assert.Equal(t, map[string]int{"GET affiliate/all": 1, "GET affiliates/all": 1, "POST affiliates/all": tries}, wire.counts)
}

// An answer that refuses and names what was bought settles nothing: the caller gets both.
func TestAPurchaseThatIsRefusedAndBought(t *testing.T) {
	t.Parallel()
	data := `"data":{"event":"sales","invoice_id":"PK-P1","transaction_id":"PK-T1","amount":"9.99"}`
	for name, tc := range map[string]struct {
		status int
		body   string
		want   error
		known  bool
	}{
		"errors and data":           {200, `{"errors":["no"],` + data + `}`, api.ErrOutcomeUnknown, true},
		"a falsy flag and data":     {200, `{"success":0,` + data + `}`, api.ErrOutcomeUnknown, true},
		"4xx and data":              {422, `{"errors":["no"],` + data + `}`, api.ErrOutcomeUnknown, true},
		"5xx and data":              {500, `{` + data + `}`, api.ErrOutcomeUnknown, true},
		"an odd member before data": {422, `{"type":{"a":1},"errors":["no"],` + data + `}`, api.ErrOutcomeUnknown, true},
		"errors alone":              {200, `{"errors":["Your card was declined."]}`, api.ErrRejected, false},
		"4xx alone":                 {422, `{"type":"error","errors":["Your card was declined."]}`, api.ErrRejected, false},
		"empty data":                {200, `{"errors":["Your card was declined."],"data":[]}`, api.ErrRejected, false},
	} {
		client := newClient(t, roundTrip(func(*http.Request) (*http.Response, error) { return answer(tc.status, tc.body), nil }))
		receipt, err := client.Purchases.Create(context.Background(), purchaseBy(payments.Braintree{Nonce: "fake-nonce"}))
		require.ErrorIs(t, err, tc.want, name)
		assert.Equal(t, tc.known, errors.Is(err, api.ErrOutcomeUnknown), name)
		if !tc.known {
			assert.Nil(t, receipt, name)
			continue
		}
		require.NotNil(t, receipt, name)
		assert.Equal(t, "PK-P1", receipt.Notification.InvoiceID, name)
	}
}

// The context of the caller reaches every method.
func TestEveryMethodEndsWithItsContext(t *testing.T) {
	t.Parallel()
	stop := errors.New("shutting down")
	for _, m := range methods() {
		ctx, cancel := context.WithCancelCause(context.Background())
		client := newClient(t, roundTrip(func(req *http.Request) (*http.Response, error) {
			cancel(stop)
			<-req.Context().Done()
			return nil, context.Cause(req.Context())
		}), paykickstart.WithTimeout(time.Minute))
		err := m.call(ctx, client)
		require.ErrorIs(t, err, context.Canceled, m.name)
		require.ErrorIs(t, err, stop, m.name)
		assert.Equal(t, m.verb == http.MethodPost, errors.Is(err, api.ErrOutcomeUnknown), m.name)

		before := newClient(t, roundTrip(func(*http.Request) (*http.Response, error) { t.Error(m.name, "was sent"); return nil, io.EOF }))
		err = m.call(ctx, before)
		require.ErrorIs(t, err, context.Canceled, m.name)
		require.NotErrorIs(t, err, api.ErrOutcomeUnknown, m.name)
	}
}

// Every error of every method is an *api.Error that names the method as the caller typed it.
func TestEveryErrorNamesItsMethod(t *testing.T) {
	t.Parallel()
	client := newClient(t, roundTrip(func(*http.Request) (*http.Response, error) { return answer(401, "{}"), nil }))
	for _, m := range methods() {
		var e *api.Error
		require.ErrorAs(t, m.call(context.Background(), client), &e, m.name)
		typed, _, _ := strings.Cut(m.name, " ")
		assert.Equal(t, typed, e.Op)
		assert.Equal(t, 1, e.Attempts)
	}
}
