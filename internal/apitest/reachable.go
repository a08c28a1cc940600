package apitest

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
)

// Printed returns what printers and encoders make of v: fmt with every verb, slog, JSON, XML, gob, and what is [Reachable].
// The diff of testify, which this package does not know, is to be had with a [Recorder].
func Printed(v any) string {
	var out bytes.Buffer
	for _, verb := range "vsdqxXpwcUteEbo" {
		for _, flag := range []string{"%", "%+", "%#"} {
			_, _ = fmt.Fprintf(&out, flag+string(verb)+"\n", v)
		}
	}
	slog.New(slog.NewTextHandler(&out, nil)).Info("x", "v", v)
	slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "v", v)
	// An encoder that refuses has shown nothing but what it wrote before.
	_ = json.NewEncoder(&out).Encode(v)
	_ = xml.NewEncoder(&out).Encode(v)
	_ = gob.NewEncoder(&out).Encode(v)
	return out.String() + Reachable(v)
}

// Reachable returns every text and every run of bytes that a printer can reach from v: through unexported fields, pointers,
// interfaces, maps and lists, and whatever methods say. What a function holds cannot be reached.
func Reachable(v any) string {
	w := walker{seen: map[place]bool{}}
	w.walk(reflect.ValueOf(v))
	return w.out.String()
}

// place is a pointer, slice or map that was walked; of different types, because a struct begins where its first field does.
type place struct {
	typ  reflect.Type
	at   uintptr
	size int
}

type walker struct {
	seen map[place]bool
	out  strings.Builder
}

func (w *walker) walk(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		w.out.WriteString(v.String() + "\n")
	case reflect.Interface:
		w.walk(v.Elem())
	case reflect.Pointer:
		if w.first(v, 0) {
			w.walk(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			w.walk(v.Field(i))
		}
	case reflect.Map:
		if w.first(v, v.Len()) {
			for entries := v.MapRange(); entries.Next(); {
				w.walk(entries.Key())
				w.walk(entries.Value())
			}
		}
	case reflect.Slice:
		if w.first(v, v.Len()) {
			w.list(v)
		}
	case reflect.Array:
		w.list(v)
	}
}

func (w *walker) list(v reflect.Value) {
	isBytes := v.Type().Elem().Kind() == reflect.Uint8
	for i := range v.Len() {
		if isBytes {
			w.out.WriteByte(byte(v.Index(i).Uint()))
			continue
		}
		w.walk(v.Index(i))
	}
	w.out.WriteByte('\n')
}

func (w *walker) first(v reflect.Value, size int) bool {
	p := place{v.Type(), v.Pointer(), size}
	if v.IsNil() || w.seen[p] {
		return false
	}
	w.seen[p] = true
	return true
}

// Recorder keeps what an assertion of testify says, its diff included. It is not safe for concurrent use.
type Recorder struct {
	out strings.Builder
}

// Errorf makes a Recorder testify's TestingT.
func (r *Recorder) Errorf(format string, args ...any) { _, _ = fmt.Fprintf(&r.out, format, args...) }

// String returns all that was said.
func (r *Recorder) String() string { return r.out.String() }
