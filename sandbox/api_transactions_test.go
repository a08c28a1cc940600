package sandbox_test

import (
	"context"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/paykickstart-go/sdk/sandbox"
)

// listed are the ids of an answer of the route transactions.
func (b box) listed(pairs ...string) []string {
	b.t.Helper()
	var got struct {
		Transactions []struct {
			PkID string `json:"pk_id"`
		} `json:"transactions"`
	}
	r := b.get("transactions", pairs...)
	require.Equal(b.t, http.StatusOK, r.status)
	r.decode(b.t, &got)
	ids := []string{}
	for _, row := range got.Transactions {
		ids = append(ids, row.PkID)
	}
	return ids
}

func TestTransactionsUnderEachMeaning(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		meaning  sandbox.CreatedAt
		from, to int // the transactions that created_at = the 120th's time gives, of 250
	}{
		"from":               {sandbox.CreatedAtFrom, 120, 220},
		"up to":              {sandbox.CreatedAtUpTo, 21, 121},
		"from, newest first": {sandbox.CreatedAtFromNewest, 150, 250},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBox(t, sandbox.WithCreatedAt(tt.meaning))
			assert.Empty(t, b.listed())
			for range 250 {
				b.buy(purchase(ebook)...)
				b.Advance(time.Second)
			}
			var all []string
			for _, e := range b.Ledger() {
				all = append(all, e.TransactionID)
			}
			newestFirst := func(ids []string) []string {
				ids = slices.Clone(ids)
				slices.Reverse(ids)
				return ids
			}
			assert.Equal(t, newestFirst(all[150:]), b.listed())
			at := start.Add(120 * time.Second)
			assert.Equal(t, newestFirst(all[tt.from:tt.to]), b.listed(unixPair("created_at", at)))
		})
	}
}

func TestCreatedAtMustBeUnixSeconds(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	for _, bad := range []string{"2026-03-10", "1.5e9", "1773144000000", "", "-1"} {
		assert.Contains(t, b.get("transactions", "created_at="+bad).problems(t), "created_at", bad)
	}
}

func TestUnknownIDs(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	invoice := b.buy(purchase(ebook)...)
	for route, id := range map[string]string{
		"purchase/get": b.Ledger()[0].TransactionID, "transaction/get": invoice,
	} {
		got := b.get(route, "id="+id)
		assert.Equal(t, http.StatusNotFound, got.status, route)
		assert.Contains(t, string(got.body), "No query results")
	}
	for _, route := range []string{"affiliate/all", "promo-material"} {
		assert.Equal(t, http.StatusNotFound, b.get(route, "campaign_id=99").status, route)
	}
	assert.Equal(t, http.StatusNotFound, b.get("affiliate", "campaign_id=10001", "affiliate=1430").status, "in another campaign")
	assert.Equal(t, http.StatusOK, b.get("affiliate", "campaign_id=10001", "affiliate=mona.partner@example.com").status)
	assert.Equal(t, b.get("affiliate/all", "campaign_id=10001").body, b.post("affiliates/all", "campaign_id=10001").body)
}

// startClient starts a box with a held clock and the real client for it.
func startClient(t *testing.T, opts ...sandbox.Option) (*sandbox.Sandbox, *paykickstart.Client) {
	t.Helper()
	sb, err := sandbox.Start(append([]sandbox.Option{sandbox.WithClock(start)}, opts...)...)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, sb.Close()) })
	client, err := paykickstart.New(sb.AuthToken, paykickstart.WithBaseURL(sb.URL))
	require.NoError(t, err)
	return sb, client
}

// sell makes transactions, so many in each second.
func sell(t *testing.T, sb *sandbox.Sandbox, perSecond []int) {
	t.Helper()
	b := box{t, sb}
	for _, n := range perSecond {
		for range n {
			b.buy(purchase(ebook)...)
		}
		b.Advance(time.Second)
	}
}

// crowded are 1,000 transactions: seconds with one, with many and with none, and 99
// in a second next to 50 in another.
func crowded() []int {
	seconds := []int{1, 60, 0, 99, 50, 1, 1}
	sum := 212
	for i := 0; sum < 1000; i++ {
		n := min(1+i*i%47, 1000-sum)
		seconds = append(seconds, n)
		sum += n
	}
	return seconds
}

func list(ctx context.Context, client *paykickstart.Client, since time.Time) (map[string]int, error) {
	seen := map[string]int{}
	for tx, err := range client.Transactions.All(ctx, since) {
		if err != nil {
			return seen, err
		}
		seen[tx.TransactionID]++
	}
	return seen, nil
}

func TestTransactionsPageUnderBothMeanings(t *testing.T) {
	t.Parallel()
	for name, meaning := range map[string]sandbox.CreatedAt{"from": sandbox.CreatedAtFrom, "up to": sandbox.CreatedAtUpTo} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sb, client := startClient(t, sandbox.WithCreatedAt(meaning))
			sell(t, sb, crowded())
			ledger := sb.Ledger()
			require.Len(t, ledger, 1000)
			last := ledger[999].At
			for _, since := range []time.Time{{}, start, start.Add(3 * time.Second), ledger[500].At, last.Add(-time.Second), last, last.Add(time.Second)} {
				want := map[string]int{}
				for _, e := range ledger {
					if !e.At.Before(since) {
						want[e.TransactionID] = 1
					}
				}
				got, err := list(t.Context(), client, since)
				require.NoError(t, err, since)
				assert.Equal(t, want, got, since)
			}
		})
	}
}

// What cannot be paged is said, and nothing is left out in silence.
func TestTransactionsThatCannotBePaged(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		meaning   sandbox.CreatedAt
		perSecond []int
	}{
		"more than a page in a second, from":  {sandbox.CreatedAtFrom, []int{20, 130, 20, 90}},
		"more than a page in a second, up to": {sandbox.CreatedAtUpTo, []int{20, 130, 20, 90}},
		"the newest of those from":            {sandbox.CreatedAtFromNewest, crowded()},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sb, client := startClient(t, sandbox.WithCreatedAt(tt.meaning))
			sell(t, sb, tt.perSecond)
			_, err := list(t.Context(), client, start)
			require.ErrorIs(t, err, payments.ErrTransactionGap)
		})
	}
}
