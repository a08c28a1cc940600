package payments

import (
	"encoding/json"
	"time"

	"github.com/paykickstart-go/sdk/api"
	"github.com/shopspring/decimal"
)

// Purchase is a purchase with its transactions (2.4.3). To the outside a purchase is the subscription. It holds personal
// data: mind where it is printed.
//
// The API document shows it in a sample and explains no member: what the comments say of a member is inferred from its name
// and its value there. So it is that amounts are in BaseCurrency and times in UTC. What the API sends as null or "" is zero,
// or nil where a pointer stands.
type Purchase struct {
	// ID is the internal number (wire: id), which transactions and subscriptions name as PurchaseID.
	ID int64 `json:"id"`
	// InvoiceID is the id PK-P… that the other calls take (wire: pk_id).
	InvoiceID string `json:"pk_id"`
	// BuyerID is the internal number of the buyer (wire: buyer_id).
	BuyerID int64 `json:"buyer_id"`
	// Customer is the payment processor's reference of the buyer (wire: customer).
	Customer string `json:"customer"`
	// CampaignID is the campaign (wire: product_id).
	CampaignID int64 `json:"product_id"`
	// CampaignName is the campaign's name (wire: product_name).
	CampaignName string `json:"product_name"`
	// ProductID is the product (wire: plan_id).
	ProductID int64 `json:"plan_id"`
	// ProductName is the product's name (wire: plan_name).
	ProductName string `json:"plan_name"`
	// BuyerName is the buyer's full name (wire: buyer_name).
	BuyerName string `json:"buyer_name"`
	// BuyerEmail is the buyer's e-mail address (wire: buyer_email).
	BuyerEmail string `json:"buyer_email"`
	// BuyerCountry is often empty (wire: buyer_country).
	BuyerCountry string `json:"buyer_country"`
	// BuyerGender is often empty (wire: buyer_gender).
	BuyerGender string `json:"buyer_gender"`

	// Amount is the price of a charge before tax (wire: amount); transactions say what was charged.
	Amount decimal.Decimal `json:"amount"`
	// TrialAmount is nil without a trial and zero for a free one (wire: trial_amount).
	TrialAmount *decimal.Decimal `json:"trial_amount"`
	// TrialDays is the length of the trial (wire: trial_days).
	TrialDays int64 `json:"trial_days"`
	// SplitPay says that the price is paid in installments (wire: split_pay).
	SplitPay bool `json:"split_pay"`
	// SplitPayAmount is the price of an installment; nil without installments (wire: split_pay_amount).
	SplitPayAmount *decimal.Decimal `json:"split_pay_amount"`
	// SplitPayCycles is the number of installments (wire: split_pay_cycles).
	SplitPayCycles int64 `json:"split_pay_cycles"`
	// SplitPayRecurringFrequency: an installment every so many units (wire: split_pay_recurring_frequency).
	SplitPayRecurringFrequency int64 `json:"split_pay_recurring_frequency"`
	// SplitPayRecurringFrequencyType is the unit (wire: split_pay_recurring_frequency_type).
	SplitPayRecurringFrequencyType Period `json:"split_pay_recurring_frequency_type"`
	// DelayedChainPayment is a chained payment of PayPal (wire: delayed_chain_payment).
	DelayedChainPayment bool `json:"delayed_chain_payment"`
	// IsRecurring says that it is a subscription (wire: is_recurring).
	IsRecurring bool `json:"is_recurring"`
	// RecurringFrequency: a charge every so many units (wire: recurring_frequency).
	RecurringFrequency int64 `json:"recurring_frequency"`
	// RecurringFrequencyType is the unit (wire: recurring_frequency_type).
	RecurringFrequencyType Period `json:"recurring_frequency_type"`
	// RecurringCycles is the number of payments, 0 for endless (wire: recurring_cycles).
	RecurringCycles int64 `json:"recurring_cycles"`
	// RefundPeriod is presumably in days (wire: refund_period).
	RefundPeriod int64 `json:"refund_period"`

	// CouponID is the coupon that was used, 0 for none (wire: coupon_id).
	CouponID int64 `json:"coupon_id"`
	// CouponCode is the coupon's code (wire: coupon_code).
	CouponCode string `json:"coupon_code"`
	// CouponType is "amount" or "percentage" (wire: coupon_type).
	CouponType string `json:"coupon_type"`
	// CouponRate is the coupon's amount or percentage; nil without a coupon (wire: coupon_rate).
	CouponRate *decimal.Decimal `json:"coupon_rate"`
	// CouponIsRecurring is 0 for the first charge, 1 for rebills, 2 for all (wire: coupon_is_recurring).
	CouponIsRecurring int64 `json:"coupon_is_recurring"`
	// CouponRedeemed is a flag or a count, undocumented (wire: coupon_redeemed).
	CouponRedeemed int64 `json:"coupon_redeemed"`
	// OriginalAmount is the price before an override, nil when none is recorded (wire: original_amount).
	OriginalAmount *decimal.Decimal `json:"original_amount"`

	// VendorID is the internal number of the vendor (wire: vendor_id).
	VendorID int64 `json:"vendor_id"`
	// VendorFirstName is the vendor's first name (wire: vendor_first_name).
	VendorFirstName string `json:"vendor_first_name"`
	// VendorLastName is the vendor's last name (wire: vendor_last_name).
	VendorLastName string `json:"vendor_last_name"`
	// VendorEmail is the vendor's e-mail address (wire: vendor_email).
	VendorEmail string `json:"vendor_email"`
	// GatewayID is the payment integration (wire: gateway_id).
	GatewayID int64 `json:"gateway_id"`
	// AffiliateID is the affiliate, 0 for none (wire: affiliate_id).
	AffiliateID int64 `json:"affiliate_id"`
	// AffiliateIDLevel2 is the affiliate of the second tier, 0 for none (wire: affiliate_id_level_2).
	AffiliateIDLevel2 int64 `json:"affiliate_id_level_2"`
	// CommissionLevel1 is in percent (wire: commission_level_1).
	CommissionLevel1 decimal.Decimal `json:"commission_level_1"`
	// CommissionLevel2 is in percent (wire: commission_level_2).
	CommissionLevel2 decimal.Decimal `json:"commission_level_2"`
	// FunnelID is the funnel (wire: funnel_id).
	FunnelID int64 `json:"funnel_id"`
	// FunnelPlanID is the step of the funnel (wire: funnel_plan_id).
	FunnelPlanID int64 `json:"funnel_plan_id"`
	// TrackingLinkID is the affiliate's tracking link (wire: tracking_link_id).
	TrackingLinkID int64 `json:"tracking_link_id"`
	// VisitID is the visit that led here (wire: visit_id).
	VisitID int64 `json:"visit_id"`
	// ParentID is the purchase that this one belongs to, 0 for none (wire: parent_id; inferred).
	ParentID int64 `json:"parent_id"`
	// TaxServiceID is the tax integration (wire: tax_service_id).
	TaxServiceID int64 `json:"tax_service_id"`

	// IsPurchased says that the purchase was made (wire: is_purchased).
	IsPurchased bool `json:"is_purchased"`
	// IsExecuted says that the payment was carried out (wire: is_executed).
	IsExecuted bool `json:"is_executed"`
	// ExecuteInQueue says that it waits to be carried out (wire: execute_in_queue).
	ExecuteInQueue bool `json:"execute_in_queue"`
	// CustomParams is of undocumented shape, null was seen (wire: custom_params).
	CustomParams json.RawMessage `json:"custom_params"`
	// Browser is the buyer's (wire: browser).
	Browser string `json:"browser"`
	// Platform is the buyer's operating system (wire: platform).
	Platform string `json:"platform"`
	// Device is the buyer's (wire: device).
	Device string `json:"device"`
	// RequestType is how the checkout was shown, such as "embed" (wire: request_type).
	RequestType string `json:"request_type"`

	// BillingAddress1 to BillingCountry are the billing address (wire: billing_address_1 to billing_country).
	BillingAddress1 string `json:"billing_address_1"`
	// BillingAddress2 is wire billing_address_2.
	BillingAddress2 string `json:"billing_address_2"`
	// BillingCity is wire billing_city.
	BillingCity string `json:"billing_city"`
	// BillingState is wire billing_state.
	BillingState string `json:"billing_state"`
	// BillingZip is wire billing_zip.
	BillingZip string `json:"billing_zip"`
	// BillingCountry is wire billing_country.
	BillingCountry string `json:"billing_country"`
	// ShippingAddress1 to ShippingCountry are the shipping address (wire: shipping_address_1 to shipping_country).
	ShippingAddress1 string `json:"shipping_address_1"`
	// ShippingAddress2 is wire shipping_address_2.
	ShippingAddress2 string `json:"shipping_address_2"`
	// ShippingCity is wire shipping_city.
	ShippingCity string `json:"shipping_city"`
	// ShippingState is wire shipping_state.
	ShippingState string `json:"shipping_state"`
	// ShippingZip is wire shipping_zip.
	ShippingZip string `json:"shipping_zip"`
	// ShippingCountry is wire shipping_country.
	ShippingCountry string `json:"shipping_country"`

	// UpdateCCPW lets one update the card (wire: update_cc_pw): see Password of [UpdateCardParams].
	UpdateCCPW api.Secret `json:"update_cc_pw"`
	// BaseCurrency is an ISO code such as USD (wire: base_currency).
	BaseCurrency string `json:"base_currency"`
	// CreatedAt is when the purchase was made (wire: created_at).
	CreatedAt time.Time `json:"created_at"`
	// UpdatedAt is when it changed last (wire: updated_at).
	UpdatedAt time.Time `json:"updated_at"`
	// Transactions are the charges so far, oldest first in the sample (wire: transactions).
	Transactions []Transaction `json:"transactions"`
	// Subscriptions holds the schedule of a subscription. It may be empty (wire: subscriptions).
	Subscriptions []Subscription `json:"subscriptions"`
	// Extra holds members without a field of their own.
	Extra api.Extra `json:"-"`
}
