package ipntest_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/ipn"
	"github.com/paykickstart-go/sdk/ipn/ipntest"
)

func TestTamper(t *testing.T) {
	t.Parallel()
	const body = "a=1&b=2+2&custom_c%5Bd%5D=3&hash=0f"
	for name, test := range map[string]struct {
		change ipntest.Change
		want   string
	}{
		"change":       {ipntest.ChangeValue("b", "x y&z"), "a=1&b=x+y%26z&custom_c%5Bd%5D=3&hash=0f"},
		"encoded name": {ipntest.ChangeValue("custom_c[d]", "4"), "a=1&b=2+2&custom_c%5Bd%5D=4&hash=0f"},
		"drop first":   {ipntest.Drop("a"), "b=2+2&custom_c%5Bd%5D=3&hash=0f"},
		"drop last":    {ipntest.Drop("hash"), "a=1&b=2+2&custom_c%5Bd%5D=3"},
		"rename":       {ipntest.Rename("b", "b b"), "a=1&b+b=2+2&custom_c%5Bd%5D=3&hash=0f"},
		"duplicate":    {ipntest.Duplicate("a", "9"), body + "&a=9"},
		"append":       {ipntest.Append("e", "9"), body + "&e=9"},
		"swap":         {ipntest.Swap("a", "hash"), "hash=0f&b=2+2&custom_c%5Bd%5D=3&a=1"},
		"truncate":     {ipntest.Truncate(3), "a=1&b=2+2&custom_c%5Bd%5D=3&hash"},
		"upper case":   {ipntest.UpperCase("hash"), "a=1&b=2+2&custom_c%5Bd%5D=3&hash=0F"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			original := []byte(body)
			got, err := ipntest.Tamper(original, test.change)
			require.NoError(t, err)
			assert.Equal(t, test.want, string(got))
			assert.Equal(t, body, string(original), "the original stays")
		})
	}
}

func TestReencodeSortsByName(t *testing.T) {
	t.Parallel()
	got, err := ipntest.Tamper([]byte("b=2%20x&a=1"), ipntest.Reencode())
	require.NoError(t, err)
	assert.Equal(t, "a=1&b=2+x", string(got))
}

// A change that changes nothing would make a caller's test pass for no reason.
func TestTamperThatDoesNotApply(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]ipntest.Change{
		"no such field to change":    ipntest.ChangeValue("z", "1"),
		"no such field to drop":      ipntest.Drop("z"),
		"no such field to rename":    ipntest.Rename("z", "y"),
		"no such field to duplicate": ipntest.Duplicate("z", "1"),
		"no such field to swap":      ipntest.Swap("a", "z"),
		"no such code":               ipntest.UpperCase("hash"),
		"there already":              ipntest.Append("a", "1"),
		"the same value":             ipntest.ChangeValue("a", "1"),
		"nothing cut":                ipntest.Truncate(0),
		"more than there is":         ipntest.Truncate(100),
		"sorted already":             ipntest.Reencode(),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := ipntest.Tamper([]byte("a=1&b=2"), change)
			require.Error(t, err)
			assert.Nil(t, got)
		})
	}
}

// Every tampering that must not pass does not pass.
func TestTamperedBodiesAreRefused(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]ipntest.Change{
		"amount":          ipntest.ChangeValue("amount", "4.70"),
		"event":           ipntest.ChangeValue("event", "refund"),
		"dropped":         ipntest.Drop("amount"),
		"appended":        ipntest.Append("custom_admin", "yes"),
		"duplicated":      ipntest.Duplicate("amount", "0.01"),
		"cut":             ipntest.Truncate(60),
		"hash in capital": ipntest.UpperCase("hash"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body, err := ipntest.Tamper(ipntest.New(ipn.EventSales).Body(secret), change)
			require.NoError(t, err)
			_, err = verify(t, body)
			require.ErrorIs(t, err, ipn.ErrBadSignature)
		})
	}
}

// A hash is all that counts where it is carried, and it is over sorted values: the docs say which changes it survives. The
// same changes are refused without a hash.
func TestChangesThatAHashSurvives(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]ipntest.Change{
		"swapped":                  ipntest.Swap("amount", "buyer_email"),
		"code in capital":          ipntest.UpperCase("verification_code"),
		"one byte of the code cut": ipntest.Truncate(1),
		"the whole code cut":       ipntest.Truncate(59),
		"code dropped":             ipntest.Drop("verification_code"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body, err := ipntest.Tamper(ipntest.New(ipn.EventSales).Body(secret), change)
			require.NoError(t, err)
			n, err := verify(t, body)
			require.NoError(t, err)
			assert.Equal(t, ipn.SchemeHash, n.VerifiedBy())

			body, err = ipntest.Tamper(ipntest.New(ipn.EventSales).Body(secret, ipn.SchemeVerificationCode), change)
			require.NoError(t, err)
			_, err = verify(t, body)
			require.Error(t, err)
		})
	}
}
