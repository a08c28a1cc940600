package coupons

import (
	"slices"
	"time"

	"github.com/paykickstart-go/sdk/internal/params"
)

const dateLayout = "01/02/2006 03:04 PM"

type createWire struct {
	Name           string       `url:"coupon_name"`
	Code           string       `url:"coupon_code"`
	Rate           params.Money `url:"coupon_rate"`
	Type           string       `url:"coupon_type"`
	IsRecurring    *int         `url:"coupon_is_recurring,omitempty"`
	AppliesTo      params.List  `url:"coupon_apply_to,omitempty"`
	Start          string       `url:"coupon_start_date,omitempty"`
	End            string       `url:"coupon_end_date,omitempty"`
	MaxRedemptions int          `url:"coupon_max_redemption,omitempty"`
	ProductIDs     params.List  `url:"plan_ids,omitempty"`
	CampaignID     int64        `url:"product_id,omitempty"`
}

func (p CreateParams) wire() createWire {
	w := createWire{
		Name:           p.Name,
		Code:           p.Code,
		Rate:           params.Money(p.Rate),
		Type:           string(p.Type),
		IsRecurring:    isRecurring(p.AppliesTo),
		Start:          p.date(p.Start),
		End:            p.date(p.End),
		MaxRedemptions: p.MaxRedemptions,
		ProductIDs:     p.ProductIDs,
		CampaignID:     p.CampaignID,
	}
	for _, charge := range p.AppliesTo {
		w.AppliesTo = append(w.AppliesTo, int64(charge))
	}
	return w
}

func (p CreateParams) date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	location := p.Location
	if location == nil {
		location = time.UTC
	}
	return t.In(location).Format(dateLayout)
}

// isRecurring returns the older way to say the same, or nil: the old values leave split pay out.
func isRecurring(charges []Charge) *int {
	sorted := slices.Sorted(slices.Values(charges))
	var older int
	switch {
	case slices.Equal(sorted, []Charge{FirstChargeWithoutSplitPay}):
		older = 0
	case slices.Equal(sorted, []Charge{Rebills}):
		older = 1
	case slices.Equal(sorted, []Charge{FirstChargeWithoutSplitPay, Rebills}):
		older = 2
	default:
		return nil
	}
	return &older
}
