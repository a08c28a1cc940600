package params

import (
	"fmt"
	"net/mail"
	"strings"

	"github.com/paykickstart-go/sdk/api"
	"github.com/shopspring/decimal"
)

const (
	// mostTexts bounds how many problems of one field are told, and longestText how long each is.
	mostTexts   = 64
	longestText = 4 << 10
)

// Problems collects what is wrong with the arguments of a call, by Go field name, so that all of it is named at once.
// The zero value is ready.
type Problems struct {
	fields map[string][]string
}

// Add notes a problem of a field. Arguments may be long and many, and an error goes into logs: its text is cut, and of very
// many only the first are kept.
func (p *Problems) Add(field, format string, args ...any) {
	if p.fields == nil {
		p.fields = make(map[string][]string)
	}
	if list := p.fields[field]; len(list) < mostTexts {
		p.fields[field] = append(list, cut(fmt.Sprintf(format, args...)))
	}
}

// AddErr notes an error of a field; nil is none.
func (p *Problems) AddErr(field string, err error) {
	if err != nil {
		p.Add(field, "%s", err.Error())
	}
}

// Text notes a text that is empty or blank, or that PHP would cut.
func (p *Problems) Text(field, value string) {
	switch {
	case strings.TrimSpace(value) == "":
		p.Add(field, "must not be empty or blank")
	case strings.ContainsRune(value, 0):
		p.Add(field, "must not contain a NUL")
	}
}

// Email notes what is plainly no bare e-mail address.
func (p *Problems) Email(field, value string) {
	if strings.TrimSpace(value) == "" {
		p.Add(field, "must not be empty or blank")
		return
	}
	if a, err := mail.ParseAddress(value); err != nil || a.Address != value {
		p.Add(field, "must be a bare e-mail address")
	}
}

// ID notes a number that cannot be an id.
func (p *Problems) ID(field string, value int64) {
	if value <= 0 {
		p.Add(field, "must be above 0")
	}
}

// Money notes an amount that is negative or has more than two decimals.
func (p *Problems) Money(field string, value decimal.Decimal) {
	if value.IsNegative() {
		p.Add(field, "must not be negative")
	}
	p.Cents(field, value)
}

// Cents notes an amount, of either sign, with more than two decimals.
func (p *Problems) Cents(field string, value decimal.Decimal) {
	if !value.Equal(value.Truncate(2)) {
		p.Add(field, "must not have more than two decimals")
	}
}

// Err returns nil if there was no problem, else an *api.Error that matches api.ErrInvalidParams.
func (p *Problems) Err(op string) error {
	if len(p.fields) == 0 {
		return nil
	}
	return &api.Error{Op: op, Fields: p.fields, Err: api.ErrInvalidParams}
}

// cut returns the start of a text, and no broken character.
func cut(text string) string {
	if len(text) <= longestText {
		return text
	}
	return strings.ToValidUTF8(strings.Clone(text[:longestText]), "")
}
