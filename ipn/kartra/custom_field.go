package kartra

import (
	"encoding/json"
	"strconv"

	"github.com/paykickstart-go/sdk/internal/loosejson"
)

// CustomField is a field that you added to your leads, with one lead's value.
type CustomField struct {
	// ID and Identifier name the field (wire: field_id, field_identifier).
	ID         int64
	Identifier string
	// Type says what kind of field it is (wire: field_type).
	Type FieldType
	// Value is what a field of text holds, as sent; Options what a field of choices holds, single-choice ones included
	// (wire: field_value, a text or a list). Kartra's documents say which type has which; whichever comes is taken.
	Value   string
	Options []Choice
	// Extra holds the members that have no field here.
	Extra Extra
}

// FieldType is a type of custom field. It is open.
type FieldType string

// The documented types. The first two have a Value, the others Options.
const (
	FieldInput    FieldType = "input_field"
	FieldTextArea FieldType = "text_area"
	FieldDropDown FieldType = "drop_down"
	FieldRadio    FieldType = "radio_button"
	FieldCheckbox FieldType = "checkbox"
)

// Choice is one option that a lead chose.
type Choice struct {
	// ID and Value are the option's (wire: option_id, option_value).
	ID    int64  `json:"option_id"`
	Value string `json:"option_value"`
	// Extra holds the members that have no field here.
	Extra Extra
}

type wireField struct {
	ID         int64           `json:"field_id"`
	Identifier string          `json:"field_identifier"`
	Type       FieldType       `json:"field_type"`
	Value      json.RawMessage `json:"field_value"`
	Extra      Extra
}

func (r *reader) customFields(path string, v loosejson.Value) []CustomField {
	var sent []wireField
	if !r.decode(path, v, &sent) {
		return nil
	}
	fields := make([]CustomField, len(sent))
	for i, s := range sent {
		fields[i] = CustomField{ID: s.ID, Identifier: s.Identifier, Type: s.Type, Extra: s.Extra}
		r.customValue(path+"["+strconv.Itoa(i)+"].field_value", s.Value, &fields[i])
	}
	return fields
}

// customValue takes a text or a list of options, whatever type the field says it has.
func (r *reader) customValue(path string, raw json.RawMessage, f *CustomField) {
	v, err := loosejson.Parse(raw)
	if err != nil || v.Empty() {
		return // only a member that is not there is no JSON
	}
	if text, ok := v.Text(); ok {
		f.Value = text
	} else if !r.decode(path, v, &f.Options) {
		f.Options = nil
	}
}
