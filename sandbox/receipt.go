package sandbox

// receipt is the member data of a purchase's answer: a notification in an older
// form, without addresses, and with the documented misspelling campgaign_id.
func (st *state) receipt(event string, p *purchase) object {
	t := p.lastApproved()
	f := st.fields(event, p, t)
	data := object{}
	for _, name := range []string{
		"event", "mode", "payment_processor", "amount", "buyer_ip", "buyer_first_name", "buyer_last_name", "buyer_email",
		"vendor_first_name", "vendor_last_name", "vendor_email", "transaction_id", "invoice_id", "tracking_id",
		"product_name", "campaign_name",
		"affiliate_first_name", "affiliate_last_name", "affiliate_email", "affiliate_commission_amount", "affiliate_commission_percent",
		"ref_affiliate_first_name", "ref_affiliate_last_name", "ref_affiliate_email",
		"ref_affiliate_commission_amount", "ref_affiliate_commission_percent",
	} {
		data[name] = f[name]
	}
	at := st.now
	if t != nil {
		at = t.created
	}
	data["transaction_time"] = at.Unix()
	data["product_id"] = p.product.ID
	data["campgaign_id"] = p.campaign.ID
	data["licenses"] = p.licenseText()
	signed := st.sign(p, f)
	data["verification_code"] = signed[len(signed)-1].Value
	return data
}
