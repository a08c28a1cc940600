package answer

import (
	"context"
	"errors"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/paykickstart-go/sdk/api"
)

// Judge is a function of the class, the status, the header, the body and the errors: one row for each way to end.
func TestJudge(t *testing.T) {
	t.Parallel()
	refused, canceled := errors.New("connection refused"), context.Canceled
	yes := []byte(`{"success":1}`)
	for name, tc := range map[string]struct {
		got         Got
		read, write []error
	}{
		"success":              {Got{Status: 200, Body: yes}, nil, nil},
		"refusal":              {Got{Status: 200, Body: []byte(`{"success":0}`)}, []error{api.ErrRejected}, []error{api.ErrRejected}},
		"page":                 {Got{Status: 200, Body: []byte(`<html>`)}, bad, both(api.ErrBadResponse, api.ErrOutcomeUnknown)},
		"cut":                  {Got{Status: 200, Body: yes, Cut: io.ErrUnexpectedEOF}, bad, both(api.ErrBadResponse, api.ErrOutcomeUnknown)},
		"cut by the caller":    {Got{Status: 200, Body: yes, Cut: canceled, Ended: canceled}, both(api.ErrBadResponse, canceled), []error{api.ErrBadResponse, api.ErrOutcomeUnknown, canceled}},
		"never left":           {Got{Err: refused, Stayed: true}, nil, nil},
		"left, no answer":      {Got{Err: refused}, nil, unknown},
		"ended before it left": {Got{Err: canceled, Ended: canceled, Stayed: true}, []error{canceled}, []error{canceled}},
		"ended in flight":      {Got{Err: canceled, Ended: canceled}, []error{canceled}, both(api.ErrOutcomeUnknown, canceled)},
		"interim":              {Got{Status: 101, Cut: io.EOF}, bad, both(api.ErrBadResponse, api.ErrOutcomeUnknown)},
		"redirect":             {Got{Status: 302}, []error{api.ErrRedirect}, both(api.ErrRedirect, api.ErrOutcomeUnknown)},
		"unauthorized":         {Got{Status: 401}, []error{api.ErrUnauthorized}, []error{api.ErrUnauthorized}},
		"not found":            {Got{Status: 404}, []error{api.ErrNotFound}, []error{api.ErrNotFound}},
		"time-out of theirs":   {Got{Status: 408}, []error{api.ErrServer}, both(api.ErrServer, api.ErrOutcomeUnknown)},
		"misdirected":          {Got{Status: 421}, []error{api.ErrRejected}, []error{api.ErrRejected}},
		"invalid":              {Got{Status: 422}, []error{api.ErrRejected}, []error{api.ErrRejected}},
		"too many":             {Got{Status: 429}, []error{api.ErrRateLimited}, []error{api.ErrRateLimited}},
		"broken":               {Got{Status: 502}, []error{api.ErrServer}, both(api.ErrServer, api.ErrOutcomeUnknown)},
		"no such status":       {Got{Status: 999}, bad, both(api.ErrBadResponse, api.ErrOutcomeUnknown)},
	} {
		fails := tc.got.Status != 200 || tc.read != nil
		for class, want := range map[Class][]error{Read: tc.read, Write: tc.write} {
			got := tc.got
			got.Header = http.Header{"Retry-After": {"7"}}
			err := judge(&Call{Op: "t.M", Class: class}, &got)
			assert.ElementsMatch(t, want, sentinelsOf(err), "%s, %d: %v", name, class, err)
			if !fails {
				assert.NoError(t, err, name)
				continue
			}
			e := failed(t, err)
			assert.Equal(t, tc.got.Status, e.StatusCode, name)
			assert.Equal(t, 7*time.Second, e.RetryAfter, name)
			assert.Equal(t, 1, e.Attempts, name)
			assert.Equal(t, "t.M", e.Op, name)
		}
	}
}
