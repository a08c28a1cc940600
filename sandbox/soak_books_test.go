package sandbox_test

import (
	"context"
	"errors"
	"hash/fnv"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
)

// books are what the vendor knows from notifications alone.
type books struct {
	url string

	mu              sync.Mutex
	chance          *rand.Rand
	seed            uint64
	tried, handled  map[string]int             // by key
	income          map[string]decimal.Decimal // by transaction
	refunds         decimal.Decimal
	buyers, endings map[string]int // by e-mail address, by invoice
}

// newBooks serves the real handler, whose answer is lost now and then.
func newBooks(t *testing.T, seed uint64, secrets map[int64][]string, logger *slog.Logger) *books {
	t.Helper()
	b := &books{
		chance: rand.New(rand.NewPCG(seed, 2)), seed: seed, tried: map[string]int{}, handled: map[string]int{},
		income: map[string]decimal.Decimal{}, buyers: map[string]int{}, endings: map[string]int{},
	}
	verifier, err := ipn.NewVerifier(ipn.CampaignSecrets(secrets))
	require.NoError(t, err)
	handler := ipn.NewHandler(verifier, b, ipn.WithStore(ipn.NewMemoryStore(ipn.WithMaxEntries(1<<20))), ipn.WithLogger(logger))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if b.loses() {
			handler.ServeHTTP(httptest.NewRecorder(), r)
			panic(http.ErrAbortHandler)
		}
		handler.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	b.url = server.URL
	return b
}

func (b *books) loses() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.chance.Float64() < 0.05
}

// HandleNotification fails at the first try of one notification in eight.
func (b *books) HandleNotification(_ context.Context, n *ipn.Notification) error {
	key := n.Key()
	sum := fnv.New64a()
	_, _ = sum.Write([]byte(key))
	b.mu.Lock()
	defer b.mu.Unlock()
	if n.Repeated() && b.handled[key] == 1 {
		return nil // an event that changes a state comes again, marked: to know it already is enough
	}
	b.tried[key]++
	if b.tried[key] == 1 && (sum.Sum64()+b.seed)%8 == 0 {
		return errors.New("the database is away")
	}
	b.handled[key]++
	b.buyers[n.Buyer.Email]++
	switch n.Event {
	case ipn.EventSales:
		b.income[n.TransactionID] = b.income[n.TransactionID].Add(n.Amount)
	case ipn.EventRefund:
		b.refunds = b.refunds.Add(n.Amount)
	case ipn.EventSubscriptionCancelled:
		b.endings[n.InvoiceID]++
	}
	return nil
}

func (b *books) knows(email string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buyers[email] > 0
}
