package paykickstart_test

// The strict structs are what somebody without this module would write from the documented samples: each member with the one
// type that it has there.

type strictPurchase struct {
	ID                             int64                `json:"id"`
	PKID                           string               `json:"pk_id"`
	BuyerID                        int64                `json:"buyer_id"`
	Customer                       string               `json:"customer"`
	ProductID                      int64                `json:"product_id"`
	ProductName                    string               `json:"product_name"`
	PlanID                         int64                `json:"plan_id"`
	PlanName                       string               `json:"plan_name"`
	BuyerName                      string               `json:"buyer_name"`
	BuyerEmail                     string               `json:"buyer_email"`
	BuyerCountry                   string               `json:"buyer_country"`
	BuyerGender                    string               `json:"buyer_gender"`
	Amount                         float64              `json:"amount"`
	TrialAmount                    *float64             `json:"trial_amount"`
	SplitPayRecurringFrequency     *int64               `json:"split_pay_recurring_frequency"`
	SplitPayRecurringFrequencyType *string              `json:"split_pay_recurring_frequency_type"`
	SplitPayAmount                 *float64             `json:"split_pay_amount"`
	SplitPayCycles                 *int64               `json:"split_pay_cycles"`
	TrialDays                      *int64               `json:"trial_days"`
	SplitPay                       int64                `json:"split_pay"`
	DelayedChainPayment            int64                `json:"delayed_chain_payment"`
	IsRecurring                    int64                `json:"is_recurring"`
	RecurringFrequency             int64                `json:"recurring_frequency"`
	RecurringFrequencyType         string               `json:"recurring_frequency_type"`
	RecurringCycles                int64                `json:"recurring_cycles"`
	RefundPeriod                   int64                `json:"refund_period"`
	CouponID                       *int64               `json:"coupon_id"`
	CouponCode                     *string              `json:"coupon_code"`
	CouponType                     *string              `json:"coupon_type"`
	CouponRate                     *float64             `json:"coupon_rate"`
	CouponIsRecurring              int64                `json:"coupon_is_recurring"`
	CouponRedeemed                 int64                `json:"coupon_redeemed"`
	OriginalAmount                 *float64             `json:"original_amount"`
	VendorID                       int64                `json:"vendor_id"`
	VendorFirstName                string               `json:"vendor_first_name"`
	VendorLastName                 string               `json:"vendor_last_name"`
	VendorEmail                    string               `json:"vendor_email"`
	GatewayID                      int64                `json:"gateway_id"`
	AffiliateID                    *int64               `json:"affiliate_id"`
	AffiliateIDLevel2              *int64               `json:"affiliate_id_level_2"`
	CommissionLevel1               float64              `json:"commission_level_1"`
	CommissionLevel2               float64              `json:"commission_level_2"`
	FunnelID                       int64                `json:"funnel_id"`
	FunnelPlanID                   int64                `json:"funnel_plan_id"`
	TrackingLinkID                 *int64               `json:"tracking_link_id"`
	VisitID                        *int64               `json:"visit_id"`
	TaxServiceID                   int64                `json:"tax_service_id"`
	IsPurchased                    int64                `json:"is_purchased"`
	IsExecuted                     int64                `json:"is_executed"`
	ExecuteInQueue                 int64                `json:"execute_in_queue"`
	CustomParams                   *string              `json:"custom_params"`
	Browser                        string               `json:"browser"`
	Platform                       string               `json:"platform"`
	Device                         string               `json:"device"`
	BillingAddress1                *string              `json:"billing_address_1"`
	BillingAddress2                *string              `json:"billing_address_2"`
	BillingCity                    *string              `json:"billing_city"`
	BillingState                   *string              `json:"billing_state"`
	BillingZip                     *string              `json:"billing_zip"`
	BillingCountry                 *string              `json:"billing_country"`
	ShippingAddress1               *string              `json:"shipping_address_1"`
	ShippingAddress2               *string              `json:"shipping_address_2"`
	ShippingCity                   *string              `json:"shipping_city"`
	ShippingState                  *string              `json:"shipping_state"`
	ShippingZip                    *string              `json:"shipping_zip"`
	ShippingCountry                *string              `json:"shipping_country"`
	CreatedAt                      string               `json:"created_at"`
	UpdatedAt                      string               `json:"updated_at"`
	UpdateCCPW                     *string              `json:"update_cc_pw"`
	RequestType                    string               `json:"request_type"`
	ParentID                       *int64               `json:"parent_id"`
	BaseCurrency                   string               `json:"base_currency"`
	Transactions                   []strictTransaction  `json:"transactions"`
	Subscriptions                  []strictSubscription `json:"subscriptions"`
}

type strictTransaction struct {
	ID                       int64   `json:"id"`
	PKID                     string  `json:"pk_id"`
	PurchaseID               int64   `json:"purchase_id"`
	BuyerIP                  string  `json:"buyer_ip"`
	Amount                   float64 `json:"amount"`
	BaseCurrencyConversionID int64   `json:"base_currency_conversion_id"`
	strictTransactionRest
}

// strictListedTransaction is a transaction as the list has it, with its amount as text.
type strictListedTransaction struct {
	ID                       int64  `json:"id"`
	PKID                     string `json:"pk_id"`
	PurchaseID               int64  `json:"purchase_id"`
	BuyerIP                  string `json:"buyer_ip"`
	Amount                   string `json:"amount"`
	BaseCurrencyConversionID int64  `json:"base_currency_conversion_id"`
	strictTransactionRest
}

type strictTransactionRest struct {
	CouponCode                 *string `json:"coupon_code"`
	CouponType                 *string `json:"coupon_type"`
	CouponRate                 *string `json:"coupon_rate"`
	ShippingCharge             string  `json:"shipping_charge"`
	Processor                  string  `json:"processor"`
	ProcessorData              string  `json:"processor_data"`
	RefundProcessorData        *string `json:"refund_processor_data"`
	GatewayID                  *int64  `json:"gateway_id"`
	PayPalTxnID                *string `json:"paypal_txn_id"`
	IsRefund                   int64   `json:"is_refund"`
	IsRefundPending            int64   `json:"is_refund_pending"`
	RefundPendingClearedAt     *string `json:"refund_pending_cleared_at"`
	RefundPendingCheckReserved int64   `json:"refund_pending_check_reserved"`
	IsApproved                 int64   `json:"is_approved"`
	IsRecovered                int64   `json:"is_recovered"`
	IsPending                  int64   `json:"is_pending"`
	PendingClearedAt           *string `json:"pending_cleared_at"`
	PendingCheckReserved       int64   `json:"pending_check_reserved"`
	PendingEmailSent           int64   `json:"pending_email_sent"`
	DisputeStatus              *string `json:"dispute_status"`
	FailedEmailSent            int64   `json:"failed_email_sent"`
	CommissionRefunded         int64   `json:"commission_refunded"`
	CCType                     *string `json:"cc_type"`
	CCMonth                    *int64  `json:"cc_month"`
	CCYear                     *int64  `json:"cc_year"`
	CCLast4                    any     `json:"cc_last4"`
	MPUserID                   *string `json:"m_p_user_id"`
	CCHolderName               *string `json:"cc_holder_name"`
	RefundEndDate              string  `json:"refund_end_date"`
	CreatedAt                  string  `json:"created_at"`
	RefundDate                 *string `json:"refund_date"`
	UpdatedAt                  string  `json:"updated_at"`
	TaxTransactionID           *string `json:"tax_transaction_id"`
	TaxAmount                  *string `json:"tax_amount"`
	TaxPercent                 *string `json:"tax_percent"`
	BuyerTaxNumber             *string `json:"buyer_tax_number"`
	BuyerTaxName               *string `json:"buyer_tax_name"`
	LandingPage                *string `json:"landing_page"`
}

type strictSubscription struct {
	ID                  int64   `json:"id"`
	PurchaseID          int64   `json:"purchase_id"`
	SubscriptionUUID    *string `json:"subscription_uuid"`
	Count               int64   `json:"count"`
	SplitCount          *int64  `json:"split_count"`
	Status              int64   `json:"status"`
	FailedAttempts      int64   `json:"failed_attempts"`
	TrialExpireNotified int64   `json:"trial_expire_notified"`
	TrialEnds           *string `json:"trial_ends"`
	NextDate            string  `json:"next_date"`
	CancelNote          *string `json:"cancel_note"`
	CancelledBy         *string `json:"cancelled_by"`
	CancelAt            string  `json:"cancel_at"`
	InQueue             int64   `json:"in_queue"`
	AttemptedAt         string  `json:"attempted_at"`
	CreatedAt           string  `json:"created_at"`
	UpdatedAt           string  `json:"updated_at"`
}
