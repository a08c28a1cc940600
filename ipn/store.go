package ipn

import (
	"context"
	"errors"
	"time"

	"github.com/paykickstart-go/sdk/internal/receive"
)

// Store remembers which notifications are done, so that a second delivery is not handled again. [NewMemoryStore] serves
// one process; several processes, and restarts, need a database. A Store is called by many goroutines at once.
//
// # Claims
//
// The handler claims a notification before it calls back, completes the claim when the callback returns nil or a [Permanent]
// error, and releases it when the callback fails or panics. What is done is answered 200 and not handled. What is in work
// elsewhere is waited for within the budget, then answered 503. So while the claim lasts, no second delivery of the
// notification is in work.
//
// Two keys are claimed for each notification: [Notification.Key] (or what [WithKey] returns), and "code:" with half of the
// verified code and a tag of the secret, because a captured body can be sent again under other names. If either is done, the
// notification is. A notification that verification_code verified is also taken for done when one of its values is the code of a
// hash that is done: that is the same notification under other names.
//
// Events that change a state are handed on even when their Key is done: see [Notification.Repeated]. While that lasts, "again:"
// and the key is claimed, and released afterwards. When the code is done and the Key is not, the same values were handled under
// another Key. That is a relabelled body, and a duplicate whatever its event: nothing is handled, and no key becomes done. So do
// not forget a Key and keep its code.
//
// # Leases
//
// A claim is a lease with a token. The Store makes the token: random and never used before, as crypto/rand.Text returns. When a
// lease ends, the next Claim takes the key over under a new token; a late Complete, Release or Renew with the old token then
// changes nothing. So what a crashed process held comes free by itself.
//
// The handler's leases last for two budgets, and for small budgets as long as settling a claim may take. While a callback that
// ignores its context runs on after its budget, and while its claims are settled, they are renewed: a lease ends early only when
// the process dies. After ten budgets renewing ends, with an error in the log. The claims end 4 seconds later, the time to settle
// what has ended just before; then the next delivery calls back again.
//
// # Keys
//
// Keys are opaque text and hold no personal data. Mostly they have under 100 bytes, but there is no limit. Two handlers of
// this package that do different work must not share keys: give each a Store of its own, or prefix the keys. A handler of
// kartra/notify may have the Store of an ipn handler: its keys begin differently.
//
// # SQL
//
// With a database it is one table and six statements (PostgreSQL's dialect; $2 is a token, $3 is lease.Seconds()):
//
//	CREATE TABLE ipn_claims (key text PRIMARY KEY, token text NOT NULL, until timestamptz NOT NULL, done boolean NOT NULL)
//
//	-- Claim: one row written means Claimed, under the new token $2
//	INSERT INTO ipn_claims VALUES ($1, $2, now() + make_interval(secs => $3), false)
//	  ON CONFLICT (key) DO UPDATE SET token = EXCLUDED.token, until = EXCLUDED.until
//	  WHERE NOT ipn_claims.done AND ipn_claims.until <= now()
//	-- no row written: Done if true, InProgress if false or if the row has just gone
//	SELECT done FROM ipn_claims WHERE key = $1
//	-- Complete: no row written means ErrClaimLost
//	UPDATE ipn_claims SET done = true WHERE key = $1 AND token = $2
//	-- Release
//	DELETE FROM ipn_claims WHERE key = $1 AND token = $2 AND NOT done
//	-- Renew: no row written means ErrClaimLost
//	UPDATE ipn_claims SET until = now() + make_interval(secs => $3) WHERE key = $1 AND token = $2 AND NOT done
//	-- Done, with an array of keys
//	SELECT EXISTS (SELECT 1 FROM ipn_claims WHERE key = ANY($1) AND done)
//
// Done rows stay until you delete them. What is deleted is handled again when it comes again, and it can come years later:
// signatures have no end, and failed deliveries can be sent again from PayKickstart's logs. The rows are small. Keep them for as
// long as handling one twice would hurt; delete what is older than a year, for example:
//
//	DELETE FROM ipn_claims WHERE until < now() - interval '1 year'
type Store interface {
	// Claim tries to take key for the time of lease, under a token that it makes. An error means that the store does not
	// know; the handler then answers 503 and does not call back.
	Claim(ctx context.Context, key string, lease time.Duration) (Claim, error)
	// Complete marks key as done. It also works after the lease has ended, unless somebody else took the key over: then it
	// changes nothing and returns an error that matches ErrClaimLost.
	Complete(ctx context.Context, key, token string) error
	// Release gives key back, so that the next delivery is handled. With a token that no longer holds the key, and on a key
	// that is done, it changes nothing and returns nil.
	Release(ctx context.Context, key, token string) error
	// Renew lets the claim last for the time of lease from now on. It also works after the lease has ended, unless somebody
	// else took the key over. With a token that no longer holds the key, and on a key that is done, it changes nothing and
	// returns an error that matches ErrClaimLost.
	Renew(ctx context.Context, key, token string, lease time.Duration) error
	// Done reports whether any of the keys is done. It only looks: it claims nothing and remembers nothing of a key that it
	// does not know. There can be tens of thousands of keys, some of them twice: whoever fills in a custom field has a say
	// in how many. None is false.
	Done(ctx context.Context, keys []string) (bool, error)
}

// Claim is the answer to [Store.Claim].
type Claim struct {
	// State says who has the key.
	State ClaimState
	// Token names the claim in Complete, Release and Renew; empty unless State is Claimed.
	Token string
}

// ClaimState says who has a key. The zero ClaimState is none: no answer of a Store.
type ClaimState uint8

// The states of a key after [Store.Claim].
const (
	// Claimed: the caller holds the key now.
	Claimed ClaimState = iota + 1
	// InProgress: somebody else holds the key.
	InProgress
	// Done: the key was completed before.
	Done
)

// String returns the state's name for logs.
func (s ClaimState) String() string {
	switch s {
	case Claimed:
		return "claimed"
	case InProgress:
		return "in progress"
	case Done:
		return "done"
	default:
		return "none"
	}
}

// What a [Store] returns; match them with errors.Is.
var (
	// ErrClaimLost is what Complete and Renew return when the lease has ended and somebody else took the key over, or when
	// the store has forgotten the key. The work may be done twice. Renew returns it for a key that is done, too.
	ErrClaimLost = errors.New("ipn: the claim is no longer held")
	// ErrStoreFull is what Claim returns when there is no room, and nothing that is done to forget. Nothing was claimed: try
	// again later.
	ErrStoreFull = errors.New("ipn: the store is full of work")
)

// claims is a Store as the delivery engine takes it.
type claims struct{ Store }

// claimsOf returns nil for no store.
func claimsOf(s Store) receive.Claims {
	if s == nil {
		return nil
	}
	return claims{s}
}

// Claim implements receive.Claims.
func (c claims) Claim(ctx context.Context, key string, lease time.Duration) (receive.State, string, error) {
	claim, err := c.Store.Claim(ctx, key, lease)
	return receive.State(claim.State), claim.Token, err
}
