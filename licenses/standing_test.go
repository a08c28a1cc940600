package licenses_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/licenses"
)

// What licenses/status says opens the gate only if it is a yes, about this key, and nothing beside it says no.
func TestCheckReadsTheStandingStrictly(t *testing.T) {
	t.Parallel()
	const data = `{"success":1,"data":{"license_key":"K1","product_id":5,"status":1,"guid":"m1"}}`
	for inner, want := range map[string]struct {
		valid  bool
		reason licenses.Reason
		fails  bool
	}{
		`"valid":1,"active":1`:                         {valid: true},
		`"valid":"1","active":"true"`:                  {valid: true},
		`"valid":true,"active":true,"status":1`:        {valid: true},
		`"valid":1,"active":1,"license_key":"k1"`:      {valid: true},
		`"valid":0,"active":1`:                         {reason: licenses.ReasonRefused},
		`"valid":1,"active":"0"`:                       {reason: licenses.ReasonNotActivated},
		`"valid":1,"active":1,"status":0`:              {reason: licenses.ReasonDisabled},
		`"valid":1,"active":1,"status":2`:              {fails: true},
		`"valid":1,"active":1,"status":"disabled"`:     {fails: true},
		`"valid":1,"active":1,"license_key":"OTHER"`:   {fails: true},
		`"valid":1,"active":1,"license_key":"\u212a1"`: {fails: true},
		`"valid":-1,"active":1`:                        {fails: true},
		`"valid":401,"active":"500"`:                   {fails: true},
		`"valid":1e50,"active":1`:                      {fails: true},
		`"valid":null,"active":1`:                      {fails: true},
		`"valid":"","active":1`:                        {fails: true},
		`"active":1`:                                   {fails: true},
	} {
		fake := apitest.New(t).Answer(http.MethodGet, "licenses/data", http.StatusOK, data).
			Answer(http.MethodGet, "licenses/status", http.StatusOK, `{"success":1,"data":{`+inner+`}}`)
		verdict, err := licenses.New(fake.Transport()).Check(t.Context(), "K1", licenses.Want{GUID: "m1", ProductIDs: []int64{5}})
		assert.Equal(t, want.valid, verdict.Valid, inner)
		assert.Equal(t, want.reason, verdict.Reason, inner)
		if want.fails {
			require.ErrorIs(t, err, api.ErrBadResponse, inner)
			continue
		}
		require.NoError(t, err, inner)
	}
}
