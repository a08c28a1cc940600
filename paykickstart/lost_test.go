package paykickstart_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest/rawh2"
	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/payments"
)

const sold = `{"data":{"event":"sales","invoice_id":"PK-P1","transaction_id":"PK-T1"},"url":null,"type":1,"plan":20001}`

func purchaseOf(order string) payments.CreateParams {
	p := purchaseBy(payments.StripeCard{Token: "tok_fake"})
	p.CustomFields = map[string]string{"order": order}
	return p
}

// ledger counts how often a server read the purchase of an order, and knows which ones it charged.
type ledger struct {
	mu      sync.Mutex
	read    map[string]int
	charged map[string]bool
}

func newLedger() *ledger { return &ledger{read: map[string]int{}, charged: map[string]bool{}} }

// take notes a purchase that was read whole, and returns its number.
func (l *ledger) take(body string, charge func(n int) bool) int {
	form, _ := url.ParseQuery(body)
	order := form.Get("custom_field[order]")
	l.mu.Lock()
	defer l.mu.Unlock()
	l.read[order]++
	n := len(l.read)
	l.charged[order] = l.charged[order] || charge(n)
	return n
}

// check holds what the client claims to know of an order against what happened.
func (l *ledger) check(order string, err error) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.read[order] > 1:
		return fmt.Errorf("%s was read %d times", order, l.read[order])
	case errors.Is(err, api.ErrOutcomeUnknown):
		return nil
	case (err == nil) != l.charged[order]:
		return fmt.Errorf("%s: charged %t, and the client says %w", order, l.charged[order], err)
	}
	return nil
}

// buyMany makes purchases from 16 goroutines and holds each outcome against the ledger.
func buyMany(t *testing.T, client *paykickstart.Client, l *ledger, purchases int) {
	t.Helper()
	orders := make(chan string)
	var wg sync.WaitGroup
	var succeeded, refused atomic.Int64
	for range 16 {
		wg.Go(func() {
			for order := range orders {
				_, err := client.Purchases.Create(context.Background(), purchaseOf(order))
				assert.NoError(t, l.check(order, err))
				switch {
				case err == nil:
					succeeded.Add(1)
				case !errors.Is(err, api.ErrOutcomeUnknown):
					refused.Add(1)
				}
			}
		})
	}
	for n := range purchases {
		orders <- fmt.Sprintf("order-%d", n)
	}
	close(orders)
	wg.Wait()
	assert.NotZero(t, succeeded.Load(), "nothing is known")
	assert.NotZero(t, refused.Load(), "nothing is known")
}

// purchases is how many a fault test makes: the long form is asked for by name, because the suite must stay quick.
func purchases() int {
	if os.Getenv("PAYKICKSTART_TEST_PURCHASES") == "all" {
		return 4000
	}
	return 400
}

func lossesOverHTTP2() []func(*rawh2.Stream) {
	all := []func(*rawh2.Stream){
		(*rawh2.Stream).HangUp,
		func(s *rawh2.Stream) { s.Headers(200); s.Reset(2) },
	}
	for _, code := range []uint32{0, 1, 2, 7, 8, 13} {
		all = append(all, func(s *rawh2.Stream) { s.Reset(code) })
	}
	for _, code := range []uint32{0, 1, 11} {
		all = append(all, func(s *rawh2.Stream) { s.GoAway(code, false) }, func(s *rawh2.Stream) { s.GoAway(code, true); s.HangUp() })
	}
	return all
}

// answerOrLose answers every third purchase, refuses every third, and loses the answer of the others.
func answerOrLose(l *ledger) func(*rawh2.Stream) {
	losses := lossesOverHTTP2()
	refused := func(n int) bool { return n%3 == 1 }
	return func(s *rawh2.Stream) {
		n := l.take(s.Body, func(n int) bool { return !refused(n) })
		switch {
		case n%3 == 0:
			s.Answer(200, sold)
		case refused(n):
			s.Answer([]int{421, 422, 401}[n/3%3], `{"message":"no"}`)
		default:
			losses[n/3%len(losses)](s)
		}
	}
}

func TestPurchasesThatAreLostOverHTTP2(t *testing.T) {
	t.Parallel()
	l := newLedger()
	s := rawh2.Start(t, answerOrLose(l))
	client := newClient(t, s.Transport(t), paykickstart.WithBaseURL(s.URL), paykickstart.WithTimeout(20*time.Second))
	buyMany(t, client, l, purchases())
}

// The same over HTTP/1.1, with what a server can do there.
func TestPurchasesThatAreLostOverHTTP1(t *testing.T) {
	t.Parallel()
	l := newLedger()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		switch n := l.take(string(body), func(n int) bool { return n%7 != 1 }); n % 7 {
		case 0, 2:
			_, _ = w.Write([]byte(sold))
		case 1:
			w.WriteHeader(http.StatusUnprocessableEntity)
		case 3:
			w.WriteHeader(http.StatusBadGateway)
		case 4:
			w.Header().Set("Content-Length", "999")
			_, _ = w.Write([]byte(sold))
		case 5:
			w.Header().Set("Connection", "Upgrade")
			w.Header().Set("Upgrade", "x")
			w.WriteHeader(http.StatusSwitchingProtocols)
		default:
			panic(http.ErrAbortHandler)
		}
	}))
	srv.Config.ErrorLog = log.New(io.Discard, "", 0)
	t.Cleanup(srv.Close)
	wire := &http.Transport{MaxIdleConnsPerHost: 16}
	t.Cleanup(wire.CloseIdleConnections)
	client := newClient(t, wire, paykickstart.WithBaseURL(srv.URL), paykickstart.WithTimeout(20*time.Second))
	buyMany(t, client, l, purchases())
}
