package apitest

import (
	"reflect"
	"testing"

	"github.com/paykickstart-go/sdk/api"
)

// RequireNoExtra demands that the result has an api.Extra, and that each one in it, at any depth, is nil.
func RequireNoExtra(t testing.TB, result any) {
	t.Helper()
	if result == nil {
		t.Fatalf("there is no result")
	}
	if walkExtra(t, reflect.ValueOf(result), "result") == 0 {
		t.Fatalf("%T has no api.Extra to look at", result)
	}
}

// walkExtra returns how many it has seen.
func walkExtra(t testing.TB, v reflect.Value, path string) (seen int) {
	t.Helper()
	if v.Type() == reflect.TypeFor[api.Extra]() {
		if !v.IsNil() {
			t.Fatalf("%s is not nil: it has %v", path, v.MapKeys())
		}
		return 1
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			seen = walkExtra(t, v.Elem(), path)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			seen += walkExtra(t, v.Index(i), path+"[]")
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			seen += walkExtra(t, v.MapIndex(key), path+"[]")
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() || field.Anonymous {
				seen += walkExtra(t, v.Field(i), path+"."+field.Name)
			}
		}
	default:
	}
	return seen
}
