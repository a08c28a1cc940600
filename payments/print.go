package payments

import (
	"fmt"
	"io"
	"log/slog"

	"github.com/paykickstart-go/sdk/api"
)

// Params are what a program logs when a purchase fails. So they do not embed api.Redacted as the payment methods do: they
// print their ids and the type of the payment method.

func (p CreateParams) safe() string {
	return fmt.Sprintf("payments.CreateParams{CampaignID:%d ProductID:%d AffiliateID:%d TestMode:%t Payment:%s}",
		p.CampaignID, p.ProductID, p.AffiliateID, p.TestMode, safeMethod(p.Payment))
}

func (p UpdateCardParams) safe() string {
	return fmt.Sprintf("payments.UpdateCardParams{InvoiceID:%s Payment:%s}", p.InvoiceID, safeMethod(p.Payment))
}

// safeMethod asks no method of a payment method that is nil or not of this package.
func safeMethod(m PaymentMethod) string {
	if m = methodOf(m); m == nil {
		return "none"
	}
	return fmt.Sprintf("%T[redacted]", m)
}

// Format prints the ids and the type of the payment method for every verb.
func (p CreateParams) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, p.safe()) }

// LogValue returns the ids and the type of the payment method for slog.
func (p CreateParams) LogValue() slog.Value { return slog.StringValue(p.safe()) }

// MarshalText returns the ids and the type of the payment method, which encoding/json writes. It cannot be read back.
func (p CreateParams) MarshalText() ([]byte, error) { return []byte(p.safe()), nil }

// MarshalBinary always returns an error, so that encoding/gob and others do not store payment data.
func (CreateParams) MarshalBinary() ([]byte, error) { return api.Redacted{}.MarshalBinary() }

// Format prints the invoice id and the type of the payment method for every verb.
func (p UpdateCardParams) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, p.safe()) }

// LogValue returns the invoice id and the type of the payment method for slog.
func (p UpdateCardParams) LogValue() slog.Value { return slog.StringValue(p.safe()) }

// MarshalText returns the invoice id and the type of the payment method, which encoding/json writes. It cannot be read back.
func (p UpdateCardParams) MarshalText() ([]byte, error) { return []byte(p.safe()), nil }

// MarshalBinary always returns an error, so that encoding/gob and others do not store payment data.
func (UpdateCardParams) MarshalBinary() ([]byte, error) { return api.Redacted{}.MarshalBinary() }
