package paykickstart

import (
	"fmt"
	"io"
	"log/slog"

	"github.com/paykickstart-go/sdk/affiliates"
	"github.com/paykickstart-go/sdk/coupons"
	"github.com/paykickstart-go/sdk/customers"
	"github.com/paykickstart-go/sdk/internal/transport"
	"github.com/paykickstart-go/sdk/leads"
	"github.com/paykickstart-go/sdk/licenses"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/paykickstart-go/sdk/subscriptions"
)

// Version is the version of this module as it stands in the default User-Agent.
const Version = "0.1.0"

// Client is a client of one PayKickstart account. It is safe for concurrent use. Make it with [New]; the zero Client has
// no services.
type Client struct {
	// Licenses reads, activates and switches license keys (2.2).
	Licenses *licenses.Service
	// Subscriptions cancels subscriptions (2.3), re-activates and changes them, and reports usage (newer).
	Subscriptions *subscriptions.Service
	// Purchases charges buyers, reads purchases, and confirms notifications (2.4.1 to 2.4.3).
	Purchases *payments.PurchaseService
	// Transactions reads the single charges of the account (2.4.4, 2.4.5).
	Transactions *payments.TransactionService
	// Affiliates reads affiliates and promo material (2.5).
	Affiliates *affiliates.Service
	// Coupons creates coupons (2.6).
	Coupons *coupons.Service
	// Leads confirms leads (2.7).
	Leads *leads.Service
	// Customers opens the billing portal for a buyer (newer).
	Customers *customers.Service

	transport *transport.Transport
}

// New returns a client for the account that authToken (platform settings, "API Key") belongs to. It sends nothing. The
// error names everything that is wrong with the token and the options; it matches api.ErrInvalidParams. Where an option is
// given twice, the later one holds.
//
// The auth token opens the whole account: whoever has it can charge stored cards and read affiliates. Never ship it in a
// program that others run, or send it to a browser; let those ask a server of yours.
func New(authToken string, opts ...Option) (*Client, error) {
	cfg := options{transport.Config{AuthToken: authToken, UserAgent: defaultUserAgent}}
	for _, opt := range opts {
		if opt == nil {
			cfg.Problems.Add("Option", "must not be nil")
			continue
		}
		opt(&cfg)
	}
	t, err := transport.New(cfg.Config)
	if err != nil {
		return nil, err
	}
	return &Client{
		Licenses:      licenses.New(t),
		Subscriptions: subscriptions.New(t),
		Purchases:     payments.NewPurchaseService(t),
		Transactions:  payments.NewTransactionService(t),
		Affiliates:    affiliates.New(t),
		Coupons:       coupons.New(t),
		Leads:         leads.New(t),
		Customers:     customers.New(t),
		transport:     t,
	}, nil
}

// Format prints the type's name only, with every verb: what is inside concerns nobody who prints a client.
func (c *Client) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "paykickstart.Client") }

// LogValue gives slog the type's name only.
func (c *Client) LogValue() slog.Value { return slog.StringValue("paykickstart.Client") }
