package loosejson

import (
	"reflect"
	"strconv"
)

func (p *planner) slice(t reflect.Type) (reader, error) {
	element, err := p.reader(t.Elem())
	if err != nil {
		return nil, err
	}
	return func(d *decoder, v reflect.Value) *Error { return readList(d, v, element) }, nil
}

func readList(d *decoder, v reflect.Value, element reader) *Error {
	v.SetZero()
	if d.skipBlank() {
		return nil
	}
	kind := d.kind()
	if kind != Array && kind != Object {
		return d.mismatch("list")
	}
	v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	n := 0
	for more := d.open(); more; more = d.next() {
		if kind == Object && !isIndex(d.name()) {
			return &Error{Want: "list", Got: Object.String()}
		}
		if n == v.Cap() {
			v.Grow(1)
		}
		v.SetLen(n + 1)
		if err := element(d, v.Index(n)); err != nil {
			return err.under("[" + strconv.Itoa(n) + "]")
		}
		n++
	}
	return nil
}
