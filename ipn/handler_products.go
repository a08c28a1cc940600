package ipn

import (
	"fmt"
	"slices"
)

// WithProducts names the products that each campaign sells, by campaign id. The handler refuses all others with 403 and a line in
// the log: events of every kind, before anything is claimed or confirmed.
//
// Give it whenever you have more than one campaign. A campaign's secret signs for whatever product the body names. Without this
// option, or a check of CampaignID and ProductID in the callback, who knows the secret of one campaign is granted what another
// one sells.
//
//	ipn.WithProducts(map[int64][]int64{
//		10001: {20001, 20002},
//		10002: {20003},
//	})
//
// The ids are campaign_id and product_id of the notifications. The map is copied. WithProducts panics, at start, on a
// map without campaigns, a campaign without products, and an id below 1.
func WithProducts(byCampaign map[int64][]int64) HandlerOption {
	if len(byCampaign) == 0 {
		panic("ipn: WithProducts: no campaign given")
	}
	sold := make(products, len(byCampaign))
	for campaign, ids := range byCampaign {
		if campaign < 1 || len(ids) == 0 || slices.Min(ids) < 1 {
			panic(fmt.Sprintf("ipn: WithProducts: campaign %d with products %v: ids begin at 1, and every campaign sells something", campaign, ids))
		}
		sold[campaign] = slices.Clone(ids)
	}
	return func(h *handler) { h.products = sold }
}

// products are the products by campaign; nil for any product of any campaign.
type products map[int64][]int64

// sell reports whether the campaign that n speaks for sells its product.
func (p products) sell(n *Notification) bool {
	return p == nil || slices.Contains(p[n.CampaignID], n.ProductID)
}
