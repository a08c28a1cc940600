package ipn_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
)

// answering returns a handler that answers err.
func answering(err error) ipn.HandlerFunc {
	return func(context.Context, *ipn.Notification) error { return err }
}

func TestMuxRoutes(t *testing.T) {
	t.Parallel()
	sale, refund, other := errors.New("sale"), errors.New("refund"), errors.New("other")
	m := ipn.NewMux()
	m.Handle(ipn.EventSales, answering(sale))
	m.HandleFunc(ipn.EventRefund, answering(refund))
	at := func(event ipn.Event) error {
		return m.HandleNotification(t.Context(), &ipn.Notification{Event: event})
	}

	assert.Equal(t, sale, at(ipn.EventSales))
	assert.Equal(t, refund, at(ipn.EventRefund))
	require.NoError(t, at("subscription-paused"), "unknown events are acknowledged")
	require.NoError(t, at("Sales"), "events are compared as they are")

	m.Fallback(answering(other))
	assert.Equal(t, other, at("subscription-paused"))
	assert.Equal(t, sale, at(ipn.EventSales))
}

func TestMuxPanicsAtStart(t *testing.T) {
	t.Parallel()
	for name, slip := range map[string]func(*ipn.Mux){
		"event twice": func(m *ipn.Mux) {
			m.Handle(ipn.EventSales, answering(nil))
			m.HandleFunc(ipn.EventSales, answering(nil))
		},
		"empty event":    func(m *ipn.Mux) { m.Handle("", answering(nil)) },
		"nil handler":    func(m *ipn.Mux) { m.Handle(ipn.EventSales, nil) },
		"nil function":   func(m *ipn.Mux) { m.HandleFunc(ipn.EventSales, nil) },
		"nil fallback":   func(m *ipn.Mux) { m.Fallback(nil) },
		"fallback twice": func(m *ipn.Mux) { m.Fallback(answering(nil)); m.Fallback(answering(nil)) },
	} {
		t.Run(name, func(t *testing.T) {
			assert.Panics(t, func() { slip(ipn.NewMux()) })
		})
	}
}

func TestMuxConcurrently(t *testing.T) {
	t.Parallel()
	m := ipn.NewMux()
	var all sync.WaitGroup
	for i := range 20 {
		event := ipn.Event(fmt.Sprintf("event-%d", i))
		all.Go(func() { m.Handle(event, answering(nil)) })
		all.Go(func() { assert.NoError(t, m.HandleNotification(t.Context(), &ipn.Notification{Event: event})) })
	}
	all.Wait()
}

func TestPermanent(t *testing.T) {
	t.Parallel()
	cause := errors.New("no such product")
	err := ipn.Permanent(fmt.Errorf("grant: %w", cause))
	require.ErrorIs(t, err, cause)
	require.EqualError(t, err, "grant: no such product")
	assert.True(t, ipn.IsPermanent(err))
	assert.True(t, ipn.IsPermanent(fmt.Errorf("wrapped: %w", err)))
	assert.False(t, ipn.IsPermanent(cause))
	assert.False(t, ipn.IsPermanent(nil))
	require.NoError(t, ipn.Permanent(nil))
}
