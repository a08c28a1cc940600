package sandbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"
)

// Sandbox is one box, with a state of its own. Make it with [Start] or [New]: the
// zero value is of no use. The fields are for reading. All methods are safe for
// concurrent use, also from within a receiver of notifications.
type Sandbox struct {
	// URL is the base URL, for paykickstart.WithBaseURL; "" after New.
	URL string
	// AuthToken is the account's API key, for paykickstart.New.
	AuthToken string
	// IPNSecret is the secret of the vendor's first campaign, which signs its notifications.
	IPNSecret string
	// CampaignID and ProductID are the vendor's first campaign and its first product.
	// Of DefaultVendor that is the monthly "Pro plan".
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

// New makes a sandbox without a listener: serve [Sandbox.Handler] yourself. The error
// names every option that makes no sense. Close the sandbox if it delivers notifications.
func New(opts ...Option) (*Sandbox, error) { return newSandbox(newConfig(opts)) }

func newSandbox(conf config) (*Sandbox, error) {
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
// where [WithAddress] says. Close it. The error names every option that makes no
// sense, or says why the address cannot be listened on.
func Start(opts ...Option) (*Sandbox, error) {
	conf := newConfig(opts)
	s, err := newSandbox(conf)
	if err != nil {
		return nil, err
	}
	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", conf.address)
	if err != nil {
		return nil, fmt.Errorf("sandbox: %w", err)
	}
	s.listensAt(conf.address, listener.Addr())
	s.URL = "http://" + listener.Addr().String() + "/api"
	s.server = &http.Server{Handler: s.Handler(), ReadHeaderTimeout: 10 * time.Second}
	s.served = make(chan struct{})
	go func() {
		defer close(s.served)
		_ = s.server.Serve(listener) // ends with http.ErrServerClosed, on Close
	}()
	return s, nil
}

// Close stops the server and the deliveries, breaks off what is under way, and
// returns when no goroutine of the sandbox is left. It may be called again. After it
// the handler and the methods still work, but notifications are neither kept nor
// delivered, and [Sandbox.Redeliver] returns an error. The error of Close is that of
// closing the listener.
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

// change brings the state up to now and does work on it, both under the lock. The
// notifications go out after the lock is gone, so that a receiver may call back.
func (s *Sandbox) change(work func(*state)) {
	parcels := func() []parcel {
		s.mu.Lock()
		defer s.mu.Unlock() // also when work panics: net/http goes on serving
		s.state.settle(s.clock.now())
		work(s.state)
		return s.mail.queue(s.state.takeOutbox())
	}()
	for _, parcel := range parcels {
		s.mail.bring(s.mail.ctx, parcel)
	}
}

// Notify adds a URL that gets the notifications of all products from now on, as
// [WithNotify] does. Calling it again with the same URL delivers twice.
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

// Notifications returns every notification so far, the oldest first, also those that
// no URL wanted. None yet is an empty slice, never nil. The slice is the caller's
// own; the bodies are not: do not change them.
func (s *Sandbox) Notifications() []Notification {
	s.change(func(*state) {})
	s.mail.mu.Lock()
	defer s.mail.mu.Unlock()
	return append([]Notification{}, s.mail.notifications...)
}

// Deliveries returns the delivery log, the oldest attempt first. None yet is an empty
// slice, never nil. Call [Sandbox.Flush] before, unless deliveries are synchronous
// ([WithSynchronousNotifications]). The slice is the caller's own.
func (s *Sandbox) Deliveries() []Delivery {
	s.mail.mu.Lock()
	defer s.mail.mu.Unlock()
	return append([]Delivery{}, s.mail.log...)
}

// Flush sends what [Disorder] holds back, waits until no delivery is under way, and
// returns nil; if ctx ends before, it returns the context's error. It may be called again.
func (s *Sandbox) Flush(ctx context.Context) error { return s.mail.flush(ctx) }

// Redeliver sends a notification of the delivery log again, as the Retry button in
// PayKickstart's log does, and returns the new line of the log. A receiver that fails
// is no error: see the line. An id that is not in the log is [ErrUnknownDelivery].
func (s *Sandbox) Redeliver(ctx context.Context, deliveryID int64) (Delivery, error) {
	parcel, known := s.mail.delivered(deliveryID)
	if !known {
		return Delivery{}, ErrUnknownDelivery
	}
	if s.mail.ctx.Err() != nil {
		return Delivery{}, errors.New("sandbox: closed")
	}
	return s.mail.bring(ctx, parcel), nil
}
