package apitest_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/internal/apitest"
	"github.com/paykickstart-go/sdk/internal/params"
)

type goodWire struct {
	ID    string        `url:"id"`
	Flag  bool          `url:"flag,int,omitempty"`
	At    time.Time     `url:"at,unix,omitempty"`
	Units *int64        `url:"units,omitempty"`
	Price params.Money  `url:"price"`
	Trial *params.Money `url:"trial,omitempty"`
	IDs   params.List   `url:"ids,omitempty"`
}

func TestWireStructs(t *testing.T) {
	t.Parallel()
	optional := []string{"units", "trial", "flag", "at", "ids"}
	tests := map[string]struct {
		optional []string
		wires    []any
		ok       bool
	}{
		"good":                   {optional, []any{goodWire{}}, true},
		"one name in two":        {append(optional, optional...), []any{goodWire{}, goodWire{}}, true},
		"one name in one of two": {optional, []any{goodWire{}, goodWire{}}, false},
		"optional, always sent":  {append([]string{"id"}, optional...), []any{goodWire{}}, false},
		"required, left out":     {optional[1:], []any{goodWire{}}, false},
		"no tag":                 {nil, []any{struct{ ID string }{}}, false},
		"capitals": {nil, []any{struct {
			ID string `url:"ID"`
		}{}}, false},
		"a space in the tag": {nil, []any{struct {
			ID string `url:"id, omitempty"`
		}{}}, false},
		"a slip in the option": {nil, []any{struct {
			ID string `url:"id,omitempt"`
		}{}}, false},
		"flag as text": {nil, []any{struct {
			F bool `url:"f"`
		}{}}, false},
		"text as a flag": {nil, []any{struct {
			F string `url:"f,int"`
		}{}}, false},
		"time as text": {nil, []any{struct {
			T time.Time `url:"t"`
		}{}}, false},
		"number as a time": {nil, []any{struct {
			T int64 `url:"t,unix"`
		}{}}, false},
		"float": {nil, []any{struct {
			F float64 `url:"f"`
		}{}}, false},
		"plain decimal": {nil, []any{struct {
			D decimal.Decimal `url:"d"`
		}{}}, false},
		"plain list": {nil, []any{struct {
			L []int64 `url:"l"`
		}{}}, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := failures(t, func(tb testing.TB) { apitest.WireStructs(tb, test.optional, test.wires...) })
			require.Equal(t, test.ok, len(got) == 0, got)
		})
	}
}
