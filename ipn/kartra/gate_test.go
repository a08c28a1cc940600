package kartra_test

import (
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn/kartra"
)

func TestHeaderSecret(t *testing.T) {
	t.Parallel()
	g, err := kartra.HeaderSecret("X-Kartra-Gate", "old", "new")
	require.NoError(t, err)
	for name, test := range map[string]struct {
		values []string
		want   error
	}{
		"old": {[]string{"old"}, nil}, "new": {[]string{"new"}, nil}, "none": {nil, kartra.ErrNoSecret},
		"empty": {[]string{""}, kartra.ErrNoSecret}, "wrong": {[]string{"ol"}, kartra.ErrBadSecret},
		"twice": {[]string{"old", "old"}, kartra.ErrBadSecret},
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
	for _, zero := range []*kartra.Gate{nil, new(kartra.Gate)} {
		require.Error(t, zero.Check(httptest.NewRequest("POST", "/", nil)))
	}
	_, err = kartra.QuerySecret(" ", "x")
	require.Error(t, err)
	_, err = kartra.HeaderSecret("", "x")
	require.Error(t, err)
}
