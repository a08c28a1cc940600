package payments_test

import (
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/payments"
	"github.com/stretchr/testify/require"
)

// FuzzTransactions: what was yielded without an error is exactly what is there, and nobody who could know gets an error.
func FuzzTransactions(f *testing.F) {
	for m := range meanings {
		for i := range 8 {
			f.Add(uint64(i), uint8(m), uint16(90+i*i*8), uint16(1+i*i*6), uint8(32*i))
		}
	}
	f.Fuzz(func(t *testing.T, seed uint64, m uint8, rows, span uint16, from uint8) {
		random := rand.New(rand.NewPCG(seed, 2))
		seconds := make([]int64, int(rows)%600)
		width := int64(span)%400 + 1
		for i := range seconds {
			seconds[i] = day + random.Int64N(width)
		}
		l := newLedger(t, meaning(m)%meanings, seed, seconds...)
		since := time.Unix(day+width*int64(from)/256-1, 0)
		if from == 0 {
			since = time.Time{}
		}

		got, err := l.collect(since)

		require.Less(t, len(l.requests), len(seconds)/2+8, l.String())
		if err != nil {
			require.ErrorIs(t, err, payments.ErrTransactionGap)
			require.False(t, l.passable(since), "%s since %s: %v", l, strconv.FormatInt(since.Unix()-day, 10), err)
			return
		}
		if l.meaning != upToOldest { // which nobody documents, and which ties can hide
			sameIDs(t, l.owed(since), got)
		}
	})
}
