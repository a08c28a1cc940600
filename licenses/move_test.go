package licenses_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/licenses"
)

func TestMove(t *testing.T) {
	t.Parallel()
	f := apitest.New(t).
		Answer(http.MethodPost, "licenses/clear", http.StatusOK, apitest.Testdata(t, "clear.json")).
		Answer(http.MethodPost, "licenses/activate", http.StatusOK, apitest.Testdata(t, "activate.json"))
	got, err := licenses.New(f.Transport()).Move(context.Background(), testKey, testGUID)
	require.NoError(t, err)
	require.Equal(t, &licenses.License{LicenseKey: otherKey, State: licenses.StateEnabled, GUID: testGUID}, got)
	f.RequireSent(
		apitest.Post("licenses/clear", url.Values{"license_key": {testKey}}),
		apitest.Post("licenses/activate", url.Values{"license_key": {testKey}, "guid": {testGUID}}),
	)
}

func TestMoveSaysWhatHolds(t *testing.T) {
	t.Parallel()
	const yes, no = `{"success":1,"data":[]}`, `{"success":0,"message":"License is disabled."}`
	tests := map[string]struct {
		clearStatus    int
		clear          string
		activateStatus int
		activate       string
		sent           int
		cleared, open  bool
		text           string
	}{
		"not cleared":             {200, no, 200, yes, 1, false, false, "rejected"},
		"perhaps cleared":         {502, ``, 200, yes, 1, false, true, "outcome unknown"},
		"cleared, refused":        {200, yes, 200, no, 2, true, false, "cleared and is active nowhere: rejected"},
		"cleared, rate limit":     {200, yes, 429, ``, 2, true, false, "cleared and is active nowhere: rate limited"},
		"cleared, server error":   {200, yes, 500, ``, 2, true, true, "cleared and may be active at the new place: outcome unknown"},
		"cleared, cannot be read": {200, yes, 200, `<html>`, 2, true, true, "cleared and may be active at the new place"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := apitest.New(t).
				Answer(http.MethodPost, "licenses/clear", test.clearStatus, test.clear).
				Answer(http.MethodPost, "licenses/activate", test.activateStatus, test.activate)
			got, err := licenses.New(f.Transport()).Move(context.Background(), testKey, testGUID)
			require.Nil(t, got)
			require.Len(t, f.Sent(), test.sent)
			require.ErrorContains(t, err, test.text)
			require.Equal(t, test.cleared, isCleared(err), err)
			require.Equal(t, test.open, isOpen(err), err)
			var e *api.Error
			require.ErrorAs(t, err, &e)
			require.Equal(t, "Licenses.Move", e.Op)
			require.Equal(t, 1, e.Attempts)
		})
	}
}

// A context that ends between the steps leaves the license cleared, and the error says so.
func TestMoveEndsBetweenTheSteps(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	f := apitest.New(t).Answer(http.MethodPost, "licenses/clear", http.StatusOK, apitest.Testdata(t, "clear.json"))
	wire := ending{f, cancel}
	_, err := licenses.New(apitest.Transport(t, wire)).Move(ctx, testKey, testGUID)
	require.ErrorIs(t, err, licenses.ErrCleared)
	require.ErrorIs(t, err, context.Canceled)
	require.NotErrorIs(t, err, api.ErrOutcomeUnknown)
	require.Len(t, f.Sent(), 1)
}

// ending ends the context when the first answer has been read.
type ending struct {
	*apitest.Fake
	cancel context.CancelFunc
}

func (w ending) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := w.Fake.RoundTrip(r)
	resp.Body = closing{resp.Body, w.cancel}
	return resp, err
}

type closing struct {
	io.ReadCloser
	done context.CancelFunc
}

func (c closing) Close() error {
	c.done()
	return c.ReadCloser.Close()
}

func isCleared(err error) bool { return errors.Is(err, licenses.ErrCleared) }

func isOpen(err error) bool { return errors.Is(err, api.ErrOutcomeUnknown) }
