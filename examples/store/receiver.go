package main

import (
	"context"
	"database/sql"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/paykickstart-go/sdk/ipn"
)

// newReceiver returns the handler to register as the IPN URL of the shop's products.
//
// What the campaign does not sell is refused: its secret signs for whatever product a body names. Only sales open access: a
// rebill sends sales and subscription-payment, and both are the same money. All other events are acknowledged. Where access is
// worth much, add ipn.WithConfirm with payments.PurchaseService.Confirm.
func newReceiver(db *sql.DB, secret string) (http.Handler, error) {
	verifier, err := ipn.NewVerifier(ipn.Secrets(secret))
	if err != nil {
		return nil, err
	}
	book := &accessBook{db: db}
	mux := ipn.NewMux()
	mux.HandleFunc(ipn.EventSales, book.record)
	mux.HandleFunc(ipn.EventRefund, book.record)
	mux.HandleFunc(ipn.EventSubscriptionCancelled, book.record)
	logger := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	return ipn.NewHandler(verifier, mux, ipn.WithProducts(sold()),
		ipn.WithStore(&claimStore{db: db, now: time.Now}), ipn.WithLogger(logger)), nil
}

// listen takes a free port of this machine, and names the URL that is served there.
func listen(ctx context.Context) (net.Listener, string, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, "", err
	}
	return listener, "http://" + listener.Addr().String() + "/ipn", nil
}

// serve starts a server, which the caller closes.
func serve(listener net.Listener, handler http.Handler) *http.Server {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = server.Serve(listener) }()
	return server
}
