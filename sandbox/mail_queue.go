package sandbox

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"sync"
)

// parcel is a notification on its way to one URL.
type parcel struct {
	notification Notification
	url          string
}

// mail brings notifications to their URLs: by one goroutine, which lives only
// while there is something to bring, or in the goroutine that caused them.
type mail struct {
	synchronous bool
	client      *http.Client
	logger      *slog.Logger
	ctx         context.Context // ends with Close
	stop        context.CancelFunc

	mu            sync.Mutex
	disorder      *disorder
	everywhere    []Endpoint
	byProduct     map[int64][]Endpoint
	byAffiliate   map[int64]Endpoint
	notifications []Notification
	log           []Delivery
	waiting       []parcel
	idle          chan struct{} // closed when the goroutine ends; nil while there is none
}

func newMail(conf config) *mail {
	m := &mail{
		synchronous: conf.synchronous, client: newSender(), logger: conf.logger, everywhere: slices.Clone(conf.endpoints),
		byProduct: map[int64][]Endpoint{}, byAffiliate: map[int64]Endpoint{}, disorder: newDisorder(conf.disorder, conf.seed),
	}
	for _, c := range conf.vendor.Campaigns {
		for _, product := range c.Products {
			m.byProduct[product.ID] = product.Notify
		}
	}
	for _, a := range conf.vendor.Affiliates {
		m.byAffiliate[a.ID] = Endpoint{URL: a.NotifyURL}
	}
	m.ctx, m.stop = context.WithCancel(context.Background())
	return m
}

// queue takes notifications over and returns what the caller has to bring itself.
func (m *mail) queue(out []Notification) []parcel {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(out) == 0 || m.ctx.Err() != nil {
		return nil
	}
	m.notifications = append(m.notifications, out...)
	parcels := m.disorder.apply(m.address(out))
	if m.synchronous {
		return parcels
	}
	m.send(parcels)
	return nil
}

// send hands parcels to the goroutine. The lock is held.
func (m *mail) send(parcels []parcel) {
	m.waiting = append(m.waiting, parcels...)
	if m.idle == nil && len(m.waiting) > 0 {
		m.idle = make(chan struct{})
		go m.work(m.idle)
	}
}

// address makes a parcel for each URL that wants the notification.
func (m *mail) address(out []Notification) []parcel {
	var parcels []parcel
	for _, n := range out {
		for _, e := range m.endpoints(n) {
			if e.wants(n.Event) {
				parcels = append(parcels, parcel{n, e.URL})
			}
		}
	}
	return parcels
}

func (m *mail) endpoints(n Notification) []Endpoint {
	if n.AffiliateID != 0 {
		return []Endpoint{m.byAffiliate[n.AffiliateID]}
	}
	return slices.Concat(m.everywhere, m.byProduct[n.ProductID])
}

// work brings what waits, one after the other, and ends.
func (m *mail) work(idle chan struct{}) {
	for {
		m.mu.Lock()
		if len(m.waiting) == 0 || m.ctx.Err() != nil {
			m.waiting, m.idle = nil, nil
			close(idle)
			m.mu.Unlock()
			return
		}
		next := m.waiting[0]
		m.waiting = m.waiting[1:]
		m.mu.Unlock()
		m.bring(m.ctx, next)
	}
}

// bring delivers a parcel and writes the log.
func (m *mail) bring(ctx context.Context, parcel parcel) Delivery {
	d := deliver(ctx, m.client, parcel)
	m.mu.Lock()
	defer m.mu.Unlock()
	d.ID = int64(len(m.log)) + 1
	m.log = append(m.log, d)
	m.logger.LogAttrs(ctx, slog.LevelInfo, "sandbox: delivery", slog.Int64("id", d.ID),
		slog.String("event", parcel.notification.Event), slog.Int("status", d.StatusCode))
	return d
}

// delivered finds a line of the log.
func (m *mail) delivered(deliveryID int64) (_ parcel, known bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if deliveryID < 1 || deliveryID > int64(len(m.log)) {
		return parcel{}, false
	}
	d := m.log[deliveryID-1]
	return parcel{d.Notification, d.URL}, true
}

// flush brings what was held back, and waits until nothing is under way.
func (m *mail) flush(ctx context.Context) error {
	m.mu.Lock()
	late := m.disorder.release()
	if !m.synchronous {
		m.send(late)
		late = nil
	}
	idle := m.idle
	m.mu.Unlock()
	for _, parcel := range late {
		m.bring(ctx, parcel)
	}
	if idle == nil {
		return ctx.Err()
	}
	select {
	case <-idle:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// close drops what waits, breaks off what is under way and waits for its end.
func (m *mail) close() {
	m.stop()
	m.mu.Lock()
	m.disorder.release()
	idle := m.idle
	m.mu.Unlock()
	if idle != nil {
		<-idle
	}
	m.client.CloseIdleConnections()
}
