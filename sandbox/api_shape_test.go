package sandbox_test

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestAnswersAreShapedAsDocumented compares every member of an answer with
// testdata/shapes.json, which holds the member names of the documented samples and
// the JSON kinds seen there, and no data of theirs.
func TestAnswersAreShapedAsDocumented(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("testdata/shapes.json")
	require.NoError(t, err)
	var shapes map[string]any
	require.NoError(t, json.Unmarshal(raw, &shapes))

	b := newBox(t)
	invoice := b.buy(purchase(proPlan, "ccNum=0042", "ccExpireYear=2030", "ccExpireMonth=12", "affiliate_id=319")...)
	b.buy(purchase(ebook, "test_mode=1")...)
	var listed struct {
		Transactions []struct {
			PkID string `json:"pk_id"`
		}
	}
	b.get("transactions").decode(t, &listed)
	var licenses struct {
		Data []struct {
			LicenseKey string `json:"license_key"`
		}
	}
	b.get("licenses/", "campaign_id=10001").decode(t, &licenses)
	key := "license_key=" + licenses.Data[0].LicenseKey

	answers := map[string]result{
		"licenses/data":        b.get("licenses/data", key),
		"licenses/status":      b.get("licenses/status", key),
		"licenses/activate":    b.post("licenses/activate", key, "guid=machine"),
		"licenses/clear":       b.post("licenses/clear", key),
		"licenses/enable":      b.post("licenses/enable", key),
		"licenses/disable":     b.post("licenses/disable", key),
		"purchase":             b.post("purchase", purchase(ebook)...),
		"purchase/update-cc":   b.post("purchase/update-cc", "invoice_id="+invoice, "stripeToken=tok_x"),
		"purchase/get":         b.get("purchase/get", "id="+invoice),
		"transaction/get":      b.get("transaction/get", "id="+listed.Transactions[0].PkID),
		"transactions":         b.get("transactions"),
		"affiliate/all":        b.get("affiliate/all", "campaign_id=10001"),
		"affiliate":            b.get("affiliate", "campaign_id=10001", "affiliate=319"),
		"promo-material":       b.get("promo-material", "campaign_id=10001"),
		"coupons":              b.post("coupons", "coupon_name=N", "coupon_code=C", "coupon_rate=25", "coupon_type=amount"),
		"leads/confirm":        b.post("leads/confirm", "lead_id=PK-L000000001", "lead_campaign_id=15"),
		"subscriptions/cancel": b.post("subscriptions/cancel", "invoice_id="+invoice),
	}
	require.ElementsMatch(t, slices.Collect(maps.Keys(shapes)), slices.Collect(maps.Keys(answers)))
	for route, shape := range shapes {
		var value any
		require.Equal(t, 200, answers[route].status, route)
		answers[route].decode(t, &value)
		assertShape(t, route, shape, value)
	}
}

// assertShape demands the documented members, no others, and a documented kind. A
// null goes everywhere, and where only null was seen anything goes.
func assertShape(t *testing.T, path string, shape, value any) {
	t.Helper()
	switch shape := shape.(type) {
	case map[string]any:
		object, isObject := value.(map[string]any)
		if !assert.True(t, isObject, "%s: no object: %v", path, value) {
			return
		}
		assert.ElementsMatch(t, slices.Collect(maps.Keys(shape)), slices.Collect(maps.Keys(object)), path)
		for name := range shape {
			assertShape(t, path+"."+name, shape[name], object[name])
		}
	case []any:
		list, isList := value.([]any)
		if !assert.True(t, isList, "%s: no list: %v", path, value) || len(shape) == 0 {
			return
		}
		assert.NotEmpty(t, list, path)
		for _, element := range list {
			assertShape(t, path+"[]", shape[0], element)
		}
	case string:
		if value != nil && shape != "null" {
			assert.Contains(t, strings.Split(shape, "|"), kind(value), "%s: %v", path, value)
		}
	}
}

func kind(value any) string {
	switch value.(type) {
	case json.Number:
		return "number"
	case string:
		return "string"
	case bool:
		return "bool"
	default:
		return "other"
	}
}
