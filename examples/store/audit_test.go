package main

import (
	"bytes"
	"testing"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/sandbox"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRun(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), &out))
	for _, line := range []string{
		"2026-03-02  alan bought E-book for 19.00                   access: ada yes  grace yes  alan yes\n",
		"2026-03-07  grace got the money back                       access: ada yes  grace -    alan yes\n",
		"2026-04-16  ada was charged for the second month           access: ada yes  grace -    alan yes\n",
		"2026-04-16  7 notifications came again, 0 rows more        access: ada yes  grace -    alan yes\n",
		"2026-04-16  ada cancelled                                  access: ada -    grace -    alan yes\n",
		"audit: 6 ledger entries, the database has the same and gives access accordingly\n",
	} {
		assert.Contains(t, out.String(), line)
	}
}

// entry is the ledger's line for a notice.
func entry(kind sandbox.EntryKind, transaction string, days int) sandbox.Entry {
	e := sandbox.Entry{
		Kind: kind, At: opened.AddDate(0, 0, days), InvoiceID: invoice, TransactionID: transaction,
		CampaignID: sandbox.CampaignID, ProductID: sandbox.ProPlanID, BuyerEmail: "ada@example.com", Amount: decimal.NewFromInt(29),
	}
	if kind == sandbox.EntryCancellation {
		e.TransactionID, e.Amount = "", decimal.Zero
	}
	return e
}

func TestAuditFindsEveryDisagreement(t *testing.T) {
	t.Parallel()
	const (
		sale   = "charge of 29.00 by ada@example.com, product 20001, invoice PK-P000000001 PK-T1"
		rebill = "charge of 29.00 by ada@example.com, product 20001, invoice PK-P000000001 PK-T2"
		end    = "cancellation of 0.00 by ada@example.com, product 20001, invoice PK-P000000001"
	)
	for _, tc := range []struct {
		name   string
		damage string // what is done to a database that is right
		want   []string
	}{
		{"none", `SELECT 1`, nil},
		{"a payment is lost", `DELETE FROM facts WHERE transaction_id = 'PK-T2' AND event = 'sales'`, []string{"missing in the database: " + rebill}},
		{"a payment is there twice", `INSERT INTO facts SELECT key || '|again', event, invoice_id, transaction_id, buyer_email, product_id, amount, at, paid_until
			FROM facts WHERE transaction_id = 'PK-T1'`, []string{"only in the database: " + sale}},
		{"an amount differs by a cent", `UPDATE facts SET amount = '28.99' WHERE transaction_id = 'PK-T1'`, []string{
			"missing in the database: " + sale,
			"only in the database: charge of 28.99 by ada@example.com, product 20001, invoice PK-P000000001 PK-T1"}},
		{"a cancellation is lost", `DELETE FROM facts WHERE event = 'subscription-cancelled'`, []string{
			"missing in the database: " + end, "access by invoice PK-P000000001 is true, should be false"}},
		{"a payment opens for ever", `UPDATE facts SET paid_until = NULL, at = at + 9999999 WHERE transaction_id = 'PK-T1'`, []string{
			"access by invoice PK-P000000001 is true, should be false"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			db := newDatabase(t, t.TempDir())
			book := &accessBook{db: db}
			for _, n := range []*ipn.Notification{
				notice(ipn.EventSales, "PK-T1", 0), notice(ipn.EventSales, "PK-T2", 31), notice(ipn.EventSubscriptionCancelled, "PK-T2", 31),
			} {
				require.NoError(t, book.record(t.Context(), n))
			}
			_, err := db.ExecContext(t.Context(), tc.damage)
			require.NoError(t, err)
			ledger := []sandbox.Entry{
				entry(sandbox.EntryCharge, "PK-T1", 0), entry(sandbox.EntryCharge, "PK-T2", 31), entry(sandbox.EntryCancellation, "", 40),
			}
			problems, err := audit(t.Context(), db, ledger, opened.AddDate(0, 0, 41))
			require.NoError(t, err)
			assert.Equal(t, tc.want, problems)
		})
	}
}

// What the buyer has paid for and does not get is as wrong as what is given away.
func TestAuditFindsAccessThatIsMissing(t *testing.T) {
	t.Parallel()
	db := newDatabase(t, t.TempDir())
	require.NoError(t, (&accessBook{db: db}).record(t.Context(), notice(ipn.EventSales, "PK-T1", 0)))
	_, err := db.ExecContext(t.Context(), `UPDATE facts SET paid_until = at`)
	require.NoError(t, err)
	problems, err := audit(t.Context(), db, []sandbox.Entry{entry(sandbox.EntryCharge, "PK-T1", 0)}, opened.AddDate(0, 0, 1))
	require.NoError(t, err)
	assert.Equal(t, []string{"access by invoice PK-P000000001 is false, should be true"}, problems)
}
