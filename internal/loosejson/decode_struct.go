package loosejson

import (
	"bytes"
	"encoding/json"
	"reflect"
)

// replace reads an object into a struct of which nothing old is to stay.
func (p *structPlan) replace(d *decoder, v reflect.Value) *Error {
	v.SetZero()
	return p.merge(d, v)
}

// merge reads an object into a struct whose other fields stay.
func (p *structPlan) merge(d *decoder, v reflect.Value) *Error {
	if d.kind() != Object {
		if d.skipEmpty() {
			v.SetZero()
			return nil
		}
		return d.mismatch("object")
	}
	var extra map[string]json.RawMessage
	at := -1
	for more := d.open(); more; more = d.next() {
		name := d.name()
		if next := p.find(name, at+1); next >= 0 {
			at = next
			f := &p.fields[at]
			if err := f.read(d, fieldOf(v, f.index)); err != nil {
				return err.under(f.name)
			}
			continue
		}
		raw := d.skip()
		if p.extra != nil {
			if extra == nil {
				extra = map[string]json.RawMessage{}
			}
			extra[unquote(name)] = bytes.Clone(raw)
		}
	}
	p.setExtra(v, extra)
	return nil
}

// find returns the place of a member's field, or -1. Members mostly come in the order of the fields, so likely is tried
// first.
func (p *structPlan) find(name []byte, likely int) int {
	if likely < len(p.fields) && p.fields[likely].name == string(name) {
		return likely
	}
	if at, ok := p.byName[string(name)]; ok {
		return at
	}
	if !isPlain(name) {
		if at, ok := p.byName[unquote(name)]; ok {
			return at
		}
	}
	return -1
}

func (p *structPlan) setExtra(v reflect.Value, extra map[string]json.RawMessage) {
	if p.extra == nil {
		return
	}
	target := fieldOf(v, p.extra)
	if extra == nil {
		target.SetZero()
		return
	}
	target.Set(reflect.ValueOf(extra).Convert(target.Type()))
}

func fieldOf(v reflect.Value, index []int) reflect.Value {
	if len(index) == 1 {
		return v.Field(index[0])
	}
	return v.FieldByIndex(index)
}

// mismatch tells what is at the decoder's place instead of what is wanted.
func (d *decoder) mismatch(want string) *Error {
	return &Error{Want: want, Got: d.kind().String()}
}
