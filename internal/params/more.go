package params

import (
	"maps"
	"net/url"
	"reflect"
	"slices"
	"strings"
)

// More are parameters that have no field yet. They go into a wire struct, and are sent as they are.
type More url.Values

// EncodeValues implements query.Encoder.
func (m More) EncodeValues(_ string, v *url.Values) error {
	for name, values := range m {
		for _, value := range values {
			v.Add(name, value)
		}
	}
	return nil
}

// Names returns the parameters that a wire struct has fields for.
func Names(wire any) []string {
	var names []string
	for _, field := range reflect.VisibleFields(reflect.TypeOf(wire)) {
		if field.Anonymous || field.Type == reflect.TypeFor[More]() {
			continue
		}
		name, _, _ := strings.Cut(field.Tag.Get("url"), ",")
		names = append(names, name)
	}
	return names
}

// More notes what is wrong with parameters that have no field. Those in known have one. A problem repeats no value, and no
// name that may hold a card number.
func (p *Problems) More(field string, more More, known []string) {
	seen := paths{}
	for _, name := range slices.Sorted(maps.Keys(more)) {
		if hasCardNumber(name) {
			p.Add(field, "a name must not hold a card number")
			continue
		}
		p.moreName(field, name, known)
		if other, clash := seen.add(name); clash {
			p.Add(field, "%q and %q are one name to PHP, so one of the values would be lost", other, name)
		}
		p.moreValues(field, name, more[name])
	}
}

func (p *Problems) moreName(field, name string, known []string) {
	switch {
	case strings.TrimSpace(name) == "":
		p.Add(field, "a name must not be empty or blank")
	case strings.ContainsRune(name, 0):
		p.Add(field, "the name %q must not contain a NUL", name)
	case IsTokenField(name):
		p.Add(field, "must not hold auth_token, which is added on the way")
	case slices.ContainsFunc(known, func(one string) bool { return isField(name, one) }):
		p.Add(field, "%q has a field of its own", name)
	case isCardName(name):
		p.Add(field, "%q is card data, which must not be sent", name)
	}
}

func (p *Problems) moreValues(field, name string, values []string) {
	if len(values) > 1 && !strings.HasSuffix(name, "[]") {
		p.Add(field, "%q has several values, of which PHP keeps the last: end the name with []", name)
	}
	if hasCardNumber(values...) {
		p.Add(field, "the value of %q looks like a card number, which must not be sent", name)
	}
	for _, value := range values {
		if strings.ContainsRune(value, 0) {
			p.Add(field, "the value of %q must not contain a NUL", name)
		}
	}
}
