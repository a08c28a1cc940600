package payments_test

import (
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A bound that is read in another time zone must not leave anything out in silence.
func TestTransactionsGapUnderAShiftedBound(t *testing.T) {
	t.Parallel()
	for m := upTo; m.pages(); m++ {
		for _, shift := range []int64{-3600, -150, -30, -2, 2, 3, 30, 150, 3600} {
			for _, from := range []int64{0, 15, 18, 24, 29} {
				l := newLedger(t, m, 1, spread(400, 1, day)...)
				l.shift = shift
				since := time.Unix(day+10*from, 0)
				got, err := l.collect(since)
				if err == nil {
					sameIDs(t, l.owed(since), got)
					continue
				}
				require.ErrorIs(t, err, payments.ErrTransactionGap, l.String())
			}
		}
	}
}

func TestTransactionsGapWithinOneSecond(t *testing.T) {
	t.Parallel()
	for m := range meanings {
		for _, crowd := range []int{100, 101, 250} {
			for _, newer := range []int{0, 30, 300} {
				seconds := append(spread(50, 1, day), spread(crowd, crowd, 2*day)...)
				l := newLedger(t, m, 1, append(seconds, spread(newer, 1, 3*day)...)...)

				got, err := l.collect(time.Time{})

				require.ErrorIs(t, err, payments.ErrTransactionGap, l.String())
				var e *api.Error
				require.ErrorAs(t, err, &e)
				assert.Equal(t, "Transactions.All", e.Op)
				noneBut(t, l.owed(time.Time{}), got)
				assert.Less(t, len(l.requests), 12)
			}
		}
	}
}

func TestTransactionsGapBeforeSinceIsNone(t *testing.T) {
	t.Parallel()
	for m := upTo; m.pages(); m++ {
		l := newLedger(t, m, 1, append(spread(300, 300, day), spread(150, 1, 2*day)...)...)
		since := time.Unix(2*day, 0)
		got, err := l.collect(since)
		require.NoError(t, err, l.String())
		sameIDs(t, l.owed(since), got)
	}
}

// A bound that changes its meaning midway must not leave anything out in silence.
func TestTransactionsGapUnderABoundThatMoves(t *testing.T) {
	t.Parallel()
	for m, shift := range map[meaning]int64{upTo: -5, upToExclusive: -5, fromOldest: 5, fromOldestExclusive: 5} {
		l := newLedger(t, m, 1, spread(1000, 1, day)...)
		steps := 0
		var last error
		for _, err := range l.service().All(t.Context(), time.Time{}) {
			if steps++; steps == 150 {
				l.shift = shift
			}
			last = err
		}
		require.ErrorIs(t, last, payments.ErrTransactionGap, l.String())
	}
}
