package payments_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/payments"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTransactionInPHPsSpellings(t *testing.T) {
	t.Parallel()
	service, _ := serveTransactions(t, "transaction/get", `{"id":"7","pk_id":"PK-T7","purchase_id":"63","amount":"1,234.50",
		"cc_last4":42,"cc_month":"1","is_refund":"0","is_approved":true,"is_pending":"1","tax_amount":0,"tax_percent":"7.70",
		"created_at":1533204637,"updated_at":"-0001-11-30 00:00:00","refund_date":"0000-00-00 00:00:00","gateway_id":"","seats":{"a":1}}`)

	got, err := service.Get(t.Context(), "PK-T7")

	require.NoError(t, err)
	assert.Equal(t, int64(7), got.ID)
	assert.Equal(t, int64(63), got.PurchaseID)
	assert.Equal(t, "1234.5", got.Amount.String())
	assert.Equal(t, "0042", got.CCLast4, "a number has lost its leading zeros")
	assert.Equal(t, int64(1), got.CCMonth)
	assert.False(t, got.IsRefund)
	assert.True(t, got.IsApproved)
	assert.True(t, got.IsPending)
	require.NotNil(t, got.TaxAmount, "a tax of zero is not the same as none recorded")
	assert.True(t, got.TaxAmount.IsZero())
	assert.Equal(t, "7.7", got.TaxPercent.String())
	assert.Equal(t, at("2018-08-02 10:10:37"), got.CreatedAt)
	assert.Equal(t, time.Time{}, got.UpdatedAt)
	assert.Equal(t, time.Time{}, got.RefundDate)
	assert.Equal(t, []string{"seats"}, got.Extra.Names())
}

func TestPurchaseInPHPsSpellings(t *testing.T) {
	t.Parallel()
	service, _ := serve(t, http.MethodGet, "purchase/get", `{"pk_id":"PK-P7","trial_amount":"0.00","original_amount":19.99,
		"commission_level_1":"12.5","update_cc_pw":"9E780SDF","custom_params":{"a":"b"},"transactions":{"0":{"pk_id":"PK-T1"},"2":{"pk_id":"PK-T2"}},
		"subscriptions":[],"status":0}`)

	got, err := service.Get(t.Context(), "PK-P7")

	require.NoError(t, err)
	require.NotNil(t, got.TrialAmount, "a free trial is not the same as none")
	assert.True(t, got.TrialAmount.IsZero())
	assert.Equal(t, "19.99", got.OriginalAmount.String())
	assert.Equal(t, "12.5", got.CommissionLevel1.String())
	assert.Equal(t, `{"a":"b"}`, string(got.CustomParams))
	require.Len(t, got.Transactions, 2)
	assert.Equal(t, "PK-T2", got.Transactions[1].TransactionID)
	assert.Empty(t, got.Subscriptions)
	assert.Equal(t, "9E780SDF", got.UpdateCCPW.Reveal())
	assert.NotContains(t, fmt.Sprintf("%v %+v %#v", got, got, *got), "9E780SDF")
}

func TestReadsByID(t *testing.T) {
	t.Parallel()
	calls := map[string]func(*apitest.Fake, string) error{
		"purchase/get": func(f *apitest.Fake, id string) error {
			got, err := payments.NewPurchaseService(f.Transport()).Get(t.Context(), id)
			if err != nil && got != nil {
				return fmt.Errorf("a purchase beside %w", err)
			}
			return err
		},
		"transaction/get": func(f *apitest.Fake, id string) error {
			got, err := payments.NewTransactionService(f.Transport()).Get(t.Context(), id)
			if err != nil && got != nil {
				return fmt.Errorf("a transaction beside %w", err)
			}
			return err
		},
	}
	ops := map[string]string{"purchase/get": "Purchases.Get", "transaction/get": "Transactions.Get"}
	arguments := map[string]string{"purchase/get": "invoiceID", "transaction/get": "transactionID"}
	for route, call := range calls {
		t.Run(route, func(t *testing.T) {
			t.Parallel()
			for _, blank := range []string{"", " ", "\t\n", "PK-\x00"} {
				fake := apitest.New(t)
				fake.RequireInvalid(ops[route], call(fake, blank), arguments[route])
			}
			for body, want := range map[string]error{
				`null`: api.ErrNotFound, `[]`: api.ErrNotFound, `{}`: api.ErrNotFound, `""`: api.ErrNotFound,
				`{"id":7}`: api.ErrBadResponse, `{"pk_id":null}`: api.ErrBadResponse, `"PK-1"`: api.ErrBadResponse, `<html>`: api.ErrBadResponse,
				`{"pk_id":"PK-1","amount":"lots"}`: api.ErrBadResponse, `{"success":0,"message":"no such id"}`: api.ErrRejected,
			} {
				_, fake := serve(t, http.MethodGet, route, body)
				err := call(fake, "PK-1")
				require.ErrorIs(t, err, want, body)
				require.NotErrorIs(t, err, api.ErrOutcomeUnknown, body)
			}
		})
	}
}

func TestGetKeepsNoExcerptOfAPassword(t *testing.T) {
	t.Parallel()
	service, _ := serve(t, http.MethodGet, "purchase/get", `{"pk_id":"PK-P7","update_cc_pw":"9E780SDF","amount":"lots"}`)

	_, err := service.Get(t.Context(), "PK-P7")

	var e *api.Error
	require.ErrorAs(t, err, &e)
	assert.Empty(t, e.Body)
	assert.Contains(t, err.Error(), "amount")
}

func TestListTransactionsAnswers(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]error{
		`{"transactions":{}}`: nil, `{"transactions":{"0":{"pk_id":"PK-T1"},"4":{"pk_id":"PK-T2"}}}`: nil,
		`{}`: api.ErrBadResponse, `[]`: api.ErrBadResponse, `{"transactions":"x"}`: api.ErrBadResponse,
		`{"transactions":[{"amount":"lots"}]}`: api.ErrBadResponse, `{"errors":["no"]}`: api.ErrRejected,
	} {
		service, _ := serveTransactions(t, "transactions", body)
		list, err := service.List(t.Context(), payments.ListTransactionsParams{})
		if want == nil {
			require.NoError(t, err, body)
			continue
		}
		require.ErrorIs(t, err, want, body)
		assert.Nil(t, list, body)
	}
}

func TestListTransactionsRefusesTimesBefore1970(t *testing.T) {
	t.Parallel()
	fake := apitest.New(t)
	_, err := payments.NewTransactionService(fake.Transport()).List(t.Context(), payments.ListTransactionsParams{CreatedAt: time.Unix(-1, 0)})
	fake.RequireInvalid("Transactions.List", err, "CreatedAt")
}
