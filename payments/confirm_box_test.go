package payments_test

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/paykickstart-go/sdk/sandbox"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// confirming is an account in a sandbox, and what it has announced so far.
type confirming struct {
	*testing.T
	*paykickstart.Client
	box *sandbox.Sandbox
	all []*ipn.Notification // all that were sent so far
	// willEnd are the invoices whose subscription has a coming end.
	willEnd map[string]bool
	// overlay is laid over the answers by route: for what a sandbox has no state for.
	overlay map[string]members
}

func newConfirming(t *testing.T) *confirming {
	t.Helper()
	box, err := sandbox.New(sandbox.WithClock(time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)), sandbox.WithFirstSubscriptionPayment())
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, box.Close()) })
	c := &confirming{T: t, box: box, overlay: map[string]members{}, willEnd: map[string]bool{}}
	c.Client, err = paykickstart.New(box.AuthToken, paykickstart.WithBaseURL("http://127.0.0.1/api"),
		paykickstart.WithHTTPClient(&http.Client{Transport: c}), paykickstart.WithRetry(paykickstart.Retry{MaxAttempts: 1}))
	require.NoError(t, err)
	return c
}

// RoundTrip asks the box without a network.
func (c *confirming) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body == nil {
		r = r.Clone(r.Context())
		r.Body = http.NoBody // as a server has it
	}
	rec := httptest.NewRecorder()
	c.box.Handler().ServeHTTP(rec, r)
	res := rec.Result()
	over := c.overlay[r.URL.Path]
	if over == nil {
		return res, nil
	}
	var answer members
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil {
		return nil, err
	}
	maps.Copy(answer, over)
	res.Body, res.ContentLength = io.NopCloser(bytes.NewReader([]byte(toJSON(answer)))), -1
	return res, nil
}

// fresh returns what was announced since it was last asked.
func (c *confirming) fresh() []*ipn.Notification {
	c.Helper()
	known := len(c.all)
	for _, sent := range c.box.Notifications()[known:] {
		form, err := ipn.ParseForm(sent.Body)
		require.NoError(c, err)
		n, err := ipn.Decode(form)
		require.NoError(c, err)
		c.all = append(c.all, n)
	}
	return c.all[known:]
}

// buy makes a purchase in the first campaign, always of the same buyer, and returns its invoice.
func (c *confirming) buy(productID int64, token string, change func(*payments.CreateParams)) string {
	c.Helper()
	p := payments.CreateParams{
		CampaignID: sandbox.CampaignID, ProductID: productID, FirstName: "Dana", LastName: "Miller", Email: "dana@example.com",
		Payment: payments.StripeCard{Token: token},
	}
	if change != nil {
		change(&p)
	}
	receipt, err := c.Purchases.Create(c.Context(), p)
	require.NoError(c, err)
	return receipt.Notification.InvoiceID
}

// one buys the product and returns the notification of that event.
func (c *confirming) one(productID int64, event ipn.Event) *ipn.Notification {
	c.Helper()
	c.buy(productID, "tok_visa", nil)
	for _, n := range c.fresh() {
		if n.Event == event {
			return n
		}
	}
	require.Fail(c, "not announced", "%s", event)
	return nil
}

func (c *confirming) confirm(n *ipn.Notification) (*payments.Confirmation, error) {
	return c.Purchases.Confirm(c.Context(), n)
}

// A refund of one dollar neither makes the sale untrue nor locks it out.
func TestConfirmAfterARefundInTheBox(t *testing.T) {
	t.Parallel()
	c := newConfirming(t)
	sale := c.one(sandbox.EbookID, sales)
	_, err := c.confirm(sale)
	require.NoError(t, err)

	before := *sale
	before.Event, before.Amount = refund, decimal.NewFromInt(1)
	got, err := c.confirm(&before)
	requireMismatch(t, got, err, "Transaction.IsRefund")

	require.NoError(t, c.box.Refund(sale.TransactionID, decimal.NewFromInt(1)))
	refunded := c.fresh()
	require.Len(t, refunded, 1)
	_, err = c.confirm(refunded[0])
	require.NoError(t, err)

	got, err = c.confirm(sale)
	require.ErrorIs(t, err, payments.ErrRefunded)
	require.NotErrorIs(t, err, payments.ErrMismatch)
	assert.Equal(t, sale.TransactionID, got.Transaction.TransactionID)
	assert.Equal(t, sale.InvoiceID, got.Purchase.InvoiceID)
}

// A sandbox knows no pending charges: the answer is changed on its way.
func TestConfirmPendingInTheBox(t *testing.T) {
	t.Parallel()
	c := newConfirming(t)
	sale := c.one(sandbox.EbookID, sales)
	for _, approved := range []int{0, 1} {
		c.overlay["/api/transaction/get"] = members{"is_pending": 1, "is_approved": approved}
		got, err := c.confirm(sale)
		requireMismatch(t, got, err, "Transaction.IsPending")
		require.ErrorIs(t, err, payments.ErrPending)
	}

	c.overlay["/api/transaction/get"] = members{"is_pending": 0, "is_approved": 1, "pending_cleared_at": "2026-03-12 08:00:00"}
	_, err := c.confirm(sale)
	require.NoError(t, err)
}

func TestConfirmTestAsLiveInTheBox(t *testing.T) {
	t.Parallel()
	c := newConfirming(t)
	live := c.one(sandbox.ProPlanID, sales)
	c.buy(sandbox.ProPlanID, "tok_visa", func(p *payments.CreateParams) { p.TestMode = true })
	for _, n := range append(c.fresh(), live) {
		_, err := c.confirm(n)
		require.NoError(t, err)
		other := *n
		other.Mode = map[ipn.Mode]ipn.Mode{ipn.ModeLive: ipn.ModeTest, ipn.ModeTest: ipn.ModeLive}[n.Mode]
		other.PaymentProcessor = "stripe"
		got, err := c.confirm(&other)
		requireMismatch(t, got, err, "Mode")
		if n.Event == created {
			other.TransactionID = ""
			got, err = c.confirm(&other)
			requireMismatch(t, got, err, "Mode")
		}
	}
}

// A change whose new purchase tells no parent, as in the documented answer.
func TestConfirmAChangeWithoutAParentInTheBox(t *testing.T) {
	t.Parallel()
	c := newConfirming(t)
	ended := c.one(sandbox.ProPlanID, sales).InvoiceID
	require.NoError(t, c.cancel(ended, time.Time{}))
	c.box.Advance(2 * time.Hour)
	c.change(c.one(sandbox.ProPlanID, sales).InvoiceID, sandbox.TeamPlanID)
	c.overlay["/api/purchase/get"] = members{"parent_id": nil}
	for _, n := range c.fresh() {
		if n.Event != changed {
			continue
		}
		// The overlay leaves the rest of both answers as it is.
		_, err := c.confirm(n)
		require.NoError(t, err)
		other := *n
		other.OldInvoiceID = ended
		got, err := c.confirm(&other)
		requireMismatch(t, got, err, "OldInvoiceID")
	}
}
