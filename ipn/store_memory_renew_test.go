package ipn_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
)

func TestMemoryStoreRenews(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		s := ipn.NewMemoryStore()
		token := claim(t, s, "a", ipn.Claimed)
		time.Sleep(lease - time.Nanosecond)
		require.NoError(t, s.Renew(ctx, "a", token, lease))
		time.Sleep(lease - time.Nanosecond)
		claim(t, s, "a", ipn.InProgress)
		require.NoError(t, s.Renew(ctx, "a", token, time.Second), "shorter than what is left")
		time.Sleep(time.Second)
		require.NoError(t, s.Renew(ctx, "a", token, lease), "the lease has ended, and nobody came")
		claim(t, s, "a", ipn.InProgress)

		time.Sleep(lease)
		second := claim(t, s, "a", ipn.Claimed)
		require.ErrorIs(t, s.Renew(ctx, "a", token, time.Hour), ipn.ErrClaimLost, "somebody else has it")
		require.ErrorIs(t, s.Renew(ctx, "unknown", token, lease), ipn.ErrClaimLost)
		require.Error(t, s.Renew(ctx, "a", second, 0))
		ended, cancel := context.WithCancel(ctx)
		cancel()
		require.ErrorIs(t, s.Renew(ended, "a", second, lease), context.Canceled)
		require.NoError(t, s.Complete(ctx, "a", second))
		require.ErrorIs(t, s.Renew(ctx, "a", second, time.Nanosecond), ipn.ErrClaimLost, "done")
		time.Sleep(lease)
		claim(t, s, "a", ipn.Done)
	})
}

func TestMemoryStoreDone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		s := ipn.NewMemoryStore(ipn.WithMaxEntries(2), ipn.WithRetention(time.Hour))
		require.NoError(t, s.Complete(ctx, "done", claim(t, s, "done", ipn.Claimed)))
		claim(t, s, "work", ipn.Claimed)
		many := make([]string, 0, 50_001)
		for i := range 50_000 {
			many = append(many, fmt.Sprint(i))
		}
		for _, test := range []struct {
			keys []string
			want bool
		}{
			{nil, false}, {[]string{"work"}, false}, {[]string{"unknown", ""}, false}, {[]string{"done"}, true},
			{[]string{"unknown", "work", "done", "done"}, true}, {many, false}, {append(many, "done"), true},
		} {
			done, err := s.Done(ctx, test.keys)
			require.NoError(t, err)
			assert.Equal(t, test.want, done, "%d keys", len(test.keys))
		}
		claim(t, s, "done", ipn.Done) // looking made no room and took none
		claim(t, s, "work", ipn.InProgress)
		ended, cancel := context.WithCancel(ctx)
		cancel()
		_, err := s.Done(ended, []string{"done"})
		require.ErrorIs(t, err, context.Canceled)
		time.Sleep(time.Hour)
		done, err := s.Done(ctx, []string{"done"})
		require.NoError(t, err)
		assert.False(t, done, "forgotten")
	})
}
