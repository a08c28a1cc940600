package loosejson

import "reflect"

// Decode reads the value into what out points to. What is there replaces what the target held, member by member; a field
// whose member is not there stays as it is, and a missing value changes nothing.
//
//   - string: a string; a number or boolean as its literal text; null is "". `loose:"pad=4"` on a field fills a number up
//     to four digits with leading zeros.
//   - integers: 12, "12", 10.0, 1e3 and the like, if the value is a whole number that fits; true is 1; false, null and ""
//     are 0.
//   - bool: true, false, "true", "false"; a whole number as a number or a string, 0 being false; null and "" are false.
//   - decimal.Decimal: a number or a string; "1,234.50" may group thousands by commas; null and "" are 0.
//   - time.Time, in UTC: "2006-01-02 15:04:05", "2006-01-02", RFC 3339; digits are Unix seconds; null, "", 0 and the dates
//     0000-00-00 and -0001-11-30 are the zero time.
//   - slices: an array; an object with numeric names gives its values; null and "" are nil.
//   - structs: an object, by the `json` tags of the fields, names matched exactly; [], "", null and false are zero. A
//     field Extra of a type map[string]json.RawMessage takes the members that have no field; it is nil without any.
//   - pointers, but to strings: null and "" are nil, for structs [] and false too.
//   - json.RawMessage: a copy of whatever is there.
//   - a type with UnmarshalText: the text of a string, number or boolean; null and "" leave the zero value.
//
// Strings that hold numbers or dates may have white space around them. Of duplicate members the last one counts, whole.
// The result shares no memory with what was parsed.
//
// The error is an [*Error] if a value does not fit, and a [*TypeError] if out is no pointer or holds a type that is not in
// this list. After an error the target may be filled in part.
func (v Value) Decode(out any) error {
	target := reflect.ValueOf(out)
	if target.Kind() != reflect.Pointer || target.IsNil() {
		return &TypeError{Type: reflect.TypeOf(out), Reason: "the target must be a pointer that is not nil"}
	}
	read, err := planFor(target.Type().Elem())
	if err != nil || v.Kind() == Missing {
		return err
	}
	// Not returned at once: a nil *Error is no nil error.
	if err := read(&decoder{b: v.raw}, target.Elem()); err != nil {
		return err
	}
	return nil
}

// reader reads the value at which d stands into v, and leaves d behind it.
type reader func(d *decoder, v reflect.Value) *Error

// decoder walks valid JSON.
type decoder struct {
	b       []byte
	i       int
	scratch []byte
}

// token is a scalar, or the beginning of an array or object.
type token struct {
	kind    Kind
	text    []byte // a string's raw content, or the literal
	escaped bool
}

// token reads a scalar. Arrays and objects are left where they are.
func (d *decoder) token() token {
	t := token{kind: kindOf(d.b[d.i])}
	switch t.kind {
	case String:
		start := d.i + 1
		d.i, t.escaped = stringEnd(d.b, start)
		t.text = d.b[start:d.i]
		d.i++
	case Array, Object:
	default:
		start := d.i
		d.i = literalEnd(d.b, start)
		t.text = d.b[start:d.i]
	}
	return t
}

// content returns the text of a scalar; it is good until the next call.
func (d *decoder) content(t token) []byte {
	if !t.escaped {
		return t.text
	}
	d.scratch = appendText(d.scratch[:0], t.text)
	return d.scratch
}

// open enters an array or object and reports whether there is anything in it.
func (d *decoder) open() bool {
	d.i = skipSpace(d.b, d.i+1)
	return !d.closed()
}

// next passes on to the next element or member, and reports whether there is one.
func (d *decoder) next() bool {
	d.i = nextItem(d.b, d.i)
	return !d.closed()
}

func (d *decoder) closed() bool {
	if c := d.b[d.i]; c != ']' && c != '}' {
		return false
	}
	d.i++
	return true
}

// name reads a member's name, raw, and passes on to its value.
func (d *decoder) name() []byte {
	start := d.i + 1
	end, _ := stringEnd(d.b, start)
	d.i = afterColon(d.b, end+1)
	return d.b[start:end]
}

// skip passes over a value and returns it.
func (d *decoder) skip() []byte {
	start := d.i
	d.i = skipValue(d.b, start)
	return d.b[start:d.i]
}

func (d *decoder) kind() Kind { return kindOf(d.b[d.i]) }

// skipBlank passes over null and "", and reports whether it did.
func (d *decoder) skipBlank() bool {
	return d.skipIf(d.b[d.i] == 'n' || d.b[d.i] == '"' && d.b[d.i+1] == '"')
}

// skipEmpty passes over what PHP may write for an object that is not there: null, "", [] and false.
func (d *decoder) skipEmpty() bool {
	return d.skipBlank() || d.skipIf(d.b[d.i] == 'f' || d.atEmptyArray())
}

func (d *decoder) skipIf(yes bool) bool {
	if yes {
		d.skip()
	}
	return yes
}

func (d *decoder) atEmptyArray() bool {
	return d.b[d.i] == '[' && d.b[skipSpace(d.b, d.i+1)] == ']'
}
