package sandbox

import "github.com/paykickstart-go/sdk/internal/phpsign"

// affiliateFields are all that the affiliate IPN has (2.1.2), in the documented order.
var affiliateFields = []string{
	"amount", "buyer_first_name", "buyer_last_name", "tracking_id", "transaction_time", "product_name", "campaign_name",
	"affiliate_first_name", "affiliate_last_name", "affiliate_email", "affiliate_commission_amount",
}

// postToAffiliate tells the affiliate of a sale. That it is sent for sales alone is
// a guess: the documents say "events related to transactions".
func (st *state) postToAffiliate(p *purchase, t *transaction, values map[string]string) {
	var fields []phpsign.Field
	for _, name := range affiliateFields {
		fields = append(fields, phpsign.Field{Name: name, Value: values[name]})
	}
	st.send(p, t, Notification{AffiliateID: p.affiliate.ID, Body: phpsign.Encode(fields)})
}
