package loosejson

import (
	"bytes"
	"encoding"
	"reflect"
	"strings"
	"unicode/utf8"
)

func readString(d *decoder, v reflect.Value) *Error {
	t := d.token()
	switch {
	case t.kind == Null:
		v.SetZero()
	case t.kind == Array || t.kind == Object:
		return d.mismatch("text")
	case t.kind == String && !t.escaped && !utf8.Valid(t.text):
		v.SetString(unquote(t.text))
	default:
		v.SetString(string(d.content(t)))
	}
	return nil
}

// readPadded gives a number the leading zeros that it lost when PHP took a text for one.
func readPadded(digits int) reader {
	return func(d *decoder, v reflect.Value) *Error {
		kind := d.kind()
		if err := readString(d, v); err != nil || kind != Number {
			return err
		}
		if s := v.String(); strings.Trim(s, "0123456789") == "" && len(s) < digits {
			v.SetString(strings.Repeat("0", digits-len(s)) + s)
		}
		return nil
	}
}

func readBool(d *decoder, v reflect.Value) *Error {
	t := d.token()
	text := bytes.TrimSpace(d.content(t))
	switch {
	case t.kind == Null || t.kind == String && len(text) == 0:
		v.SetBool(false)
	case string(text) == "true":
		v.SetBool(true)
	case string(text) == "false":
		v.SetBool(false)
	default:
		n, ok := parseNumeral(text)
		if !ok || !n.whole() {
			return &Error{Want: "true or false", Got: t.kind.String()}
		}
		v.SetBool(!n.zero())
	}
	return nil
}

func readInt(t reflect.Type) reader {
	want := "whole number that fits " + t.Kind().String()
	return func(d *decoder, v reflect.Value) *Error {
		t := d.token()
		n, ok := d.integer(t)
		i, fits := n.int64()
		if !ok || !fits || v.OverflowInt(i) {
			return &Error{Want: want, Got: t.kind.String()}
		}
		v.SetInt(i)
		return nil
	}
}

// integer reads what an integer accepts; null, "" and false are the zero numeral.
func (d *decoder) integer(t token) (numeral, bool) {
	switch t.kind {
	case Null:
		return numeral{}, true
	case Bool:
		if t.text[0] == 't' {
			return numeral{mantissa: 1}, true
		}
		return numeral{}, true
	case String:
		text := bytes.TrimSpace(d.content(t))
		if len(text) == 0 {
			return numeral{}, true
		}
		return parseNumeral(text)
	default:
		return parseNumeral(t.text)
	}
}

func readRaw(d *decoder, v reflect.Value) *Error {
	v.SetBytes(bytes.Clone(d.skip()))
	return nil
}

// readText reads into a type with UnmarshalText. The error of that method may hold the text, so it is not passed on.
func readText(t reflect.Type) reader {
	want := "text that " + t.String() + " takes"
	return func(d *decoder, v reflect.Value) *Error {
		v.SetZero()
		tok := d.token()
		if tok.kind == Null || tok.kind == String && len(tok.text) == 0 {
			return nil
		}
		if tok.kind == Array || tok.kind == Object {
			return d.mismatch(want)
		}
		text := appendText(nil, tok.text)
		if err := v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText(text); err != nil {
			return &Error{Want: want, Got: tok.kind.String()}
		}
		return nil
	}
}
