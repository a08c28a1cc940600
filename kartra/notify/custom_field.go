package notify

import (
	"encoding/json"
	"strconv"

	"github.com/paykickstart-go/sdk/api"
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
	Extra api.Extra
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
	Extra api.Extra
}

type wireField struct {
	ID         int64           `json:"field_id"`
	Identifier string          `json:"field_identifier"`
	Type       FieldType       `json:"field_type"`
	Value      json.RawMessage `json:"field_value"`
	Extra      api.Extra
}

// customFields reads field by field, and not the list at once: a hostile list is left where there are too many faults.
func (r *reader) customFields(path string, v loosejson.Value) []CustomField {
	var fields []CustomField
	for element := range v.Elements() {
		if r.full() {
			return fields
		}
		fields = append(fields, r.customField(path+"["+strconv.Itoa(len(fields))+"]", element))
	}
	if fields == nil && !v.Empty() {
		r.fail(path)
	}
	return fields
}

func (r *reader) customField(path string, v loosejson.Value) CustomField {
	var sent wireField
	if !r.decode(path, v, &sent) {
		return CustomField{}
	}
	f := CustomField{ID: sent.ID, Identifier: sent.Identifier, Type: sent.Type, Extra: sent.Extra}
	r.customValue(path+".field_value", sent.Value, &f)
	return f
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
