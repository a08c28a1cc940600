package payments

// tokenForm is a payment method on the wire: one token set of the document's list, or a stored profile.
type tokenForm struct {
	StripeToken      string `url:"stripeToken,omitempty"`
	StripeSourceID   string `url:"stripeSourceId,omitempty"`
	SEPA             string `url:"sepa,omitempty"`
	WTType           string `url:"wt-type,omitempty"`
	StripeBAToken    string `url:"stripeBAToken,omitempty"`
	RouteNumber      string `url:"route_number,omitempty"`
	AccountNumber    string `url:"account_number,omitempty"`
	PayMethodNonce   string `url:"pay_method_nonce,omitempty"`
	DataDescriptor   string `url:"dataDescriptor,omitempty"`
	DataValue        string `url:"dataValue,omitempty"`
	EPDSaleToken     string `url:"epdSaleToken,omitempty"`
	EPDCustomerToken string `url:"epdCustomerToken,omitempty"`
	RefPurchase      string `url:"ref_purchase,omitempty"`
}

func (m StripeCard) tokens() tokenForm { return tokenForm{StripeToken: m.Token} }

func (m StripeSEPA) tokens() tokenForm {
	return tokenForm{StripeSourceID: m.SourceID, SEPA: m.Last4, WTType: wtSEPA}
}

func (m StripeACH) tokens() tokenForm {
	return tokenForm{
		StripeSourceID: m.SourceID,
		StripeBAToken:  m.BankToken,
		RouteNumber:    m.RoutingNumber,
		AccountNumber:  m.AccountLast4,
		WTType:         wtACH,
	}
}

func (m Braintree) tokens() tokenForm { return tokenForm{PayMethodNonce: m.Nonce} }

func (m AuthorizeNet) tokens() tokenForm {
	return tokenForm{DataDescriptor: "COMMON.ACCEPT.INAPP.PAYMENT", DataValue: m.DataValue}
}

func (m EasyPayDirect) tokens() tokenForm {
	return tokenForm{EPDSaleToken: m.SaleToken, EPDCustomerToken: m.CustomerToken}
}

func (m StoredProfile) tokens() tokenForm { return tokenForm{RefPurchase: m.InvoiceID} }

const (
	wtSEPA = "sepa"
	wtACH  = "ach"
)
