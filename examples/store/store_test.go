package main

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func newDatabase(t *testing.T, folder string) *sql.DB {
	t.Helper()
	db, err := openDatabase(context.Background(), folder)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, db.Close()) })
	return db
}

// newStore returns a store and the clock that it goes by.
func newStore(t *testing.T) (*claimStore, *time.Time) {
	t.Helper()
	clock := opened
	return &claimStore{db: newDatabase(t, t.TempDir()), now: func() time.Time { return clock }}, &clock
}

func take(t *testing.T, s *claimStore) string {
	t.Helper()
	c, err := s.Claim(t.Context(), "key", time.Minute)
	require.NoError(t, err)
	require.Equal(t, ipn.Claimed, c.State)
	require.NotEmpty(t, c.Token)
	return c.Token
}

func requireState(t *testing.T, s *claimStore, want ipn.ClaimState) {
	t.Helper()
	c, err := s.Claim(t.Context(), "key", time.Minute)
	require.NoError(t, err)
	require.Equal(t, want, c.State)
	require.Empty(t, c.Token)
}

func TestStoreCompletes(t *testing.T) {
	t.Parallel()
	s, clock := newStore(t)
	token := take(t, s)
	requireState(t, s, ipn.InProgress)

	*clock = clock.Add(time.Hour) // the lease has ended, and nobody else came
	require.NoError(t, s.Complete(t.Context(), "key", token))
	requireState(t, s, ipn.Done)
	require.NoError(t, s.Release(t.Context(), "key", token), "a release of what is done is no error")
	*clock = clock.Add(time.Hour)
	requireState(t, s, ipn.Done)
}

func TestStoreReleases(t *testing.T) {
	t.Parallel()
	s, _ := newStore(t)
	first := take(t, s)
	require.NoError(t, s.Release(t.Context(), "key", first))
	second := take(t, s)
	assert.NotEqual(t, first, second)
	require.NoError(t, s.Release(t.Context(), "unknown", second))
	requireState(t, s, ipn.InProgress)
}

func TestStoreLateHolderFreesNobody(t *testing.T) {
	t.Parallel()
	s, clock := newStore(t)
	stale := take(t, s)
	*clock = clock.Add(time.Minute + time.Second)
	token := take(t, s)

	require.NoError(t, s.Release(t.Context(), "key", stale))
	requireState(t, s, ipn.InProgress)
	require.ErrorIs(t, s.Complete(t.Context(), "key", stale), ipn.ErrClaimLost)
	requireState(t, s, ipn.InProgress)
	require.NoError(t, s.Complete(t.Context(), "key", token))
	require.ErrorIs(t, s.Complete(t.Context(), "unknown", token), ipn.ErrClaimLost)
}

func TestStoreHoldsUntilTheLeaseEnds(t *testing.T) {
	t.Parallel()
	s, clock := newStore(t)
	take(t, s)
	*clock = clock.Add(time.Minute)
	requireState(t, s, ipn.InProgress)
	*clock = clock.Add(time.Millisecond)
	take(t, s)
}

func TestStoreRenews(t *testing.T) {
	t.Parallel()
	s, clock := newStore(t)
	token := take(t, s)
	*clock = clock.Add(time.Minute)
	require.NoError(t, s.Renew(t.Context(), "key", token, time.Minute))
	*clock = clock.Add(time.Minute)
	requireState(t, s, ipn.InProgress)
	*clock = clock.Add(time.Hour)
	require.NoError(t, s.Renew(t.Context(), "key", token, time.Minute), "the lease has ended, and nobody came")
	requireState(t, s, ipn.InProgress)

	*clock = clock.Add(time.Hour)
	second := take(t, s)
	require.ErrorIs(t, s.Renew(t.Context(), "key", token, time.Hour), ipn.ErrClaimLost, "somebody else has it")
	require.ErrorIs(t, s.Renew(t.Context(), "unknown", token, time.Hour), ipn.ErrClaimLost)
	require.NoError(t, s.Complete(t.Context(), "key", second))
	require.ErrorIs(t, s.Renew(t.Context(), "key", second, time.Hour), ipn.ErrClaimLost, "done")
	requireState(t, s, ipn.Done)
}

func TestStoreLooksWhatIsDone(t *testing.T) {
	t.Parallel()
	s, _ := newStore(t)
	token := take(t, s)
	many := make([]string, 40_000, 40_001) // more than SQLite takes parameters
	for i := range many {
		many[i] = fmt.Sprint("code:", i)
	}
	lookUp := func(want bool, keys ...string) {
		t.Helper()
		done, err := s.Done(t.Context(), keys)
		require.NoError(t, err)
		require.Equal(t, want, done)
	}
	lookUp(false)
	lookUp(false, "key")
	require.NoError(t, s.Complete(t.Context(), "key", token))
	lookUp(true, "key")
	lookUp(true, "a \"b\"", "key", "key")
	lookUp(false, many...)
	lookUp(true, append(many, "key")...)
	var rows int
	require.NoError(t, s.db.QueryRowContext(t.Context(), `SELECT count(*) FROM ipn_claims`).Scan(&rows))
	assert.Equal(t, 1, rows, "looking claims nothing")
}

func TestStoreRefusesNonsense(t *testing.T) {
	t.Parallel()
	s, _ := newStore(t)
	_, err := s.Claim(t.Context(), "", time.Minute)
	require.Error(t, err)
	_, err = s.Claim(t.Context(), "key", 0)
	require.Error(t, err)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = s.Claim(ended, "key", time.Minute)
	require.ErrorIs(t, err, context.Canceled)
	take(t, s)
}

func TestStoreRemembersAfterARestart(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	before := &claimStore{db: newDatabase(t, folder), now: time.Now}
	require.NoError(t, before.Complete(t.Context(), "key", take(t, before)))
	requireState(t, &claimStore{db: newDatabase(t, folder), now: time.Now}, ipn.Done)
}

// Two connections to one file stand for two processes.
func TestStoreGivesOneClaimToFiftyCallers(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	stores := []*claimStore{{db: newDatabase(t, folder), now: time.Now}, {db: newDatabase(t, folder), now: time.Now}}
	states, errs := make([]ipn.ClaimState, 50), make([]error, 50)
	var wg sync.WaitGroup
	for i := range states {
		wg.Go(func() {
			c, err := stores[i%2].Claim(t.Context(), "key", time.Hour)
			states[i], errs[i] = c.State, err
		})
	}
	wg.Wait()
	count := map[ipn.ClaimState]int{}
	for i, state := range states {
		require.NoError(t, errs[i])
		count[state]++
	}
	assert.Equal(t, map[ipn.ClaimState]int{ipn.Claimed: 1, ipn.InProgress: 49}, count)
}
