// Command paykickstart-sandbox serves PayKickstart in a box, so that an integration
// in any language can be developed without charging anyone:
//
//	go run ./cmd/paykickstart-sandbox -notify http://localhost:3000/ipn
//
// It prints the environment variables that point an integration at it, and runs
// until it is interrupted. A record of each request and delivery goes to standard
// error. See package sandbox for what it does.
//
// Its clock, refunds, faults and books are reached from outside, by any HTTP client;
// parameters go into the query or into a form:
//
//	curl 'localhost:8480/sandbox/advance' -d by=31d           # 90m, 36h, 31d, 2w: rebills run
//	curl -X POST 'localhost:8480/sandbox/refund?transaction_id=PK-T...&amount=9.99'
//	curl -X POST 'localhost:8480/sandbox/redeliver?id=3'     # a line of the delivery log
//	curl -X POST 'localhost:8480/sandbox/flush'              # send what is late, wait for all
//	curl -X POST 'localhost:8480/sandbox/faults' -d '[{"kind": "error-after", "route": "purchase", "times": 1}]'
//	curl 'localhost:8480/sandbox/ledger'                     # also notifications, deliveries, coupons
//
// These routes ask for no token. They refuse web pages of other origins and hosts that
// they do not know; -hosts names further ones:
//
//	paykickstart-sandbox -addr 0.0.0.0:8480 -hosts sandbox   # in a container of that name
//
// Listening beyond the loopback interface writes a warning.
//
// -vendor takes a JSON file with the campaigns, products, affiliates, leads and coupons to
// play (its members are told at sandbox.Vendor). -faults takes one with rules for faults
// (sandbox.ReadFaults); of the rules that fit a request the first that strikes is taken:
//
//	[{"kind": "pass", "route": "purchase", "times": 2},
//	 {"kind": "reset-after", "route": "purchase", "times": 1},
//	 {"kind": "rate-limited", "retry_after": "2s", "probability": 0.1}]
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/paykickstart-go/sdk/sandbox"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "paykickstart-sandbox:", err)
		stop()
		os.Exit(1)
	}
}

// run serves until the context ends.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	opts, err := options(args, stderr)
	if err != nil {
		return err
	}
	sb, err := sandbox.Start(opts...)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(stdout, "PAYKICKSTART_AUTH_TOKEN=%s\nPAYKICKSTART_BASE_URL=%s\nPAYKICKSTART_IPN_SECRET=%s\n",
		sb.AuthToken, sb.URL, sb.IPNSecret)
	if err == nil {
		<-ctx.Done()
	}
	return errors.Join(err, sb.Close())
}

// options reads the flags.
func options(args []string, stderr io.Writer) ([]sandbox.Option, error) {
	flags := flag.NewFlagSet("paykickstart-sandbox", flag.ContinueOnError)
	flags.SetOutput(stderr)
	opts := []sandbox.Option{sandbox.WithControl(), sandbox.WithLogger(slog.New(slog.NewTextHandler(stderr, nil)))}
	opts = append(opts, sandbox.WithAddress("127.0.0.1:8480"))
	for _, f := range optionFlags() {
		flags.Func(f.name, f.usage, func(text string) error {
			opt, err := f.parse(text)
			if err == nil {
				opts = append(opts, opt)
			}
			return err
		})
	}
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	if flags.NArg() > 0 {
		return nil, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	return opts, nil
}
