package subscriptions

import (
	"fmt"
	"io"
	"log/slog"

	"github.com/paykickstart-go/sdk/api"
)

// Params may hold a payment token under a name that has no field yet. So ChangeParams print their ids alone.
func (p ChangeParams) safe() string {
	return fmt.Sprintf("subscriptions.ChangeParams{InvoiceID:%s ProductID:%d}", p.InvoiceID, p.ProductID)
}

// Format prints the ids for every verb.
func (p ChangeParams) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, p.safe()) }

// LogValue returns the ids for slog.
func (p ChangeParams) LogValue() slog.Value { return slog.StringValue(p.safe()) }

// MarshalText returns the ids, which encoding/json writes. It cannot be read back.
func (p ChangeParams) MarshalText() ([]byte, error) { return []byte(p.safe()), nil }

// MarshalBinary always returns an error, so that encoding/gob and others do not store payment data.
func (ChangeParams) MarshalBinary() ([]byte, error) { return api.Redacted{}.MarshalBinary() }
