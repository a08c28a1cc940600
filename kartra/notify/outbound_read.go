package notify

import (
	"bytes"
	"errors"
	"strings"

	"github.com/paykickstart-go/sdk/api"
	"github.com/paykickstart-go/sdk/internal/loosejson"
)

// object reads the members of v into rec, and returns those that have no place.
func (r *reader) object(path string, rec record, v loosejson.Value) api.Extra {
	if v.Kind() != loosejson.Object && !v.Empty() {
		r.fail(path)
	}
	var extra api.Extra
	for name, member := range v.Members() {
		if r.full() {
			break
		}
		if member.Empty() && rec.known(name) {
			continue
		}
		switch r.member(rec, name, member) {
		case unknown:
			keep(&extra, name, bytes.Clone(member.Raw()))
		case unfit:
			r.fail(path + "." + name)
		}
	}
	return extra
}

func (r *reader) member(rec record, name string, v loosejson.Value) outcome {
	if text, ok := v.Text(); ok {
		return r.text(rec, name, text)
	}
	switch place := rec.place(name).(type) {
	case nil:
		return unknown
	case *[]CustomField:
		*place = r.customFields("lead."+name, v)
		return taken
	default:
		return unfit
	}
}

// details reads action_details by its members, not by the action: so an unknown action with known details is typed too.
func (r *reader) details(o *Outbound, v loosejson.Value) {
	if v.Kind() != loosejson.Object && !v.Empty() {
		r.fail("action_details")
	}
	for name, member := range v.Members() {
		if r.full() {
			break
		}
		switch place := o.detail(name).(type) {
		case nil:
			keep(&o.DetailsExtra, name, bytes.Clone(member.Raw()))
		case **Transaction:
			*place = r.transaction("action_details."+name, member)
		default:
			r.decode("action_details."+name, member, place)
		}
	}
}

// detailFields names the members of action_details that have a field.
var detailFields = map[string]func(*Outbound) any{
	"transaction_details":  func(o *Outbound) any { return &o.Transaction },
	"product":              func(o *Outbound) any { return &o.Product },
	"tag":                  (*Outbound).tagOrForm,
	"list":                 func(o *Outbound) any { return &o.List },
	"sequence":             func(o *Outbound) any { return &o.Sequence },
	"membership":           func(o *Outbound) any { return &o.Membership },
	"form":                 func(o *Outbound) any { return &o.Form },
	"kartra_page":          func(o *Outbound) any { return &o.Page },
	"page_split_test_link": func(o *Outbound) any { return &o.SplitTestLink },
	"video":                func(o *Outbound) any { return &o.Video },
	"points":               func(o *Outbound) any { return &o.Points },
	"calendar":             func(o *Outbound) any { return &o.Calendar },
	"survey":               func(o *Outbound) any { return &o.Survey },
}

// tagOrForm: what filled_form calls a tag is a form.
func (o *Outbound) tagOrForm() any {
	if o.Action == ActionFilledForm {
		return &o.Form
	}
	return &o.Tag
}

// detail returns where a member of action_details goes; nil when it has no field.
func (o *Outbound) detail(name string) any {
	if field, ok := detailFields[name]; ok {
		return field(o)
	}
	return nil
}

func (r *reader) transaction(path string, v loosejson.Value) *Transaction {
	if v.Empty() {
		return nil
	}
	t := new(Transaction)
	t.Extra = r.object(path, t, v)
	return t
}

// decode reads a member that has no times, amounts or second spelling. One that does not fit is named.
func (r *reader) decode(path string, v loosejson.Value, out any) bool {
	if v.Empty() {
		return true
	}
	err := v.Decode(out)
	if err == nil {
		return true
	}
	var mismatch *loosejson.Error
	if errors.As(err, &mismatch) && mismatch.Path != "" {
		path += "." + mismatch.Path
	}
	r.fail(strings.ReplaceAll(path, ".[", "["))
	return false
}
