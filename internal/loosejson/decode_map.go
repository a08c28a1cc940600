package loosejson

import "reflect"

func (p *planner) mapping(t reflect.Type) (reader, error) {
	if t.Key().Kind() != reflect.String {
		return nil, &TypeError{Type: t, Reason: "only strings can be keys"}
	}
	element, err := p.reader(t.Elem())
	if err != nil {
		return nil, err
	}
	return func(d *decoder, v reflect.Value) *Error { return readMap(d, v, element) }, nil
}

func readMap(d *decoder, v reflect.Value, element reader) *Error {
	v.SetZero()
	if d.skipBlank() {
		return nil
	}
	if d.kind() != Object && !d.atEmptyArray() {
		return d.mismatch("object")
	}
	t := v.Type()
	v.Set(reflect.MakeMap(t))
	for more := d.open(); more; more = d.next() {
		name := unquote(d.name())
		value := reflect.New(t.Elem()).Elem()
		if err := element(d, value); err != nil {
			return inMember(name, err)
		}
		v.SetMapIndex(reflect.ValueOf(name).Convert(t.Key()), value)
	}
	return nil
}
