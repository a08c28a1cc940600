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

// receive takes the notifications of the sandbox on a free port of this machine, until stop is called.
func (s *shop) receive() (stop func(), err error) {
	verifier, err := ipn.NewVerifier(ipn.Secrets(s.box.IPNSecret))
	if err != nil {
		return nil, err
	}
	mux := ipn.NewMux()
	mux.HandleFunc(ipn.EventRefund, s.endings.refunded)
	mux.HandleFunc(ipn.EventSubscriptionCancelled, s.endings.cancelled)
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	server := &http.Server{
		Handler: ipn.NewHandler(verifier, mux, ipn.WithProducts(sold()),
			ipn.WithStore(ipn.NewMemoryStore()), ipn.WithLogger(slog.New(slog.DiscardHandler))),
		ReadHeaderTimeout: 5 * time.Second,
	}
	go func() { _ = server.Serve(listener) }()
	if err := s.box.Notify("http://" + listener.Addr().String() + "/ipn"); err != nil {
		_ = server.Close()
		return nil, err
	}
	return func() { _ = server.Close() }, nil
}

// sold are the products that the shop has licenses for, by campaign.
func sold() map[int64][]int64 {
	return map[int64][]int64{sandbox.CampaignID: {sandbox.ProPlanID, sandbox.TeamPlanID}}
}
