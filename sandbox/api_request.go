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
	body, err := io.ReadAll(io.LimitReader(bodyOf(r), maxRequestBytes+1))
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

// bodyOf is the body of a request. A server always gives one; a caller of the handler may not.
func bodyOf(r *http.Request) io.ReadCloser {
	if r.Body == nil {
		return http.NoBody
	}
	return r.Body
}

// checkPost refuses a POST whose parameters are not in a form body.
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
func (in params) has(name string) bool {
	_, found := in.form.Lookup(name)
	return found
}

// text is the parameter's text; "" when absent.
func (in params) text(name string) string { return in.form.Get(name) }

// int64 is the parameter's number; 0 when absent. Checked before.
func (in params) int64(name string) int64 {
	n, _ := strconv.ParseInt(in.text(name), 10, 64) // checked by the route's rules
	return n
}

// money is the parameter's amount, nil when absent. Checked before.
func (in params) money(name string) *decimal.Decimal {
	if !in.has(name) {
		return nil
	}
	d, err := decimal.NewFromString(in.text(name))
	if err != nil {
		return nil
	}
	return &d
}

// on reports whether a flag was sent and set.
func (in params) on(name string) bool { return in.text(name) == "1" }

// time is the parameter's moment in UTC, zero when absent.
func (in params) time(name string) time.Time {
	if !in.has(name) {
		return time.Time{}
	}
	return time.Unix(in.int64(name), 0).UTC()
}

// usDate is a coupon's date, zero when absent. Checked before.
func (in params) usDate(name string) time.Time {
	at, err := time.Parse(usDateLayout, in.text(name))
	if err != nil {
		return time.Time{}
	}
	return at
}

// ints are the numbers of a list.
func (in params) ints(name string) []int64 {
	field, _ := in.form.Lookup(name)
	var out []int64
	for _, e := range field.Array.Elems() {
		n, _ := strconv.ParseInt(e.Value, 10, 64) // checked by the route's rules
		out = append(out, n)
	}
	return out
}

// named are the entries of name[key]=value, in order.
func (in params) named(name string) []phpform.Field {
	field, _ := in.form.Lookup(name)
	return field.Array.Elems()
}
