package ipn

import (
	"context"
	"reflect"
	"sync"
)

// Mux passes notifications to the handler of their event. Make one with [NewMux] and register all handlers before it serves. A
// Mux is a [Handler] and safe for concurrent use. It does not look at the campaign or the product: see [WithProducts].
type Mux struct {
	mu       sync.RWMutex
	handlers map[Event]Handler
	fallback Handler
}

// NewMux returns a Mux without handlers. Until [Mux.Fallback] is called it acknowledges events that it does not know: they
// are answered 200 and nothing is done.
func NewMux() *Mux {
	return &Mux{handlers: make(map[Event]Handler)}
}

// Handle registers h for event, which need not be a documented one. It panics, as http.ServeMux does, when the event is
// empty or registered already, or when h is nil: these are mistakes in the program and must show at start.
func (m *Mux) Handle(event Event, h Handler) {
	mustHandle("Mux.Handle", h)
	m.mu.Lock()
	defer m.mu.Unlock()
	if event == "" {
		panic("ipn: Mux.Handle: empty event")
	}
	if _, twice := m.handlers[event]; twice {
		panic("ipn: Mux.Handle: event " + string(event) + " is registered already")
	}
	m.handlers[event] = h
}

// HandleFunc registers a function for event; see [Mux.Handle].
func (m *Mux) HandleFunc(event Event, f func(ctx context.Context, n *Notification) error) {
	m.Handle(event, HandlerFunc(f))
}

// Fallback registers h for all events that have no handler of their own. It panics when h is nil or a fallback is
// registered already.
func (m *Mux) Fallback(h Handler) {
	mustHandle("Mux.Fallback", h)
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.fallback != nil {
		panic("ipn: Mux.Fallback: a fallback is registered already")
	}
	m.fallback = h
}

// HandleNotification calls the handler of n's event, or the fallback. Without either it returns nil.
func (m *Mux) HandleNotification(ctx context.Context, n *Notification) error {
	m.mu.RLock()
	h, known := m.handlers[n.Event]
	if !known {
		h = m.fallback
	}
	m.mu.RUnlock()
	if h == nil {
		return nil
	}
	return h.HandleNotification(ctx, n)
}

// mustHandle panics when h is nil, or a nil function or pointer.
func mustHandle(where string, h Handler) {
	v := reflect.ValueOf(h)
	if h == nil || (v.Kind() == reflect.Func || v.Kind() == reflect.Pointer) && v.IsNil() {
		panic("ipn: " + where + ": nil handler")
	}
}
