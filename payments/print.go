package payments

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
)

// redacted is embedded in every payment method, and keeps its token from being printed and stored: Format serves fmt,
// LogValue slog, and MarshalText what writes JSON, among it slog's JSON of a struct that holds one of them. MarshalBinary
// refuses, for encoding/gob and others that do not ask for text: what they write is stored and read back, and a redacted
// token must not pass for one.
type redacted struct{}

const mask = "[redacted]"

func (redacted) Format(f fmt.State, _ rune)     { _, _ = io.WriteString(f, mask) }
func (redacted) LogValue() slog.Value           { return slog.StringValue(mask) }
func (redacted) MarshalText() ([]byte, error)   { return []byte(mask), nil }
func (redacted) MarshalBinary() ([]byte, error) { return nil, errNotStored }

// errNotStored is what encoders like encoding/gob get.
var errNotStored = errors.New("payments: payment methods and params are not encoded, because they hold payment data: encode what you need of them yourself")

// Params are what a program logs when a purchase fails, so they print their ids and the type of the payment method.

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
	return fmt.Sprintf("%T", m) + mask
}

// Format prints the ids and the type of the payment method for every verb.
func (p CreateParams) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, p.safe()) }

// LogValue returns the ids and the type of the payment method for slog.
func (p CreateParams) LogValue() slog.Value { return slog.StringValue(p.safe()) }

// MarshalText returns the ids and the type of the payment method, which encoding/json writes. It cannot be read back.
func (p CreateParams) MarshalText() ([]byte, error) { return []byte(p.safe()), nil }

// MarshalBinary always returns an error, so that encoding/gob and others do not store payment data.
func (CreateParams) MarshalBinary() ([]byte, error) { return nil, errNotStored }

// Format prints the invoice id and the type of the payment method for every verb.
func (p UpdateCardParams) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, p.safe()) }

// LogValue returns the invoice id and the type of the payment method for slog.
func (p UpdateCardParams) LogValue() slog.Value { return slog.StringValue(p.safe()) }

// MarshalText returns the invoice id and the type of the payment method, which encoding/json writes. It cannot be read back.
func (p UpdateCardParams) MarshalText() ([]byte, error) { return []byte(p.safe()), nil }

// MarshalBinary always returns an error, so that encoding/gob and others do not store payment data.
func (UpdateCardParams) MarshalBinary() ([]byte, error) { return nil, errNotStored }
