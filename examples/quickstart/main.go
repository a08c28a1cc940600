// Quickstart goes the whole round of a sale: buy, receive the notification and verify it, check and activate the license,
// list the transactions, cancel the subscription.
//
//	go run ./examples/quickstart          # in a sandbox on this machine; no account, no network
//	go run ./examples/quickstart -live    # reads your account, changes nothing; needs PAYKICKSTART_AUTH_TOKEN
//
// With -live it also reads PAYKICKSTART_BASE_URL and PAYKICKSTART_IPN_SECRET, if they are set: cmd/paykickstart-sandbox prints
// all three.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"time"
)

func main() {
	live := flag.Bool("live", false, "read the live account of PAYKICKSTART_AUTH_TOKEN instead of using the sandbox")
	flag.Parse()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	run := inSandbox
	if *live {
		run = readLive
	}
	if err := run(ctx, os.Stdout); err != nil {
		cancel()
		log.Fatal(fmt.Errorf("quickstart: %w", err))
	}
}
