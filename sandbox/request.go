package sandbox

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/paykickstart-go/sdk/internal/phpform"
)

const maxRequestBytes = 1 << 20

// params are the checked parameters of a request.
type params struct{ form phpform.Form }

// readParams reads the parameters from where they belong, the query of a GET or
// the body of a POST, and refuses them anywhere else.
func readParams(r *http.Request) (params, *answer) {
	body, err := io.ReadAll(io.LimitReader(r.Body, maxRequestBytes+1))
	if err != nil {
		return params{}, refuse(message(http.StatusBadRequest, "The request body could not be read."))
	}
	if len(body) > maxRequestBytes {
		return params{}, refuse(message(http.StatusRequestEntityTooLarge, "The request body is too large."))
	}
	raw := body
	if r.Method == http.MethodGet {
		if len(body) > 0 {
			return params{}, refuse(invalid(fieldErrors{"body": {"A GET request carries its parameters in the query."}}))
		}
		raw = []byte(r.URL.RawQuery)
	} else if a := checkPost(r); a != nil {
		return params{}, a
	}
	form, err := phpform.Parse(raw, phpform.Limits{Fields: 1000})
	if limit := (*phpform.LimitError)(nil); errors.As(err, &limit) {
		return params{}, refuse(message(http.StatusRequestEntityTooLarge, "The request has too many parameters."))
	}
	return params{form}, nil
}

func checkPost(r *http.Request) *answer {
	if r.URL.RawQuery != "" {
		return refuse(invalid(fieldErrors{"query": {"A POST request carries its parameters, auth_token too, in the body."}}))
	}
	mediaType, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || mediaType != "application/x-www-form-urlencoded" {
		return refuse(message(http.StatusUnsupportedMediaType, "The body must be application/x-www-form-urlencoded."))
	}
	return nil
}

func refuse(a answer) *answer { return &a }

// has reports whether the parameter was sent, even if empty.
func (p params) has(name string) bool {
	_, found := p.form.Lookup(name)
	return found
}

// text is the parameter's text; "" when absent.
func (p params) text(name string) string { return p.form.Get(name) }

// int64 is the parameter's number; 0 when absent. Checked before.
func (p params) int64(name string) int64 {
	n, _ := strconv.ParseInt(p.text(name), 10, 64) // checked by the route's rules
	return n
}

// money is the parameter's amount, nil when absent. Checked before.
func (p params) money(name string) *decimal.Decimal {
	if !p.has(name) {
		return nil
	}
	d, err := decimal.NewFromString(p.text(name))
	if err != nil {
		return nil
	}
	return &d
}

// on reports whether a flag was sent and set.
func (p params) on(name string) bool { return p.text(name) == "1" }

// time is the parameter's moment in UTC, zero when absent.
func (p params) time(name string) time.Time {
	if !p.has(name) {
		return time.Time{}
	}
	return time.Unix(p.int64(name), 0).UTC()
}

// usDate is a coupon's date, zero when absent. Checked before.
func (p params) usDate(name string) time.Time {
	at, err := time.Parse(usDateLayout, p.text(name))
	if err != nil {
		return time.Time{}
	}
	return at
}

// ints are the numbers of a list.
func (p params) ints(name string) []int64 {
	field, _ := p.form.Lookup(name)
	var out []int64
	for _, e := range field.Array.Elems() {
		n, _ := strconv.ParseInt(e.Value, 10, 64) // checked by the route's rules
		out = append(out, n)
	}
	return out
}

// named are the entries of name[key]=value, in order.
func (p params) named(name string) []phpform.Field {
	field, _ := p.form.Lookup(name)
	return field.Array.Elems()
}
