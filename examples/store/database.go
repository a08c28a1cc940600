package main

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"

	_ "github.com/ncruces/go-sqlite3/driver" // registers "sqlite3"
	_ "github.com/ncruces/go-sqlite3/embed"  // SQLite itself
)

// schema has the claims of store.go and the facts of access.go. Times are unix time: milliseconds in until, seconds elsewhere.
const schema = `
CREATE TABLE IF NOT EXISTS ipn_claims (
	key   TEXT PRIMARY KEY,
	token TEXT NOT NULL,
	until INTEGER NOT NULL,
	done  INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS facts (
	key            TEXT PRIMARY KEY,
	event          TEXT NOT NULL,
	invoice_id     TEXT NOT NULL,
	transaction_id TEXT NOT NULL,
	buyer_email    TEXT NOT NULL,
	product_id     INTEGER NOT NULL,
	amount         TEXT NOT NULL, -- decimal, never a float
	at             INTEGER NOT NULL,
	paid_until     INTEGER        -- of a sale; NULL for ever
) STRICT;

CREATE INDEX IF NOT EXISTS facts_of_invoice ON facts (invoice_id);

CREATE VIEW IF NOT EXISTS access AS
SELECT invoice_id, buyer_email, product_id, paid_until FROM facts AS sale
WHERE event = 'sales' AND NOT EXISTS (
	SELECT 1 FROM facts AS ended
	WHERE ended.invoice_id = sale.invoice_id AND ended.event IN ('refund', 'subscription-cancelled') AND ended.at >= sale.at
);`

// openDatabase opens the database in folder, and makes it if there is none. Close it.
func openDatabase(ctx context.Context, folder string) (*sql.DB, error) {
	db, err := sql.Open("sqlite3", "file:"+filepath.ToSlash(filepath.Join(folder, "store.db")))
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	// SQLite takes one writer at a time: with one connection they queue here instead of failing as busy.
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, schema); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("make the tables: %w", err)
	}
	return db, nil
}
