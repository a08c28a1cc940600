package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/paykickstart"
)

// endings disables the licenses of what is over: PayKickstart is not known to do it. A shop keeps the list in its database.
type endings struct {
	client *paykickstart.Client
	mu     sync.Mutex
	due    map[string]ending // by invoice
}

// ending is the end of a cancelled subscription.
type ending struct {
	of *ipn.Notification
	at time.Time
}

func newEndings(client *paykickstart.Client) *endings {
	return &endings{client: client, due: map[string]ending{}}
}

// refunded ends at once. Whether a refund is partial cannot be told from n alone: a shop that refunds in part compares n.Amount
// with the price itself.
func (e *endings) refunded(ctx context.Context, n *ipn.Notification) error {
	return e.disable(ctx, n)
}

// cancelled notes the end of the time that was paid for: the day of the charge that will not come.
func (e *endings) cancelled(ctx context.Context, n *ipn.Notification) error {
	purchase, err := e.client.Purchases.Get(ctx, n.InvoiceID)
	if err != nil {
		return err
	}
	paidUntil := time.Time{}
	for _, s := range purchase.Subscriptions {
		if s.NextDate.After(paidUntil) {
			paidUntil = s.NextDate
		}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.due[n.InvoiceID] = ending{of: n, at: paidUntil}
	return nil
}

// endDue disables what has ended. A shop calls it every hour or so.
func (e *endings) endDue(ctx context.Context, now time.Time) error {
	for invoiceID, end := range e.dueAt(now) {
		running, err := e.running(ctx, invoiceID)
		if err != nil {
			return err
		}
		if !running {
			if err := e.disable(ctx, end.of); err != nil {
				return err
			}
		}
		e.mu.Lock()
		delete(e.due, invoiceID)
		e.mu.Unlock()
	}
	return nil
}

func (e *endings) dueAt(now time.Time) map[string]ending {
	e.mu.Lock()
	defer e.mu.Unlock()
	due := map[string]ending{}
	for invoiceID, end := range e.due {
		if !end.at.After(now) {
			due[invoiceID] = end
		}
	}
	return due
}

// running reports whether the subscription was re-activated meanwhile.
func (e *endings) running(ctx context.Context, invoiceID string) (bool, error) {
	purchase, err := e.client.Purchases.Get(ctx, invoiceID)
	if err != nil {
		return false, err
	}
	for _, s := range purchase.Subscriptions {
		if s.Status != 0 {
			return true, nil
		}
	}
	return false, nil
}

// disable takes the keys from the notification, and PayKickstart's word for it that they belong to its invoice and product: a
// campaign's secret signs for whatever invoice the body names.
func (e *endings) disable(ctx context.Context, n *ipn.Notification) error {
	for _, key := range n.Licenses {
		license, err := e.client.Licenses.Get(ctx, key)
		if err != nil {
			return err
		}
		if license.InvoiceID != n.InvoiceID || license.ProductID != n.ProductID {
			return ipn.Permanent(fmt.Errorf("license %s is not of %s", license.LicenseKey, n.InvoiceID))
		}
		if err := e.client.Licenses.Disable(ctx, license.LicenseKey); err != nil {
			return err
		}
	}
	return nil
}
