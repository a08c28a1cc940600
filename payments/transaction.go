package payments

import (
	"time"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/ipn"
	"github.com/shopspring/decimal"
)

// Transaction is one charge (2.4.4, 2.4.5, and inside a purchase). It names the purchase by its internal number only, and
// neither the buyer nor the currency. It holds personal data all the same: mind where it is printed. What the API sends as
// null or "" is zero, or nil where a pointer stands.
//
// The API document shows it in samples and explains no member: what the comments say of a member is inferred from its name
// and its value there, and so is that times are in UTC. Members marked "list" are in the sample of the list alone (2.4.5),
// the younger one; whether the other answers have them by now is not documented.
type Transaction struct {
	// ID is the internal number (wire: id).
	ID int64 `json:"id"`
	// TransactionID is the id PK-T… (wire: pk_id).
	TransactionID string `json:"pk_id"`
	// PurchaseID is the purchase's [Purchase.ID] (wire: purchase_id).
	PurchaseID int64 `json:"purchase_id"`
	// BuyerIP is the buyer's address (wire: buyer_ip).
	BuyerIP string `json:"buyer_ip"`
	// Amount is what was charged in all (wire: amount). Its currency is not documented, presumably it is the purchase's
	// BaseCurrency.
	Amount decimal.Decimal `json:"amount"`
	// CouponCode is the coupon's code (wire: coupon_code; list).
	CouponCode string `json:"coupon_code"`
	// CouponType is "amount" or "percentage" (wire: coupon_type; list).
	CouponType string `json:"coupon_type"`
	// CouponRate is the coupon's amount or percentage; nil without a coupon (wire: coupon_rate; list).
	CouponRate *decimal.Decimal `json:"coupon_rate"`
	// ShippingCharge is what shipping cost, presumably contained in Amount; nil when the answer does not tell (wire:
	// shipping_charge; list).
	ShippingCharge *decimal.Decimal `json:"shipping_charge"`
	// BaseCurrencyConversionID is internal (wire: base_currency_conversion_id).
	BaseCurrencyConversionID int64 `json:"base_currency_conversion_id"`

	// Processor is who moved the money, such as [ipn.ProcessorStripe]; others than the constants pass (wire: processor).
	Processor ipn.Processor `json:"processor"`
	// ProcessorData is the processor's own record, usually JSON, or a bare word such as testmode. It may hold references of
	// customer and card: do not log it (wire: processor_data).
	ProcessorData string `json:"processor_data"`
	// RefundProcessorData is the same of a refund (wire: refund_processor_data; list).
	RefundProcessorData string `json:"refund_processor_data"`
	// GatewayID is the payment integration (wire: gateway_id).
	GatewayID int64 `json:"gateway_id"`
	// PayPalTxnID is PayPal's id of the transaction (wire: paypal_txn_id).
	PayPalTxnID string `json:"paypal_txn_id"`
	// MPUserID is undocumented (wire: m_p_user_id).
	MPUserID string `json:"m_p_user_id"`

	// IsApproved says that the charge went through (wire: is_approved).
	IsApproved bool `json:"is_approved"`
	// IsPending says that the charge is not settled yet (wire: is_pending; list).
	IsPending bool `json:"is_pending"`
	// PendingClearedAt is when it was settled (wire: pending_cleared_at; list).
	PendingClearedAt time.Time `json:"pending_cleared_at"`
	// PendingCheckReserved is internal (wire: pending_check_reserved; list).
	PendingCheckReserved bool `json:"pending_check_reserved"`
	// PendingEmailSent says that the buyer was told (wire: pending_email_sent; list).
	PendingEmailSent bool `json:"pending_email_sent"`
	// IsRecovered says that a failed charge went through later (wire: is_recovered; list).
	IsRecovered bool `json:"is_recovered"`
	// IsRefund says that the transaction is refunded, not whether in whole or in part (wire: is_refund).
	IsRefund bool `json:"is_refund"`
	// IsRefundPending says that a refund is not settled yet (wire: is_refund_pending; list).
	IsRefundPending bool `json:"is_refund_pending"`
	// RefundPendingClearedAt is when it was settled (wire: refund_pending_cleared_at; list).
	RefundPendingClearedAt time.Time `json:"refund_pending_cleared_at"`
	// RefundPendingCheckReserved is internal (wire: refund_pending_check_reserved; list).
	RefundPendingCheckReserved bool `json:"refund_pending_check_reserved"`
	// RefundDate is when it was refunded (wire: refund_date; list).
	RefundDate time.Time `json:"refund_date"`
	// RefundEndDate is the end of the time for refunds (wire: refund_end_date).
	RefundEndDate time.Time `json:"refund_end_date"`
	// CommissionRefunded says that the affiliate's commission was taken back (wire: commission_refunded).
	CommissionRefunded bool `json:"commission_refunded"`
	// DisputeStatus is open (wire: dispute_status).
	DisputeStatus string `json:"dispute_status"`
	// FailedEmailSent is undocumented; it was seen set on transactions that were approved (wire: failed_email_sent).
	FailedEmailSent bool `json:"failed_email_sent"`

	// CCType is the card's brand (wire: cc_type).
	CCType string `json:"cc_type"`
	// CCMonth is the month of the card's expiry (wire: cc_month).
	CCMonth int64 `json:"cc_month"`
	// CCYear is the year of the card's expiry (wire: cc_year).
	CCYear int64 `json:"cc_year"`
	// CCLast4 is the last four digits. The API may send a number, whose lost leading zeros are put back; a text stays as it
	// is, and "000" was seen (wire: cc_last4).
	CCLast4 string `json:"cc_last4" loose:"pad=4"`
	// CCHolderName is the name on the card (wire: cc_holder_name).
	CCHolderName string `json:"cc_holder_name"`

	// TaxTransactionID is the tax service's id (wire: tax_transaction_id).
	TaxTransactionID string `json:"tax_transaction_id"`
	// TaxAmount is nil when no tax is recorded; the amount may contain tax even so (wire: tax_amount).
	TaxAmount *decimal.Decimal `json:"tax_amount"`
	// TaxPercent is nil when no tax is recorded (wire: tax_percent).
	TaxPercent *decimal.Decimal `json:"tax_percent"`
	// BuyerTaxNumber is the buyer's tax number (wire: buyer_tax_number; list).
	BuyerTaxNumber string `json:"buyer_tax_number"`
	// BuyerTaxName is the buyer's name for tax (wire: buyer_tax_name; list).
	BuyerTaxName string `json:"buyer_tax_name"`
	// LandingPage is where the buyer came in (wire: landing_page; list).
	LandingPage string `json:"landing_page"`
	// CreatedAt is when the charge was made (wire: created_at).
	CreatedAt time.Time `json:"created_at"`
	// UpdatedAt is when the transaction changed last (wire: updated_at).
	UpdatedAt time.Time `json:"updated_at"`
	// Extra holds members without a field of their own.
	Extra api.Extra `json:"-"`
}
