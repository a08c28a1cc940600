package notify

// transactionFields names every documented member of a transaction, in the spelling of the later editions.
var transactionFields = map[string]func(*Transaction) any{
	"transaction_id":                       func(t *Transaction) any { return (*id)(&t.TransactionID) },
	"transaction_type":                     func(t *Transaction) any { return (*string)(&t.Kind) },
	"transaction_date":                     func(t *Transaction) any { return moment{&t.Date, &t.DateText} },
	"transaction_parent_id":                func(t *Transaction) any { return (*id)(&t.ParentID) },
	"original_id":                          func(t *Transaction) any { return (*id)(&t.OriginalID) },
	"transaction_subscription_id":          func(t *Transaction) any { return (*id)(&t.SubscriptionID) },
	"transaction_internal_subscription_id": func(t *Transaction) any { return (*id)(&t.InternalSubscriptionID) },
	"transaction_subscription_pay_number":  func(t *Transaction) any { return &t.SubscriptionPayNumber },

	"transaction_full_amount": func(t *Transaction) any { t.amountSent = true; return &t.FullAmount },
	"transaction_base_amount": func(t *Transaction) any { return &t.BaseAmount },
	"transaction_discount":    func(t *Transaction) any { return &t.Discount },
	"transaction_tax":         func(t *Transaction) any { return &t.Tax },
	"transaction_shipping":    func(t *Transaction) any { return &t.ShippingAmount },
	"transaction_quantity":    func(t *Transaction) any { return &t.Quantity },

	"product_id":                     func(t *Transaction) any { return &t.ProductID },
	"product_name":                   func(t *Transaction) any { return &t.ProductName },
	"product_price_point":            func(t *Transaction) any { return &t.ProductPricePoint },
	"transaction_affiliate":          func(t *Transaction) any { return &t.Affiliate },
	"transaction_jv":                 func(t *Transaction) any { return &t.JV },
	"payment_processor_type":         func(t *Transaction) any { return &t.PaymentProcessorType },
	"transaction_last_4_card_digits": func(t *Transaction) any { return (*cardDigits)(&t.Last4CardDigits) },

	"trial":         func(t *Transaction) any { return &t.Trial },
	"trial_amount":  func(t *Transaction) any { return &t.TrialAmount },
	"trial_period":  func(t *Transaction) any { return &t.TrialPeriod },
	"payments_left": func(t *Transaction) any { return &t.PaymentsLeft },

	"lead_id":                 func(t *Transaction) any { return &t.Buyer.ID },
	"lead_first_name":         func(t *Transaction) any { return &t.Buyer.FirstName },
	"lead_last_name":          func(t *Transaction) any { return &t.Buyer.LastName },
	"lead_email":              func(t *Transaction) any { return &t.Buyer.Email },
	"lead_username":           func(t *Transaction) any { return &t.Buyer.Username },
	"lead_ip":                 func(t *Transaction) any { return &t.Buyer.IP },
	"lead_phone_country_code": func(t *Transaction) any { return &t.Billing.PhoneCountryCode },
	"lead_phone_number":       func(t *Transaction) any { return &t.Billing.PhoneNumber },
	"lead_address":            func(t *Transaction) any { return &t.Billing.Address },
	"lead_city":               func(t *Transaction) any { return &t.Billing.City },
	"lead_zip":                func(t *Transaction) any { return &t.Billing.Zip },
	"lead_state":              func(t *Transaction) any { return &t.Billing.State },
	"lead_country":            func(t *Transaction) any { return &t.Billing.Country },
	"lead_country_code_2":     func(t *Transaction) any { return &t.Billing.CountryCode2 },
	"lead_country_code_3":     func(t *Transaction) any { return &t.Billing.CountryCode3 },

	"shipping_first_name":  func(t *Transaction) any { return &t.Shipping.FirstName },
	"shipping_last_name":   func(t *Transaction) any { return &t.Shipping.LastName },
	"shipping_address":     func(t *Transaction) any { return &t.Shipping.Address },
	"shipping_city":        func(t *Transaction) any { return &t.Shipping.City },
	"shipping_zip":         func(t *Transaction) any { return &t.Shipping.Zip },
	"shipping_country":     func(t *Transaction) any { return &t.Shipping.Country },
	"shipping_state":       func(t *Transaction) any { return &t.Shipping.State },
	"vendor_tracking_id_1": func(t *Transaction) any { return &t.VendorTrackingID1 },
	"vendor_tracking_id_2": func(t *Transaction) any { return &t.VendorTrackingID2 },
	"vendor_tracking_link": func(t *Transaction) any { return &t.VendorTrackingLink },
}

// firstGeneration gives the later name of each member that earlier editions spell differently.
var firstGeneration = map[string]string{
	"buyer_id":                         "lead_id",
	"buyer_first_name":                 "lead_first_name",
	"buyer_last_name":                  "lead_last_name",
	"buyer_email":                      "lead_email",
	"buyer_username":                   "lead_username",
	"buyer_billing_phone_country_code": "lead_phone_country_code",
	"buyer_billing_phone_number":       "lead_phone_number",
	"buyer_billing_address":            "lead_address",
	"buyer_billing_city":               "lead_city",
	"buyer_billing_zip":                "lead_zip",
	"buyer_billing_state":              "lead_state",
	"buyer_billing_country":            "lead_country",
	"trial_payment":                    "trial",
}

func (t *Transaction) known(name string) bool {
	return transactionFields[name] != nil || firstGeneration[name] != ""
}

// place returns where a member goes; nil when it has no field.
func (t *Transaction) place(name string) any {
	if field, ok := transactionFields[name]; ok {
		return field(t)
	}
	if later, ok := firstGeneration[name]; ok {
		return older{transactionFields[later](t)}
	}
	return nil
}
