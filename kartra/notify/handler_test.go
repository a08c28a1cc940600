package notify_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/kartra/notify"
)

func TestIPNHandlerAnswers(t *testing.T) {
	t.Parallel()
	good := encode(documentedIPN(notify.KindSale)...)
	none := func(*http.Request) {}
	for name, test := range map[string]struct {
		body   []byte
		change func(*http.Request)
		want   int
	}{
		"good":                    {good, none, 200},
		"as a form":               {good, contentType("application/x-www-form-urlencoded"), 200},
		"as JSON":                 {good, contentType("application/json"), 200},
		"GET":                     {good, method("GET"), 405},
		"PUT":                     {good, method("PUT"), 405},
		"empty":                   {nil, none, 400},
		"the other surface":       {document(t, "refund_2020"), none, 400},
		"no transaction id":       {[]byte("transaction_type=sale&secret_key=" + secret), none, 400},
		"transaction id is 0":     {[]byte("transaction_type=sale&transaction_id=0&secret_key=" + secret), none, 400},
		"no kind":                 {[]byte("transaction_id=1&secret_key=" + secret), none, 400},
		"no secret":               {[]byte("transaction_type=sale&transaction_id=1"), none, 403},
		"wrong secret":            {[]byte("transaction_type=sale&transaction_id=1&secret_key=x"), none, 403},
		"secret in the URL alone": {[]byte("transaction_type=sale&transaction_id=1"), func(r *http.Request) { r.URL.RawQuery = "secret_key=" + secret }, 403},
		"unknown kind":            {[]byte("transaction_type=paused&transaction_id=1&secret_key=" + secret), none, 200},
		"bad field":               {[]byte("transaction_type=sale&transaction_id=1&transaction_tax=x&secret_key=" + secret), none, 500},
		"bad field, wrong secret": {[]byte("transaction_type=sale&transaction_id=1&transaction_tax=x&secret_key=x"), none, 403},
		"2 MB":                    {bytes.Repeat([]byte("a"), 2<<20), none, 413},
		"many fields":             {bytes.Repeat([]byte("a=1&"), 2000), none, 413},
		"broken off":              {nil, func(r *http.Request) { r.Body = io.NopCloser(failingReader{}) }, 400},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := new(calls)
			w := post(ipnReceiver(t, c.ipn), test.body, test.change)
			requireAnswer(t, w, test.want, c)
		})
	}
}

func TestOutboundHandlerAnswers(t *testing.T) {
	t.Parallel()
	good := document(t, "refund_2024")
	none := func(*http.Request) {}
	for name, test := range map[string]struct {
		body   []byte
		change func(*http.Request)
		want   int
	}{
		"good":                     {good, none, 200},
		"as a form":                {good, contentType("application/x-www-form-urlencoded"), 200},
		"as text":                  {good, contentType("text/plain; charset"), 200},
		"a tag":                    {outbound(notify.ActionAssignTag, `{"tag":{"tag_id":1}}`), none, 200},
		"unknown action":           {outbound("new_action", `[]`), none, 200},
		"GET":                      {good, method("GET"), 405},
		"no secret":                {good, query(""), 403},
		"empty secret":             {good, query("key="), 403},
		"wrong secret":             {good, query("key=x"), 403},
		"right secret, other name": {good, query("secret=" + url.QueryEscape(urlSecret)), 403},
		"twice":                    {good, query("key=x&key=" + url.QueryEscape(urlSecret)), 403},
		"broken query":             {good, query("key=%zz"), 403},
		"secret in a header":       {good, func(r *http.Request) { r.URL.RawQuery = ""; r.Header.Set("key", urlSecret) }, 403},
		"empty":                    {nil, none, 400},
		"list":                     {[]byte("[]"), none, 400},
		"null":                     {[]byte("null"), none, 400},
		"truncated":                {good[:200], none, 400},
		"no action":                {[]byte("{}"), none, 400},
		"the other surface":        {encode(documentedIPN(notify.KindSale)...), none, 400},
		"refund without details":   {outbound(notify.ActionRefundProduct, `[]`), none, 400},
		"purchase without id":      {outbound(notify.ActionBuyProduct, `{"transaction_details":{"transaction_id":"0"}}`), none, 400},
		"bad field":                {outbound("a", `{"transaction_details":{"transaction_tax":"x"}}`), none, 500},
		"2 MB":                     {bytes.Repeat([]byte(" "), 2<<20), none, 413},
		"deep":                     {bytes.Repeat([]byte("["), 1000), none, 413},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := new(calls)
			w := post(outboundReceiver(t, c.outbound), test.body, test.change)
			requireAnswer(t, w, test.want, c)
		})
	}
}

// Without the secret nobody makes the handler read a body.
func TestOutboundHandlerDoesNotReadBeforeTheGate(t *testing.T) {
	t.Parallel()
	w := post(outboundReceiver(t, new(calls).outbound), nil, query("key=wrong"), func(r *http.Request) {
		r.Body = io.NopCloser(readerFunc(func([]byte) (int, error) { panic("read") }))
	})
	assert.Equal(t, 403, w.Code)
}

func TestHandlerPanicIsAnAnswer(t *testing.T) {
	t.Parallel()
	h := ipnReceiver(t, func(context.Context, *notify.IPN) error { panic("boom") }, notify.WithStore(ipn.NewMemoryStore()))
	assert.Equal(t, 500, post(h, encode(documentedIPN(notify.KindSale)...)).Code)
}

// A second delivery waits for the first one and then is a duplicate.
func TestHandlerWaitsForAnEarlierDelivery(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := new(calls)
		slow := func(ctx context.Context, n *notify.IPN) error {
			time.Sleep(3 * time.Second)
			return c.ipn(ctx, n)
		}
		h := ipnReceiver(t, slow, notify.WithStore(ipn.NewMemoryStore()), notify.WithBudget(5*time.Second))
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() { assert.Equal(t, 200, post(h, encode(documentedIPN(notify.KindSale)...)).Code) })
		}
		wg.Wait()
		assert.Equal(t, int32(1), c.n.Load())
	})
}

func TestHandlerBudget(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		opts []notify.HandlerOption
		want time.Duration
	}{
		"default": {nil, 10 * time.Second},
		"own":     {[]notify.HandlerOption{notify.WithBudget(time.Second)}, time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				start := time.Now()
				h := outboundReceiver(t, func(ctx context.Context, _ *notify.Outbound) error {
					<-ctx.Done()
					return ctx.Err()
				}, test.opts...)
				assert.Equal(t, 500, post(h, document(t, "refund_2020")).Code)
				assert.Equal(t, test.want, time.Since(start))
			})
		})
	}
}

func TestHandlerReadsTimesInAPlace(t *testing.T) {
	t.Parallel()
	var got time.Time
	h := outboundReceiver(t, func(_ context.Context, o *notify.Outbound) error {
		got = o.Transaction.Date
		return nil
	}, notify.WithLocation(time.UTC))
	require.Equal(t, 200, post(h, document(t, "refund_2020")).Code)
	assert.Equal(t, time.Date(2020, 5, 3, 9, 30, 0, 0, time.UTC), got)
}

func TestSlipsPanicAtStart(t *testing.T) {
	t.Parallel()
	v, g, c := verifier(t, secret), gate(t, urlSecret), new(calls)
	for name, slip := range map[string]func(){
		"nil verifier":          func() { notify.NewIPNHandler(nil, c.ipn) },
		"nil gate":              func() { notify.NewOutboundHandler(nil, c.outbound) },
		"nil IPN callback":      func() { notify.NewIPNHandler(v, nil) },
		"nil Outbound callback": func() { notify.NewOutboundHandler(g, nil) },
		"nil store":             func() { notify.WithStore(nil) },
		"nil logger":            func() { notify.WithLogger(nil) },
		"nil option":            func() { notify.NewIPNHandler(v, c.ipn, nil) },
		"nil in ByKind":         func() { notify.ByKind(map[notify.Kind]notify.IPNFunc{"a": nil}, nil) },
		"nil in ByAction":       func() { notify.ByAction(map[notify.Action]notify.OutboundFunc{"a": nil}, nil) },
		"zero budget":           func() { notify.WithBudget(0) },
		"negative budget":       func() { notify.WithBudget(-1) },
	} {
		t.Run(name, func(t *testing.T) { assert.Panics(t, slip) })
	}
}
