package payments

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
)

// The types that hold a token print as their type and "[redacted]", and the params as ids and the type of the payment
// method: params are what a program logs when a purchase fails. Format serves fmt, LogValue slog, and MarshalText what
// writes JSON, among it slog's JSON of a struct that holds one of them. MarshalBinary refuses, for encoding/gob and others
// that do not ask for text: what they write is stored and read back, and a redacted token must not pass for one.

func (m StripeCard) safe() string    { return "payments.StripeCard[redacted]" }
func (m StripeSEPA) safe() string    { return "payments.StripeSEPA[redacted]" }
func (m StripeACH) safe() string     { return "payments.StripeACH[redacted]" }
func (m Braintree) safe() string     { return "payments.Braintree[redacted]" }
func (m AuthorizeNet) safe() string  { return "payments.AuthorizeNet[redacted]" }
func (m EasyPayDirect) safe() string { return "payments.EasyPayDirect[redacted]" }
func (m StoredProfile) safe() string { return "payments.StoredProfile[redacted]" }

func (p CreateParams) safe() string {
	return fmt.Sprintf("payments.CreateParams{CampaignID:%d ProductID:%d AffiliateID:%d TestMode:%t Payment:%s}",
		p.CampaignID, p.ProductID, p.AffiliateID, p.TestMode, safeMethod(p.Payment))
}

func (p UpdateCardParams) safe() string {
	return fmt.Sprintf("payments.UpdateCardParams{InvoiceID:%s Payment:%s}", p.InvoiceID, safeMethod(p.Payment))
}

// safeMethod asks no method of a payment method that is nil or not of this package.
func safeMethod(m PaymentMethod) string {
	if known, ok := methodOf(m).(interface{ safe() string }); ok {
		return known.safe()
	}
	return "none"
}

// Format prints the type and "[redacted]" for every verb.
func (m StripeCard) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, m.safe()) }

// Format prints the type and "[redacted]" for every verb.
func (m StripeSEPA) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, m.safe()) }

// Format prints the type and "[redacted]" for every verb.
func (m StripeACH) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, m.safe()) }

// Format prints the type and "[redacted]" for every verb.
func (m Braintree) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, m.safe()) }

// Format prints the type and "[redacted]" for every verb.
func (m AuthorizeNet) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, m.safe()) }

// Format prints the type and "[redacted]" for every verb.
func (m EasyPayDirect) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, m.safe()) }

// Format prints the type and "[redacted]" for every verb.
func (m StoredProfile) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, m.safe()) }

// Format prints the ids and the type of the payment method for every verb.
func (p CreateParams) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, p.safe()) }

// Format prints the invoice id and the type of the payment method for every verb.
func (p UpdateCardParams) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, p.safe()) }

// LogValue returns the type and "[redacted]" for slog.
func (m StripeCard) LogValue() slog.Value { return slog.StringValue(m.safe()) }

// LogValue returns the type and "[redacted]" for slog.
func (m StripeSEPA) LogValue() slog.Value { return slog.StringValue(m.safe()) }

// LogValue returns the type and "[redacted]" for slog.
func (m StripeACH) LogValue() slog.Value { return slog.StringValue(m.safe()) }

// LogValue returns the type and "[redacted]" for slog.
func (m Braintree) LogValue() slog.Value { return slog.StringValue(m.safe()) }

// LogValue returns the type and "[redacted]" for slog.
func (m AuthorizeNet) LogValue() slog.Value { return slog.StringValue(m.safe()) }

// LogValue returns the type and "[redacted]" for slog.
func (m EasyPayDirect) LogValue() slog.Value { return slog.StringValue(m.safe()) }

// LogValue returns the type and "[redacted]" for slog.
func (m StoredProfile) LogValue() slog.Value { return slog.StringValue(m.safe()) }

// LogValue returns the ids and the type of the payment method for slog.
func (p CreateParams) LogValue() slog.Value { return slog.StringValue(p.safe()) }

// LogValue returns the invoice id and the type of the payment method for slog.
func (p UpdateCardParams) LogValue() slog.Value { return slog.StringValue(p.safe()) }

// MarshalText returns the type and "[redacted]", which encoding/json writes.
func (m StripeCard) MarshalText() ([]byte, error) { return []byte(m.safe()), nil }

// MarshalText returns the type and "[redacted]", which encoding/json writes.
func (m StripeSEPA) MarshalText() ([]byte, error) { return []byte(m.safe()), nil }

// MarshalText returns the type and "[redacted]", which encoding/json writes.
func (m StripeACH) MarshalText() ([]byte, error) { return []byte(m.safe()), nil }

// MarshalText returns the type and "[redacted]", which encoding/json writes.
func (m Braintree) MarshalText() ([]byte, error) { return []byte(m.safe()), nil }

// MarshalText returns the type and "[redacted]", which encoding/json writes.
func (m AuthorizeNet) MarshalText() ([]byte, error) { return []byte(m.safe()), nil }

// MarshalText returns the type and "[redacted]", which encoding/json writes.
func (m EasyPayDirect) MarshalText() ([]byte, error) { return []byte(m.safe()), nil }

// MarshalText returns the type and "[redacted]", which encoding/json writes.
func (m StoredProfile) MarshalText() ([]byte, error) { return []byte(m.safe()), nil }

// MarshalText returns the ids and the type of the payment method, which encoding/json writes. It cannot be read back.
func (p CreateParams) MarshalText() ([]byte, error) { return []byte(p.safe()), nil }

// MarshalText returns the invoice id and the type of the payment method, which encoding/json writes. It cannot be read back.
func (p UpdateCardParams) MarshalText() ([]byte, error) { return []byte(p.safe()), nil }

// errNotStored is what encoders like encoding/gob get.
var errNotStored = errors.New("payments: payment methods and params are not encoded, because they hold payment data: encode what you need of them yourself")

// MarshalBinary always returns an error, so that encoding/gob and others do not store payment data.
func (StripeCard) MarshalBinary() ([]byte, error) { return nil, errNotStored }

// MarshalBinary always returns an error, so that encoding/gob and others do not store payment data.
func (StripeSEPA) MarshalBinary() ([]byte, error) { return nil, errNotStored }

// MarshalBinary always returns an error, so that encoding/gob and others do not store payment data.
func (StripeACH) MarshalBinary() ([]byte, error) { return nil, errNotStored }

// MarshalBinary always returns an error, so that encoding/gob and others do not store payment data.
func (Braintree) MarshalBinary() ([]byte, error) { return nil, errNotStored }

// MarshalBinary always returns an error, so that encoding/gob and others do not store payment data.
func (AuthorizeNet) MarshalBinary() ([]byte, error) { return nil, errNotStored }

// MarshalBinary always returns an error, so that encoding/gob and others do not store payment data.
func (EasyPayDirect) MarshalBinary() ([]byte, error) { return nil, errNotStored }

// MarshalBinary always returns an error, so that encoding/gob and others do not store payment data.
func (StoredProfile) MarshalBinary() ([]byte, error) { return nil, errNotStored }

// MarshalBinary always returns an error, so that encoding/gob and others do not store payment data.
func (CreateParams) MarshalBinary() ([]byte, error) { return nil, errNotStored }

// MarshalBinary always returns an error, so that encoding/gob and others do not store payment data.
func (UpdateCardParams) MarshalBinary() ([]byte, error) { return nil, errNotStored }
