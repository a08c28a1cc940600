package apitest

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/paykickstart-go/sdk/internal/params"
)

// WireStructs checks structs that go-querystring encodes: it drops or garbles other types than those allowed here, and
// fields with a slip in their tags, without an error. The optional parameters, one name for each field, and no others
// must be left out when they are not set.
func WireStructs(t testing.TB, optional []string, wires ...any) {
	t.Helper()
	var omitted []string
	for _, wire := range wires {
		for _, field := range reflect.VisibleFields(reflect.TypeOf(wire)) {
			wireField(t, field)
			if name, options, _ := strings.Cut(field.Tag.Get("url"), ","); strings.HasSuffix(options, "omitempty") {
				omitted = append(omitted, name)
			}
		}
	}
	slices.Sort(omitted)
	if want := slices.Sorted(slices.Values(optional)); !slices.Equal(want, omitted) {
		t.Errorf("left out when not set: %q, want %q", omitted, want)
	}
}

func wireField(t testing.TB, field reflect.StructField) {
	t.Helper()
	tag := field.Tag.Get("url")
	if !regexp.MustCompile(`^[a-z_]+(,unix)?(,int)?(,omitempty)?$`).MatchString(tag) {
		t.Errorf("%s: bad tag %q", field.Name, tag)
	}
	if !slices.Contains(wireTypes(), field.Type) {
		t.Errorf("%s: go-querystring garbles a %s", field.Name, field.Type)
	}
	options := strings.Split(tag, ",")[1:]
	if isFlag := field.Type.Kind() == reflect.Bool; isFlag != slices.Contains(options, "int") {
		t.Errorf("%s: a flag, and nothing else, is 1 or 0 by the option int", field.Name)
	}
	if isTime := field.Type == reflect.TypeFor[time.Time](); isTime != slices.Contains(options, "unix") {
		t.Errorf("%s: a time, and nothing else, is in seconds by the option unix", field.Name)
	}
}

func wireTypes() []reflect.Type {
	return []reflect.Type{
		reflect.TypeFor[string](), reflect.TypeFor[int](), reflect.TypeFor[int64](), reflect.TypeFor[bool](),
		reflect.TypeFor[*int](), reflect.TypeFor[*int64](), reflect.TypeFor[time.Time](),
		reflect.TypeFor[params.Money](), reflect.TypeFor[*params.Money](), reflect.TypeFor[params.List](),
		reflect.TypeFor[params.More](),
	}
}
