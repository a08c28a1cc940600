package licenses

import (
	"testing"

	"github.com/paykickstart-go/sdk/internal/apitest"
)

func TestWireStructs(t *testing.T) {
	t.Parallel()
	optional := []string{"campaign_id", "buyer_email"}
	apitest.WireStructs(t, optional, keyWire{}, activateWire{}, listWire{})
}
