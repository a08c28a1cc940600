package main

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/sandbox"
)

// inbox receives notifications on a free port of this machine.
type inbox struct {
	url      string
	sales    chan *ipn.Notification
	listener net.Listener
	server   *http.Server
}

func listen() (*inbox, error) {
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	return &inbox{
		url:      "http://" + listener.Addr().String() + "/ipn",
		sales:    make(chan *ipn.Notification, 1),
		listener: listener,
		server:   &http.Server{ReadHeaderTimeout: 5 * time.Second},
	}, nil
}

// serve takes sales of the campaign's product whose signature was made with secret, and acknowledges every other event.
func (i *inbox) serve(secret string) error {
	verifier, err := ipn.NewVerifier(ipn.Secrets(secret))
	if err != nil {
		return err
	}
	mux := ipn.NewMux()
	mux.HandleFunc(ipn.EventSales, func(ctx context.Context, n *ipn.Notification) error {
		select {
		case i.sales <- n:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	})
	i.server.Handler = ipn.NewHandler(verifier, mux,
		ipn.WithProducts(map[int64][]int64{sandbox.CampaignID: {sandbox.ProPlanID}}),
		ipn.WithStore(ipn.NewMemoryStore()), ipn.WithLogger(slog.New(slog.DiscardHandler)))
	go func() { _ = i.server.Serve(i.listener) }()
	return nil
}

func (i *inbox) close() {
	_ = i.server.Close()
	_ = i.listener.Close()
}
