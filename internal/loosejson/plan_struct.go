package loosejson

import (
	"reflect"
	"strconv"
	"strings"
)

// field is a field that a member is read into.
type field struct {
	name  string
	index []int
	read  reader
}

// structPlan says how the members of an object go to the fields of a struct.
type structPlan struct {
	fields []field
	byName map[string]int // into fields
	extra  []int          // index of the field Extra; nil if there is none
}

func (p *planner) structPlan(t reflect.Type) (*structPlan, error) {
	if plan, ok := p.structs[t]; ok {
		return plan, nil
	}
	plan := &structPlan{byName: map[string]int{}}
	p.structs[t] = plan
	return plan, p.addFields(plan, t, nil)
}

// addFields adds the fields of t, which is the struct of the plan or embedded in it at index.
func (p *planner) addFields(plan *structPlan, t reflect.Type, index []int) error {
	for i := range t.NumField() {
		f := t.Field(i)
		path := append(index[:len(index):len(index)], i)
		tag := f.Tag.Get("json")
		name, _, _ := strings.Cut(tag, ",")
		var err error
		switch {
		case f.Name == "Extra" && isRawMap(f.Type):
			err = plan.placeExtra(t, path)
		case tag == "-":
		case f.Anonymous && name == "" && f.Type.Kind() == reflect.Struct:
			err = p.addFields(plan, f.Type, path)
		case f.Anonymous && name == "" && f.Type.Kind() == reflect.Pointer:
			err = &TypeError{Type: t, Reason: "embedded pointer " + f.Name}
		case f.IsExported():
			err = p.addField(plan, t, f, path)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *structPlan) placeExtra(t reflect.Type, index []int) error {
	if p.extra != nil {
		return &TypeError{Type: t, Reason: "two fields Extra"}
	}
	p.extra = index
	return nil
}

func (p *planner) addField(plan *structPlan, t reflect.Type, f reflect.StructField, path []int) error {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	if name == "" {
		name = f.Name
	}
	read, err := p.fieldReader(t, f)
	if err != nil {
		return err
	}
	if _, taken := plan.byName[name]; taken {
		return &TypeError{Type: t, Reason: "two fields for the member " + name}
	}
	plan.byName[name] = len(plan.fields)
	plan.fields = append(plan.fields, field{name: name, index: path, read: read})
	return nil
}

func (p *planner) fieldReader(t reflect.Type, f reflect.StructField) (reader, error) {
	option := f.Tag.Get("loose")
	if option == "" {
		return p.reader(f.Type)
	}
	digits, isPad := strings.CutPrefix(option, "pad=")
	n, err := strconv.Atoi(digits)
	if !isPad || err != nil || n < 1 || n > 64 || f.Type.Kind() != reflect.String {
		return nil, &TypeError{Type: t, Reason: "tag loose of field " + f.Name + `: only "pad=N" on a string is known`}
	}
	return readPadded(n), nil
}

func isRawMap(t reflect.Type) bool {
	return t.Kind() == reflect.Map && t.Key().Kind() == reflect.String && t.Elem() == rawType
}
