package affiliates_test

import (
	"context"
	"net/http"
	"net/url"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/affiliates"
	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
)

var campaign = url.Values{"campaign_id": {"123"}}

func TestListAnswers(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status int
		body   string
		want   int
		err    error
	}{
		"none":               {200, `[]`, 0, nil},
		"sparse list":        {200, `{"0":{"id":"1"},"4":{"id":2}}`, 2, nil},
		"refused":            {200, `{"success":0,"message":"no such campaign"}`, 0, api.ErrRejected},
		"errors":             {200, `{"errors":["no"]}`, 0, api.ErrRejected},
		"object":             {200, `{"affiliates":[]}`, 0, api.ErrBadResponse},
		"null":               {200, `null`, 0, api.ErrBadResponse},
		"unreadable element": {200, `[{"id":"x"}]`, 0, api.ErrBadResponse},
		"401":                {401, ``, 0, api.ErrUnauthorized},
		"422":                {422, ``, 0, api.ErrRejected},
		"500":                {500, ``, 0, api.ErrServer},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := apitest.New(t).Answer(http.MethodGet, "affiliate/all", test.status, test.body)
			got, err := affiliates.New(f.Transport()).List(context.Background(), 123)
			f.RequireSent(apitest.Get("affiliate/all", campaign))
			if test.err != nil {
				require.ErrorIs(t, err, test.err)
				require.Nil(t, got)
				return
			}
			require.NoError(t, err)
			require.Len(t, got, test.want)
		})
	}
}

func TestListFindsTheRoute(t *testing.T) {
	t.Parallel()
	documented := apitest.Get("affiliate/all", campaign)
	newer := apitest.Get("affiliates/all", campaign)
	newerPost := apitest.Post("affiliates/all", campaign)
	tests := map[string]struct {
		// Statuses of the three ways in order; 200 brings one affiliate.
		statuses    [3]int
		first, then []apitest.Request
		err         error
	}{
		"documented":     {[3]int{200, 500, 500}, []apitest.Request{documented}, []apitest.Request{documented}, nil},
		"newer":          {[3]int{404, 200, 500}, []apitest.Request{documented, newer}, []apitest.Request{newer}, nil},
		"newer by POST":  {[3]int{405, 404, 200}, []apitest.Request{documented, newer, newerPost}, []apitest.Request{newerPost}, nil},
		"none":           {[3]int{404, 405, 405}, []apitest.Request{documented, newer, newerPost}, []apitest.Request{documented, newer, newerPost}, api.ErrNotFound},
		"newer is down":  {[3]int{404, 500, 200}, []apitest.Request{documented, newer}, []apitest.Request{documented, newer}, api.ErrServer},
		"no permission":  {[3]int{403, 200, 200}, []apitest.Request{documented}, []apitest.Request{documented}, api.ErrUnauthorized},
		"newer, refused": {[3]int{404, 422, 200}, []apitest.Request{documented, newer}, []apitest.Request{documented, newer}, api.ErrRejected},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := apitest.New(t).
				Answer(http.MethodGet, "affiliate/all", test.statuses[0], `[{"id":1}]`).
				Answer(http.MethodGet, "affiliates/all", test.statuses[1], `[{"id":1}]`).
				Answer(http.MethodPost, "affiliates/all", test.statuses[2], `[{"id":1}]`)
			s := affiliates.New(f.Transport())
			for _, wantSent := range [][]apitest.Request{test.first, test.then} {
				before := len(f.Sent())
				got, err := s.List(context.Background(), 123)
				require.Equal(t, wantSent, f.Sent()[before:])
				if test.err != nil {
					require.ErrorIs(t, err, test.err)
					require.NotErrorIs(t, err, api.ErrOutcomeUnknown, "a read, also by POST")
					continue
				}
				require.NoError(t, err)
				require.Len(t, got, 1)
			}
		})
	}
}

func TestListTakesA404OfAKnownRouteAtItsWord(t *testing.T) {
	t.Parallel()
	f := apitest.New(t).Answer(http.MethodGet, "affiliate/all", http.StatusOK, `[]`)
	s := affiliates.New(f.Transport())
	_, err := s.List(context.Background(), 123)
	require.NoError(t, err)
	f.Answer(http.MethodGet, "affiliate/all", http.StatusNotFound, `{"message":"no such campaign"}`)
	_, err = s.List(context.Background(), 123)
	require.ErrorIs(t, err, api.ErrNotFound)
	require.Len(t, f.Sent(), 2)
}

func TestListAtTheSameTime(t *testing.T) {
	t.Parallel()
	f := apitest.New(t).
		Answer(http.MethodGet, "affiliate/all", http.StatusNotFound, ``).
		Answer(http.MethodGet, "affiliates/all", http.StatusMethodNotAllowed, ``).
		Answer(http.MethodPost, "affiliates/all", http.StatusOK, `[{"id":1}]`)
	s := affiliates.New(f.Transport())
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 4 {
				got, err := s.List(context.Background(), 123)
				assert.NoError(t, err)
				assert.Len(t, got, 1)
			}
		})
	}
	wg.Wait()
	require.LessOrEqual(t, len(f.Sent()), 8*(3+3), "each goroutine finds the way at most once")
}
