package loosejson

import "reflect"

func (p *planner) pointer(t reflect.Type) (reader, error) {
	target := t.Elem()
	switch target.Kind() {
	case reflect.Pointer:
		return nil, &TypeError{Type: t, Reason: "no rule for a pointer to a pointer"}
	case reflect.String:
		return nil, &TypeError{Type: t, Reason: "null and an empty text are the same here; use string"}
	}
	read, err := p.reader(target)
	if err != nil {
		return nil, err
	}
	absent := (*decoder).skipBlank
	if _, ok := p.structs[target]; ok {
		absent = (*decoder).skipEmpty
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
