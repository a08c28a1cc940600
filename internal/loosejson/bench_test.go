package loosejson

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// transactionJSON has the shape of the documented list answer, with one member that no struct here knows.
const transactionJSON = `{"id":25324,"pk_id":"PK-T0000000AA","purchase_id":10904,"buyer_ip":"192.0.2.10","amount":"10.00",` +
	`"coupon_code":null,"coupon_type":null,"coupon_rate":null,"shipping_charge":"0.00","base_currency_conversion_id":61679,` +
	`"processor":"stripe","processor_data":` + processorJSON + `,"refund_processor_data":null,"gateway_id":216,` +
	`"paypal_txn_id":null,"is_refund":0,"is_refund_pending":0,"refund_pending_cleared_at":null,` +
	`"refund_pending_check_reserved":0,"is_approved":1,"is_recovered":0,"is_pending":0,"pending_cleared_at":null,` +
	`"pending_check_reserved":0,"pending_email_sent":0,"dispute_status":null,"failed_email_sent":0,"commission_refunded":0,` +
	`"cc_type":"Visa","cc_month":1,"cc_year":2022,"cc_last4":4242,"m_p_user_id":null,"cc_holder_name":"424242",` +
	`"refund_end_date":"2018-09-01 10:09:10","created_at":"2018-08-02 10:10:37","refund_date":null,` +
	`"updated_at":"2018-08-02 10:10:40","tax_transaction_id":null,"tax_amount":null,"tax_percent":null,` +
	`"buyer_tax_number":null,"buyer_tax_name":null,"landing_page":null,"new_member":{"a":[1,2]}}`

const processorJSON = `"{\"id\":\"ch_0000000000000000000000AA\",\"object\":\"charge\",\"amount\":1000,\"amount_refunded\":0,` +
	`\"application\":\"ca_000000000000000000000000000000AA\",\"balance_transaction\":\"txn_00000000000000000000AA\",` +
	`\"captured\":true,\"created\":1533204639,\"currency\":\"usd\",\"customer\":\"cus_000000000000AA\",\"description\":` +
	`\"Demo Campaign - Demo Plan - Main (copied)\",\"dispute\":null,\"failure_code\":null,\"fraud_details\":{},` +
	`\"outcome\":{\"network_status\":\"approved_by_network\",\"reason\":null,\"risk_level\":\"normal\",\"type\":` +
	`\"authorized\"},\"paid\":true,\"refunds\":{\"object\":\"list\",\"data\":{},\"has_more\":false,\"total_count\":0,` +
	`\"url\":\"\\\/v1\\\/charges\\\/ch_0000000000000000000000AA\\\/refunds\"},\"source\":{\"id\":` +
	`\"card_00000000000000000000AA\",\"brand\":\"Visa\",\"country\":\"US\",\"cvc_check\":\"pass\",\"exp_month\":1,` +
	`\"exp_year\":2022,\"fingerprint\":\"0000000000000000\",\"funding\":\"credit\",\"last4\":\"4242\"},` +
	`\"status\":\"succeeded\",\"transfer_group\":null}"`

type looseTransaction struct {
	ID                         int64            `json:"id"`
	TransactionID              string           `json:"pk_id"`
	PurchaseID                 int64            `json:"purchase_id"`
	BuyerIP                    string           `json:"buyer_ip"`
	Amount                     decimal.Decimal  `json:"amount"`
	CouponCode                 string           `json:"coupon_code"`
	CouponType                 string           `json:"coupon_type"`
	CouponRate                 decimal.Decimal  `json:"coupon_rate"`
	ShippingCharge             decimal.Decimal  `json:"shipping_charge"`
	BaseCurrencyConversionID   int64            `json:"base_currency_conversion_id"`
	Processor                  string           `json:"processor"`
	ProcessorData              string           `json:"processor_data"`
	RefundProcessorData        string           `json:"refund_processor_data"`
	GatewayID                  int64            `json:"gateway_id"`
	PayPalTxnID                string           `json:"paypal_txn_id"`
	IsRefund                   bool             `json:"is_refund"`
	IsRefundPending            bool             `json:"is_refund_pending"`
	RefundPendingClearedAt     time.Time        `json:"refund_pending_cleared_at"`
	RefundPendingCheckReserved bool             `json:"refund_pending_check_reserved"`
	IsApproved                 bool             `json:"is_approved"`
	IsRecovered                bool             `json:"is_recovered"`
	IsPending                  bool             `json:"is_pending"`
	PendingClearedAt           time.Time        `json:"pending_cleared_at"`
	PendingCheckReserved       bool             `json:"pending_check_reserved"`
	PendingEmailSent           bool             `json:"pending_email_sent"`
	DisputeStatus              string           `json:"dispute_status"`
	FailedEmailSent            bool             `json:"failed_email_sent"`
	CommissionRefunded         bool             `json:"commission_refunded"`
	CCType                     string           `json:"cc_type"`
	CCMonth                    int64            `json:"cc_month"`
	CCYear                     int64            `json:"cc_year"`
	CCLast4                    string           `json:"cc_last4" loose:"pad=4"`
	MPUserID                   string           `json:"m_p_user_id"`
	CCHolderName               string           `json:"cc_holder_name"`
	RefundEndDate              time.Time        `json:"refund_end_date"`
	CreatedAt                  time.Time        `json:"created_at"`
	RefundDate                 time.Time        `json:"refund_date"`
	UpdatedAt                  time.Time        `json:"updated_at"`
	TaxTransactionID           string           `json:"tax_transaction_id"`
	TaxAmount                  *decimal.Decimal `json:"tax_amount"`
	TaxPercent                 *decimal.Decimal `json:"tax_percent"`
	BuyerTaxNumber             string           `json:"buyer_tax_number"`
	BuyerTaxName               string           `json:"buyer_tax_name"`
	LandingPage                string           `json:"landing_page"`
	Extra                      rawMap
}

// strictTransaction is what encoding/json reads without help: dates and money stay text, flags numbers.
type strictTransaction struct {
	ID                         int64  `json:"id"`
	TransactionID              string `json:"pk_id"`
	PurchaseID                 int64  `json:"purchase_id"`
	BuyerIP                    string `json:"buyer_ip"`
	Amount                     string `json:"amount"`
	CouponCode                 string `json:"coupon_code"`
	CouponType                 string `json:"coupon_type"`
	CouponRate                 string `json:"coupon_rate"`
	ShippingCharge             string `json:"shipping_charge"`
	BaseCurrencyConversionID   int64  `json:"base_currency_conversion_id"`
	Processor                  string `json:"processor"`
	ProcessorData              string `json:"processor_data"`
	RefundProcessorData        string `json:"refund_processor_data"`
	GatewayID                  int64  `json:"gateway_id"`
	PayPalTxnID                string `json:"paypal_txn_id"`
	IsRefund                   int    `json:"is_refund"`
	IsRefundPending            int    `json:"is_refund_pending"`
	RefundPendingClearedAt     string `json:"refund_pending_cleared_at"`
	RefundPendingCheckReserved int    `json:"refund_pending_check_reserved"`
	IsApproved                 int    `json:"is_approved"`
	IsRecovered                int    `json:"is_recovered"`
	IsPending                  int    `json:"is_pending"`
	PendingClearedAt           string `json:"pending_cleared_at"`
	PendingCheckReserved       int    `json:"pending_check_reserved"`
	PendingEmailSent           int    `json:"pending_email_sent"`
	DisputeStatus              string `json:"dispute_status"`
	FailedEmailSent            int    `json:"failed_email_sent"`
	CommissionRefunded         int    `json:"commission_refunded"`
	CCType                     string `json:"cc_type"`
	CCMonth                    int64  `json:"cc_month"`
	CCYear                     int64  `json:"cc_year"`
	CCLast4                    int64  `json:"cc_last4"`
	MPUserID                   string `json:"m_p_user_id"`
	CCHolderName               string `json:"cc_holder_name"`
	RefundEndDate              string `json:"refund_end_date"`
	CreatedAt                  string `json:"created_at"`
	RefundDate                 string `json:"refund_date"`
	UpdatedAt                  string `json:"updated_at"`
	TaxTransactionID           string `json:"tax_transaction_id"`
	TaxAmount                  string `json:"tax_amount"`
	TaxPercent                 string `json:"tax_percent"`
	BuyerTaxNumber             string `json:"buyer_tax_number"`
	BuyerTaxName               string `json:"buyer_tax_name"`
	LandingPage                string `json:"landing_page"`
}

type rawMap map[string]json.RawMessage

type looseAnswer struct {
	Transactions []looseTransaction `json:"transactions"`
	Extra        rawMap
}

type strictAnswer struct {
	Transactions []strictTransaction `json:"transactions"`
}

func transactionsJSON(rows int) []byte {
	return []byte(`{"transactions":[` + strings.Repeat(transactionJSON+",", rows-1) + transactionJSON + `]}`)
}

// Both benchmarks report "of-strict": the time of this package as a share of the time that encoding/json takes to read the
// same answer into strict types, in the same run.

func BenchmarkList100(b *testing.B) { benchmarkAgainstStrict(b, transactionsJSON(100)) }

func BenchmarkOne(b *testing.B) { benchmarkAgainstStrict(b, transactionsJSON(1)) }

func benchmarkAgainstStrict(b *testing.B, data []byte) {
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	var loose, strict time.Duration
	for b.Loop() {
		begin := time.Now()
		var got looseAnswer
		require.NoError(b, decode(data, &got))
		middle := time.Now()
		var want strictAnswer
		require.NoError(b, json.Unmarshal(data, &want))
		loose += middle.Sub(begin)
		strict += time.Since(middle)
	}
	b.ReportMetric(float64(loose)/float64(strict), "of-strict")
}

func BenchmarkParse(b *testing.B) {
	data := transactionsJSON(100)
	b.SetBytes(int64(len(data)))
	var loose, strict time.Duration
	for b.Loop() {
		begin := time.Now()
		_, err := Parse(data)
		require.NoError(b, err)
		middle := time.Now()
		require.True(b, json.Valid(data))
		loose += middle.Sub(begin)
		strict += time.Since(middle)
	}
	b.ReportMetric(float64(loose)/float64(strict), "of-valid")
}
