package ipn

import (
	"context"
	"errors"
	"math/rand/v2"
	"strconv"
	"sync"
	"time"
)

// What a MemoryStore does unless told otherwise.
const (
	defaultMaxEntries = 20_000
	defaultRetention  = 7 * 24 * time.Hour
)

// MemoryStore is a [Store] in the memory of one process: after a restart it has forgotten all. It is bounded, starts no
// goroutine and is safe for concurrent use. Make one with [NewMemoryStore].
//
// What is done is forgotten after the retention, or earlier, oldest first, when room is needed. Work is never forgotten
// before its lease ends: when there is room for nothing else, Claim returns ErrStoreFull.
type MemoryStore struct {
	maxEntries int
	retention  time.Duration

	mu      sync.Mutex
	entries map[string]*memoryEntry
	done    []*memoryEntry // in the order of their ends
}

// memoryEntry is what is known of one key.
type memoryEntry struct {
	key   string
	token string
	done  bool
	until time.Time // the lease's end; of a done entry, when it is forgotten
}

// MemoryStoreOption changes a [MemoryStore].
type MemoryStoreOption func(*MemoryStore)

// WithMaxEntries sets how many keys are kept at most; each notification takes two or three. Default, and for zero and less: 20,000,
// which is under 10 MB.
func WithMaxEntries(n int) MemoryStoreOption {
	return func(s *MemoryStore) {
		if n > 0 {
			s.maxEntries = n
		}
	}
}

// WithRetention sets how long a done key is remembered. Default, and for zero and less: 7 days.
func WithRetention(d time.Duration) MemoryStoreOption {
	return func(s *MemoryStore) {
		if d > 0 {
			s.retention = d
		}
	}
}

// NewMemoryStore returns an empty MemoryStore.
func NewMemoryStore(opts ...MemoryStoreOption) *MemoryStore {
	s := &MemoryStore{
		maxEntries: defaultMaxEntries,
		retention:  defaultRetention,
		entries:    make(map[string]*memoryEntry),
	}
	for _, opt := range opts {
		opt(s)
	}
	return s
}

// Claim implements [Store]. It refuses an empty key and a lease that is not positive.
func (s *MemoryStore) Claim(ctx context.Context, key string, lease time.Duration) (Claim, error) {
	if err := ctx.Err(); err != nil {
		return Claim{}, err
	}
	if key == "" || lease <= 0 {
		return Claim{}, errors.New("ipn: a claim needs a key and a lease")
	}
	token := strconv.FormatUint(rand.Uint64(), 36)
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	s.forgetExpired(now)
	if e, known := s.entries[key]; known {
		return e.claim(token, now, lease), nil
	}
	if len(s.entries) >= s.maxEntries && !s.makeRoom(now) {
		return Claim{}, ErrStoreFull
	}
	s.entries[key] = &memoryEntry{key: key, token: token, until: now.Add(lease)}
	return Claim{State: Claimed, Token: token}, nil
}

// claim takes an entry over when its lease has ended.
func (e *memoryEntry) claim(token string, now time.Time, lease time.Duration) Claim {
	switch {
	case e.done:
		return Claim{State: Done}
	case now.Before(e.until):
		return Claim{State: InProgress}
	}
	e.token, e.until = token, now.Add(lease)
	return Claim{State: Claimed, Token: token}
}

// Complete implements [Store].
func (s *MemoryStore) Complete(_ context.Context, key, token string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, known := s.entries[key]
	if !known || e.token != token {
		return ErrClaimLost
	}
	if !e.done {
		e.done, e.until = true, time.Now().Add(s.retention)
		s.done = append(s.done, e)
	}
	return nil
}

// Release implements [Store].
func (s *MemoryStore) Release(_ context.Context, key, token string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e, known := s.entries[key]; known && e.token == token && !e.done {
		delete(s.entries, key)
	}
	return nil
}

// forgetExpired drops the done entries whose time is over.
func (s *MemoryStore) forgetExpired(now time.Time) {
	for len(s.done) > 0 && !now.Before(s.done[0].until) {
		s.forgetOldest()
	}
}

// makeRoom drops the oldest done entry or, without one, all claims whose lease has ended. It reports whether it dropped any.
func (s *MemoryStore) makeRoom(now time.Time) bool {
	if len(s.done) > 0 {
		s.forgetOldest()
		return true
	}
	dropped := false
	for key, e := range s.entries {
		if !now.Before(e.until) {
			delete(s.entries, key)
			dropped = true
		}
	}
	return dropped
}

func (s *MemoryStore) forgetOldest() {
	delete(s.entries, s.done[0].key)
	s.done[0] = nil // the slice's memory goes on living
	s.done = s.done[1:]
}
