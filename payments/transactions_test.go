package payments_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/payments"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const day = 24 * 60 * 60

// spread returns n seconds, per of them equal, from start on.
func spread(n, per int, start int64) []int64 {
	seconds := make([]int64, n)
	for i := range seconds {
		seconds[i] = start + int64(i/per)
	}
	return seconds
}

func sameIDs(t *testing.T, want, got []string) {
	t.Helper()
	require.Equal(t, slices.Sorted(slices.Values(want)), slices.Sorted(slices.Values(got)))
}

// noneBut demands that each of some is one of all.
func noneBut(t *testing.T, all, some []string) {
	t.Helper()
	known := make(map[string]bool, len(all))
	for _, id := range all {
		known[id] = true
	}
	for _, id := range some {
		require.True(t, known[id], id)
	}
}

func TestTransactionsUnderEachMeaning(t *testing.T) {
	t.Parallel()
	for m := range meanings {
		t.Run(m.String(), func(t *testing.T) {
			t.Parallel()
			for _, per := range []int{1, 7, 60, 99} {
				l := newLedger(t, m, uint64(per), spread(1000, per, day)...)
				got, err := l.collect(time.Time{})
				if m.pages() {
					require.NoError(t, err, l.String())
					sameIDs(t, l.owed(time.Time{}), got)
				} else {
					require.ErrorIs(t, err, payments.ErrTransactionGap, l.String())
					noneBut(t, l.owed(time.Time{}), got)
				}
				assert.Less(t, len(l.requests), 25)
				assert.Empty(t, l.requests[0], "the first request carries no created_at")
			}
		})
	}
}

func TestTransactionsOfSince(t *testing.T) {
	t.Parallel()
	since := time.Unix(day+500, 0).In(time.FixedZone("", 3600))
	for m := upTo; m.pages(); m++ {
		l := newLedger(t, m, 1, spread(1000, 1, day)...)
		got, err := l.collect(since)
		require.NoError(t, err, l.String())
		sameIDs(t, l.owed(since), got)
		assert.Len(t, got, 500, "since is inclusive")
		assert.LessOrEqual(t, len(l.requests), 8)

		l = newLedger(t, m, 1, spread(1000, 1, day)...)
		got, err = l.collect(since.Add(time.Millisecond))
		require.NoError(t, err, l.String())
		assert.Len(t, got, 499)
	}
}

func TestTransactionsThatFitOnOnePage(t *testing.T) {
	t.Parallel()
	for rows, since := range map[int]int64{0: 0, 1: 0, 99: 0, 100: 1, 1000: 901, 500: 10000} {
		l := newLedger(t, ignored, 1, spread(rows, 1, day)...)
		got, err := l.collect(time.Unix(day+since, 0))
		require.NoError(t, err)
		sameIDs(t, l.owed(time.Unix(day+since, 0)), got)
		assert.Len(t, l.requests, 1)
	}
}

func TestTransactionsThatFillOnePageExactly(t *testing.T) {
	t.Parallel()
	since := time.Unix(day+900, 0)
	for m := upTo; m.pages(); m++ {
		l := newLedger(t, m, 1, spread(1000, 1, day)...)
		got, err := l.collect(since)
		require.NoError(t, err, l.String())
		sameIDs(t, l.owed(since), got)
		assert.LessOrEqual(t, len(l.requests), 5)
	}
}

func TestTransactionsOfTheSecondOfSince(t *testing.T) {
	t.Parallel()
	since := time.Unix(day+10, 0)
	seconds := append(spread(10, 1, day), day+10, day+10, day+10)
	for m := upTo; m.pages(); m++ {
		for _, newer := range []int{97, 98, 99, 195, 196, 197, 198, 199} {
			l := newLedger(t, m, 1, append(seconds, spread(newer, 1, 2*day)...)...)
			got, err := l.collect(since)
			require.NoError(t, err, l.String())
			sameIDs(t, l.owed(since), got)
			assert.Len(t, got, newer+3)
		}
	}
}

func TestTransactionsOfAPartOfASecond(t *testing.T) {
	t.Parallel()
	since := time.Unix(day, int64(time.Second)/2)
	for m := upTo; m.pages(); m++ {
		l := newLedger(t, m, 1, append(spread(150, 150, day), spread(100, 1, day+1)...)...)
		got, err := l.collect(since)
		require.NoError(t, err, "the crowd is before since: %s", l)
		assert.Len(t, got, 100)
	}
}

func TestTransactionsWhileNewOnesArrive(t *testing.T) {
	t.Parallel()
	for m := range meanings {
		for _, arriving := range []int{1, 50, 150} {
			l := newLedger(t, m, 1, spread(700, 3, day)...)
			l.arriving = arriving
			owed := l.owed(time.Time{})

			got, err := l.collect(time.Time{})

			if m.pages() {
				require.NoError(t, err, l.String())
				noneBut(t, got, owed)
			} else {
				require.ErrorIs(t, err, payments.ErrTransactionGap, l.String())
			}
			assert.Less(t, len(l.requests), 20)
		}
	}
}

func TestTransactionsWithoutTimeOrID(t *testing.T) {
	t.Parallel()
	rows := `{"pk_id":"","amount":1},{"pk_id":"","amount":2},{"id":5},{"id":5},{"pk_id":"PK-T1","created_at":null},{"pk_id":"PK-T1"}`
	service, _ := serveTransactions(t, "transactions", `{"transactions":[`+rows+`]}`)
	count := 0
	for _, err := range service.All(t.Context(), time.Unix(day, 0)) {
		require.NoError(t, err)
		count++
	}
	assert.Equal(t, 4, count, "what has no time is not older, what has no id is not the same")

	for range 5 {
		rows += "," + rows
	}
	service, fake := serveTransactions(t, "transactions", `{"transactions":[`+rows+`]}`)
	var last error
	for _, err := range service.All(t.Context(), time.Unix(day, 0)) {
		last = err
	}
	require.ErrorIs(t, last, payments.ErrTransactionGap)
	assert.Len(t, fake.Sent(), 1)
}

func TestTransactionsStops(t *testing.T) {
	t.Parallel()
	l := newLedger(t, upTo, 1, spread(1000, 1, day)...)
	sequence := l.service().All(t.Context(), time.Time{})
	assert.Empty(t, l.requests, "nothing is read before the first step")
	count := 0
	for _, err := range sequence {
		require.NoError(t, err)
		if count++; count == 150 {
			break
		}
	}
	assert.Len(t, l.requests, 2)
	assert.Equal(t, 150, count)
}

func TestTransactionsYieldsAnErrorOnce(t *testing.T) {
	t.Parallel()
	for failing := range 4 {
		for _, m := range []meaning{upToExclusive, fromOldest} {
			l := newLedger(t, m, 1, spread(1000, 1, day)...)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var failures []error
			steps := 0
			if failing == 0 {
				cancel()
			}
			for _, err := range l.service().All(ctx, time.Time{}) {
				if steps++; steps == 100*failing {
					cancel()
				}
				if err != nil {
					failures = append(failures, err)
				}
			}
			require.Len(t, failures, 1)
			require.ErrorIs(t, failures[0], context.Canceled)
			require.NotErrorIs(t, failures[0], payments.ErrTransactionGap)
		}
	}
}
