package ipn

import (
	"time"

	"github.com/shopspring/decimal"
)

// AffiliateNotification is what PayKickstart posts to an affiliate's own URL about transactions (2.1.2). It is not signed:
// whoever knows the URL can send one. Never grant or pay anything on it. It has no event and no ids, and cannot be handed to
// a [Handler].
//
// Take it as a hint that something may have happened, look at PayKickstart's own reports, and keep the URL unguessable. Which
// events send it, and whether it comes without a commission, is not documented.
type AffiliateNotification struct {
	// Amount of the sale (wire: amount). The currency is not sent.
	Amount decimal.Decimal
	// BuyerFirstName and BuyerLastName may be withheld by the vendor (wire: buyer_first_name, buyer_last_name).
	BuyerFirstName, BuyerLastName string
	// TrackingID is the id of the affiliate's tracking link (wire: tracking_id).
	TrackingID string
	// TransactionTime is in UTC, zero when absent (wire: transaction_time, unix seconds).
	TransactionTime time.Time
	// ProductName and CampaignName are what was sold (wire: product_name, campaign_name).
	ProductName, CampaignName string
	// Affiliate is who is paid, and the commission's amount; Percent is not sent (wire: affiliate_*).
	Affiliate Commission
	// Form holds all fields as received, in order.
	Form *Form
}

// DecodeAffiliate reads the body of an affiliate notification. Nothing about it is authenticated: see
// [AffiliateNotification].
//
// Errors: [ErrTooLarge], without a notification; a [*FieldError] (it matches [ErrBadField]) beside one, as with [Decode].
func DecodeAffiliate(body []byte) (*AffiliateNotification, error) {
	form, err := ParseForm(body)
	if err != nil {
		return nil, err
	}
	n, err := Decode(form)
	return &AffiliateNotification{
		Amount:          n.Amount,
		BuyerFirstName:  n.Buyer.FirstName,
		BuyerLastName:   n.Buyer.LastName,
		TrackingID:      n.TrackingID,
		TransactionTime: n.TransactionTime,
		ProductName:     n.ProductName,
		CampaignName:    n.CampaignName,
		Affiliate:       n.Affiliate,
		Form:            form,
	}, err
}
