// Store is a small shop: it sells through the client, opens and closes access by the notifications that it receives, and
// keeps both in a database (SQLite in pure Go, no C compiler needed).
//
//	go -C examples/store run .          # in a sandbox on this machine; no account, no network
//	go -C examples/store test ./...
//
// It is a module of its own, so that the SDK does not require a database. What to copy from it:
//
//	store.go      an ipn.Store on SQL, so that several processes, and restarts, share what is done
//	access.go     who has access, worked out from the payments, in whatever order they become known
//	receiver.go   the handler behind the IPN URL
//	audit.go      what was really charged against what the database believes
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"time"
)

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := run(ctx, os.Stdout); err != nil {
		cancel()
		log.Fatal(fmt.Errorf("store: %w", err))
	}
}
