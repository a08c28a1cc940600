package ipn

import (
	"errors"
	"fmt"
	"iter"
	"log/slog"

	"github.com/paykickstart-go/sdk/internal/phpform"
)

// Limits of a notification's body; a larger one is refused with [ErrTooLarge] before its fields are read. The documented
// sample has 1.1 KB and about 50 fields; PHP itself keeps no more than 1,000.
const (
	maxBodyBytes = 1 << 20
	maxFields    = 1000
	maxNesting   = 64
)

// Form is the body of a notification: all its fields as received, in order. Names are as PHP rewrites them: "a.b" and
// "a b" are a_b, and of two fields of one name the first place and the last value count.
//
// It prints its number of fields and none of their values. All methods are safe on a nil Form and for concurrent use.
type Form struct {
	form phpform.Form
}

// ParseForm reads a form body under PHP's rules, in wire order. It verifies nothing. The only error matches [ErrTooLarge]:
// more than 1 MiB, or more than 1,000 fields. A field nested deeper than 64 brackets is dropped, as PHP does.
func ParseForm(body []byte) (*Form, error) {
	f := new(Form)
	if err := f.parse(body); err != nil {
		return nil, err
	}
	return f, nil
}

func (f *Form) parse(body []byte) error {
	form, err := phpform.Parse(body, phpform.Limits{Bytes: maxBodyBytes, Fields: maxFields, Nesting: maxNesting})
	if err != nil {
		return tooLarge(err)
	}
	f.form = form
	return nil
}

func tooLarge(err error) error {
	var over *phpform.LimitError
	if errors.As(err, &over) {
		return fmt.Errorf("%w: %d %s, at most %d are accepted", ErrTooLarge, over.Got, over.What, over.Limit)
	}
	return err
}

// Get returns the text of the field, as sent; "" when there is none or it is an array.
func (f *Form) Get(name string) string {
	if f == nil {
		return ""
	}
	return f.form.Get(name)
}

// Values returns the field's texts: one for a scalar field, even an empty one; for an array all in it, those of nested
// arrays too, in order; nil when there is no such field.
func (f *Form) Values(name string) []string {
	if f == nil {
		return nil
	}
	field, ok := f.form.Lookup(name)
	return values(field, ok)
}

func values(field phpform.Field, ok bool) []string {
	if !ok {
		return nil
	}
	if field.Array == nil {
		return []string{field.Value}
	}
	var texts []string
	for text := range field.Array.Leaves() {
		texts = append(texts, text)
	}
	return texts
}

// All yields the names and texts of the scalar fields in wire order, the signature fields included. Array fields are left
// out: see [Form.Values].
func (f *Form) All() iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for _, field := range f.fields() {
			if field.Array == nil && !yield(field.Name, field.Value) {
				return
			}
		}
	}
}

// Raw returns a copy of the body as received.
func (f *Form) Raw() []byte {
	if f == nil {
		return nil
	}
	return []byte(f.form.Raw())
}

func (f *Form) fields() []phpform.Field {
	if f == nil {
		return nil
	}
	return f.form.Fields()
}

// String tells the number of fields, and nothing of what is in them.
func (f *Form) String() string { return fmt.Sprintf("ipn.Form(%d fields)", len(f.fields())) }

// Format prints what [Form.String] returns, for every verb.
func (f *Form) Format(s fmt.State, _ rune) { _, _ = fmt.Fprint(s, f.String()) }

// LogValue logs what [Form.String] returns.
func (f *Form) LogValue() slog.Value { return slog.StringValue(f.String()) }
