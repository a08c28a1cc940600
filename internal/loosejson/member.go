package loosejson

import "iter"

// member is where one member of an object stands, as offsets into the object's text.
type member struct {
	name, nameEnd int // without the quotes
	start, end    int // of the value
}

func (m member) rawName(object []byte) []byte { return object[m.name:m.nameEnd] }

func (m member) value(object []byte) Value { return Value{raw: object[m.start:m.end:m.end]} }

func (m member) named(object []byte, name string) bool {
	raw := m.rawName(object)
	return string(raw) == name || !isPlain(raw) && unquote(raw) == name
}

// each yields the members of an object, from the index if there is one.
func (v Value) each() iter.Seq[member] {
	return func(yield func(member) bool) {
		if v.Kind() != Object {
			return
		}
		if v.members == nil {
			eachMember(v.raw, yield)
			return
		}
		for _, m := range v.members {
			if !yield(m) {
				return
			}
		}
	}
}

func eachMember(object []byte, yield func(member) bool) {
	for i := skipSpace(object, 1); object[i] != '}'; {
		var m member
		m.name = i + 1
		m.nameEnd, _ = stringEnd(object, m.name)
		m.start = afterColon(object, m.nameEnd+1)
		m.end = skipValue(object, m.start)
		if !yield(m) {
			return
		}
		i = nextItem(object, m.end)
	}
}

func eachElement(array []byte, yield func(Value) bool) {
	for i := skipSpace(array, 1); array[i] != ']'; {
		end := skipValue(array, i)
		if !yield(Value{raw: array[i:end:end]}) {
			return
		}
		i = nextItem(array, end)
	}
}

// isIndex reports whether the raw name of a member is an index of a PHP array.
func isIndex(name []byte) bool {
	for _, c := range name {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(name) > 0
}
