package notify_test

import (
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/kartra/notify"
)

func TestHeaderSecret(t *testing.T) {
	t.Parallel()
	g, err := notify.HeaderSecret("X-Kartra-Gate", "old", "new")
	require.NoError(t, err)
	for name, test := range map[string]struct {
		values []string
		want   error
	}{
		"old": {[]string{"old"}, nil}, "new": {[]string{"new"}, nil}, "none": {nil, notify.ErrNoSecret},
		"empty": {[]string{""}, notify.ErrNoSecret}, "wrong": {[]string{"ol"}, notify.ErrBadSecret},
		"twice": {[]string{"old", "old"}, notify.ErrBadSecret},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := httptest.NewRequest("POST", "/?X-Kartra-Gate=old", nil)
			for _, value := range test.values {
				r.Header.Add("x-kartra-gate", value)
			}
			if test.want == nil {
				require.NoError(t, g.Check(r))
			} else {
				require.ErrorIs(t, g.Check(r), test.want)
			}
		})
	}
	for _, zero := range []*notify.Gate{nil, new(notify.Gate)} {
		require.Error(t, zero.Check(httptest.NewRequest("POST", "/", nil)))
	}
	_, err = notify.QuerySecret(" ", "x")
	require.Error(t, err)
	_, err = notify.HeaderSecret("", "x")
	require.Error(t, err)
}
