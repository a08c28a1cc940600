package ipntest

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// Change is one way to tamper with a body; see [Tamper].
type Change func(body string) (string, error)

// Tamper returns a changed copy of a signed body; the codes stay as they are. A change that does not apply, because its
// field is not there, is an error: a test would otherwise pass on an untouched body. Fields are looked up by their names as
// they stand on the wire.
//
//	forged, err := ipntest.Tamper(body, ipntest.ChangeValue("amount", "1.00"))
//
// Not every change must be refused. A body that carries a hash is judged by the hash alone, and that is over the values in
// the order of their names: it verifies in any order of the fields ([Swap], [Reencode]), and with its verification_code
// changed, cut off or dropped ([UpperCase], [Truncate]), which stands last. To see these refused, sign with
// Body(secret, ipn.SchemeVerificationCode), or Drop or change a field that the hash covers.
func Tamper(body []byte, changes ...Change) ([]byte, error) {
	changed := string(body)
	for _, change := range changes {
		var err error
		if changed, err = change(changed); err != nil {
			return nil, fmt.Errorf("ipntest: %w", err)
		}
	}
	if bytes.Equal([]byte(changed), body) {
		return nil, errors.New("ipntest: the changes leave the body as it was")
	}
	return []byte(changed), nil
}

// ChangeValue gives a field another value.
func ChangeValue(name, value string) Change {
	return onField(name, func(pieces []string, at int) []string {
		pieces[at] = pair(name, value)
		return pieces
	})
}

// Drop takes a field away.
func Drop(name string) Change {
	return onField(name, func(pieces []string, at int) []string {
		return append(pieces[:at], pieces[at+1:]...)
	})
}

// Rename moves a value to another name: the signature covers values, not names.
func Rename(name, to string) Change {
	return onField(name, func(pieces []string, at int) []string {
		_, value, _ := strings.Cut(pieces[at], "=")
		pieces[at] = url.QueryEscape(to) + "=" + value
		return pieces
	})
}

// Duplicate appends a second field of a name that is there already: PHP takes its value, at the first one's place.
func Duplicate(name, value string) Change {
	return onField(name, func(pieces []string, _ int) []string { return append(pieces, pair(name, value)) })
}

// UpperCase turns a field's value into upper case: a code in upper-case hex does not verify. Name the code that decides:
// beside a hash the verification_code is not looked at.
func UpperCase(name string) Change {
	return onField(name, func(pieces []string, at int) []string {
		key, value, _ := strings.Cut(pieces[at], "=")
		pieces[at] = key + "=" + strings.ToUpper(value)
		return pieces
	})
}

// Swap exchanges the places of two fields. A verification_code depends on their order; a hash does not, and a body that
// carries one still verifies: sign with Body(secret, ipn.SchemeVerificationCode) to see the swap refused.
func Swap(name, other string) Change {
	return func(body string) (string, error) {
		pieces := strings.Split(body, "&")
		i, j := find(pieces, name), find(pieces, other)
		if i < 0 || j < 0 {
			return "", fmt.Errorf("no fields %q and %q to swap", name, other)
		}
		pieces[i], pieces[j] = pieces[j], pieces[i]
		return strings.Join(pieces, "&"), nil
	}
}

// Append adds a field that is not there yet, at the end.
func Append(name, value string) Change {
	return func(body string) (string, error) {
		if find(strings.Split(body, "&"), name) >= 0 {
			return "", fmt.Errorf("field %q is there already", name)
		}
		return body + "&" + pair(name, value), nil
	}
}

// Truncate cuts n bytes off the end, as a broken connection does. The last 59 bytes of a body with both codes are its
// verification_code, which nobody looks at beside a hash: the body verifies without them. To see a cut body refused, cut
// more, [Drop] a field, or sign with Body(secret, ipn.SchemeVerificationCode).
func Truncate(n int) Change {
	return func(body string) (string, error) {
		if n < 1 || n > len(body) {
			return "", fmt.Errorf("cannot cut %d of %d bytes", n, len(body))
		}
		return body[:len(body)-n], nil
	}
}

// Reencode parses the form and writes it anew in the order of names, as proxies and frameworks do. A hash survives that, a
// verification_code only by luck.
func Reencode() Change {
	return func(body string) (string, error) {
		form, err := url.ParseQuery(body)
		return form.Encode(), err
	}
}

// onField applies edit to the first field of that name.
func onField(name string, edit func(pieces []string, at int) []string) Change {
	return func(body string) (string, error) {
		pieces := strings.Split(body, "&")
		at := find(pieces, name)
		if at < 0 {
			return "", fmt.Errorf("no field %q in the body", name)
		}
		return strings.Join(edit(pieces, at), "&"), nil
	}
}

// find returns the place of the first field of that name, or -1.
func find(pieces []string, name string) int {
	for i, piece := range pieces {
		onWire, _, _ := strings.Cut(piece, "=")
		if decoded, err := url.QueryUnescape(onWire); err == nil && decoded == name {
			return i
		}
	}
	return -1
}

func pair(name, value string) string {
	return url.QueryEscape(name) + "=" + url.QueryEscape(value)
}
