package coupons

import "strconv"

// Type says what the rate of a coupon is.
type Type string

const (
	// Amount takes the rate off the price as money, presumably in the currency of the product.
	Amount Type = "amount"
	// Percentage takes the rate off the price as a percentage of it.
	Percentage Type = "percentage"
)

// Charge names a kind of charges that a coupon applies to, by PayKickstart's number (newer).
type Charge int

const (
	// FirstChargeWithoutSplitPay is the first charge of a purchase that is not paid in installments.
	FirstChargeWithoutSplitPay Charge = 1
	// FirstCharge is the first charge of any purchase.
	FirstCharge Charge = 2
	// Rebills are the charges of a subscription after the first.
	Rebills Charge = 3
	// SplitPayments are installments.
	SplitPayments Charge = 4
)

// String returns a plain name such as "rebills", and "Charge(7)" for a number without a name.
func (c Charge) String() string {
	switch c {
	case FirstChargeWithoutSplitPay:
		return "first charge without split pay"
	case FirstCharge:
		return "first charge"
	case Rebills:
		return "rebills"
	case SplitPayments:
		return "split payments"
	default:
		return "Charge(" + strconv.Itoa(int(c)) + ")"
	}
}
