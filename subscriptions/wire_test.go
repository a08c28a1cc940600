package subscriptions

import (
	"testing"

	"github.com/paykickstart-go/sdk/internal/apitest"
)

func TestWireStructs(t *testing.T) {
	t.Parallel()
	optional := []string{"cancel_at", "fire_event", "charge_overage", "charge_date", "first_charge", "allowed_units", "params", "notes"}
	apitest.WireStructs(t, optional, cancelWire{}, reactivateWire{}, changeWire{}, usageWire{}, purchaseWire{})
}
