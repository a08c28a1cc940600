package ipn_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
)

const lease = time.Minute

// claim claims and demands the state.
func claim(t *testing.T, s ipn.Store, key string, want ipn.ClaimState) string {
	t.Helper()
	c, err := s.Claim(t.Context(), key, lease)
	require.NoError(t, err)
	require.Equal(t, want, c.State, "state of %q", key)
	assert.Equal(t, want == ipn.Claimed, c.Token != "", "only who claimed gets a token")
	return c.Token
}

func TestMemoryStoreClaims(t *testing.T) {
	t.Parallel()
	ctx := t.Context()

	t.Run("a completed key is done for ever after", func(t *testing.T) {
		s := ipn.NewMemoryStore()
		token := claim(t, s, "a", ipn.Claimed)
		claim(t, s, "a", ipn.InProgress)
		claim(t, s, "b", ipn.Claimed)
		require.NoError(t, s.Complete(ctx, "a", token))
		claim(t, s, "a", ipn.Done)
		require.NoError(t, s.Complete(ctx, "a", token), "completing twice is no error")
		require.NoError(t, s.Release(ctx, "a", token), "releasing what is done is no error")
		claim(t, s, "a", ipn.Done)
	})

	t.Run("a released key is free, under a new token", func(t *testing.T) {
		s := ipn.NewMemoryStore()
		first := claim(t, s, "a", ipn.Claimed)
		require.NoError(t, s.Release(ctx, "a", first))
		second := claim(t, s, "a", ipn.Claimed)
		assert.NotEqual(t, first, second)
		require.NoError(t, s.Release(ctx, "a", first), "a stale token")
		claim(t, s, "a", ipn.InProgress)
		require.ErrorIs(t, s.Complete(ctx, "a", first), ipn.ErrClaimLost)
		claim(t, s, "a", ipn.InProgress)
	})

	t.Run("nonsense is refused", func(t *testing.T) {
		s := ipn.NewMemoryStore()
		_, err := s.Claim(ctx, "", lease)
		require.Error(t, err)
		_, err = s.Claim(ctx, "a", 0)
		require.Error(t, err)
		require.ErrorIs(t, s.Complete(ctx, "never claimed", "x"), ipn.ErrClaimLost)
		require.NoError(t, s.Release(ctx, "never claimed", "x"))
		ended, cancel := context.WithCancel(ctx)
		cancel()
		_, err = s.Claim(ended, "a", lease)
		require.ErrorIs(t, err, context.Canceled)
	})
}

func TestMemoryStoreLease(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		s := ipn.NewMemoryStore()
		late := claim(t, s, "a", ipn.Claimed)
		time.Sleep(lease - time.Nanosecond)
		claim(t, s, "a", ipn.InProgress)
		time.Sleep(time.Nanosecond)
		second := claim(t, s, "a", ipn.Claimed)
		require.NoError(t, s.Release(ctx, "a", late), "a late release frees nobody")
		claim(t, s, "a", ipn.InProgress)
		require.ErrorIs(t, s.Complete(ctx, "a", late), ipn.ErrClaimLost)
		require.NoError(t, s.Complete(ctx, "a", second))
		claim(t, s, "a", ipn.Done)
	})
	synctest.Test(t, func(t *testing.T) {
		s := ipn.NewMemoryStore()
		late := claim(t, s, "a", ipn.Claimed)
		time.Sleep(2 * lease)
		require.NoError(t, s.Complete(t.Context(), "a", late), "nobody took it over, and the work is done")
		claim(t, s, "a", ipn.Done)
	})
}

func TestMemoryStoreForgetsDone(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		opts []ipn.MemoryStoreOption
		want time.Duration
	}{
		"default": {want: 7 * 24 * time.Hour},
		"set":     {opts: []ipn.MemoryStoreOption{ipn.WithRetention(time.Hour)}, want: time.Hour},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := ipn.NewMemoryStore(test.opts...)
				token := claim(t, s, "a", ipn.Claimed)
				time.Sleep(time.Second)
				require.NoError(t, s.Complete(t.Context(), "a", token))
				time.Sleep(test.want - time.Nanosecond)
				claim(t, s, "a", ipn.Done)
				time.Sleep(time.Nanosecond)
				claim(t, s, "a", ipn.Claimed)
			})
		})
	}
}

func TestMemoryStoreIsBounded(t *testing.T) {
	t.Parallel()

	t.Run("the oldest done key makes room", func(t *testing.T) {
		s := ipn.NewMemoryStore(ipn.WithMaxEntries(3))
		inWork := claim(t, s, "work", ipn.Claimed)
		for _, key := range []string{"old", "new"} {
			require.NoError(t, s.Complete(t.Context(), key, claim(t, s, key, ipn.Claimed)))
		}
		claim(t, s, "next", ipn.Claimed)
		claim(t, s, "work", ipn.InProgress)
		claim(t, s, "new", ipn.Done)
		require.NoError(t, s.Complete(t.Context(), "work", inWork))
		claim(t, s, "old", ipn.Claimed)
	})

	t.Run("full of work it refuses", func(t *testing.T) {
		s := ipn.NewMemoryStore(ipn.WithMaxEntries(2))
		first := claim(t, s, "a", ipn.Claimed)
		claim(t, s, "b", ipn.Claimed)
		_, err := s.Claim(t.Context(), "c", lease)
		require.ErrorIs(t, err, ipn.ErrStoreFull)
		claim(t, s, "a", ipn.InProgress)
		require.NoError(t, s.Release(t.Context(), "a", first))
		claim(t, s, "c", ipn.Claimed)
	})

	t.Run("abandoned claims make room", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			s := ipn.NewMemoryStore(ipn.WithMaxEntries(2))
			claim(t, s, "a", ipn.Claimed)
			claim(t, s, "b", ipn.Claimed)
			time.Sleep(lease)
			claim(t, s, "c", ipn.Claimed)
		})
	})

	t.Run("default size", func(t *testing.T) {
		s := ipn.NewMemoryStore()
		for i := range 20_000 {
			_, err := s.Claim(t.Context(), fmt.Sprint(i), lease)
			require.NoError(t, err)
		}
		_, err := s.Claim(t.Context(), "one more", lease)
		require.ErrorIs(t, err, ipn.ErrStoreFull)
	})
}

func TestMemoryStoreOptionsPanicAtStart(t *testing.T) {
	t.Parallel()
	for name, slip := range map[string]func(){
		"no entries":         func() { ipn.WithMaxEntries(0) },
		"negative entries":   func() { ipn.WithMaxEntries(-1) },
		"no retention":       func() { ipn.WithRetention(0) },
		"negative retention": func() { ipn.WithRetention(-time.Second) },
		"nil option":         func() { ipn.NewMemoryStore(nil) },
	} {
		t.Run(name, func(t *testing.T) { assert.Panics(t, slip) })
	}
}

// The store under many goroutines: a key is held by one at a time, and completed once.
func TestMemoryStoreConcurrently(t *testing.T) {
	t.Parallel()
	s := ipn.NewMemoryStore(ipn.WithMaxEntries(1000))
	const keys, holders = 20, 40
	var inWork, completed [keys]atomic.Int32
	var all sync.WaitGroup
	for i := range keys * holders {
		all.Go(func() {
			at, key := i%keys, fmt.Sprint(i%keys)
			for {
				c, err := s.Claim(t.Context(), key, time.Hour)
				if !assert.NoError(t, err) || c.State == ipn.Done {
					return
				}
				if c.State == ipn.InProgress {
					continue
				}
				assert.Equal(t, int32(1), inWork[at].Add(1), "one holder at a time")
				inWork[at].Add(-1)
				if i%2 == 0 {
					assert.NoError(t, s.Release(t.Context(), key, c.Token))
					return
				}
				completed[at].Add(1)
				assert.NoError(t, s.Complete(t.Context(), key, c.Token))
			}
		})
	}
	all.Wait()
	for at := range completed {
		assert.LessOrEqual(t, completed[at].Load(), int32(1), "key %d", at)
	}
}

func TestClaimStateString(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "none", ipn.ClaimState(0).String())
	assert.Equal(t, "claimed", ipn.Claimed.String())
	assert.Equal(t, "in progress", ipn.InProgress.String())
	assert.Equal(t, "done", ipn.Done.String())
}
