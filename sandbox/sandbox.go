package sandbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"
)

// Sandbox is one box. Make it with [Start] or [New]. All methods are safe for
// concurrent use, and also while a notification is being received.
type Sandbox struct {
	// URL is the base URL, which paykickstart.WithBaseURL takes; "" after New.
	URL string
	// AuthToken is the account's API key.
	AuthToken string
	// IPNSecret signs the notifications of the vendor's first campaign.
	IPNSecret string
	// CampaignID and ProductID are the vendor's first campaign and its first
	// product: the monthly "Pro plan" of DefaultVendor.
	CampaignID, ProductID int64

	routes  map[string]route
	control http.Handler // nil without WithControl
	hosts   []string     // beside loopback, those that control may be called by
	logger  *slog.Logger
	faults  *faults
	clock   *clock
	mail    *mail
	server  *http.Server
	served  chan struct{} // closed when the server's goroutine ends
	// busy is read-locked by each request, so that Close can wait for their end.
	busy sync.RWMutex

	mu    sync.Mutex
	state *state
}

// New makes a sandbox without a listener: serve [Sandbox.Handler] yourself. It
// fails on an option that makes no sense. Close it when notifications are in use.
func New(opts ...Option) (*Sandbox, error) {
	conf := newConfig(opts)
	if err := conf.check(); err != nil {
		return nil, err
	}
	first := conf.vendor.Campaigns[0]
	s := &Sandbox{
		AuthToken: conf.authToken, IPNSecret: first.IPNSecret, CampaignID: first.ID, ProductID: first.Products[0].ID,
		routes: apiRoutes(), faults: newFaults(conf.faults, conf.seed), clock: newClock(conf.clock),
		mail: newMail(conf), state: newState(conf), logger: conf.logger,
	}
	s.state.now = s.clock.now()
	for _, host := range conf.hosts {
		s.hosts = append(s.hosts, bareHost(host))
	}
	if conf.control {
		s.control = s.controlHandler()
	}
	return s, nil
}

// Start makes a sandbox that listens on a free port of the loopback interface, or
// where [WithAddress] says. Close it.
func Start(opts ...Option) (*Sandbox, error) {
	s, err := New(opts...)
	if err != nil {
		return nil, err
	}
	address := newConfig(opts).address
	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("sandbox: %w", err)
	}
	s.listensAt(address, listener.Addr())
	s.URL = "http://" + listener.Addr().String() + "/api"
	s.server = &http.Server{Handler: s.Handler(), ReadHeaderTimeout: 10 * time.Second}
	s.served = make(chan struct{})
	go func() {
		defer close(s.served)
		_ = s.server.Serve(listener) // ends with http.ErrServerClosed, on Close
	}()
	return s, nil
}

// Close stops the server and the notifications, breaking off what is under way,
// and returns when no goroutine is left. It may be called again. The handler of a
// closed sandbox still answers, but nothing is delivered any more.
func (s *Sandbox) Close() error {
	var err error
	if s.server != nil {
		err = s.server.Close()
		<-s.served
	}
	s.mail.close()
	s.busy.Lock() // waits for the requests under way
	defer s.busy.Unlock()
	return err
}

// Notify adds a URL that gets the notifications of all products from now on. No
// events means all of them.
func (s *Sandbox) Notify(url string, events ...string) error {
	e := Endpoint{URL: url, Events: events}
	if err := e.check(); err != nil {
		return err
	}
	s.mail.mu.Lock()
	defer s.mail.mu.Unlock()
	s.mail.everywhere = append(s.mail.everywhere, e)
	return nil
}

// Notifications returns every notification so far, the oldest first, whether or
// not a URL wanted it. The slice is the caller's own; the bodies are not.
func (s *Sandbox) Notifications() []Notification {
	s.change(func(*state) {})
	s.mail.mu.Lock()
	defer s.mail.mu.Unlock()
	return slices.Clone(s.mail.notifications)
}

// Deliveries returns the delivery log, the oldest attempt first. Call [Sandbox.Flush]
// before, if deliveries are not synchronous.
func (s *Sandbox) Deliveries() []Delivery {
	s.mail.mu.Lock()
	defer s.mail.mu.Unlock()
	return slices.Clone(s.mail.log)
}

// Flush sends what [Disorder] holds back and waits until no delivery is under way.
// Its only error is the context's.
func (s *Sandbox) Flush(ctx context.Context) error { return s.mail.flush(ctx) }

// Redeliver sends a notification of the delivery log again, as the Retry button in
// PayKickstart's log does, and returns the new line of the log. A receiver that
// fails is no error: see the line.
func (s *Sandbox) Redeliver(ctx context.Context, deliveryID int) (Delivery, error) {
	p, known := s.mail.delivered(deliveryID)
	if !known {
		return Delivery{}, ErrUnknownDelivery
	}
	if s.mail.ctx.Err() != nil {
		return Delivery{}, errors.New("sandbox: closed")
	}
	return s.mail.bring(ctx, p), nil
}
