// Command paykickstart-sandbox serves PayKickstart in a box, so that an integration
// in any language can be developed without charging anyone:
//
//	go run ./cmd/paykickstart-sandbox -notify http://localhost:3000/ipn
//
// It prints the environment variables that point an integration at it, and runs
// until it is interrupted. See package sandbox for what it does, and its
// WithControl for the routes that move the clock, refund and show the ledger.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
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
	opts := []sandbox.Option{sandbox.WithControl()}
	addr := flags.String("addr", "127.0.0.1:8480", "`host:port` to listen on; port 0 picks a free one")
	token := flags.String("token", sandbox.DefaultAuthToken, "the account's API `key`")
	vendor := flags.String("vendor", "", "JSON `file` with the vendor to play instead of the built-in one")
	flags.Func("notify", "`URL` that gets all notifications; may be given again", func(url string) error {
		opts = append(opts, sandbox.WithNotify(url))
		return nil
	})
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	if flags.NArg() > 0 {
		return nil, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	if *vendor != "" {
		v, err := readVendor(*vendor)
		if err != nil {
			return nil, err
		}
		opts = append(opts, sandbox.WithVendor(v))
	}
	return append(opts, sandbox.WithAddress(*addr), sandbox.WithAuthToken(*token)), nil
}

func readVendor(path string) (sandbox.Vendor, error) {
	file, err := os.Open(path)
	if err != nil {
		return sandbox.Vendor{}, err
	}
	v, err := sandbox.ReadVendor(file)
	return v, errors.Join(err, file.Close())
}
