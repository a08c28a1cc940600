package affiliates

import (
	"context"
	"errors"
	"net/http"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/answer"
	"github.com/paykickstart-go/sdk/internal/loosejson"
	"github.com/paykickstart-go/sdk/internal/transport"
)

// List returns all affiliates of a campaign (2.5.1, GET affiliate/all). None is an empty list and no error. A campaign id that
// is not above 0 is api.ErrInvalidParams, a refusal api.ErrRejected.
//
// The same list is affiliates/all in later material (newer). So if the documented route is answered with status
// 404 or 405, the newer one is tried once by GET and once by POST, and what worked is kept for the life of the Service. With
// paykickstart.WithReadsByPOST all of them are POST. If nothing works the error is that of the documented route.
func (s *Service) List(ctx context.Context, campaignID int64) ([]Affiliate, error) {
	const op = "Affiliates.List"
	wire := campaignWire{CampaignID: campaignID}
	if err := wire.validate(op); err != nil {
		return nil, err
	}
	if way := s.works.Load(); way != 0 {
		return s.listBy(ctx, listWays()[way-1], wire)
	}
	var first error
	for i, way := range listWays() {
		list, err := s.listBy(ctx, way, wire)
		if err == nil {
			s.works.Store(int32(i + 1))
			return list, nil
		}
		if !isNoRoute(err) {
			return nil, err
		}
		if first == nil {
			first = err
		}
	}
	return nil, first
}

// way is one way to ask for the list.
type way struct{ method, route string }

func listWays() []way {
	return []way{
		{http.MethodGet, "affiliate/all"},
		{http.MethodGet, "affiliates/all"},
		{http.MethodPost, "affiliates/all"},
	}
}

func (s *Service) listBy(ctx context.Context, w way, wire campaignWire) ([]Affiliate, error) {
	var list []Affiliate
	call := transport.Get("Affiliates.List", w.route, wire, answer.Want{Into: &list, Shape: loosejson.Array})
	// A read also by POST: it changes nothing.
	call.Method = w.method
	call.HoldsSecret = true
	err := s.t.Do(ctx, call)
	if err != nil {
		return nil, err
	}
	return list, nil
}

// isNoRoute reports whether the server may not know the route. An empty answer, which is api.ErrNotFound too, came by a
// route that it knows.
func isNoRoute(err error) bool {
	var e *api.Error
	return errors.As(err, &e) && (e.StatusCode == http.StatusNotFound || e.StatusCode == http.StatusMethodNotAllowed)
}
