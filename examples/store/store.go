package main

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/paykickstart-go/sdk/ipn"
)

// claimStore is an ipn.Store in a database. It decides who may work on a notification now; what the work has changed is
// recorded in access.go, by the work itself.
//
// Nothing is forgotten here. To keep the table small, delete rows that are done and older than any replay you want refused.
type claimStore struct {
	db *sql.DB
	// now is time.Now. With a database server, leave it out and take the server's clock, which all processes share.
	now func() time.Time
}

// Claim implements ipn.Store.
func (s *claimStore) Claim(ctx context.Context, key string, lease time.Duration) (ipn.Claim, error) {
	if key == "" || lease <= 0 {
		return ipn.Claim{}, errors.New("a claim needs a key and a lease")
	}
	token, now := rand.Text(), s.now()
	taken, err := s.write(ctx, `
		INSERT INTO ipn_claims (key, token, until, done) VALUES (?1, ?2, ?3, 0)
		ON CONFLICT (key) DO UPDATE SET token = ?2, until = ?3 WHERE NOT ipn_claims.done AND ipn_claims.until < ?4`,
		key, token, now.Add(lease).UnixMilli(), now.UnixMilli())
	if err != nil {
		return ipn.Claim{}, fmt.Errorf("claim: %w", err)
	}
	if taken {
		return ipn.Claim{State: ipn.Claimed, Token: token}, nil
	}
	return s.holder(ctx, key)
}

// holder says why a key could not be claimed.
func (s *claimStore) holder(ctx context.Context, key string) (ipn.Claim, error) {
	var done bool
	err := s.db.QueryRowContext(ctx, `SELECT done FROM ipn_claims WHERE key = ?1`, key).Scan(&done)
	switch {
	case errors.Is(err, sql.ErrNoRows): // released a moment ago; the handler asks again
		return ipn.Claim{State: ipn.InProgress}, nil
	case err != nil:
		return ipn.Claim{}, fmt.Errorf("claim: %w", err)
	case done:
		return ipn.Claim{State: ipn.Done}, nil
	default:
		return ipn.Claim{State: ipn.InProgress}, nil
	}
}

// Complete implements ipn.Store.
func (s *claimStore) Complete(ctx context.Context, key, token string) error {
	held, err := s.write(ctx, `UPDATE ipn_claims SET done = 1 WHERE key = ?1 AND token = ?2`, key, token)
	if err != nil {
		return fmt.Errorf("complete: %w", err)
	}
	if !held {
		return fmt.Errorf("complete: %w", ipn.ErrClaimLost)
	}
	return nil
}

// Release implements ipn.Store.
func (s *claimStore) Release(ctx context.Context, key, token string) error {
	if _, err := s.write(ctx, `DELETE FROM ipn_claims WHERE key = ?1 AND token = ?2 AND NOT done`, key, token); err != nil {
		return fmt.Errorf("release: %w", err)
	}
	return nil
}

// Renew implements ipn.Store.
func (s *claimStore) Renew(ctx context.Context, key, token string, lease time.Duration) error {
	held, err := s.write(ctx, `UPDATE ipn_claims SET until = ?3 WHERE key = ?1 AND token = ?2 AND NOT done`,
		key, token, s.now().Add(lease).UnixMilli())
	if err != nil {
		return fmt.Errorf("renew: %w", err)
	}
	if !held {
		return fmt.Errorf("renew: %w", ipn.ErrClaimLost)
	}
	return nil
}

// Done implements ipn.Store. The keys go over as one JSON array, because there can be more of them than SQLite takes
// parameters.
func (s *claimStore) Done(ctx context.Context, keys []string) (bool, error) {
	list, err := json.Marshal(keys)
	if err != nil {
		return false, fmt.Errorf("done: %w", err)
	}
	var done bool
	err = s.db.QueryRowContext(ctx,
		`SELECT EXISTS (SELECT 1 FROM json_each(?1) AS asked JOIN ipn_claims ON ipn_claims.key = asked.value WHERE done)`,
		string(list)).Scan(&done)
	if err != nil {
		return false, fmt.Errorf("done: %w", err)
	}
	return done, nil
}

// write executes a statement and reports whether it changed a row.
func (s *claimStore) write(ctx context.Context, query string, args ...any) (bool, error) {
	result, err := s.db.ExecContext(ctx, query, args...)
	if err != nil {
		return false, err
	}
	changed, err := result.RowsAffected()
	return changed > 0, err
}
