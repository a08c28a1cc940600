package ipn

import (
	"context"
	"errors"
	"hash/maphash"
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
// What is done is forgotten after the retention, and earlier, the oldest first, when room is needed. A claim is never forgotten
// before its lease ends: when the store is full of claims, Claim returns [ErrStoreFull].
type MemoryStore struct {
	maxEntries int
	retention  time.Duration

	// Keys are kept as hashes and entries without pointers, so that the garbage collector has nothing to look at here.
	seeds [2]maphash.Seed
	start time.Time

	mu      sync.Mutex
	entries map[memoryKey]memoryEntry
	done    []memoryKey // in the order of their ends
}

// memoryKey is a key's hash, of so many bits that no two keys have the same.
type memoryKey [2]uint64

// memoryEntry is what is known of one key.
type memoryEntry struct {
	token uint64
	done  bool
	until time.Duration // since the store's start: the lease's end; of a done entry, when it is forgotten
}

// MemoryStoreOption changes a [MemoryStore]. A value that makes no sense is a mistake in the program: it panics at start, as
// with [HandlerOption].
type MemoryStoreOption func(*MemoryStore)

// WithMaxEntries sets how many keys are kept at most. Each notification takes two, and one that is handled again one more while
// that lasts. Default: 20,000, which is under 3 MB. WithMaxEntries panics when n is not positive.
func WithMaxEntries(n int) MemoryStoreOption {
	if n <= 0 {
		panic("ipn: WithMaxEntries: the number must be positive")
	}
	return func(s *MemoryStore) { s.maxEntries = n }
}

// WithRetention sets how long a done key is remembered. Default: 7 days. WithRetention panics when d is not positive.
func WithRetention(d time.Duration) MemoryStoreOption {
	if d <= 0 {
		panic("ipn: WithRetention: the time must be positive")
	}
	return func(s *MemoryStore) { s.retention = d }
}

// NewMemoryStore returns an empty MemoryStore. It panics on a nil option.
func NewMemoryStore(opts ...MemoryStoreOption) *MemoryStore {
	s := &MemoryStore{
		maxEntries: defaultMaxEntries,
		retention:  defaultRetention,
		seeds:      [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()},
		start:      time.Now(),
		entries:    make(map[memoryKey]memoryEntry),
	}
	for _, opt := range opts {
		if opt == nil {
			panic("ipn: NewMemoryStore: nil option")
		}
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
	hashed := s.hash(key)
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Since(s.start)
	s.forgetExpired(now)
	e, known := s.entries[hashed]
	switch {
	case known && e.done:
		return Claim{State: Done}, nil
	case known && now < e.until:
		return Claim{State: InProgress}, nil
	case !known && len(s.entries) >= s.maxEntries && !s.makeRoom(now):
		return Claim{}, ErrStoreFull
	}
	token := rand.Uint64()
	s.entries[hashed] = memoryEntry{token: token, until: now + lease}
	return Claim{State: Claimed, Token: tokenText(token)}, nil
}

func (s *MemoryStore) hash(key string) memoryKey {
	return memoryKey{maphash.String(s.seeds[0], key), maphash.String(s.seeds[1], key)}
}

func tokenText(token uint64) string { return strconv.FormatUint(token, 36) }

// Complete implements [Store].
func (s *MemoryStore) Complete(_ context.Context, key, token string) error {
	hashed := s.hash(key)
	s.mu.Lock()
	defer s.mu.Unlock()
	e, held := s.held(hashed, token)
	if !held {
		return ErrClaimLost
	}
	if !e.done {
		e.done, e.until = true, time.Since(s.start)+s.retention
		s.entries[hashed] = e
		s.done = append(s.done, hashed)
	}
	return nil
}

// Release implements [Store].
func (s *MemoryStore) Release(_ context.Context, key, token string) error {
	hashed := s.hash(key)
	s.mu.Lock()
	defer s.mu.Unlock()
	if e, held := s.held(hashed, token); held && !e.done {
		delete(s.entries, hashed)
	}
	return nil
}

// Renew implements [Store]. It refuses a lease that is not positive.
func (s *MemoryStore) Renew(ctx context.Context, key, token string, lease time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if lease <= 0 {
		return errors.New("ipn: a renewal needs a lease")
	}
	hashed := s.hash(key)
	s.mu.Lock()
	defer s.mu.Unlock()
	e, held := s.held(hashed, token)
	if !held || e.done {
		return ErrClaimLost
	}
	e.until = time.Since(s.start) + lease
	s.entries[hashed] = e
	return nil
}

// Done implements [Store].
func (s *MemoryStore) Done(ctx context.Context, keys []string) (bool, error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	hashed := make([]memoryKey, len(keys)) // before the lock, which everybody waits for
	for i, key := range keys {
		hashed[i] = s.hash(key)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.forgetExpired(time.Since(s.start))
	for _, key := range hashed {
		if s.entries[key].done {
			return true, nil
		}
	}
	return false, nil
}

// held returns the entry that the token's claim made.
func (s *MemoryStore) held(key memoryKey, token string) (memoryEntry, bool) {
	e, known := s.entries[key]
	number, err := strconv.ParseUint(token, 36, 64)
	return e, known && err == nil && e.token == number
}

// forgetExpired drops the done entries whose time is over.
func (s *MemoryStore) forgetExpired(now time.Duration) {
	for len(s.done) > 0 && now >= s.entries[s.done[0]].until {
		s.forgetOldest()
	}
}

// makeRoom drops the oldest done entry or, without one, all claims whose lease has ended. It reports whether it dropped any.
func (s *MemoryStore) makeRoom(now time.Duration) bool {
	if len(s.done) > 0 {
		s.forgetOldest()
		return true
	}
	dropped := false
	for key, e := range s.entries {
		if now >= e.until {
			delete(s.entries, key)
			dropped = true
		}
	}
	return dropped
}

func (s *MemoryStore) forgetOldest() {
	delete(s.entries, s.done[0])
	s.done = s.done[1:]
}
