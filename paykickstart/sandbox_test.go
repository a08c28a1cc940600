package paykickstart_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/paykickstart"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/paykickstart-go/sdk/sandbox"
	"github.com/paykickstart-go/sdk/subscriptions"
)

// boxed is the client in front of a sandbox, which refuses every request that is not
// as documented and answers with every documented member.
type boxed struct {
	*testing.T
	*paykickstart.Client
	box *sandbox.Sandbox
	mu  sync.Mutex
	ops map[string]bool // what was called
}

const boxDay = 24 * time.Hour

func newBoxed(t *testing.T, opts ...sandbox.Option) *boxed {
	t.Helper()
	box, err := sandbox.Start(append([]sandbox.Option{sandbox.WithClock(when)}, opts...)...)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, box.Close()) })
	b := &boxed{T: t, box: box, ops: map[string]bool{}}
	b.Client, err = paykickstart.New(box.AuthToken, paykickstart.WithBaseURL(box.URL),
		paykickstart.WithObserver(func(_ context.Context, a api.Attempt) {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.ops[a.Op] = true
		}))
	require.NoError(t, err)
	return b
}

func order(productID int64) payments.CreateParams {
	return payments.CreateParams{
		CampaignID: sandbox.CampaignID, ProductID: productID, FirstName: "Ädä", LastName: "O'Example & Co", Email: "ada+1@example.com",
		Payment: payments.StripeCard{Token: "tok_visa", Card: payments.Card{Last4: "0042", ExpMonth: 3, ExpYear: 2031}},
	}
}

func cents(text string) *decimal.Decimal {
	d := decimal.RequireFromString(text)
	return &d
}

func (b *boxed) buy(p payments.CreateParams) *ipn.Notification {
	b.Helper()
	receipt, err := b.Purchases.Create(b.Context(), p)
	require.NoError(b, err)
	apitest.RequireNoExtra(b, receipt)
	require.NotNil(b, receipt.Notification)
	require.Equal(b, p.ProductID, receipt.ProductID)
	return receipt.Notification
}

func (b *boxed) read(invoiceID string) *payments.Purchase {
	b.Helper()
	p, err := b.Purchases.Get(b.Context(), invoiceID)
	require.NoError(b, err)
	apitest.RequireNoExtra(b, p)
	require.Equal(b, invoiceID, p.InvoiceID)
	return p
}

// schedule reads the one subscription of a purchase.
func (b *boxed) schedule(invoiceID string) payments.Subscription {
	b.Helper()
	p := b.read(invoiceID)
	require.Len(b, p.Subscriptions, 1)
	return p.Subscriptions[0]
}

// notifications are those of the box, each verified under both schemes.
func (b *boxed) notifications() []*ipn.Notification {
	b.Helper()
	secrets := map[int64][]string{}
	for _, c := range sandbox.DefaultVendor().Campaigns {
		secrets[c.ID] = []string{c.IPNSecret}
	}
	byHash, err := ipn.NewVerifier(ipn.CampaignSecrets(secrets))
	require.NoError(b, err)
	byCode, err := ipn.NewVerifier(ipn.CampaignSecrets(secrets), ipn.WithSchemes(ipn.SchemeVerificationCode))
	require.NoError(b, err)
	var all []*ipn.Notification
	for _, sent := range b.box.Notifications() {
		n, err := byHash.Verify(b.Context(), sent.Body)
		require.NoError(b, err)
		require.Equal(b, ipn.SchemeHash, n.VerifiedBy())
		again, err := byCode.Verify(b.Context(), sent.Body)
		require.NoError(b, err)
		require.Equal(b, n.Key(), again.Key())
		all = append(all, n)
	}
	return all
}

func TestSandboxTakesEveryWayToPay(t *testing.T) {
	t.Parallel()
	b := newBoxed(t)
	first := b.buy(order(sandbox.EbookID))
	for processor, methods := range map[string][]payments.PaymentMethod{
		"stripe": {
			payments.StripeCard{Token: "tok_visa"},
			payments.StripeCard{Token: "tok_visa", Card: payments.Card{Last4: "4242", ExpMonth: 12, ExpYear: 2030}},
			&payments.StripeSEPA{SourceID: "src_1", Last4: "3000"},
			payments.StripeACH{SourceID: "src_1", BankToken: "btok_1", RoutingNumber: "110000000", AccountLast4: "0789"},
			payments.StoredProfile{InvoiceID: first.InvoiceID},
		},
		"braintree":     {payments.Braintree{Nonce: "nonce"}},
		"authnet":       {payments.AuthorizeNet{DataValue: "value"}},
		"easypaydirect": {payments.EasyPayDirect{SaleToken: "sale", CustomerToken: "customer"}},
	} {
		for _, method := range methods {
			p := order(sandbox.EbookID)
			p.Payment = method
			bought := b.buy(p)
			read := b.read(bought.InvoiceID)
			require.Len(t, read.Transactions, 1)
			assert.Equal(t, ipn.Processor(processor), read.Transactions[0].Processor)
			assert.Equal(t, "19", read.Transactions[0].Amount.String())
			if _, stored := method.(payments.StoredProfile); !stored {
				assert.NoError(t, b.Purchases.UpdateCard(t.Context(), payments.UpdateCardParams{InvoiceID: bought.InvoiceID, Payment: method, Password: "pw"}))
			}
		}
	}
	declined := order(sandbox.EbookID)
	declined.Payment = payments.StripeCard{Token: sandbox.TokenDeclined}
	_, err := b.Purchases.Create(t.Context(), declined)
	b.requireDeclined(err)
	assert.Len(t, b.box.Ledger(), 9)
}

func (b *boxed) requireDeclined(err error) {
	b.Helper()
	require.ErrorIs(b, err, api.ErrDeclined)
	require.ErrorIs(b, err, api.ErrRejected)
	require.NotErrorIs(b, err, api.ErrOutcomeUnknown)
	var e *api.Error
	require.ErrorAs(b, err, &e)
	assert.Equal(b, "Your card was declined.", e.Message)
}

func TestSandboxDeclinesAndRefuses(t *testing.T) {
	t.Parallel()
	b := newBoxed(t)
	failing := order(sandbox.ProPlanID)
	failing.Payment = payments.StripeCard{Token: sandbox.TokenRebillFails}
	bought := b.buy(failing)
	_, err := b.Subscriptions.Change(t.Context(), subscriptions.ChangeParams{
		InvoiceID: bought.InvoiceID, ProductID: sandbox.TeamPlanID, FirstCharge: cents("5"),
	})
	b.requireDeclined(err)
	b.requireDeclined(b.Purchases.UpdateCard(t.Context(), payments.UpdateCardParams{
		InvoiceID: bought.InvoiceID, Payment: payments.StripeCard{Token: sandbox.TokenDeclined},
	}))

	wrong := order(sandbox.EbookID)
	wrong.Payment = payments.StoredProfile{InvoiceID: "PK-PNOBODY"}
	_, err = b.Purchases.Create(t.Context(), wrong)
	require.ErrorIs(t, err, api.ErrRejected)
	require.NotErrorIs(t, err, api.ErrDeclined)
	assert.ErrorContains(t, err, "ref_purchase: The selected ref_purchase is invalid.")
}

func TestSandboxTakesEveryParameterOfAPurchase(t *testing.T) {
	t.Parallel()
	b := newBoxed(t)
	p := order(sandbox.EbookID)
	p.AffiliateID, p.Price, p.Quantity, p.AcceptTerms = sandbox.AffiliateID, cents("9.99"), 3, true
	p.Recurring = &payments.Recurring{Every: 2, Unit: payments.Day, Cycles: 5}
	p.Trial = &payments.Trial{Amount: *cents("1.50"), Days: 7}
	p.Billing = &payments.Address{Line1: "1 Main St", City: "Springfield", Zip: "12345", Country: "US"}
	p.Shipping = &payments.Address{Line1: "Straße 1", Line2: "Hof", City: "Köln", State: "NRW", Zip: "50667", Country: "DE"}
	p.CustomFields = map[string]string{"order-id": "7 & 8", "ref": "ä"}
	bought := b.buy(p)
	assert.Equal(t, "4.5", bought.Amount.String(), "three trials")
	read := b.read(bought.InvoiceID)
	assert.Equal(t, []any{"29.97", "19", "1.5", int64(7)},
		[]any{read.Amount.String(), read.OriginalAmount.String(), read.TrialAmount.String(), read.TrialDays})
	assert.Equal(t, []any{true, int64(2), payments.Day, int64(5), false},
		[]any{read.IsRecurring, read.RecurringFrequency, read.RecurringFrequencyType, read.RecurringCycles, read.SplitPay})
	assert.Equal(t, []any{"1 Main St", "Köln", "Hof", sandbox.AffiliateID, when},
		[]any{read.BillingAddress1, read.ShippingCity, read.ShippingAddress2, read.AffiliateID, read.CreatedAt})
	assert.Equal(t, []any{sandbox.CampaignID, sandbox.EbookID, "Ädä O'Example & Co", p.Email},
		[]any{read.CampaignID, read.ProductID, read.BuyerName, read.BuyerEmail})
	assert.Equal(t, "0042", read.Transactions[0].CCLast4)
	assert.Equal(t, when.Add(7*boxDay), read.Subscriptions[0].TrialEnds)

	sale := b.notifications()[0]
	assert.Equal(t, map[string]string{"order-id": "7 & 8", "ref": "ä"}, sale.Custom)
	assert.Equal(t, "Köln", sale.Shipping.City)
	assert.Equal(t, "2.25", sale.Affiliate.Amount.String())
	assert.Len(t, sale.Licenses, 2)
	confirmed, err := b.Purchases.Confirm(t.Context(), sale)
	require.NoError(t, err)
	apitest.RequireNoExtra(t, confirmed)
	assert.Equal(t, sale.TransactionID, confirmed.Transaction.TransactionID)

	split := order(sandbox.EbookID)
	split.SplitPay, split.TestMode = &payments.SplitPay{Installments: 4, InstallmentPrice: *cents("5")}, true
	read = b.read(b.buy(split).InvoiceID)
	assert.Equal(t, []any{true, "5", int64(4), ipn.ProcessorTestMode},
		[]any{read.SplitPay, read.SplitPayAmount.String(), read.SplitPayCycles, read.Transactions[0].Processor})
}

func TestSandboxSubscriptions(t *testing.T) {
	t.Parallel()
	// CancelAtPeriodEnd goes by the real clock, and refuses what lies behind it.
	when := when.AddDate(100, 0, 0)
	b := newBoxed(t, sandbox.WithClock(when))
	ctx := t.Context()
	now, later, end := b.buy(order(sandbox.ProPlanID)).InvoiceID, b.buy(order(sandbox.ProPlanID)).InvoiceID, b.buy(order(sandbox.TeamPlanID)).InvoiceID
	require.NoError(t, b.Subscriptions.Cancel(ctx, subscriptions.CancelParams{InvoiceID: now, SuppressEvents: true}))
	assert.Equal(t, int64(0), b.schedule(now).Status)
	require.ErrorIs(t, b.Subscriptions.Cancel(ctx, subscriptions.CancelParams{InvoiceID: now}), api.ErrRejected)
	require.NoError(t, b.Subscriptions.Reactivate(ctx, subscriptions.ReactivateParams{InvoiceID: now, NextCharge: when.Add(3 * boxDay)}))
	assert.Equal(t, when.Add(3*boxDay), b.schedule(now).NextDate)
	require.NoError(t, b.Subscriptions.Cancel(ctx, subscriptions.CancelParams{InvoiceID: later, CancelAt: when.Add(boxDay), ChargeOverage: true}))
	assert.Equal(t, when.Add(boxDay), b.schedule(later).CancelAt)

	require.NoError(t, b.Subscriptions.ReportUsage(ctx, subscriptions.UsageParams{InvoiceID: end, Units: 130, Notes: "März"}))
	require.NoError(t, b.Subscriptions.ReportUsage(ctx, subscriptions.UsageParams{InvoiceID: end, Units: -10}))
	b.box.Advance(32 * boxDay)
	assert.Equal(t, "109", b.read(end).Transactions[1].Amount.String(), "20 units too many")
	at, err := b.Subscriptions.CancelAtPeriodEnd(ctx, end)
	require.NoError(t, err)
	assert.True(t, at.Before(b.schedule(end).NextDate))
	b.box.Advance(32 * boxDay)
	assert.Equal(t, []any{2, int64(0), at}, []any{len(b.read(end).Transactions), b.schedule(end).Status, b.schedule(end).CancelAt})
	_, err = b.Subscriptions.CancelAtPeriodEnd(ctx, end)
	require.ErrorIs(t, err, subscriptions.ErrNoNextCharge)

	units := int64(10)
	old := b.buy(order(sandbox.ProPlanID)).InvoiceID
	next := b.box.Now().Add(10 * boxDay)
	changed, err := b.Subscriptions.Change(ctx, subscriptions.ChangeParams{
		InvoiceID: old, ProductID: sandbox.TeamPlanID, ChargeDate: next, FirstCharge: cents("-20.50"), AllowedUnits: &units,
	})
	require.NoError(t, err)
	apitest.RequireNoExtra(t, changed)
	assert.Equal(t, next, b.schedule(changed.InvoiceID).NextDate)
	assert.Equal(t, b.read(old).ID, b.read(changed.InvoiceID).ParentID)
	b.box.Advance(11 * boxDay)
	assert.Equal(t, "78.5", b.read(changed.InvoiceID).Transactions[0].Amount.String(), "99 less the credit")
}

func TestSandboxSendsEveryEvent(t *testing.T) {
	t.Parallel()
	b := newBoxed(t, sandbox.WithLatin1Hash())
	b.buy(order(sandbox.TrialPlanID))
	failing := order(sandbox.ProPlanID)
	failing.Payment = payments.StripeCard{Token: sandbox.TokenRebillFails}
	b.buy(failing)
	sale := b.buy(order(sandbox.ProPlanID))
	changed, err := b.Subscriptions.Change(t.Context(), subscriptions.ChangeParams{InvoiceID: sale.InvoiceID, ProductID: sandbox.TeamPlanID})
	require.NoError(t, err)
	b.box.Advance(40 * boxDay)
	require.NoError(t, b.Subscriptions.Cancel(t.Context(), subscriptions.CancelParams{InvoiceID: changed.InvoiceID}))
	require.NoError(t, b.Subscriptions.Reactivate(t.Context(), subscriptions.ReactivateParams{InvoiceID: changed.InvoiceID, NextCharge: b.box.Now().Add(boxDay)}))
	require.NoError(t, b.box.Refund(sale.TransactionID, decimal.Zero))
	var events []ipn.Event
	for _, n := range b.notifications() {
		events = append(events, n.Event)
		if n.Event == ipn.EventSales {
			_, err = b.Purchases.Confirm(t.Context(), n)
			assert.Equal(t, n.TransactionID == sale.TransactionID, err != nil, "only what was refunded does not match: %v", err)
		}
	}
	slices.Sort(events)
	assert.Equal(t, []ipn.Event{
		ipn.EventRefund, ipn.EventSales, ipn.EventSubscriptionCancelled, ipn.EventSubscriptionChanged, ipn.EventSubscriptionCreated,
		ipn.EventSubscriptionPayment, ipn.EventSubscriptionPaymentFailed, ipn.EventSubscriptionTrialEnd, ipn.EventSubscriptionTrialStart,
		ipn.EventSubscriptionUpdated,
	}, slices.Compact(events))
	got, err := b.Transactions.Get(t.Context(), sale.TransactionID)
	require.NoError(t, err)
	apitest.RequireNoExtra(t, got)
	assert.True(t, got.IsRefund && got.IsApproved)
	listed, err := b.Transactions.List(t.Context(), payments.ListTransactionsParams{CreatedAt: when})
	require.NoError(t, err)
	apitest.RequireNoExtra(t, listed)
	refunded := slices.IndexFunc(listed, func(tx payments.Transaction) bool { return tx.TransactionID == sale.TransactionID })
	assert.Equal(t, b.box.Now(), listed[refunded].RefundDate)
}
