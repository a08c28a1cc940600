package main

import (
	"database/sql"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/ipntest"
	"github.com/paykickstart-go/sdk/sandbox"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const invoice = "PK-P000000001"

// notice is a notification about the invoice, so many days after the shop opened.
func notice(event ipn.Event, transaction string, days int) *ipn.Notification {
	return &ipn.Notification{
		Event: event, TransactionID: transaction, InvoiceID: invoice, CampaignID: sandbox.CampaignID, ProductID: sandbox.ProPlanID,
		Buyer: ipn.Buyer{Email: "ada@example.com"}, Amount: decimal.RequireFromString("29.00"),
		TransactionTime: opened.AddDate(0, 0, days),
	}
}

func openAfter(t *testing.T, b *accessBook, days int) bool {
	t.Helper()
	open, err := b.open(t.Context(), invoice, opened.AddDate(0, 0, days))
	require.NoError(t, err)
	return open
}

func countFacts(t *testing.T, db *sql.DB) int {
	t.Helper()
	facts, err := storedFacts(t.Context(), db)
	require.NoError(t, err)
	return len(facts)
}

func TestAccessFollowsTheMoney(t *testing.T) {
	t.Parallel()
	sale, rebill := notice(ipn.EventSales, "PK-T1", 0), notice(ipn.EventSales, "PK-T2", 31)
	refund, cancel := notice(ipn.EventRefund, "PK-T1", 5), notice(ipn.EventSubscriptionCancelled, "PK-T2", 31)
	for _, tc := range []struct {
		name  string
		known []*ipn.Notification
		days  int
		want  bool
	}{
		{"nothing paid", nil, 0, false},
		{"paid", []*ipn.Notification{sale}, 1, true},
		{"grace", []*ipn.Notification{sale}, 33, true},
		{"run out", []*ipn.Notification{sale}, 34, false},
		{"extended", []*ipn.Notification{sale, rebill}, 34, true},
		{"extended, and run out", []*ipn.Notification{sale, rebill}, 65, false},
		{"refunded", []*ipn.Notification{sale, refund}, 6, false},
		{"refunded, known first", []*ipn.Notification{refund, sale}, 6, false},
		{"refunded, then paid again", []*ipn.Notification{sale, refund, rebill}, 32, true},
		{"cancelled", []*ipn.Notification{sale, rebill, cancel}, 32, false},
		{"cancelled, known first", []*ipn.Notification{cancel, rebill, sale}, 32, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			b := &accessBook{db: newDatabase(t, t.TempDir())}
			for _, n := range tc.known {
				require.NoError(t, b.record(t.Context(), n))
			}
			assert.Equal(t, tc.want, openAfter(t, b, tc.days))
		})
	}
}

func TestRecordRefusesWhatItCannotPlace(t *testing.T) {
	t.Parallel()
	b := &accessBook{db: newDatabase(t, t.TempDir())}
	for _, change := range []func(*ipn.Notification){
		func(n *ipn.Notification) { n.ProductID = 7 },
		func(n *ipn.Notification) { n.CampaignID = 7 },
	} {
		unknown := notice(ipn.EventSales, "PK-T1", 0)
		change(unknown)
		assert.True(t, ipn.IsPermanent(b.record(t.Context(), unknown)))
	}
	timeless := notice(ipn.EventRefund, "PK-T1", 0)
	timeless.TransactionTime = time.Time{}
	err := b.record(t.Context(), timeless)
	require.Error(t, err)
	assert.False(t, ipn.IsPermanent(err), "it must stay visible as failed")
	assert.Zero(t, countFacts(t, b.db))
}

// A process that dies after the work and before Complete leaves a claim that ends by itself: the next delivery works again.
func TestNothingIsDoneTwiceAfterACrash(t *testing.T) {
	t.Parallel()
	db := newDatabase(t, t.TempDir())
	receiver, err := newReceiver(db, "TESTSECRET12")
	require.NoError(t, err)
	sale := ipntest.New(ipn.EventSales).Set("product_id", "20001")
	for range 3 {
		req, err := sale.Request(t.Context(), "http://shop.example/ipn", "TESTSECRET12")
		require.NoError(t, err)
		rec := httptest.NewRecorder()
		receiver.ServeHTTP(rec, req)
		require.Equal(t, http.StatusOK, rec.Code)
		require.Equal(t, 1, countFacts(t, db))
		lost, err := db.ExecContext(t.Context(), `DELETE FROM ipn_claims`)
		require.NoError(t, err)
		claims, err := lost.RowsAffected()
		require.NoError(t, err)
		require.Equal(t, int64(2), claims, "the key and the code were claimed")
	}
}

// Who knows the campaign's secret, or another campaign's where one secret serves both, is not granted what it does not sell.
func TestOnlyWhatTheCampaignSells(t *testing.T) {
	t.Parallel()
	db := newDatabase(t, t.TempDir())
	receiver, err := newReceiver(db, "TESTSECRET12")
	require.NoError(t, err)
	for _, sale := range []*ipntest.Builder{
		ipntest.New(ipn.EventSales).Set("campaign_id", "10002"), ipntest.New(ipn.EventSales).Set("product_id", "20009"),
	} {
		req, err := sale.Request(t.Context(), "http://shop.example/ipn", "TESTSECRET12")
		require.NoError(t, err)
		rec := httptest.NewRecorder()
		receiver.ServeHTTP(rec, req)
		assert.Equal(t, http.StatusForbidden, rec.Code)
	}
	assert.Zero(t, countFacts(t, db))
}

// Cancelled, reactivated and cancelled again is the same notification twice: it is handed on, and access stays ended.
func TestASecondCancellationIsHarmless(t *testing.T) {
	t.Parallel()
	db := newDatabase(t, t.TempDir())
	receiver, err := newReceiver(db, "TESTSECRET12")
	require.NoError(t, err)
	for _, event := range []ipn.Event{
		ipn.EventSales, ipn.EventSubscriptionCancelled, ipn.EventSubscriptionUpdated, ipn.EventSubscriptionCancelled,
	} {
		req, err := ipntest.New(event).Request(t.Context(), "http://shop.example/ipn", "TESTSECRET12")
		require.NoError(t, err)
		rec := httptest.NewRecorder()
		receiver.ServeHTTP(rec, req)
		require.Equal(t, http.StatusOK, rec.Code)
	}
	assert.Equal(t, 2, countFacts(t, db))
	open, err := (&accessBook{db: db}).open(t.Context(), "PK-P0000000AA", time.Unix(1575306452, 0))
	require.NoError(t, err)
	assert.False(t, open)
}

func TestAForgedRefundTakesNothingAway(t *testing.T) {
	t.Parallel()
	db := newDatabase(t, t.TempDir())
	receiver, err := newReceiver(db, "TESTSECRET12")
	require.NoError(t, err)
	req, err := ipntest.New(ipn.EventRefund).Request(t.Context(), "http://shop.example/ipn", "ANOTHERSECRET")
	require.NoError(t, err)
	rec := httptest.NewRecorder()
	receiver.ServeHTTP(rec, req)
	assert.Equal(t, http.StatusForbidden, rec.Code)
	assert.Zero(t, countFacts(t, db))
}
