package sandbox

import (
	"time"

	"github.com/shopspring/decimal"
)

// noTime is the zero time: never.
var noTime time.Time

// days is a duration in days, for money: exact to the second.
func days(d time.Duration) decimal.Decimal {
	return decimal.NewFromInt(int64(d / time.Second)).Div(decimal.NewFromInt(24 * 60 * 60))
}
