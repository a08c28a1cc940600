package sandbox

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/paykickstart-go/sdk/internal/phpform"
)

// rule is what a route says of one parameter.
type rule struct {
	name     string
	required bool
	shape    shape
	check    check
}

type shape uint8

const (
	scalar shape = iota
	list         // name[]=value
	named        // name[key]=value
)

// check names the problem of a value; "" when there is none.
type check func(value string) string

func need(name string, c check) rule { return rule{name: name, required: true, check: c} }
func may(name string, c check) rule  { return rule{name: name, check: c} }

// checkRules names what is unknown, missing or of the wrong form.
func checkRules(rules []rule, in params) fieldErrors {
	errs := fieldErrors{}
	for _, f := range in.form.Fields() {
		if f.Name == "auth_token" {
			continue
		}
		i := slices.IndexFunc(rules, func(r rule) bool { return r.name == f.Name })
		if i < 0 {
			errs.add(f.Name, "The "+f.Name+" field is not known to this route.")
			continue
		}
		rules[i].checkField(f, errs)
	}
	for _, r := range rules {
		if r.required && !in.has(r.name) {
			errs.add(r.name, "The "+r.name+" field is required.")
		}
	}
	return errs
}

func (r rule) checkField(f phpform.Field, errs fieldErrors) {
	if r.shape == scalar {
		if f.Array != nil {
			errs.add(r.name, "The "+r.name+" must be a string.")
		} else if problem := r.check(f.Value); problem != "" {
			errs.add(r.name, "The "+r.name+" "+problem)
		}
		return
	}
	if f.Array == nil {
		errs.add(r.name, "The "+r.name+" must be an array.")
	}
	for _, e := range f.Array.Elems() {
		switch {
		case e.Array != nil:
			errs.add(r.name, "The "+r.name+"."+e.Name+" must be a string.")
		case r.shape == list && !phpform.IsIndex(e.Name):
			errs.add(r.name, "The "+r.name+" must be a list.")
		default:
			if problem := r.check(e.Value); problem != "" {
				errs.add(r.name, "The "+r.name+"."+e.Name+" "+problem)
			}
		}
	}
}

func anyText(string) string { return "" }

func filled(v string) string { return unless(strings.TrimSpace(v) != "", "field is required.") }

func email(v string) string {
	local, host, found := strings.Cut(v, "@")
	return unless(found && local != "" && host != "" && !strings.ContainsAny(v, " \t\r\n"), "must be a valid email address.")
}

var (
	moneyForm   = regexp.MustCompile(`^\d{1,12}(\.\d{1,2})?$`)
	integerForm = regexp.MustCompile(`^-?(0|[1-9]\d{0,17})$`)
	digits4Form = regexp.MustCompile(`^\d{4}$`)
	monthForm   = regexp.MustCompile(`^(0[1-9]|1[0-2])$`)
	unixForm    = regexp.MustCompile(`^(0|[1-9]\d{0,10})$`) // not milliseconds
)

func money(v string) string {
	return unless(moneyForm.MatchString(v), "must be an amount with at most two decimals.")
}

func signedMoney(v string) string { return money(strings.TrimPrefix(v, "-")) }

func integer(v string) string { return unless(integerForm.MatchString(v), "must be an integer.") }

func positive(v string) string {
	n, err := strconv.ParseInt(v, 10, 64)
	return unless(integerForm.MatchString(v) && err == nil && n > 0, "must be an integer of at least 1.")
}

// endlessOrPositive: the documents say "null" for a subscription without end, which
// PHP's http_build_query leaves out and other clients send as a text or empty.
func endlessOrPositive(v string) string {
	if v == "" || v == "null" {
		return ""
	}
	return positive(v)
}

// zeroOrOne: the text "false" is true to PHP, so nothing else is taken.
func zeroOrOne(v string) string { return unless(v == "0" || v == "1", "field must be 0 or 1.") }

func digits4(v string) string { return unless(digits4Form.MatchString(v), "must be 4 digits.") }

func month2(v string) string {
	return unless(monthForm.MatchString(v), "must be a month in 2 digits.")
}

func month(v string) string {
	n, err := strconv.Atoi(v)
	return unless(err == nil && n >= 1 && n <= 12 && len(v) <= 2, "must be a month.")
}

func year(v string) string {
	return unless(digits4Form.MatchString(v) && v >= "2000" && v <= "2099", "must be a year in 4 digits.")
}

func unixTime(v string) string {
	return unless(unixForm.MatchString(v), "must be a unix timestamp in seconds.")
}

// usDateLayout is the form of coupon dates.
const usDateLayout = "01/02/2006 03:04 PM"

func usDate(v string) string {
	_, err := time.Parse(usDateLayout, v)
	return unless(err == nil, "does not match the format m/d/Y h:i A.")
}

func oneOf(values ...string) check {
	return func(v string) string { return unless(slices.Contains(values, v), "is invalid.") }
}

func unless(fine bool, problem string) string {
	if fine {
		return ""
	}
	return problem
}
