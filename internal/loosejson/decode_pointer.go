package loosejson

import "reflect"

func (p *planner) pointer(t reflect.Type) (reader, error) {
	target := t.Elem()
	if target.Kind() == reflect.Pointer {
		return nil, &TypeError{Type: t, Reason: "no rule for a pointer to a pointer"}
	}
	read, err := p.reader(target)
	if err != nil {
		return nil, err
	}
	absent := (*decoder).skipBlank
	if _, ok := p.structs[target]; ok {
		absent = (*decoder).skipEmpty
	} else if target.Kind() == reflect.String {
		// Only null says of a text that it is not there.
		absent = (*decoder).skipNull
	}
	return func(d *decoder, v reflect.Value) *Error {
		v.SetZero()
		if absent(d) {
			return nil
		}
		v.Set(reflect.New(target))
		return read(d, v.Elem())
	}, nil
}
