package answer

import (
	"maps"
	"slices"
	"strings"

	"github.com/paykickstart-go/sdk/internal/loosejson"
)

const (
	// deepest bounds how deep errors are read. Deeper ones are errors all the same, but their texts are left out.
	deepest = 16
	// largest bounds what is looked into within errors: each level of it is passed over once more.
	largest = 1 << 20
	// mostFields bounds how many fields an error names, and how many texts each member of the answer gives.
	mostFields = 64
	// mostText bounds the bytes of all texts and names together, and textCost is what each costs besides, so that their
	// number is bounded too. The text that goes over the bound is the last.
	mostText = 8 * excerptSize
	textCost = 16
)

// words is what an answer says in words: all that an error is made of. An answer may be large and an error goes into logs,
// so it is bounded while it is read.
type words struct {
	message []string
	fields  map[string][]string
	// flags are the words of flags that say no.
	flags []string
	left  int
}

// say takes the texts of a member into the message, each text once.
func (w *words) say(v loosejson.Value) {
	for _, text := range w.texts(v) {
		if !slices.ContainsFunc(w.message, func(said string) bool { return strings.Contains(said, text) }) {
			w.message = append(w.message, text)
		}
	}
}

// addErrors takes the texts of an "error" or "errors" member: by field if it is an object, else into the message.
func (w *words) addErrors(v loosejson.Value) {
	switch v.Kind() {
	case loosejson.Bool:
		// "error": true says that there is an error, and nothing about it.
	case loosejson.Object:
		for name, one := range v.Members() {
			if w.left <= 0 || len(w.fields) == mostFields {
				return
			}
			w.addField(name, one)
		}
	default:
		w.say(v)
	}
}

func (w *words) addField(name string, v loosejson.Value) {
	if w.fields == nil {
		w.fields = make(map[string][]string)
	}
	name = w.take(name)
	w.fields[name] = append(w.fields[name], w.texts(v)...)
}

func (w *words) flag(v loosejson.Value) {
	if text, ok := v.Text(); ok && w.left > 0 {
		w.flags = append(w.flags, w.take(text))
	}
}

// texts returns the scalars of a value as text.
func (w *words) texts(v loosejson.Value) []string {
	var all []string
	if w.left <= 0 {
		return nil
	}
	collect(v, deepest, func(text string) bool {
		if strings.TrimSpace(text) != "" {
			all = append(all, w.take(text))
		}
		return len(all) < mostFields && w.left > 0
	})
	return all
}

// take returns as much of a text as masking looks at, and lets go of the rest.
func (w *words) take(text string) string {
	if len(text) > MaskWindow {
		text = strings.Clone(text[:MaskWindow])
	}
	w.left -= len(text) + textCost
	return text
}

// joinFields returns the texts of all fields, in the order of their names.
func joinFields(fields map[string][]string) string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		all = append(all, fields[name]...)
	}
	return strings.Join(all, "; ")
}

// blank reports whether an "error" or "errors" member says that there is none: at no depth does it hold anything.
func blank(v loosejson.Value) bool {
	return collect(v, deepest, saysNothing)
}

// collect shows the scalars of a value to take, until it returns false. It reports whether it has seen all.
func collect(v loosejson.Value, depth int, take func(text string) bool) bool {
	if depth == 0 || depth < deepest && len(v.Raw()) > largest {
		return false
	}
	switch v.Kind() {
	case loosejson.Object:
		for _, one := range v.Members() {
			if !collect(one, depth-1, take) {
				return false
			}
		}
	case loosejson.Array:
		for one := range v.Elements() {
			if !collect(one, depth-1, take) {
				return false
			}
		}
	default:
		text, _ := v.Text()
		return take(text)
	}
	return true
}

func saysNothing(text string) bool {
	switch text = strings.TrimSpace(text); len(text) {
	case 0:
		return true
	case 1, 4, 5:
		text = strings.ToLower(text)
		return text == "0" || text == "null" || text == "none" || text == "false"
	default:
		return false
	}
}
