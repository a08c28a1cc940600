// Ipn-server receives notifications of two campaigns at one URL.
//
//	go run ./examples/ipn-server -demo
//
// sends some to itself and ends; it needs nothing but Go. Without -demo it listens on -addr until it is interrupted:
//
//	go run ./examples/ipn-server -addr 127.0.0.1:8080
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/paykickstart-go/sdk/ipn"
)

// secrets are the IPN secrets by campaign. Yours come from where you keep secrets, not from the source. The second
// campaign is replacing its key: until PayKickstart has the new one, both are taken.
func secrets() map[int64][]string {
	return map[int64][]string{
		10001: {"FIRSTSECRET1"},
		10002: {"NEWSECRET123", "OLDSECRET123"},
	}
}

// products are what each campaign sells. Its secret signs for whatever product a body names: so the handler refuses all others.
func products() map[int64][]int64 {
	return map[int64][]int64{
		10001: {20001},
		10002: {20001, 20002},
	}
}

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "address to listen on")
	demo := flag.Bool("demo", false, "send some notifications to itself, then end")
	flag.Parse()
	if err := run(*addr, *demo); err != nil {
		fmt.Fprintln(os.Stderr, "ipn-server:", err)
		os.Exit(1)
	}
}

// run serves until it is interrupted or the demo is over, then lets the deliveries at work finish.
func run(addr string, demo bool) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	handler, err := receiver(demo)
	if err != nil {
		return err
	}
	if demo {
		addr = "127.0.0.1:0"
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.Handle("/ipn", handler)
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	url := "http://" + listener.Addr().String() + "/ipn"
	if demo {
		return errors.Join(sendSome(ctx, url), shutDown(server))
	}
	fmt.Println("listening at " + url + "; interrupt to end")
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
		return shutDown(server)
	}
}

// shutDown waits a little longer than a delivery may take.
func shutDown(server *http.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), 15*time.Second)
	defer cancel()
	err := server.Shutdown(ctx)
	fmt.Println("stopped")
	return err
}

// receiver puts verifier, routes and store together. The demo prints what happens itself and keeps the log silent.
func receiver(demo bool) (http.Handler, error) {
	verifier, err := ipn.NewVerifier(ipn.CampaignSecrets(secrets()))
	if err != nil {
		return nil, err
	}
	mux := ipn.NewMux()
	mux.HandleFunc(ipn.EventSales, grant)
	mux.HandleFunc(ipn.EventRefund, revoke)
	mux.HandleFunc(ipn.EventSubscriptionCancelled, noteTheEnd)
	mux.Fallback(ipn.HandlerFunc(note))
	log := slog.Default()
	if demo {
		log = slog.New(slog.DiscardHandler)
	}
	// A store in memory forgets at a restart: use your database where that matters, see ipn.Store.
	return ipn.NewHandler(verifier, mux, ipn.WithProducts(products()), ipn.WithStore(ipn.NewMemoryStore()), ipn.WithLogger(log)), nil
}

// grant opens what was bought: this product of this campaign. An error is answered 500, and shows as failed at PayKickstart.
func grant(_ context.Context, n *ipn.Notification) error {
	fmt.Printf("  granted %s of campaign %d for invoice %s, %s %s\n", n.ProductName, n.CampaignID, n.InvoiceID, n.Amount, n.Currency)
	return nil
}

// revoke closes it at once. Whether a refund is partial cannot be told from n alone: compare n.Amount with the price yourself.
func revoke(_ context.Context, n *ipn.Notification) error {
	fmt.Printf("  revoked %s of invoice %s\n", n.ProductName, n.InvoiceID)
	return nil
}

// noteTheEnd does not close it: the buyer has it until the time ends that was paid for (see licenses.Service.Disable, and
// examples/licenses). Noting it twice must do no harm: a cancellation comes again, marked, because a second one cannot be told
// from a second delivery of the first.
func noteTheEnd(_ context.Context, n *ipn.Notification) error {
	again := ""
	if n.Repeated() {
		again = ", again"
	}
	fmt.Printf("  noted that %s of invoice %s ends with the paid time%s\n", n.ProductName, n.InvoiceID, again)
	return nil
}

func note(_ context.Context, n *ipn.Notification) error {
	fmt.Printf("  nothing to do for %s\n", n.Event)
	return nil
}
