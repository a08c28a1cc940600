package sandbox_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/paykickstart-go/sdk/sandbox"
)

func TestLifeOfALicense(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	invoice := b.buy(purchase(proPlan)...)
	list := b.get("licenses/", "buyer_email=ada@example.com").object(t)["data"].([]any)
	require.Len(t, list, 1)
	key := "license_key=" + list[0].(map[string]any)["license_key"].(string)

	status := func() string {
		data := b.get("licenses/status", key).object(t)["data"].(map[string]any)
		return fmt.Sprintf("%v %v", data["valid"], data["active"])
	}
	success := func(r result) string { return fmt.Sprint(r.object(t)["success"]) }
	data := b.get("licenses/data", key).object(t)["data"].(map[string]any)
	assert.Equal(t, invoice, data["purchase_id"])
	assert.Equal(t, "20001", fmt.Sprint(data["product_id"]))
	assert.Nil(t, data["guid"])
	assert.Equal(t, "1 0", status())

	assert.Equal(t, "1", success(b.post("licenses/activate", key, "guid=here")))
	assert.Equal(t, "1", success(b.post("licenses/activate", key, "guid=here")), "the same place again")
	assert.Equal(t, "0", success(b.post("licenses/activate", key, "guid=there")), "one place at a time")
	assert.Equal(t, "1 1", status())
	assert.Equal(t, "1", success(b.post("licenses/clear", key)))
	assert.Equal(t, "1", success(b.post("licenses/activate", key, "guid=there")))
	assert.Equal(t, "1", success(b.post("licenses/disable", key)))
	assert.Equal(t, "0 1", status())
	assert.Equal(t, "0", success(b.post("licenses/activate", key, "guid=there")))
	assert.Equal(t, "1", success(b.post("licenses/enable", key)))
	assert.Equal(t, "1 1", status())

	for _, route := range []string{"licenses/data", "licenses/status"} {
		assert.Equal(t, "0", success(b.get(route, "license_key=NONE")), route)
	}
}

func TestListLicenses(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	b.buy(purchase(ebook)...)
	b.buy(append(without(purchase(ebook), "email"), "email=bob@example.com")...)
	count := func(pairs ...string) int {
		return len(b.get("licenses/", pairs...).object(t)["data"].([]any))
	}
	assert.Equal(t, 4, count("campaign_id=10001"))
	assert.Equal(t, 2, count("buyer_email=bob@example.com"))
	assert.Equal(t, 2, count("campaign_id=10001", "buyer_email=bob@example.com"))
	assert.Equal(t, 0, count("campaign_id=10002", "buyer_email=bob@example.com"))
	assert.Contains(t, b.get("licenses/").problems(t), "campaign_id")
}

func TestZeroLicenseData(t *testing.T) {
	t.Parallel()
	b := newBox(t, sandbox.WithZeroLicenseData())
	b.buy(purchase(proPlan)...)
	key := b.get("licenses/", "campaign_id=10001").object(t)["data"].([]any)[0].(map[string]any)["license_key"].(string)
	o := b.get("licenses/data", "license_key="+key).object(t)
	assert.Equal(t, "0", fmt.Sprint(o["success"]))
	assert.Equal(t, key, o["data"].(map[string]any)["license_key"])
}
