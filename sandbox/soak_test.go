package sandbox_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/sandbox"
)

var (
	soakFor  = flag.Duration("soak", 0, "how long TestSoak goes on, with thousands of purchases a season; 0: one short season")
	soakSeed = flag.Uint64("soak-seed", 1, "the seed of the first season of TestSoak; each further one adds 1")
)

// TestSoak sells through the real client in the worst weather, hears of it through
// the real notification handler, and then compares both with the ledger. Longer:
//
//	go test ./sandbox -run TestSoak -v -soak 10m -timeout 20m
//
// The seed decides everything but the order in which goroutines take their turns.
func TestSoak(t *testing.T) {
	t.Parallel()
	purchases := shortSoak
	if *soakFor > 0 {
		purchases = 4000
	}
	end := time.Now().Add(*soakFor)
	for seed := *soakSeed; ; seed++ {
		t.Run(fmt.Sprintf("soak-seed=%d", seed), func(t *testing.T) { newSeason(t, seed).run(purchases) })
		if t.Failed() || !time.Now().Before(end) {
			return
		}
	}
}

// leak is a part of every secret of a season.
const leak = "LEAKED"

// season is one box, one client and one receiver.
type season struct {
	t      *testing.T
	seed   uint64
	sb     *sandbox.Sandbox
	client *paykickstart.Client
	log    *soakLog
	books  *books

	mu     sync.Mutex
	orders []*order
}

// soakLog collects what client, handler and box write.
type soakLog struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *soakLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func newSeason(t *testing.T, seed uint64) *season {
	t.Helper()
	s := &season{t: t, seed: seed, log: &soakLog{}}
	logger := slog.New(slog.NewTextHandler(s.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	vendor := sandbox.DefaultVendor()
	secrets := map[int64][]string{}
	for i := range vendor.Campaigns {
		c := &vendor.Campaigns[i]
		c.IPNSecret = fmt.Sprintf("%s-secret-%d", leak, c.ID)
		secrets[c.ID] = []string{c.IPNSecret}
	}
	s.books = newBooks(t, seed, secrets, logger)
	// CancelAtPeriodEnd goes by the real clock, and refuses what lies behind it.
	sb, err := sandbox.Start(sandbox.WithVendor(vendor), sandbox.WithAuthToken(leak+"-token"), sandbox.WithClock(start.AddDate(100, 0, 0)),
		sandbox.WithSeed(seed), sandbox.WithFaults(weather()...), sandbox.WithLogger(logger), sandbox.WithNotify(s.books.url),
		sandbox.WithDisorder(sandbox.Disorder{Duplicate: 0.2, Late: 0.2, Shuffle: true}))
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, sb.Close()) })
	s.sb = sb
	wire := &http.Transport{MaxIdleConnsPerHost: soakWorkers}
	t.Cleanup(wire.CloseIdleConnections)
	s.client, err = paykickstart.New(sb.AuthToken, paykickstart.WithBaseURL(sb.URL), paykickstart.WithLogger(logger),
		paykickstart.WithHTTPClient(&http.Client{Transport: wire}), paykickstart.WithTimeout(soakTimeout),
		paykickstart.WithRetry(paykickstart.Retry{MaxAttempts: 4, MinWait: time.Millisecond, MaxWait: 4 * time.Millisecond}))
	require.NoError(t, err)
	return s
}

// soakTimeout is what the client waits; a slow answer of the weather takes longer.
const soakTimeout = 250 * time.Millisecond

// weather is every kind of fault at once.
func weather() []sandbox.Fault {
	const often, rarely = 0.03, 0.002
	return []sandbox.Fault{
		{Kind: sandbox.FaultRateLimited, Probability: often},
		{Kind: sandbox.FaultErrorBefore, Probability: often},
		{Kind: sandbox.FaultErrorAfter, Probability: often},
		{Kind: sandbox.FaultResetBefore, Probability: often},
		{Kind: sandbox.FaultResetAfter, Probability: often},
		{Kind: sandbox.FaultHTMLPage, Probability: often},
		{Kind: sandbox.FaultTruncatedJSON, Probability: often},
		{Kind: sandbox.FaultLatency, Probability: often, Wait: 5 * time.Millisecond},
		{Kind: sandbox.FaultLatency, Probability: rarely, Wait: 2 * soakTimeout},
		{Kind: sandbox.FaultWrongTypes, Probability: often},
	}
}

const (
	soakRounds  = 4
	soakWorkers = 4
)

// run is four busy days with weeks between them, and the audit after the last of
// what they set going.
func (s *season) run(purchases int) {
	chance := rand.New(rand.NewPCG(s.seed, 1))
	for round := range soakRounds {
		var wg sync.WaitGroup
		for worker := range soakWorkers {
			wg.Go(func() { s.sell(newClerk(s.seed, round, worker), purchases/soakRounds/soakWorkers) })
		}
		wg.Wait()
		s.refundSome(chance)
		s.sb.Advance(20 * day)
		s.deliver(chance)
		s.lookUpUnknown(false)
	}
	require.NoError(s.t, s.sb.SetFaults(), "the weather clears")
	s.sb.Advance(200 * day)
	s.deliver(chance)
	s.lookUpUnknown(true)
	s.audit()
}

// refundSome gives money back as the vendor does, all or a part, at most once a charge.
func (s *season) refundSome(chance *rand.Rand) {
	refunded := map[string]bool{}
	for _, e := range s.sb.Ledger() {
		refunded[e.TransactionID] = refunded[e.TransactionID] || e.Kind == sandbox.EntryRefund
	}
	for _, e := range s.sb.Ledger() {
		if e.Kind != sandbox.EntryCharge || refunded[e.TransactionID] || chance.Float64() >= 0.1 {
			continue
		}
		amount := e.Amount
		if chance.IntN(2) == 0 {
			amount = amount.Div(two).RoundDown(2)
		}
		require.NoError(s.t, s.sb.Refund(e.TransactionID, amount))
		got, err := s.client.Transactions.Get(s.t.Context(), e.TransactionID)
		if err == nil {
			assert.True(s.t, got.IsRefund, "%s is refunded", e.TransactionID)
		} else {
			s.noteError(err)
		}
	}
}

// deliver brings every notification to the receiver in the end: what failed again,
// and some that did not fail, two at the same time.
func (s *season) deliver(chance *rand.Rand) {
	ctx, cancel := context.WithTimeout(s.t.Context(), time.Minute)
	defer cancel()
	require.NoError(s.t, s.sb.Flush(ctx))
	var again []int64
	for _, d := range s.sb.Deliveries() {
		if chance.Float64() < 0.05 {
			again = append(again, d.ID, d.ID)
		}
	}
	for tries := 0; len(again) > 0 || len(s.missing()) > 0; tries++ {
		require.Less(s.t, tries, 50, "the receiver never takes %v", s.missing())
		s.redeliver(ctx, append(again, s.missing()...))
		again = nil
	}
}

// missing are the deliveries to repeat of the notifications that nobody took yet.
func (s *season) missing() []int64 {
	log := s.sb.Deliveries()
	taken := map[int64]bool{}
	for _, d := range log {
		taken[d.Notification.ID] = taken[d.Notification.ID] || d.Delivered()
	}
	var ids []int64
	for _, d := range log {
		if n := d.Notification.ID; !taken[n] {
			taken[n] = true
			ids = append(ids, d.ID)
		}
	}
	return ids
}

func (s *season) redeliver(ctx context.Context, ids []int64) {
	work := make(chan int64)
	var wg sync.WaitGroup
	for range soakWorkers {
		wg.Go(func() {
			for id := range work {
				_, err := s.sb.Redeliver(ctx, id)
				assert.NoError(s.t, err)
			}
		})
	}
	for _, id := range ids {
		work <- id
	}
	close(work)
	wg.Wait()
}

// noteError logs an error as careless programs do.
func (s *season) noteError(err error) {
	_, _ = fmt.Fprintf(s.log, "%v\n%+v\n%#v\n", err, err, err)
}

func (s *season) requireNoLeak() {
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	for _, record := range []string{"paykickstart call", "ipn: handled", "sandbox: request", "sandbox: delivery", "outcome unknown"} {
		require.True(s.t, bytes.Contains(s.log.text.Bytes(), []byte(record)), "nothing to look at: %s", record)
	}
	_, after, leaked := bytes.Cut(s.log.text.Bytes(), []byte(leak))
	require.False(s.t, leaked, "a secret is in a log, before %.300s", after)
	for _, n := range s.sb.Notifications() {
		require.False(s.t, bytes.Contains(n.Body, []byte(leak)), "a secret is in notification %d", n.ID)
	}
}
