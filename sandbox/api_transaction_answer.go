package sandbox

import (
	"encoding/json"
	"fmt"
	"maps"
	"strconv"
	"time"

	"github.com/shopspring/decimal"
)

// dateLayout is the form of all dates in answers, in UTC.
const dateLayout = "2006-01-02 15:04:05"

const gatewayID = 145

func date(t time.Time) string { return t.Format(dateLayout) }

func dateOrNull(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return date(t)
}

// transactionAnswer has the members of 2017: in transaction/get and inside a purchase.
func transactionAnswer(t *transaction) object {
	o := object{
		"id": t.id, "pk_id": t.pkID, "purchase_id": t.purchase.id, "buyer_ip": buyerIP, "amount": number(t.amount),
		"base_currency_conversion_id": 1258, "processor": t.processor(), "processor_data": t.processorData(),
		"gateway_id": gatewayID, "paypal_txn_id": nil, "m_p_user_id": nil,
		"is_refund": flag(!t.refunded.IsZero()), "is_approved": flag(t.approved), "dispute_status": nil,
		"failed_email_sent": flag(!t.approved), "commission_refunded": 0,
		"cc_type": nil, "cc_month": nil, "cc_year": nil, "cc_last4": nil, "cc_holder_name": nil,
		"refund_end_date": date(t.created.AddDate(0, 0, 30)), "created_at": date(t.created), "updated_at": date(t.updated),
		"tax_transaction_id": nil, "tax_amount": nil, "tax_percent": nil,
	}
	if t.purchase.testMode {
		o["gateway_id"], o["cc_last4"] = nil, "000"
	} else if n, err := strconv.Atoi(t.profile.last4); err == nil {
		// A number, as documented, so leading zeros are lost.
		o["cc_last4"], o["cc_type"] = n, "Visa"
		o["cc_holder_name"] = t.purchase.buyer.firstName + " " + t.purchase.buyer.lastName
		o["cc_month"], o["cc_year"] = orNull(t.profile.month), orNull(t.profile.year)
	}
	return o
}

// listedTransaction has the members of 2018: the amount is a text there.
func listedTransaction(t *transaction) object {
	o := transactionAnswer(t)
	maps.Copy(o, object{
		"amount": fixed(t.amount), "coupon_code": nil, "coupon_type": nil, "coupon_rate": nil, "shipping_charge": "0.00",
		"refund_processor_data": nil, "is_refund_pending": 0, "refund_pending_cleared_at": nil,
		"refund_pending_check_reserved": 0, "is_recovered": 0, "is_pending": 0, "pending_cleared_at": nil,
		"pending_check_reserved": 0, "pending_email_sent": 0, "refund_date": dateOrNull(t.refundDate),
		"buyer_tax_number": nil, "buyer_tax_name": nil, "landing_page": nil,
	})
	return o
}

func (t *transaction) processor() string {
	if t.purchase.testMode {
		return "testmode"
	}
	return t.profile.processor
}

// processorData is a text that holds JSON, or one bare word.
func (t *transaction) processorData() string {
	var data object
	switch t.processor() {
	case "testmode":
		return "testmode"
	case "authnet":
		// The stray blank and the object in place of a list are documented.
		data = object{"transaction": object{"responseCode ": strconv.Itoa(2 - flag(t.approved)), "authCode": "SANDBX",
			"transactionId": strconv.FormatInt(60000000000+t.id, 10), "messages": object{"0": object{"code": "1"}}, "errors": nil}}
	default:
		data = object{"id": fmt.Sprintf("ch_%014d", t.id), "object": "charge", "paid": t.approved,
			"amount": number(t.amount.Mul(decimal.NewFromInt(100))), "currency": "usd",
			"customer": fmt.Sprintf("cus_%012d", t.purchase.buyerID)}
	}
	text, err := json.Marshal(data)
	if err != nil {
		return err.Error()
	}
	return string(text)
}
