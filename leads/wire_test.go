package leads

import (
	"testing"

	"github.com/paykickstart-go/sdk/internal/apitest"
)

func TestWireStructs(t *testing.T) {
	t.Parallel()
	apitest.WireStructs(t, nil, confirmWire{})
}
