package ipn

import (
	"time"

	"github.com/shopspring/decimal"
)

// text returns the place of a field that is taken as it is; nil when the field is none of these.
func (n *Notification) text(name string) *string {
	switch name {
	case "event":
		return (*string)(&n.Event)
	case "mode":
		return (*string)(&n.Mode)
	case "payment_processor":
		return (*string)(&n.PaymentProcessor)
	case "currency":
		return &n.Currency
	case "transaction_id":
		return &n.TransactionID
	case "transaction_type":
		return &n.TransactionType
	case "invoice_id":
		return &n.InvoiceID
	case "old_invoice_id":
		return &n.OldInvoiceID
	case "tracking_id":
		return &n.TrackingID
	case "product_name":
		return &n.ProductName
	case "campaign_name":
		return &n.CampaignName
	case "tax_transaction_id":
		return &n.Tax.TransactionID
	case "coupon_code":
		return &n.Coupon.Code
	case "coupon_type":
		return &n.Coupon.Type
	case "update_billing_url":
		return &n.UpdateBillingURL
	}
	if text := n.party(name); text != nil {
		return text
	}
	return n.address(name)
}

// party returns the place of a text about one of the people.
func (n *Notification) party(name string) *string {
	switch name {
	case "buyer_ip":
		return &n.Buyer.IP
	case "buyer_first_name":
		return &n.Buyer.FirstName
	case "buyer_last_name":
		return &n.Buyer.LastName
	case "buyer_email":
		return &n.Buyer.Email
	case "buyer_tax_number":
		return &n.Buyer.TaxNumber
	case "buyer_tax_name":
		return &n.Buyer.TaxName
	case "vendor_first_name":
		return &n.Vendor.FirstName
	case "vendor_last_name":
		return &n.Vendor.LastName
	case "vendor_email":
		return &n.Vendor.Email
	case "affiliate_first_name":
		return &n.Affiliate.FirstName
	case "affiliate_last_name":
		return &n.Affiliate.LastName
	case "affiliate_email":
		return &n.Affiliate.Email
	case "ref_affiliate_first_name":
		return &n.RefAffiliate.FirstName
	case "ref_affiliate_last_name":
		return &n.RefAffiliate.LastName
	case "ref_affiliate_email":
		return &n.RefAffiliate.Email
	}
	return nil
}

// address returns the place of a part of an address.
func (n *Notification) address(name string) *string {
	switch name {
	case "billing_address_1":
		return &n.Billing.Line1
	case "billing_address_2":
		return &n.Billing.Line2
	case "billing_city":
		return &n.Billing.City
	case "billing_state":
		return &n.Billing.State
	case "billing_zip":
		return &n.Billing.Zip
	case "billing_country":
		return &n.Billing.Country
	case "shipping_address_1":
		return &n.Shipping.Line1
	case "shipping_address_2":
		return &n.Shipping.Line2
	case "shipping_city":
		return &n.Shipping.City
	case "shipping_state":
		return &n.Shipping.State
	case "shipping_zip":
		return &n.Shipping.Zip
	case "shipping_country":
		return &n.Shipping.Country
	}
	return nil
}

// amount returns the place of a decimal number.
func (n *Notification) amount(name string) *decimal.Decimal {
	switch name {
	case "amount":
		return &n.Amount
	case "affiliate_commission_amount":
		return &n.Affiliate.Amount
	case "affiliate_commission_percent":
		return &n.Affiliate.Percent
	case "ref_affiliate_commission_amount":
		return &n.RefAffiliate.Amount
	case "ref_affiliate_commission_percent":
		return &n.RefAffiliate.Percent
	case "tax_amount":
		return &n.Tax.Amount
	case "tax_percent":
		return &n.Tax.Percent
	case "coupon_rate":
		return &n.Coupon.Rate
	}
	return nil
}

// number returns the place of a whole number.
func (n *Notification) number(name string) *int64 {
	switch name {
	case "product_id":
		return &n.ProductID
	case "campaign_id":
		return &n.CampaignID
	case "quantity":
		return &n.Quantity
	}
	return nil
}

// time returns the place of a time.
func (n *Notification) time(name string) *time.Time {
	switch name {
	case "transaction_time":
		return &n.TransactionTime
	case "next_billing_date":
		return &n.NextBillingDate
	}
	return nil
}
