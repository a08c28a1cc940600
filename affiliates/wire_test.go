package affiliates

import (
	"reflect"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/apitest"
)

func TestWireStructs(t *testing.T) {
	t.Parallel()
	apitest.WireStructs(t, nil, campaignWire{}, profileWire{})
}

// A plain text would show in every log line that has the affiliate.
func TestSecretMembersAreSecrets(t *testing.T) {
	t.Parallel()
	var secrets []string
	for _, f := range reflect.VisibleFields(reflect.TypeFor[Affiliate]()) {
		name := f.Tag.Get("json")
		if regexp.MustCompile(`password|token|secret`).MatchString(name) {
			assert.Equal(t, reflect.TypeFor[api.Secret](), f.Type, name)
			secrets = append(secrets, name)
		}
	}
	assert.ElementsMatch(t, []string{"password", "token", "auth_token", "remember_token", "paypal_secret", "paypal_token"}, secrets)
}
