package payments_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/jarcoal/httpmock"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// meaning is what a ledger takes created_at for.
type meaning uint8

const (
	upTo meaning = iota
	upToExclusive
	fromOldest
	fromOldestExclusive
	fromNewest
	fromNewestExclusive
	upToOldest
	ignored
	meanings
)

func (m meaning) String() string {
	return [...]string{"up to", "up to, exclusive", "from, oldest", "from, oldest, exclusive", "from, newest", "from, newest, exclusive", "up to, oldest", "ignored"}[m]
}

// pages reports whether all transactions can be had under the meaning.
func (m meaning) pages() bool { return m <= fromOldestExclusive }

// ledger is an account's transactions, by their second. It answers 100 of them, ties and order at random.
type ledger struct {
	t        testing.TB
	meaning  meaning
	seconds  []int64
	random   *rand.Rand
	requests []string
	arriving int   // new transactions before each request but the first
	shift    int64 // added to the bounds
}

func newLedger(t testing.TB, m meaning, seed uint64, seconds ...int64) *ledger {
	return &ledger{t: t, meaning: m, seconds: slices.Clone(seconds), random: rand.New(rand.NewPCG(seed, 1))}
}

func (l *ledger) service() *payments.TransactionService {
	mock := httpmock.NewMockTransport()
	mock.RegisterResponder(http.MethodGet, apitest.BaseURL+"transactions", func(r *http.Request) (*http.Response, error) {
		bound := r.URL.Query().Get("created_at")
		if len(l.requests) > 0 {
			for range l.arriving {
				l.seconds = append(l.seconds, slices.Max(l.seconds)+1)
			}
		}
		l.requests = append(l.requests, bound)
		return httpmock.NewBytesResponse(http.StatusOK, l.page(bound)), nil
	})
	return payments.NewTransactionService(apitest.Transport(l.t, mock))
}

type wireRow struct {
	ID      int    `json:"id"`
	PKID    string `json:"pk_id"`
	Created string `json:"created_at"`
}

func idOf(index int) string { return "PK-T" + strconv.Itoa(index) }

func (l *ledger) page(bound string) []byte {
	picked := l.random.Perm(len(l.seconds))
	oldestFirst := false
	if b, err := strconv.ParseInt(bound, 10, 64); err == nil {
		assert.Positive(l.t, b, "PHP takes 0 for none")
		b += l.shift
		picked = slices.DeleteFunc(picked, func(i int) bool { return !l.selects(l.seconds[i], b) })
		oldestFirst = l.meaning == fromOldest || l.meaning == fromOldestExclusive || l.meaning == upToOldest
	}
	slices.SortStableFunc(picked, func(a, b int) int {
		if oldestFirst {
			a, b = b, a
		}
		return cmp.Compare(l.seconds[b], l.seconds[a])
	})
	picked = picked[:min(len(picked), 100)]
	l.random.Shuffle(len(picked), func(i, j int) { picked[i], picked[j] = picked[j], picked[i] })
	rows := make([]wireRow, len(picked))
	for i, index := range picked {
		created := time.Unix(l.seconds[index], 0).UTC().Format(time.DateTime)
		rows[i] = wireRow{ID: index + 1, PKID: idOf(index), Created: created}
	}
	body, err := json.Marshal(map[string]any{"transactions": rows})
	if err != nil {
		panic(err)
	}
	return body
}

func (l *ledger) selects(second, bound int64) bool {
	switch l.meaning {
	case upTo, upToOldest:
		return second <= bound
	case upToExclusive:
		return second < bound
	case fromOldest, fromNewest:
		return second >= bound
	case fromOldestExclusive, fromNewestExclusive:
		return second > bound
	default:
		return true
	}
}

// collect ranges over all of since, demands that nothing comes twice or is too old, and returns the ids and the error.
func (l *ledger) collect(since time.Time) ([]string, error) {
	l.t.Helper()
	var ids []string
	var failure error
	seen := map[string]bool{}
	for transaction, err := range l.service().All(l.t.Context(), since) {
		require.NoError(l.t, failure, "a step after the error")
		if err != nil {
			require.Equal(l.t, payments.Transaction{}, transaction)
			failure = err
			continue
		}
		require.False(l.t, seen[transaction.TransactionID], "twice: %s", transaction.TransactionID)
		require.False(l.t, transaction.CreatedAt.Before(since))
		seen[transaction.TransactionID] = true
		ids = append(ids, transaction.TransactionID)
	}
	return ids, failure
}

// owed returns the ids of the rows of since that are there now.
func (l *ledger) owed(since time.Time) []string {
	var ids []string
	for i, second := range l.seconds {
		if !time.Unix(second, 0).Before(since) {
			ids = append(ids, idOf(i))
		}
	}
	return ids
}

// passable reports whether a perfect reader could tell that it has everything of since.
func (l *ledger) passable(since time.Time) bool {
	rows := slices.Sorted(slices.Values(l.seconds))
	if len(rows) < 100 || time.Unix(rows[len(rows)-100], 0).Before(since) {
		return true // the first page is all
	}
	crowd := map[int64]int{}
	for _, second := range rows {
		if crowd[second]++; crowd[second] >= 100 {
			return false
		}
	}
	top := rows[len(rows)-100]
	rising := l.meaning == fromOldest || l.meaning == fromOldestExclusive
	// Rows that were there before the newest 100 are the only proof that "from" hands out the oldest.
	return l.meaning.pages() && !(rising && rows[0] == top)
}

func (l *ledger) String() string {
	return fmt.Sprintf("%d rows, %s, requests %v", len(l.seconds), l.meaning, l.requests)
}
