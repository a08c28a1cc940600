//go:build !race

package ipn_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
)

// Not in parallel, because AllocsPerRun counts for the whole process; not with the race detector, under which a sync.Pool
// drops what it holds at random.
func TestVerifyAllocatesLittle(t *testing.T) {
	for name, body := range map[string][]byte{"verification_code": seedSample(t), "hash": newSample(t)} {
		verifier, err := ipn.NewVerifier(ipn.Secrets(benchSecret))
		require.NoError(t, err)
		allocs := testing.AllocsPerRun(100, func() { _, err = verifier.Verify(t.Context(), body) })
		require.NoError(t, err)
		assert.LessOrEqual(t, allocs, 16.0, name)
	}
}
