package ipn

import (
	"strings"

	"github.com/paykickstart-go/sdk/internal/phpform"
	"github.com/paykickstart-go/sdk/internal/phptext"
)

// Decode reads a form into a Notification that is not verified: VerifiedBy is zero, and anybody may have written it. Use it
// for notifications that come from a place you trust, such as your own archive; use [Verifier] for all others.
//
// No field is demanded. An empty or absent number or time is zero; one that does not parse, or an array where one value
// belongs, is zero too and named by a [*FieldError], which is returned beside the notification. Fields without a place in
// Notification are in its Form. A nil form decodes as an empty one.
func Decode(f *Form) (*Notification, error) {
	if f == nil {
		f = new(Form)
	}
	n := &Notification{Form: f}
	return n, n.decode()
}

func (n *Notification) decode() error {
	d := decoder{n: n}
	fields := n.Form.fields()
	for i := range fields {
		d.field(&fields[i])
	}
	if d.bad != nil {
		return &FieldError{Fields: d.bad}
	}
	return nil
}

// decoder fills a notification and collects the names of the fields that do not parse.
type decoder struct {
	n   *Notification
	bad []string
}

func (d *decoder) field(f *phpform.Field) {
	if f.Array != nil {
		d.array(f)
		return
	}
	value := phptext.Trim(f.Value)
	if name, ok := strings.CutPrefix(f.Name, "custom_"); ok {
		d.custom(name, value)
		return
	}
	if value == "" {
		return
	}
	if text := d.n.text(f.Name); text != nil {
		*text = value
		return
	}
	if !d.typed(f.Name, value) {
		d.bad = append(d.bad, f.Name)
	}
}

// array takes the one array that has a place; an array of another known name is bad, of an unknown one stays in the form.
func (d *decoder) array(f *phpform.Field) {
	switch {
	case f.Name == "licenses":
		d.n.Licenses = make([]string, 0, len(f.Array.Elems()))
		for text := range f.Array.Leaves() {
			d.licenses(text)
		}
	case known(f.Name):
		d.bad = append(d.bad, f.Name)
	}
}

func (d *decoder) custom(name, value string) {
	if d.n.Custom == nil {
		d.n.Custom = make(map[string]string)
	}
	d.n.Custom[name] = value
}

// licenses takes one key, or several with commas between them.
func (d *decoder) licenses(text string) {
	if d.n.Licenses == nil {
		d.n.Licenses = make([]string, 0, 1+strings.Count(text, ","))
	}
	for key := range strings.SplitSeq(text, ",") {
		if key = phptext.Trim(key); key != "" {
			d.n.Licenses = append(d.n.Licenses, key)
		}
	}
}

// known tells whether a field has a place in Notification that takes one value.
func known(name string) bool {
	var scratch Notification
	if scratch.text(name) != nil {
		return true
	}
	return scratch.number(name) != nil || scratch.amount(name) != nil || scratch.time(name) != nil || name == "is_rebill"
}
