package phpform

import (
	"hash/maphash"
	"math/bits"
	"strings"
)

// parser reads one body. Names and values without escapes are cut from the body, the others from what is decoded.
type parser struct {
	text    strings.Builder // the body, then what is decoded of it; never grown, so what was cut from it stays valid
	body    string
	nesting int
	fields  []Field // a field that was dropped again has no name
}

// table finds fields by name. It is apart from the parser so that it can live on the stack.
type table struct {
	places  []uint16     // hash table: place in fields plus one, 0 is free
	seed    maphash.Seed // of this parse, so that nobody can choose names that collide
	dropped int          // fields without a name
}

func parse(body []byte, pieces, nesting int) Form {
	var few [256]uint16
	t := table{places: few[:], seed: maphash.MakeSeed()}
	if 2*pieces > len(few) {
		t.places = make([]uint16, 1<<bits.Len(uint(2*pieces)))
	}
	p := parser{nesting: nesting, fields: make([]Field, 0, pieces)}
	p.text.Grow(len(body) + room(len(body)))
	p.text.Write(body)
	p.body = p.text.String()
	for start := 0; start < len(body); {
		start = p.piece(start, &t)
	}
	return Form{raw: p.body, fields: compact(p.fields, t.dropped)}
}

// room is how much to allocate for decoding at once: most bodies have few escapes.
func room(body int) int { return 64 + body/4 }

// piece reads the piece that starts at start, and returns where the next one does.
func (p *parser) piece(start int, t *table) int {
	body, seen := p.body, byte(0)
	i := start
	for i < len(body) && kinds[body[i]]&nameEnd == 0 {
		seen |= kinds[body[i]]
		i++
	}
	name, value := body[start:i], ""
	if i < len(body) && body[i] == '=' {
		value, i = p.value(i + 1)
	}
	switch {
	case seen&(escape|rewritten) != 0:
		p.addRewritten(p.decode(name), value, t)
	case name != "":
		p.set(name, value, t)
	}
	return i + 1
}

// value reads the value that starts at i, and returns it with the place of its end.
func (p *parser) value(i int) (string, int) {
	body, start, seen := p.body, i, byte(0)
	for i < len(body) && body[i] != '&' {
		seen |= kinds[body[i]]
		i++
	}
	if seen&escape != 0 {
		return p.decode(body[start:i]), i
	}
	return body[start:i], i
}

// The kinds of bytes that matter.
const (
	nameEnd   = 1 << iota // ends a name
	escape                // stands for another byte
	rewritten             // keeps a name from being taken as it stands
)

var kinds = [256]byte{
	'&': nameEnd, '=': nameEnd, '%': escape, '+': escape, '.': rewritten, ' ': rewritten, '[': rewritten, 0: rewritten,
}

// decode is PHP's urldecode: a bad escape stays as it is.
func (p *parser) decode(s string) string {
	if p.text.Cap()-p.text.Len() < len(s) {
		p.text = strings.Builder{}
		p.text.Grow(max(len(s), room(len(p.body))))
	}
	out, start := &p.text, p.text.Len()
	for {
		i := 0
		for i < len(s) && s[i] != '%' && s[i] != '+' {
			i++
		}
		out.WriteString(s[:i])
		if s = s[i:]; s == "" {
			return out.String()[start:]
		}
		switch {
		case s[0] == '+':
			out.WriteByte(' ')
			s = s[1:]
		case len(s) > 2 && unhex[s[1]] != 0 && unhex[s[2]] != 0:
			out.WriteByte((unhex[s[1]]-1)<<4 | (unhex[s[2]] - 1))
			s = s[3:]
		default:
			out.WriteByte('%')
			s = s[1:]
		}
	}
}

// unhex is a hex digit's value plus one; 0 for all other bytes.
var unhex = [256]byte{
	'0': 1, '1': 2, '2': 3, '3': 4, '4': 5, '5': 6, '6': 7, '7': 8, '8': 9, '9': 10,
	'a': 11, 'b': 12, 'c': 13, 'd': 14, 'e': 15, 'f': 16, 'A': 11, 'B': 12, 'C': 13, 'D': 14, 'E': 15, 'F': 16,
}

// set gives the field of that name its value, at the place where the name first stood.
func (p *parser) set(name, value string, t *table) {
	field := p.field(name, t)
	field.Value = value
	if field.Array != nil {
		field.Array = nil
	}
}

// field finds the field of that name, or adds it. There is room for as many as the body has pieces.
func (p *parser) field(name string, t *table) *Field {
	place := t.place(p.fields, name)
	if *place == 0 {
		n := len(p.fields)
		p.fields = p.fields[:n+1]
		p.fields[n].Name = name
		*place = uint16(n + 1)
	}
	return &p.fields[*place-1]
}

// drop removes the field of that name. Its entry stays, and matches no name any more.
func (p *parser) drop(name string, t *table) {
	if place := t.place(p.fields, name); *place != 0 {
		p.fields[*place-1] = Field{}
		t.dropped++
	}
}

// place finds the name's entry in the table, or the free one where it belongs.
func (t *table) place(fields []Field, name string) *uint16 {
	mask := uint64(len(t.places) - 1)
	for i := maphash.String(t.seed, name) & mask; ; i = (i + 1) & mask {
		if at := t.places[i]; at == 0 || fields[at-1].Name == name {
			return &t.places[i]
		}
	}
}

// compact removes the dropped fields.
func compact(fields []Field, dropped int) []Field {
	if dropped == 0 {
		return fields
	}
	kept := fields[:0]
	for _, f := range fields {
		if f.Name != "" {
			kept = append(kept, f)
		}
	}
	return kept
}
