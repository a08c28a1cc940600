package sandbox_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/paykickstart-go/sdk/sandbox"
)

func TestControlParameters(t *testing.T) {
	t.Parallel()
	const form, advance = "application/x-www-form-urlencoded", "/sandbox/advance"
	tests := map[string]struct {
		target, contentType, body string
		by                        time.Duration // 0: refused
		says                      string
	}{
		"query":               {advance + "?by=1h", "", "", time.Hour, ""},
		"form":                {advance, form, "by=1h", time.Hour, ""},
		"form with charset":   {advance, form + "; charset=utf-8", "by=1h", time.Hour, ""},
		"query, empty form":   {advance + "?by=1h", form, "", time.Hour, ""},
		"both alike":          {advance + "?by=1h", form, "by=1h", time.Hour, ""},
		"both and different":  {advance + "?by=1h", form, "by=2h", 0, `by is given as "1h" and as "2h"`},
		"twice":               {advance + "?by=1h&by=2h", "", "", 0, "give it once"},
		"unknown":             {advance + "?by=1h&buy=2h", "", "", 0, `unknown parameter "buy": this route takes by`},
		"unknown in the form": {advance + "?by=1h", form, "at=now", 0, `unknown parameter "at"`},
		"missing":             {advance, form, "", 0, "31d"},
		"JSON":                {advance, "application/json", `{"by":"1h"}`, 0, "application/x-www-form-urlencoded"},
		"no content type":     {advance, "", "by=1h", 0, "application/x-www-form-urlencoded"},
		"broken query":        {advance + "?by=1h&%zz", "", "", 0, "query"},
		"broken form":         {advance, form, "by=1h&%zz", 0, "body"},
		"too long":            {advance, form, "by=" + strings.Repeat("1", 2<<20), 0, "body"},

		"days":            {advance + "?by=31d", "", "", 31 * 24 * time.Hour, ""},
		"weeks":           {advance, form, "by=2w", 14 * 24 * time.Hour, ""},
		"all of it":       {advance, form, "by=1w2d3h4m", 9*24*time.Hour + 3*time.Hour + 4*time.Minute, ""},
		"a fraction":      {advance, form, "by=1.5h", 90 * time.Minute, ""},
		"months":          {advance + "?by=1mo", "", "", 0, "want a duration such as 90m, 36h, 31d, 2w or 1d12h"},
		"no unit":         {advance + "?by=31", "", "", 0, "31d"},
		"negative":        {advance + "?by=-1h", "", "", 0, "31d"},
		"negative tail":   {advance + "?by=1d-1h", "", "", 0, "31d"},
		"negative days":   {advance + "?by=-1d", "", "", 0, "31d"},
		"beyond time":     {advance + "?by=99999w99999w99999d", "", "", 0, "31d"},
		"just beyond":     {advance + "?by=15250w2540400h", "", "", 0, "31d"},
		"flush with some": {"/sandbox/flush?by=1h", "", "", 0, "this route takes none"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBox(t, sandbox.WithControl())
			got := b.control(http.MethodPost, tt.target, "localhost", tt.contentType, tt.body)
			assert.Equal(t, start.Add(tt.by), b.Now())
			if tt.by > 0 {
				assert.Equal(t, http.StatusOK, got.status, string(got.body))
				return
			}
			assert.Contains(t, got.refusal(t), tt.says)
		})
	}
}

func TestControlNamesWhatIsAllowed(t *testing.T) {
	t.Parallel()
	const form = "application/x-www-form-urlencoded"
	b := newBox(t, sandbox.WithControl())
	b.buy(purchase(ebook)...)
	id := b.Ledger()[0].TransactionID
	tests := map[string]struct{ route, body, says string }{
		"misspelt amount":     {"refund", "transaction_id=" + id + "&amout=5", `unknown parameter "amout": this route takes transaction_id, amount`},
		"amount of nothing":   {"refund", "transaction_id=" + id + "&amount=", "such as 9.99"},
		"amount of zero":      {"refund", "transaction_id=" + id + "&amount=0", "such as 9.99"},
		"amount in words":     {"refund", "transaction_id=" + id + "&amount=all", "such as 9.99"},
		"amount of mills":     {"refund", "transaction_id=" + id + "&amount=1.001", "such as 9.99"},
		"amount by exponent":  {"refund", "transaction_id=" + id + "&amount=1e1", "such as 9.99"},
		"more than was paid":  {"refund", "transaction_id=" + id + "&amount=19.01", "no more than is left"},
		"no transaction":      {"refund", "amount=5", "GET /sandbox/ledger"},
		"unknown transaction": {"refund", "transaction_id=PK-TX", "GET /sandbox/ledger"},
		"line in words":       {"redeliver", "id=first", "GET /sandbox/deliveries"},
		"no such line":        {"redeliver", "id=1", "GET /sandbox/deliveries has 0 lines"},
		"fault kind":          {"faults", `[{"kind":"thunder"}]`, "unknown kind: want one of latency, rate-limited"},
		"fault route":         {"faults", `[{"kind":"pass","route":"purchases"}]`, "purchase, purchase/get"},
		"fault probability":   {"faults", `[{"kind":"pass","probability":2}]`, "at most 1"},
		"fault wait":          {"faults", `[{"kind":"latency","wait":"soon"}]`, "such as 90m"},
	}
	for name, tt := range tests {
		got := b.control(http.MethodPost, "/sandbox/"+tt.route, "localhost", form, tt.body)
		assert.Contains(t, got.refusal(t), tt.says, name)
	}
	assert.Len(t, b.Ledger(), 1, "nothing was refunded")
	got := b.control(http.MethodPost, "/sandbox/refund", "localhost", form, "transaction_id="+id+"&amount=4.50")
	assert.Equal(t, http.StatusOK, got.status, string(got.body))
	got = b.control(http.MethodPost, "/sandbox/faults", "localhost", form, `[{"kind":"latency","wait":"1d","times":1}]`)
	assert.Equal(t, http.StatusOK, got.status, string(got.body))
	assert.Equal(t, []string{"19", "4.5"}, amounts(b.Ledger()))
}

func TestEmptyListsAreNotNull(t *testing.T) {
	t.Parallel()
	b := newBox(t, sandbox.WithControl())
	for _, list := range []string{"ledger", "notifications", "deliveries", "coupons"} {
		assert.Equal(t, "[]", string(b.do(http.MethodGet, "http://localhost/sandbox/"+list, "", "").body), list)
	}
	assert.Equal(t, []sandbox.Entry{}, b.Ledger())
	assert.Equal(t, []sandbox.Notification{}, b.Notifications())
	assert.Equal(t, []sandbox.Delivery{}, b.Deliveries())
	assert.Equal(t, []sandbox.Coupon{}, b.Coupons())

	b.post("coupons", "coupon_name=N", "coupon_code=C", "coupon_rate=1", "coupon_type=amount")
	coupons := string(b.do(http.MethodGet, "http://localhost/sandbox/coupons", "", "").body)
	assert.Contains(t, coupons, `"applies_to":[]`)
	assert.Contains(t, coupons, `"product_ids":[]`)
}
